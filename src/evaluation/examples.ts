/**
 * Examples of what answers must be like: files of small articles with questions, and what must and
 * must not stand in each answer. Each file is one kind and one corpus, indexed as the corpus is.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import type { Answer } from "../answer/answer.ts";
import { type AnswerTools, answerQuestion } from "../answer/ask.ts";
import { type Reading, readFollowUp } from "../answer/follow-up.ts";
import { listCorpus } from "../corpus/files.ts";
import { readCorpus } from "../corpus/read.ts";
import { FootnoteError } from "../errors.ts";
import { buildIndex } from "../index/build.ts";
import { openPublished } from "../index/generation.ts";
import type { EvaluationModels } from "./run.ts";

const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

const exampleSchema = z.strictObject({
  ask: z.string(),
  /** The question before, which `ask` is read with. */
  after: z.string().optional(),
  /** Whether `ask` must be read as a question that follows on the one before. */
  followUp: z.boolean().optional(),
  /** What the answer must say, in this order. */
  has: texts.default([]),
  /** What it must not say. */
  lacks: texts.default([]),
  /** The most sentences that it may have. */
  atMost: z.int().positive().optional(),
  /** False: the corpus does not say. */
  answered: z.boolean().default(true),
  /** Whether it must say that sources differ. */
  disagreement: z.boolean().optional(),
  /** Files of which each must be cited. */
  cites: texts.default([]),
  /** Files of one story: one must be cited, the others named with it as saying the same. */
  folded: texts.default([]),
  /** Files of which none may be named as saying the same as what is cited. */
  apart: texts.default([]),
});

const fileSchema = z.strictObject({
  /** By file name. */
  articles: z.record(z.string(), z.string()),
  examples: z.array(exampleSchema).min(1),
});

/** A question, and what its answer must be like. */
export type Example = z.infer<typeof exampleSchema>;

export interface ExampleOutcome {
  readonly example: Example;
  readonly answer: Answer;
  /** What is wrong with the answer, in words; empty where the example passes. */
  readonly faults: readonly string[];
}

const MOST_BYTES = 1_000_000;

/**
 * Asks the examples of a file.
 *
 * @param file a YAML file.
 * @throws FootnoteError `usage` where the file cannot be read as examples.
 */
export async function runExamples(
  file: string,
  { embedder, scorer }: EvaluationModels,
): Promise<ExampleOutcome[]> {
  const { articles, examples } = await readExamples(file);
  const folder = await mkdtemp(path.join(tmpdir(), "footnote-examples-"));
  const corpus = path.join(folder, "corpus");
  try {
    await mkdir(corpus);
    for (const [name, text] of Object.entries(articles)) {
      await writeFile(path.join(corpus, name), text);
    }
    const listing = await listCorpus(corpus);
    const { countPieces } = embedder;
    const indexDir = path.join(folder, "index");
    await buildIndex({
      source: {
        path: listing.dir,
        total: listing.files.length,
        ignored: listing.ignored,
        readings: readCorpus(listing, { maxBytes: MOST_BYTES, countPieces }),
      },
      indexDir,
      embedder,
    });
    const generation = await openPublished(indexDir, {
      fingerprint: embedder.fingerprint,
      embedder: embedder.card.model,
      corpus: null,
    });
    try {
      const outcomes: ExampleOutcome[] = [];
      const tools = { generation, embedder, scorer };
      for (const example of examples) {
        const { question, about } = await readQuestion(example, tools);
        const answer = await answerQuestion(question, tools);
        const faults = faultsOf(answer, example);
        if (example.followUp !== undefined && example.followUp !== (about !== null)) {
          faults.push(example.followUp ? "is read by itself" : `is read with "${about}"`);
        }
        outcomes.push({ example, answer, faults });
      }
      return outcomes;
    } finally {
      generation.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readExamples(file: string): Promise<z.infer<typeof fileSchema>> {
  const document = parseDocument(await readFile(file, "utf8"));
  const parsed = fileSchema.safeParse(document.errors.length > 0 ? null : document.toJS());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const fault = document.errors[0]?.message ?? `${issue?.path.join(".")}: ${issue?.message}`;
  throw new FootnoteError("usage", `${file} is not a file of examples. ${fault}`);
}

/** The question as it is asked, read with the one before where there is one. */
async function readQuestion({ ask, after }: Example, tools: AnswerTools): Promise<Reading> {
  if (after === undefined) return { question: ask, about: null };
  const { sentences } = await answerQuestion(after, tools);
  return readFollowUp(ask, { question: after, sentences: sentences.map(({ text }) => text) });
}

/** What is wrong with an answer. */
function faultsOf(answer: Answer, example: Example): string[] {
  if (answer.answered !== example.answered) {
    return [example.answered ? "is not answered" : "is answered"];
  }
  const faults: string[] = [];
  const said = answer.sentences.map(({ text }) => text).join(" ");
  let at = 0;
  for (const text of example.has) {
    const found = said.indexOf(text, at);
    if (found === -1) faults.push(`lacks "${text}"${said.includes(text) ? " in its place" : ""}`);
    else at = found + text.length;
  }
  for (const text of example.lacks) if (said.includes(text)) faults.push(`has "${text}"`);
  if (answer.sentences.length > (example.atMost ?? Number.POSITIVE_INFINITY)) {
    faults.push(`has ${answer.sentences.length} sentences`);
  }
  if (example.disagreement !== undefined && answer.disagreement !== example.disagreement) {
    faults.push(example.disagreement ? "tells of no disagreement" : "tells of a disagreement");
  }
  const cited = answer.citations.map(({ article }) => article.path);
  const stories = answer.citations.map(({ article, alsoIn }) =>
    [article, ...alsoIn].map((one) => one.path),
  );
  for (const name of example.cites) if (!cited.includes(name)) faults.push(`does not cite ${name}`);
  if (example.folded.length > 0) {
    const together = stories.some((story) => example.folded.every((name) => story.includes(name)));
    if (!together) faults.push(`does not fold ${example.folded.join(", ")}`);
    const several = example.folded.filter((name) => cited.includes(name));
    if (several.length > 1) faults.push(`cites ${several.join(" and ")}`);
  }
  const repeated = stories.flatMap((story) => story.slice(1));
  for (const name of example.apart) {
    if (repeated.includes(name)) faults.push(`folds ${name}`);
  }
  return faults;
}
