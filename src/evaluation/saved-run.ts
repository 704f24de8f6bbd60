/** A run as it is kept in a file: how it was set up, and what came of every query. */
import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { FootnoteError } from "../errors.ts";

/** Changes when older files cannot be compared with newer ones. */
const format = "footnote-evaluation-1";

/** A search mode, or the usual fusion to compare with. */
export const evaluationModes = ["lexical", "dense", "hybrid", "rrf"] as const;

const figures = z.record(z.string(), z.number());

const answerShape = z.object({
  /** Whether the documents answer the query, as far as the collection knows. */
  answerable: z.boolean(),
  /** The query came from another collection, which these documents know nothing of. */
  outside: z.boolean(),
  /** Whether the answer was given or withheld; withheld ones are measured all the same. */
  answered: z.boolean(),
  confidence: z.number(),
  sentences: z.array(z.string()),
  /** One per citation: the document it stands in. */
  documents: z.array(z.string()),
  /** Whether it holds an answer that the collection knows. */
  right: z.boolean(),
});

const recordShape = z.object({
  id: z.string(),
  text: z.string(),
  /** The best documents, best first. */
  found: z.array(z.object({ id: z.string(), score: z.number() })),
  figures,
  answer: answerShape.nullable(),
  /** Milliseconds from the question to its ranked passages. */
  searchMs: z.number(),
  /** Milliseconds from the question to its answer; null where none was made. */
  answerMs: z.number().nullable(),
});

const setupShape = z.object({
  /** Absolute path of the collection. */
  dataset: z.string(),
  /** SHA-256 (hex) of its documents. */
  corpus: z.string(),
  documents: z.number(),
  mode: z.enum(evaluationModes),
  /** The cut of nDCG and MRR. */
  k: z.number(),
  /** Null: every query. */
  limit: z.number().nullable(),
  embedder: z.string(),
  scorer: z.string().nullable(),
  generation: z.string(),
});

const runShape = z.object({
  format: z.literal(format),
  setup: setupShape,
  records: z.array(recordShape),
});

export type EvaluationMode = (typeof evaluationModes)[number];
export type Setup = Readonly<z.infer<typeof setupShape>>;
export type QueryRecord = Readonly<z.infer<typeof recordShape>>;
export type AnswerRecord = Readonly<z.infer<typeof answerShape>>;

export interface Run {
  readonly setup: Setup;
  readonly records: readonly QueryRecord[];
}

/** Writes a run as JSON, one query a line. */
export async function saveRun(file: string, { setup, records }: Run): Promise<void> {
  const head = JSON.stringify({ format, setup }).slice(0, -1);
  const lines = records.map((record) => JSON.stringify(record)).join(",\n");
  try {
    await writeFile(file, `${head},"records":[\n${lines}\n]}\n`);
  } catch (cause) {
    throw new FootnoteError(
      "usage",
      `The run cannot be saved as ${file}: ${(cause as Error).message}. Name another file with --save.`,
      { cause },
    );
  }
}

/**
 * Reads what `saveRun` wrote.
 *
 * @throws FootnoteError `usage` where the file is no saved run.
 */
export async function loadRun(file: string): Promise<Run> {
  try {
    return runShape.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (cause) {
    const reason =
      cause instanceof z.ZodError
        ? `its ${cause.issues[0]?.path.join(".") || "content"} is not as this version writes it`
        : (cause as Error).message;
    throw new FootnoteError(
      "usage",
      `${file} is no saved run (${reason}). Make one: npm run evaluate -- --dataset DIR --save ${file}`,
      { cause },
    );
  }
}
