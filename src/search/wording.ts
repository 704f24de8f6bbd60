/**
 * What a closer reading of the first candidates adds to their scores: how the question's own words
 * stand in a passage, which neither cosines nor counts of terms over the whole passage tell. On
 * squad2 this takes hit@1 from .862 to .883, as docs/quality.md shows.
 */
import type { Generation } from "../index/generation.ts";
import { termsOf } from "../index/terms.ts";
import type { RankingParameters } from "./ranking.ts";
import type { Candidate } from "./search.ts";

/** How a question's words stand in a passage. */
export interface WordingFeatures {
  /**
   * The best sum, over the passage's sentences, of the cosine with the question and the share of the
   * question's idf in the sentence: meaning and words in one place.
   */
  readonly together: number;
  /** The largest share of the question's pairs of neighbouring terms in one sentence. */
  readonly pairs: number;
  /** The share of the question's idf that is found anywhere in the passage. */
  readonly coverage: number;
}

/** What a candidate's wording adds to its score, 0 to about 1. */
export function weighWording(
  { together, pairs, coverage }: WordingFeatures,
  { togetherWeight, pairsWeight, coverageWeight }: RankingParameters,
): number {
  return togetherWeight * together + pairsWeight * pairs + coverageWeight * coverage;
}

/** Tells how the words of a question stand in its candidates. */
export function wordingOf(
  generation: Generation,
  question: string,
): (candidate: Candidate) => WordingFeatures {
  const terms = termsOf(question);
  const weights = new Map(terms.map((term) => [term, generation.lexical.idf(term)]));
  const total = [...weights.values()].reduce((sum, idf) => sum + idf, 0) || 1;
  const pairs = new Set(terms.slice(1).map((term, index) => `${terms[index]} ${term}`));
  const shareOf = (found: Iterable<string>) => {
    let sum = 0;
    for (const term of found) sum += weights.get(term) ?? 0;
    return sum / total;
  };

  return ({ passage, sentenceCosines }) => {
    const first = generation.passageFirst[passage] as number;
    const end = generation.passageEnd[passage] as number;
    const inPassage = new Set<string>();
    let together = 0;
    let mostPairs = 0;
    for (const [index, { shown }] of generation.store.sentences(first, end).entries()) {
      const words = termsOf(shown);
      const inSentence = new Set(words.filter((word) => weights.has(word)));
      for (const term of inSentence) inPassage.add(term);
      together = Math.max(together, (sentenceCosines[index] as number) + shareOf(inSentence));
      const found = words.filter((word, at) => pairs.has(`${words[at - 1]} ${word}`)).length;
      mostPairs = Math.max(mostPairs, found / (pairs.size || 1));
    }
    return { together, pairs: Math.min(mostPairs, 1), coverage: shareOf(inPassage) };
  };
}
