/**
 * Golden questions: questions about the corpus whose answers are known, kept beside the articles in
 * `questions.yml`. Every new generation is asked them before it is published, and what came of it is
 * kept with the generation, so that the next one can be compared with it.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { FootnoteError } from "../errors.ts";
import type { Generation } from "./generation.ts";
import { writeFileDurably } from "./manifest.ts";

/** The file in the corpus folder. */
export const QUESTIONS_FILE = "questions.yml";
/** The file in a generation's folder; not in its manifest, since the same index may be asked again. */
const RESULTS_FILE = "golden.json";

const text = z.string("must be a text").trim().min(1, "must not be empty");

const entrySchema = z
  .strictObject(
    {
      question: text,
      /** Path or id of the article that must be cited. */
      article: text.optional(),
      /** What must stand in the quotes. */
      words: z
        .union([text.transform((one) => [one]), z.array(text)], "must be a text or a list of texts")
        .optional(),
      /** The corpus does not say. */
      notAnswered: z
        .literal("true", "must be true, or be left out")
        .transform(() => true as const)
        .optional(),
    },
    {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? unknownKeys(issue.keys)
          : "is not an entry with fields",
    },
  )
  .refine(({ article, notAnswered }) => (article === undefined) !== (notAnswered === undefined), {
    error: "needs either the article that answers it or notAnswered: true",
    path: [],
  })
  .refine(({ words, notAnswered }) => words === undefined || notAnswered === undefined, {
    error: "cannot have words where it is not answered",
    path: [],
  });

/** A question and what its answer must be. */
export type GoldenQuestion = z.infer<typeof entrySchema>;

interface Named {
  readonly id: string;
  readonly path: string;
}

/** What golden questions look at of an answer. */
export interface GoldenAnswer {
  readonly answered: boolean;
  readonly citations: readonly {
    readonly article: Named;
    readonly quote: string;
    /** Articles that say the same. */
    readonly alsoIn: readonly Named[];
  }[];
}

/** The golden questions of a build. */
export interface GoldenTest {
  readonly questions: readonly GoldenQuestion[];
  /** Whether a generation that loses one is not published. */
  readonly gate: boolean;
  ask(generation: Generation, question: string): Promise<GoldenAnswer>;
}

/** A golden question that went wrong, and how. */
export interface GoldenFailure {
  readonly question: string;
  readonly why: string;
}

/** What came of the golden questions. */
export interface GoldenSummary {
  readonly asked: number;
  readonly passed: number;
  readonly failed: readonly GoldenFailure[];
  /** Failed, while the generation before passed. */
  readonly lost: readonly string[];
  /** Passed, while the generation before failed. */
  readonly won: readonly string[];
}

/**
 * Reads the golden questions of a corpus.
 *
 * @param corpus absolute path of its folder.
 * @returns null where there are none.
 * @throws FootnoteError `golden` that names the entry and what is wrong with it.
 */
export async function readGoldenQuestions(corpus: string): Promise<GoldenQuestion[] | null> {
  const file = path.join(corpus, QUESTIONS_FILE);
  const content = await readFile(file, "utf8").catch((cause) => {
    if (cause.code === "ENOENT") return null;
    throw new FootnoteError("golden", `${file} cannot be read (${cause.code}).`, { cause });
  });
  if (content === null) return null;
  const lines = new LineCounter();
  // "failsafe": every value is a text as it is written, numbers and dates too.
  const document = parseDocument(content, {
    lineCounter: lines,
    schema: "failsafe",
    prettyErrors: false,
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0]);
    throw new FootnoteError(
      "golden",
      `${file}, line ${line} cannot be read as YAML: ${error.message}.`,
    );
  }
  const entries: unknown = document.toJS() ?? [];
  if (!Array.isArray(entries)) {
    throw new FootnoteError("golden", `${file} must be a list: entries that begin with "- ".`);
  }
  const questions = entries.map((entry, index) => {
    const result = entrySchema.safeParse(entry);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    const where = issue?.path.length ? `: ${issue.path.join(".")}` : "";
    throw new FootnoteError(
      "golden",
      `${file}, entry ${index + 1}${where} ${issue?.message}. An entry has a question and either the ` +
        "article that answers it (its path or id; words that must be quoted, if you like) or notAnswered: true.",
    );
  });
  return questions.length === 0 ? null : questions;
}

/**
 * Asks a generation the golden questions.
 *
 * @param before what came of them for the generation served so far: see `readResults`.
 * @param onAsked called after each question; throwing ends it.
 */
export async function runGoldenQuestions(
  { questions, ask }: GoldenTest,
  generation: Generation,
  before: GoldenResults,
  onAsked: (asked: number) => void,
): Promise<{ summary: GoldenSummary; results: GoldenResults }> {
  const results = new Map<string, boolean>();
  const failed: GoldenFailure[] = [];
  const lost: string[] = [];
  const won: string[] = [];
  for (const [index, golden] of questions.entries()) {
    const why = faultOf(golden, await ask(generation, golden.question), generation);
    const { question } = golden;
    const key = JSON.stringify(golden);
    results.set(key, why === null);
    if (why !== null) failed.push({ question, why });
    if (why !== null && before.get(key) === true) lost.push(question);
    if (why === null && before.get(key) === false) won.push(question);
    onAsked(index + 1);
  }
  const asked = questions.length;
  return { summary: { asked, passed: asked - failed.length, failed, lost, won }, results };
}

/** By question with what is expected of it: one that expects something else is another question. */
export type GoldenResults = ReadonlyMap<string, boolean>;

const resultsSchema = z.array(z.tuple([z.string(), z.boolean()]));

/** What came of the golden questions for a generation; empty where it was never asked. */
export async function readResults(folder: string): Promise<GoldenResults> {
  try {
    return new Map(
      resultsSchema.parse(JSON.parse(await readFile(path.join(folder, RESULTS_FILE), "utf8"))),
    );
  } catch {
    // Missing, or unreadable: then nothing is known about the generation before.
    return new Map();
  }
}

export async function writeResults(folder: string, results: GoldenResults): Promise<void> {
  await writeFileDurably(path.join(folder, RESULTS_FILE), JSON.stringify([...results]));
}

/** An error that names the questions that a generation lost, and says what to do. */
export function goldenLoss({ failed, lost }: GoldenSummary): FootnoteError {
  const lines = failed
    .filter(({ question }) => lost.includes(question))
    .map(({ question, why }) => `\n  ${question} (${why})`);
  return new FootnoteError(
    "golden",
    `The new index loses ${lost.length} golden ${lost.length === 1 ? "question" : "questions"} and is not published; ` +
      `the one served so far stays.${lines.join("")}\n` +
      `Mend the articles or ${QUESTIONS_FILE}, or publish it all the same with GOLDEN_GATE=off.`,
  );
}

/** Why an answer is not what was expected; null where it is. */
function faultOf(
  { article, words = [], notAnswered }: GoldenQuestion,
  { answered, citations }: GoldenAnswer,
  { articles }: Generation,
): string | null {
  if (notAnswered) {
    return answered ? `answered from ${citations[0]?.article.path}, and should not be` : null;
  }
  const isExpected = ({ id, path }: Named) => id === article || path === article;
  if (!articles.some(isExpected)) return `there is no article ${article}`;
  if (!answered) return "not answered";
  if (!citations.some((cited) => [cited.article, ...cited.alsoIn].some(isExpected)))
    return `answered from ${citations[0]?.article.path}, not from ${article}`;
  const quotes = plain(citations.map(({ quote }) => quote).join("\n"));
  const missing = words.find((word) => !quotes.includes(plain(word)));
  return missing === undefined ? null : `the answer lacks "${missing}"`;
}

/** For comparing: capitals, line breaks and the shape of quotation marks do not matter. */
function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").replace(/[“”]/g, '"').replace(/[‘’]/g, "'");
}

function unknownKeys(keys: readonly string[]): string {
  return `has ${keys.map((key) => `"${key}"`).join(" and ")}, which is none of its fields`;
}
