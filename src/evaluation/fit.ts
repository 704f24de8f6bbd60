/**
 * Fitting the ranking's weights: on a collection's odd queries, and tested on its even ones, so that
 * nothing is measured by what it was made from.
 */
import { setImmediate as breathe } from "node:timers/promises";
import { FootnoteError } from "../errors.ts";
import type { Generation } from "../index/generation.ts";
import type { Embedder } from "../inference/embedder.ts";
import { RANKING, type RankingParameters } from "../search/ranking.ts";
import { type Candidate, search } from "../search/search.ts";
import { wordingOf } from "../search/wording.ts";
import { type Judgements, type Query, readJudgedQueries } from "./collection.ts";
import { indexDocuments } from "./index-collection.ts";
import { fitPairs } from "./logistic.ts";
import { type Figures, rankingFigures } from "./metrics.ts";
import { documentsOf, type EvaluationOptions, type Watching } from "./run.ts";
import { type Comparison, compare, mean } from "./statistics.ts";

/**
 * The weights that are fitted. That of the likeness to the best is not: what it weighs comes of a
 * ranking by the others.
 */
export const fittedWeights = [
  "passageWeight",
  "sentenceWeight",
  "lexicalWeight",
  "togetherWeight",
  "pairsWeight",
  "coverageWeight",
] as const satisfies readonly (keyof RankingParameters)[];

export type Weights = Readonly<Record<(typeof fittedWeights)[number], number>>;

/** The means of the figures over half of the queries. */
export interface Half {
  readonly queries: number;
  readonly shipped: Figures;
  readonly fitted: Figures;
}

export interface Fit {
  /** Absolute path of the collection. */
  readonly dataset: string;
  /** How many pairs of a right document and a wrong one the weights come from. */
  readonly pairs: number;
  /** The two cosines' weights sum to 1. */
  readonly weights: Weights;
  /** The queries that the weights were fitted on. */
  readonly odd: Half;
  /** The others: what the weights are worth. */
  readonly even: Half;
  /** By figure: fitted against shipped weights on the even queries. */
  readonly comparison: Readonly<Record<string, Comparison>>;
}

/** A query that has a relevant document. */
interface Task {
  readonly query: Query;
  readonly judged: Judgements;
  readonly vector: Float32Array;
}

/** A query's figures by both sets of weights. */
interface Outcome {
  readonly shipped: Figures;
  readonly fitted: Figures;
}

const FIGURES = ["hit@1", "MRR@10"] as const;

/**
 * Fits weights to the first, third, … of the queries that have a relevant document.
 *
 * @throws FootnoteError `usage` where the collection cannot be read or gives nothing to fit.
 */
export async function fitWeights(
  {
    dataset,
    cacheDir,
    onIndexProgress,
    onQuery,
    signal,
  }: Pick<EvaluationOptions, "dataset" | "cacheDir" | keyof Watching>,
  embedder: Embedder,
): Promise<Fit> {
  // Read first: a malformed line should not come to light after an hour of embedding.
  const judgedQueries = (await readJudgedQueries(dataset)).flatMap(({ query, judged }) =>
    judged && [...judged.values()].some((grade) => grade > 0) ? [{ query, judged }] : [],
  );
  if (judgedQueries.length < 2) {
    throw new FootnoteError(
      "usage",
      `Fewer than two queries in ${dataset}/queries.jsonl have a relevant document in ` +
        "qrels/test.tsv: one to fit on and one to test on are the least. Name another --dataset.",
    );
  }
  const { generation } = await indexDocuments(dataset, {
    cacheDir,
    embedder,
    ...(onIndexProgress && { onProgress: onIndexProgress }),
    ...(signal && { signal }),
  });
  let done = 0;
  async function took() {
    onQuery?.(++done, 2 * judgedQueries.length);
    if (signal?.aborted) throw new FootnoteError("cancelled", "Cancelled.");
    await breathe();
  }

  try {
    const tasks: Task[] = [];
    const shipped: Figures[] = [];
    const pairs: number[][][] = [];
    for (const [index, { query, judged }] of judgedQueries.entries()) {
      const task = { query, judged, vector: await embedder.embed(query.text, "query") };
      const candidates = search(generation, query.text, task.vector);
      tasks.push(task);
      shipped.push(figuresOf(task, candidates, generation));
      if (isOdd(index)) pairs.push(pairsOf(task, candidates, generation));
      await took();
    }

    const weights = weightsFrom(pairs, dataset);
    const parameters = { ...RANKING, ...weights };
    const outcomes: Outcome[] = [];
    for (const [index, task] of tasks.entries()) {
      const candidates = search(generation, task.query.text, task.vector, { parameters });
      const fitted = figuresOf(task, candidates, generation);
      outcomes.push({ shipped: shipped[index] as Figures, fitted });
      await took();
    }

    const even = outcomes.filter((_, index) => !isOdd(index));
    return {
      dataset,
      pairs: pairs.flat().length,
      weights,
      odd: halfOf(outcomes.filter((_, index) => isOdd(index))),
      even: halfOf(even),
      comparison: byFigure((name) =>
        compare(column(even, "shipped", name), column(even, "fitted", name)),
      ),
    };
  } finally {
    generation.close();
  }
}

/** Whether a query's place, counted from 1, is odd. */
function isOdd(index: number): boolean {
  return index % 2 === 0;
}

function halfOf(outcomes: readonly Outcome[]): Half {
  return {
    queries: outcomes.length,
    shipped: byFigure((name) => mean(column(outcomes, "shipped", name))),
    fitted: byFigure((name) => mean(column(outcomes, "fitted", name))),
  };
}

function byFigure<Value>(of: (name: string) => Value): Record<string, Value> {
  return Object.fromEntries(FIGURES.map((name) => [name, of(name)]));
}

function column(outcomes: readonly Outcome[], by: keyof Outcome, name: string): number[] {
  return outcomes.map((outcome) => outcome[by][name] as number);
}

function figuresOf(
  { judged }: Task,
  candidates: readonly Candidate[],
  generation: Generation,
): Figures {
  return rankingFigures(documentsOf(candidates, generation), judged, 10) as Figures;
}

/**
 * The features of every right document less those of every wrong one, among what is read closely.
 * A document counts by its best passage.
 */
function pairsOf(
  { query, judged }: Task,
  candidates: readonly Candidate[],
  generation: Generation,
): number[][] {
  const wording = wordingOf(generation, query.text);
  const read = new Set(
    [...candidates]
      .sort((a, b) => b.score - a.score || a.passage - b.passage)
      .slice(0, RANKING.readClosely),
  );
  const seen = new Set<number>();
  const right: number[][] = [];
  const wrong: number[][] = [];
  for (const candidate of candidates) {
    if (!read.has(candidate) || seen.has(candidate.article)) continue;
    seen.add(candidate.article);
    const id = generation.articles[candidate.article]?.id as string;
    const { together, pairs, coverage } = wording(candidate);
    const features: Weights = {
      passageWeight: candidate.cosine,
      sentenceWeight: Math.max(...candidate.sentenceCosines),
      lexicalWeight: candidate.bm25,
      togetherWeight: together,
      pairsWeight: pairs,
      coverageWeight: coverage,
    };
    const side = (judged.get(id) ?? 0) > 0 ? right : wrong;
    side.push(fittedWeights.map((name) => features[name]));
  }
  return right.flatMap((good) =>
    wrong.map((bad) => good.map((value, index) => value - (bad[index] as number))),
  );
}

function weightsFrom(pairs: readonly number[][][], dataset: string): Weights {
  const some = pairs.filter((ofQuery) => ofQuery.length > 0);
  if (some.length === 0) {
    throw new FootnoteError(
      "usage",
      `For no odd query of ${dataset} both a relevant document and another were found: there is ` +
        "nothing to fit. Name a larger --dataset.",
    );
  }
  const fitted = fitPairs(some);
  const [passage = 0, sentence = 0] = fitted;
  if (passage + sentence <= 0) {
    throw new FootnoteError(
      "usage",
      `On the odd queries of ${dataset} the cosines do not tell right documents from wrong ones, so ` +
        "no weights can be set against theirs. Name a larger --dataset, or look at EMBEDDING_MODEL.",
    );
  }
  const entries = fittedWeights.map((name, index) => [
    name,
    (fitted[index] as number) / (passage + sentence),
  ]);
  return Object.fromEntries(entries);
}
