/**
 * Reading test collections: a folder in the BEIR layout (`corpus.jsonl`, `queries.jsonl`,
 * `qrels/test.tsv`), or a file of questions with candidate sentences. Nothing is guessed: a line
 * that does not fit ends the reading, named with its file and number.
 */
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { FootnoteError } from "../errors.ts";

export interface Document {
  readonly id: string;
  /** Empty where the collection gives none. */
  readonly title: string;
  readonly text: string;
}

/** What a collection says about the answer to a query. */
export interface KnownAnswer {
  /** Whether the documents hold an answer. */
  readonly answerable: boolean;
  /** Wordings of the answer, any of which will do; empty where there is none. */
  readonly answers: readonly string[];
}

export interface Query {
  readonly id: string;
  readonly text: string;
  /** Null where the collection says nothing about answers. */
  readonly known: KnownAnswer | null;
}

/** The judged documents of one query with their grades; 1 and above is relevant. */
export type Judgements = ReadonlyMap<string, number>;

export interface JudgedQuery {
  readonly query: Query;
  /** Null where none of its documents is judged. */
  readonly judged: Judgements | null;
}

/** A question with the sentences of which one or more may answer it. */
export interface SentenceSet {
  readonly id: string;
  readonly question: string;
  readonly sentences: readonly string[];
  /** One per sentence: whether it answers the question. */
  readonly labels: readonly boolean[];
}

const missingOr = (wrong: string) => (issue: { readonly input?: unknown }) =>
  issue.input === undefined ? "is missing" : wrong;

const anyText = z.string({ error: missingOr("must be a string") });

const someText = anyText.regex(/\S/, "must not be empty");

// Some collections number their documents instead of naming them.
const identifier = z.union([someText, z.number().int().transform(String)], {
  error: missingOr("must be a string that is not empty"),
});

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.array(item, { error: missingOr("must be a list") });

const documentLine = z
  .object({ _id: identifier, title: anyText.nullish(), text: anyText })
  .transform(({ _id, title, text }): Document => ({ id: _id, title: title ?? "", text }));

const queryLine = z
  .object({
    _id: identifier,
    text: someText,
    metadata: z
      .object({
        answerable: z.boolean("must be true or false").optional(),
        answers: listOf(anyText).optional(),
      })
      .nullish(),
  })
  .transform(({ _id, text, metadata }): Query => {
    const { answerable, answers } = metadata ?? {};
    const known =
      answerable === undefined && answers === undefined
        ? null
        : { answerable: answerable ?? answers?.length !== 0, answers: answers ?? [] };
    return { id: _id, text, known };
  });

const sentenceLine = z
  .object({
    _id: identifier,
    question: someText,
    sentences: listOf(anyText).min(1, "must not be empty"),
    labels: listOf(z.literal([0, 1], { error: "must be 0 or 1" })),
  })
  .refine(({ sentences, labels }) => sentences.length === labels.length, {
    path: ["labels"],
    error: "must be as many as the sentences",
  })
  .transform(
    ({ _id, question, sentences, labels }): SentenceSet => ({
      id: _id,
      question,
      sentences,
      labels: labels.map((label) => label === 1),
    }),
  );

/**
 * The documents of `corpus.jsonl`, one at a time.
 *
 * @throws FootnoteError `usage` naming the file and line of what cannot be read.
 */
export function readDocuments(folder: string): AsyncGenerator<Document> {
  return readRecords(join(folder, "corpus.jsonl"), documentLine);
}

/**
 * The queries of `queries.jsonl`, in its order.
 *
 * @throws FootnoteError `usage` naming the file and line of what cannot be read.
 */
export async function readQueries(folder: string): Promise<Query[]> {
  return await all(readRecords(join(folder, "queries.jsonl"), queryLine));
}

/**
 * Questions with labelled sentences, one JSON object (`_id`, `question`, `sentences`, `labels`) a
 * line.
 *
 * @throws FootnoteError `usage` naming the file and line of what cannot be read.
 */
export async function readSentenceSets(file: string): Promise<SentenceSet[]> {
  return await all(readRecords(file, sentenceLine));
}

/**
 * The judgements of `qrels/test.tsv` (`query-id`, `corpus-id`, `score`, after a header line), by
 * query.
 *
 * @throws FootnoteError `usage` naming the file and line of what cannot be read.
 */
export async function readJudgements(folder: string): Promise<Map<string, Judgements>> {
  const file = join(folder, "qrels", "test.tsv");
  const judgements = new Map<string, Map<string, number>>();
  for await (const { number, text } of readLines(file)) {
    const columns = text.split("\t");
    const [query, document, grade] = columns;
    if (!query || !document || !grade || columns.length !== 3) {
      throw fault(
        file,
        number,
        `${columns.length} ${columns.length === 1 ? "column" : "columns"} where three belong ` +
          "(query-id, corpus-id, score), none of them empty, with tabs between them",
      );
    }
    const isGrade = /^[+-]?\d+$/.test(grade);
    if (number === 1) {
      if (!isGrade) continue;
      throw fault(
        file,
        1,
        "a judgement stands where the header (query-id, corpus-id, score) belongs",
      );
    }
    if (!isGrade) throw fault(file, number, `the score "${grade}" is not a whole number`);
    const ofQuery = judgements.get(query) ?? new Map<string, number>();
    if (ofQuery.has(document)) {
      throw fault(
        file,
        number,
        `document "${document}" is judged for query "${query}" a second time`,
      );
    }
    judgements.set(query, ofQuery.set(document, Number(grade)));
  }
  return judgements;
}

/**
 * The queries of a collection with their judgements, in the order of `queries.jsonl`.
 *
 * @throws FootnoteError `usage` naming what cannot be read, or a judged query that is not there.
 */
export async function readJudgedQueries(folder: string): Promise<JudgedQuery[]> {
  const judgements = await readJudgements(folder);
  const queries = await readQueries(folder);
  const ids = new Set(queries.map(({ id }) => id));
  for (const id of judgements.keys()) {
    if (ids.has(id)) continue;
    throw new FootnoteError(
      "usage",
      `${folder}/qrels/test.tsv judges the query "${id}", which queries.jsonl does not have. ` +
        "Check that the files belong together.",
    );
  }
  return queries.map((query) => ({ query, judged: judgements.get(query.id) ?? null }));
}

/** At most `limit` of the items, evenly spaced over the whole list; the same ones every time. */
export function evenSample<T>(items: readonly T[], limit: number): T[] {
  if (items.length <= limit) return [...items];
  return Array.from(
    { length: limit },
    (_, i) => items[Math.floor((i * items.length) / limit)] as T,
  );
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** The objects of a JSONL file, each checked; no two may have the same id. */
async function* readRecords<T extends { readonly id: string }>(
  file: string,
  shape: z.ZodType<T>,
): AsyncGenerator<T> {
  const seen = new Map<string, number>();
  for await (const { number, text } of readLines(file)) {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (cause) {
      throw fault(file, number, `not JSON (${(cause as Error).message})`, cause);
    }
    const { success, data, error } = shape.safeParse(json);
    if (!success) {
      const issue = error.issues[0];
      const field = issue?.path.join(".");
      throw fault(file, number, field ? `"${field}" ${issue?.message}` : "not a JSON object");
    }
    const before = seen.get(data.id);
    if (before !== undefined) {
      throw fault(file, number, `the _id "${data.id}" is that of line ${before} already`);
    }
    seen.set(data.id, number);
    yield data;
  }
}

interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a UTF-8 file that are not blank. `node:readline` will not do: it also breaks lines
 * at U+2028 and U+2029, which stand unescaped in JSON, and lets broken UTF-8 pass.
 */
async function* readLines(file: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let number = 0;
  function decode(bytes: Uint8Array): Line | null {
    number++;
    try {
      const text = decoder.decode(bytes).replace(/\r$/, "");
      return text.trim() === "" ? null : { number, text };
    } catch (cause) {
      throw fault(file, number, "not UTF-8", cause);
    }
  }

  let pending: Buffer[] = [];
  for await (const chunk of readChunks(file)) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const line = decode(Buffer.concat([...pending, chunk.subarray(start, end)]));
      if (line) yield line;
      pending = [];
      start = end + 1;
    }
    pending.push(chunk.subarray(start));
  }
  const last = decode(Buffer.concat(pending));
  if (last) yield last;
}

/** The bytes of a file; one that cannot be read is a `usage` error. */
export async function* readChunks(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new FootnoteError(
      "usage",
      code === "ENOENT"
        ? `There is no file ${file}. A collection is a folder with corpus.jsonl, queries.jsonl and qrels/test.tsv.`
        : `The file ${file} cannot be read: ${message}.`,
      { cause },
    );
  }
}

function fault(file: string, line: number, what: string, cause?: unknown): FootnoteError {
  return new FootnoteError(
    "usage",
    `${file}, line ${line}: ${what}. Mend the line and run again.`,
    {
      cause,
    },
  );
}
