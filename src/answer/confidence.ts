/**
 * How sure an answer is: a logistic model over what speaks for its best sentence. Its weights were
 * fitted on public questions with and without an answer; docs/quality.md has the reliability diagram.
 */
import type { ScoredSentence } from "./sentences.ts";

/** Below this confidence the corpus does not say. */
export const LEAST_CONFIDENCE = 0.5;

/** Weights with the scorer and without it. */
const WITH_SCORER = { bias: -2.15, score: 2.3, bm25: 0.45 };
const WITHOUT_SCORER = { bias: -3.8, score: 4.8, bm25: -0.3 };

/** The probability, 0 to 1, that the best sentence answers; 0 where there is none. */
export function confidenceOf(best: ScoredSentence | undefined): number {
  if (best === undefined) return 0;
  const weights = best.logit === null ? WITHOUT_SCORER : WITH_SCORER;
  const evidence = weights.bias + weights.score * best.score + weights.bm25 * best.candidate.bm25;
  return 1 / (1 + Math.exp(-evidence));
}
