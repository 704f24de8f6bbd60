/**
 * How sure an answer is: a logistic model over what speaks for its best sentence. Its weights were
 * fitted on public questions with and without an answer; docs/quality.md has the reliability diagram.
 */
import type { ScoredSentence } from "./sentences.ts";

/** Below this confidence the corpus does not say. */
export const LEAST_CONFIDENCE = 0.5;

/** Weights with the scorer and without it. */
const WITH_SCORER = { bias: -4, score: 5, bm25: 0, logit: 0 };
const WITHOUT_SCORER = { bias: -5, score: 5, bm25: 1, logit: 0 };

/** The probability, 0 to 1, that the best sentence answers; 0 where there is none. */
export function confidenceOf(best: ScoredSentence | undefined): number {
  if (best === undefined) return 0;
  const weights = best.logit === null ? WITHOUT_SCORER : WITH_SCORER;
  const evidence =
    weights.bias +
    weights.score * best.score +
    weights.bm25 * best.candidate.bm25 +
    weights.logit * (best.logit ?? 0);
  return 1 / (1 + Math.exp(-evidence));
}
