/**
 * The numbers of the ranking, in one place. They were measured on public collections; docs/quality.md
 * says what was tried and what it gave.
 */
import type { LexicalParameters } from "../index/lexical.ts";

export interface RankingParameters {
  readonly lexical: LexicalParameters;
  /** How many candidates HNSW and the lexical index bring each. */
  readonly candidates: number;
  /** Weight of the cosine of question and passage. */
  readonly passageWeight: number;
  /** Weight of the best cosine of question and sentence. */
  readonly sentenceWeight: number;
  /** Weight of BM25 / Σidf. */
  readonly lexicalWeight: number;
  /** How many of the best candidates are read closely: see `wordingOf`, as for the next three. */
  readonly readClosely: number;
  readonly togetherWeight: number;
  readonly pairsWeight: number;
  readonly coverageWeight: number;
  /** For the cosine with the mean of the best `feedbackPassages`: pseudo-relevance feedback. */
  readonly feedbackWeight: number;
  readonly feedbackPassages: number;
}

export const RANKING: RankingParameters = {
  lexical: { k1: 0.7, b: 0.35, titleWeight: 2, headingWeight: 1 },
  candidates: 100,
  passageWeight: 0.5,
  sentenceWeight: 0.5,
  lexicalWeight: 0.5,
  readClosely: 30,
  togetherWeight: 0.3,
  pairsWeight: 0.2,
  coverageWeight: 0.3,
  feedbackWeight: 0.5,
  feedbackPassages: 2,
};
