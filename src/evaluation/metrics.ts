/**
 * Figures of one ranking against judgements, by trec_eval's definitions: nDCG with linear gain
 * (`ndcg_cut`), hit@1 (`success_1`), recall (`recall_k`), reciprocal rank and average precision
 * (`map`). A document without a judgement is not relevant.
 */
import type { Judgements } from "./collection.ts";

/** A document of a ranking, with the score that puts it there. */
export interface Scored {
  readonly id: string;
  readonly score: number;
}

/** Figures by name, such as `nDCG@10`; each 0 to 1. */
export type Figures = Readonly<Record<string, number>>;

/** The depths at which recall is taken. */
export const recallDepths = [1, 5, 10, 100] as const;

/**
 * The documents in the order that trec_eval gives them: by falling score, and of equal scores by
 * falling id, whatever order they came in.
 */
export function rank<T extends Scored>(documents: readonly T[]): T[] {
  return [...documents].sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1));
}

/**
 * The figures of one query.
 *
 * @param found - What the search found, each document once, in any order; empty counts as zero in
 *   every figure.
 * @param k - The cut of nDCG and MRR.
 * @returns Null where no document is relevant: there is nothing to find.
 */
export function rankingFigures(
  found: readonly Scored[],
  judgements: Judgements,
  k: number,
): Figures | null {
  const gains = rank(found).map(({ id }) => Math.max(0, judgements.get(id) ?? 0));
  const ideal = [...judgements.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
  if (ideal.length === 0) return null;

  const firstHit = gains.findIndex((gain) => gain > 0);
  const figures: Record<string, number> = {
    [`nDCG@${k}`]: discountedGain(gains, k) / discountedGain(ideal, k),
    "hit@1": firstHit === 0 ? 1 : 0,
    [`MRR@${k}`]: firstHit >= 0 && firstHit < k ? 1 / (firstHit + 1) : 0,
    MAP: averagePrecision(gains, ideal.length),
  };
  for (const depth of recallDepths) {
    figures[`recall@${depth}`] =
      gains.slice(0, depth).filter((gain) => gain > 0).length / ideal.length;
  }
  return figures;
}

function discountedGain(gains: readonly number[], k: number): number {
  return gains.slice(0, k).reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
}

/** Mean over all relevant documents of the precision where each was found, 0 where it was not. */
function averagePrecision(gains: readonly number[], relevant: number): number {
  let hits = 0;
  let sum = 0;
  gains.forEach((gain, i) => {
    if (gain > 0) sum += ++hits / (i + 1);
  });
  return sum / relevant;
}
