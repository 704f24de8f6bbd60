/** Whether the articles and the golden questions can be read. */
import { access, constants } from "node:fs/promises";
import path from "node:path";
import type { Config } from "../config.ts";
import { listCorpus } from "../corpus/files.ts";
import { readGoldenQuestions } from "../index/golden-questions.ts";
import { type Check, ok, problem, problemOf, warning } from "./check.ts";
import { amount } from "./words.ts";

export async function* checkCorpus({ corpus }: Config): AsyncGenerator<Check> {
  const about = "corpus";
  try {
    const { dir, files } = await listCorpus(corpus.dir);
    const tooLarge = files.filter(({ size }) => size > corpus.maxFileBytes);
    const unreadable: string[] = [];
    for (const file of files) {
      await access(path.join(dir, file.path), constants.R_OK).catch(() =>
        unreadable.push(file.path),
      );
    }
    if (files.length === 0) {
      yield problem(
        about,
        `${dir} holds no .md, .txt or .html file`,
        "Put articles there, or name their folder in CORPUS_DIR",
      );
    } else {
      yield ok(about, `${amount(files.length, "file")} in ${dir}`);
    }
    if (unreadable.length > 0) {
      yield warning(
        about,
        `${amount(unreadable.length, "file")} cannot be read, first ${unreadable[0]}`,
        "Let the user that Footnote runs as read them (chmod, chown)",
      );
    }
    if (tooLarge.length > 0) {
      yield warning(
        about,
        `${amount(tooLarge.length, "file")} with more than ${corpus.maxFileBytes} bytes are skipped, first ${tooLarge[0]?.path}`,
        "Split them, or raise MAX_FILE_BYTES",
      );
    }
    yield await checkGoldenQuestions(dir);
  } catch (error) {
    yield problemOf(about, error);
  }
}

async function checkGoldenQuestions(dir: string): Promise<Check> {
  const about = "golden questions";
  try {
    const questions = await readGoldenQuestions(dir);
    return ok(about, questions === null ? "none" : amount(questions.length, "question"));
  } catch (error) {
    return problemOf(about, error);
  }
}
