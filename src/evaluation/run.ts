/**
 * Puts every query of a collection to the search and, where the collection knows the answers, to
 * the choice of an answer, and records what came of it.
 */
import { setImmediate as breathe } from "node:timers/promises";
import { readCandidates } from "../answer/ask.ts";
import { chooseSentences } from "../answer/choose.ts";
import { LEAST_CONFIDENCE } from "../answer/confidence.ts";
import { plainQuestion } from "../answer/plain-question.ts";
import { FootnoteError } from "../errors.ts";
import type { IndexProgress } from "../index/build.ts";
import type { Generation } from "../index/generation.ts";
import type { Embedder } from "../inference/embedder.ts";
import type { Scorer } from "../inference/scorer.ts";
import { type Candidate, search } from "../search/search.ts";
import { answerFigures, holdsAnswer } from "./answer-figures.ts";
import {
  evenSample,
  type JudgedQuery,
  type Judgements,
  type KnownAnswer,
  readJudgedQueries,
  readQueries,
} from "./collection.ts";
import { indexDocuments } from "./index-collection.ts";
import { rank, rankingFigures, type Scored } from "./metrics.ts";
import { searchByRankFusion } from "./rank-fusion.ts";
import type { AnswerRecord, EvaluationMode, QueryRecord, Run } from "./saved-run.ts";

/** The models that a run uses. */
export interface EvaluationModels {
  readonly embedder: Embedder;
  /** Null: answers are chosen without one. */
  readonly scorer: Scorer | null;
}

/** How far a run is, and its end before time. */
export interface Watching {
  readonly onIndexProgress?: (progress: IndexProgress) => void;
  readonly onQuery?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface EvaluationOptions extends Watching {
  /** Absolute path of the collection. */
  readonly dataset: string;
  /** The folder that the indexes of all collections are kept in. */
  readonly cacheDir: string;
  readonly mode: EvaluationMode;
  /** The cut of nDCG and MRR. */
  readonly k: number;
  /** At most so many queries, evenly spaced; null for all. */
  readonly limit: number | null;
  /** Absolute path of another collection, whose queries these documents cannot answer; null for none. */
  readonly outside: string | null;
}

/** A query with what there is to measure it by. */
interface Task extends JudgedQuery {
  readonly outside: boolean;
}

/** How many of a query's best documents a record keeps. */
const RECORDED = 10;

/**
 * Runs the queries of a collection that have judgements or known answers.
 *
 * @throws FootnoteError `usage` where the collection cannot be read or has nothing to measure.
 */
export async function evaluate(options: EvaluationOptions, models: EvaluationModels): Promise<Run> {
  const { dataset, cacheDir, mode, k, limit, outside } = options;
  // Read first: a malformed line should not come to light after an hour of embedding.
  const tasks = await readTasks(dataset, outside, limit);
  const { generation, hash } = await indexDocuments(dataset, {
    cacheDir,
    embedder: models.embedder,
    ...(options.onIndexProgress && { onProgress: options.onIndexProgress }),
    ...(options.signal && { signal: options.signal }),
  });
  try {
    const records: QueryRecord[] = [];
    for (const task of tasks) {
      if (options.signal?.aborted) throw new FootnoteError("cancelled", "Cancelled.");
      records.push(await runQuery(task, generation, models, mode, k));
      options.onQuery?.(records.length, tasks.length);
      await breathe();
    }
    const setup = {
      dataset,
      corpus: hash,
      documents: generation.manifest.counts.articles,
      mode,
      k,
      limit,
      embedder: models.embedder.card.model,
      scorer: models.scorer?.model ?? null,
      generation: generation.manifest.id,
    };
    return { setup, records };
  } finally {
    generation.close();
  }
}

async function readTasks(
  dataset: string,
  outside: string | null,
  limit: number | null,
): Promise<Task[]> {
  const own = (await readJudgedQueries(dataset))
    .filter(({ query, judged }) => query.known !== null || judged !== null)
    .map((task): Task => ({ ...task, outside: false }));
  if (own.length === 0) {
    throw new FootnoteError(
      "usage",
      `No query in ${dataset}/queries.jsonl has a judgement in qrels/test.tsv or says whether it is ` +
        "answerable: there is nothing to measure. Check that the files belong together.",
    );
  }
  if (outside !== null && !own.some(({ query }) => query.known?.answerable)) {
    throw new FootnoteError(
      "usage",
      `No query in ${dataset}/queries.jsonl is marked as answerable, so there is nothing to set the ` +
        "queries of --outside against. Leave --outside out, or name another --dataset.",
    );
  }
  const unknown = { answerable: false, answers: [] };
  const others = outside === null ? [] : await readQueries(outside);
  const sample = <T>(items: T[]) => (limit === null ? items : evenSample(items, limit));
  return [
    ...sample(own),
    ...sample(others).map(
      (query): Task => ({
        query: { ...query, id: `outside/${query.id}`, known: unknown },
        judged: null,
        outside: true,
      }),
    ),
  ];
}

async function runQuery(
  { query, judged, outside }: Task,
  generation: Generation,
  { embedder, scorer }: EvaluationModels,
  mode: EvaluationMode,
  k: number,
): Promise<QueryRecord> {
  const started = performance.now();
  const question = plainQuestion(query.text);
  const vector = await embedder.embed(question, "query");
  const candidates =
    mode === "rrf"
      ? searchByRankFusion(generation, question, vector)
      : search(generation, question, vector, { mode });
  const searched = performance.now();
  const answer =
    query.known &&
    (await answerFrom(question, query.known, outside, candidates, generation, scorer));
  const answered = performance.now();

  const found = documentsOf(candidates, generation);
  const figures = {
    ...(judged && rankingFigures(found, judged, k)),
    ...(answer?.answerable &&
      answerFigures(answer, query.known?.answers ?? [], relevantOf(judged))),
  };
  return {
    id: query.id,
    text: query.text,
    found: rank(found).slice(0, RECORDED),
    figures,
    answer,
    searchMs: searched - started,
    answerMs: answer && answered - started,
  };
}

/**
 * The answer to a query, best sentence first (an answer shows them in the order of their sources),
 * also where its confidence is too low for it to be given.
 */
async function answerFrom(
  question: string,
  known: KnownAnswer | null,
  outside: boolean,
  candidates: readonly Candidate[],
  generation: Generation,
  scorer: Scorer | null,
): Promise<AnswerRecord> {
  const { confidence, sentences: scored } = await readCandidates(
    question,
    candidates,
    generation,
    scorer,
  );
  const chosen =
    scored.length === 0 ? [] : [...chooseSentences(question, scored, generation).sentences];
  chosen.sort((a, b) => b.source.score - a.source.score);
  const sentences = chosen.map((sentence) => sentence.text);
  const { answerable = false, answers = [] } = known ?? {};
  return {
    answerable,
    outside,
    answered: confidence >= LEAST_CONFIDENCE,
    confidence,
    sentences,
    documents: chosen.map(
      ({ source }) => generation.articles[source.sentence.article]?.id as string,
    ),
    right: answerable && holdsAnswer(sentences.join(" "), answers),
  };
}

/** The documents of ranked passages; a document counts by its best passage. */
export function documentsOf(candidates: readonly Candidate[], { articles }: Generation): Scored[] {
  const best = new Map<number, Scored>();
  for (const { article, rank } of candidates) {
    if (!best.has(article)) best.set(article, { id: articles[article]?.id as string, score: rank });
  }
  return [...best.values()];
}

function relevantOf(judged: Judgements | null): ReadonlySet<string> | null {
  return judged && new Set([...judged].flatMap(([id, grade]) => (grade > 0 ? [id] : [])));
}
