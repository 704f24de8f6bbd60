/**
 * How sure an answer is: a logistic model over what speaks for its best sentence and against it. Its
 * weights were fitted on public questions with and without an answer; docs/quality.md has the
 * reliability diagram.
 */
import type { Calibration } from "../index/calibration.ts";
import { namesSubjectOnly } from "./question-type.ts";
import type { ScoredSentence } from "./sentences.ts";

/**
 * Below this confidence the corpus does not say. It is low because confidence is measured where half
 * of the questions are near misses made to deceive: there three in ten are right at this point, and
 * of questions that have an answer nine in ten are above it.
 */
export const LEAST_CONFIDENCE = 0.31;

/** Up to here BM25 tells another subject from the passage's own; beyond, it says little. */
const ON_SUBJECT = 0.5;

/**
 * Weights with the scorer and without it. `opposite` is smaller than fitted (-3): the public
 * questions that have no answer were often made by denying one that has.
 */
const DOUBTS = { wrongType: -1.2, opposite: -2.4, missingNames: -1.3, missingNumbers: -1.1 };
const WITH_SCORER = { bias: -4.95, cosine: 2.75, subject: 5.6, bm25: 0.5, logit: 0.23 };
const WITHOUT_SCORER = { bias: -6.4, cosine: 3.95, subject: 7.1, bm25: 0.5, logit: 0 };

/**
 * The probability, 0 to 1, that the best sentence answers; 0 where there is none.
 *
 * @param calibration of the generation that it stands in.
 */
export function confidenceOf(
  question: string,
  best: ScoredSentence | undefined,
  { offset }: Calibration,
): number {
  if (best === undefined) return 0;
  const weights = best.logit === null ? WITHOUT_SCORER : WITH_SCORER;
  // The scorer has learnt from questions alone: that nothing answers a bare subject says nothing.
  const read = best.logit ?? 0;
  const logit = namesSubjectOnly(question) ? Math.max(read, 0) : read;
  const { wrongType, opposite, missingNames, missingNumbers } = best.doubts;
  const evidence =
    weights.bias +
    offset +
    weights.cosine * best.cosine +
    weights.subject * Math.min(best.candidate.bm25, ON_SUBJECT) +
    weights.bm25 * best.candidate.bm25 +
    weights.logit * logit +
    (wrongType ? DOUBTS.wrongType : 0) +
    (opposite ? DOUBTS.opposite : 0) +
    DOUBTS.missingNames * missingNames +
    DOUBTS.missingNumbers * missingNumbers;
  return 1 / (1 + Math.exp(-evidence));
}
