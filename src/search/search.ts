/**
 * Question → ranked passages: candidates from HNSW and from the lexical index, each scored by its
 * cosine, by its best sentence, and by BM25; the best of them are read closely. The score is absolute,
 * not normalised per question, so that it says how good the best match is and not only which it is.
 */
import type { Generation } from "../index/generation.ts";
import { normalise } from "../inference/embedder.ts";
import type { ArticleFilter } from "./filters.ts";
import { dateBonuses, timeIn } from "./question-dates.ts";
import { RANKING, type RankingParameters } from "./ranking.ts";
import { weighWording, wordingOf } from "./wording.ts";

/** Which of the two ways bring and score candidates; `hybrid` is what people get. */
export type SearchMode = "lexical" | "dense" | "hybrid";

/** A passage with what speaks for it. Ordinals are those of the generation. */
export interface Candidate {
  readonly passage: number;
  readonly article: number;
  /** Cosine of the question with the passage's vector. */
  readonly cosine: number;
  /** Ordinal of the sentence that is nearest to the question. */
  readonly bestSentence: number;
  /** Cosines of the question with the passage's sentences, in their order. */
  readonly sentenceCosines: Float32Array;
  /** BM25F / Σidf. */
  readonly bm25: number;
  /** Its cosines and BM25 together: how good a match it is. */
  readonly score: number;
  /** What a closer reading adds; 0 for all but the best. */
  readonly wording: number;
  /** What candidates are ordered by: score and wording, its likeness to the best, the question's time. */
  readonly rank: number;
}

export interface SearchOptions {
  /** How many candidates at most; all of them unless told. */
  readonly limit?: number;
  readonly mode?: SearchMode;
  readonly parameters?: RankingParameters;
  /** Which articles may be found; all of them unless told. */
  readonly filter?: ArticleFilter | null;
}

/** Below this share of the passages, those that pass a filter are compared one by one. */
const NARROW = 0.1;
/** How many more candidates than the filter's share asks for are fetched before filtering. */
const OVER_FETCH = 2;

/**
 * Ranks passages for a question.
 *
 * @param vector the question's unit vector, from the generation's own embedder.
 * @returns candidates, best first; where the question names a time or asks for the latest, an article
 *   of that time may come before one with a somewhat higher score.
 */
export function search(
  generation: Generation,
  question: string,
  vector: Float32Array,
  { limit, mode = "hybrid", parameters = RANKING, filter = null }: SearchOptions = {},
): Candidate[] {
  const { lexical } = generation;
  const near =
    mode === "lexical" ? [] : nearestPassages(generation, vector, parameters.candidates, filter);
  const bm25 = new Map<number, number>(near.map((passage) => [passage, 0]));
  if (mode !== "dense") {
    const hits = lexical.search(question, parameters.candidates, parameters.lexical, {
      also: near,
      ...(filter && { allowed: (passage) => passes(filter, generation, passage) }),
    });
    hits.passages.forEach((passage, index) => {
      bm25.set(passage, hits.scores[index] as number);
    });
  }

  const candidates: Candidate[] = [];
  for (const [passage, lexicalScore] of bm25) {
    const first = generation.passageFirst[passage] as number;
    const sentenceCosines = generation.sentenceVectors.dots(
      vector,
      first,
      generation.passageEnd[passage] as number,
    );
    let best = 0;
    sentenceCosines.forEach((cosine, index) => {
      if (cosine > (sentenceCosines[best] as number)) best = index;
    });
    const evidence = {
      cosine: generation.cosine(vector, passage),
      sentence: sentenceCosines[best] as number,
      bm25: lexicalScore,
    };
    const score = scoreOf(evidence, mode, parameters);
    candidates.push({
      passage,
      article: generation.passageArticle[passage] as number,
      cosine: evidence.cosine,
      bestSentence: first + best,
      sentenceCosines,
      bm25: evidence.bm25,
      score,
      wording: 0,
      rank: score,
    });
  }
  candidates.sort(byRank);
  const ranked =
    mode === "hybrid" ? rerank(generation, question, candidates, parameters) : candidates;
  return limit === undefined ? ranked : ranked.slice(0, limit);
}

function byRank(a: Candidate, b: Candidate): number {
  return b.rank - a.rank || a.passage - b.passage;
}

/** Orders candidates by their wording, by the best of them, and by the question's time; their scores stay. */
function rerank(
  generation: Generation,
  question: string,
  candidates: readonly Candidate[],
  parameters: RankingParameters,
): Candidate[] {
  const wording = wordingOf(generation, question);
  const time = timeIn(question);
  const bonuses = time && dateBonuses(time, candidates, generation);
  const read = candidates.map((candidate, index) => {
    const closely =
      index < parameters.readClosely ? weighWording(wording(candidate), parameters) : 0;
    const rank = candidate.score + closely + (bonuses?.[index] ?? 0);
    return { ...candidate, wording: closely, rank };
  });
  return withFeedback(generation, read.sort(byRank), parameters).sort(byRank);
}

/**
 * Pseudo-relevance feedback: what is near to the best passages is about the same, also where it says
 * it in other words than the question.
 *
 * @param ranked best first.
 */
function withFeedback(
  generation: Generation,
  ranked: readonly Candidate[],
  { feedbackWeight, feedbackPassages }: RankingParameters,
): Candidate[] {
  const centre = new Float32Array(generation.manifest.dimensions);
  for (const { passage } of ranked.slice(0, feedbackPassages)) {
    generation.passageVectors.vector(passage).forEach((value, d) => {
      centre[d] = (centre[d] as number) + value;
    });
  }
  normalise(centre);
  return ranked.map((candidate) => ({
    ...candidate,
    rank: candidate.rank + feedbackWeight * generation.cosine(centre, candidate.passage),
  }));
}

/**
 * The passages nearest to a vector among those that pass. HNSW does no filtering of its own: its
 * callback costs 19 ms where 1 % of 100,000 passages pass, comparing those one by one 0.6 ms. Where
 * many pass, more are fetched than are needed; where too few of them pass even so (the filter and the
 * question are about different things), those that pass are compared after all.
 */
function nearestPassages(
  generation: Generation,
  vector: Float32Array,
  limit: number,
  filter: ArticleFilter | null,
): readonly number[] {
  const { hnsw, passageArticle } = generation;
  if (filter === null) return hnsw.search(vector, limit).passages;
  const allowed: number[] = [];
  for (let passage = 0; passage < passageArticle.length; passage++) {
    if (passes(filter, generation, passage)) allowed.push(passage);
  }
  const share = allowed.length / passageArticle.length;
  if (share >= NARROW && allowed.length > limit) {
    const fetched = hnsw.search(vector, Math.ceil((OVER_FETCH * limit) / share)).passages;
    const near = fetched.filter((passage) => passes(filter, generation, passage));
    if (near.length >= limit) return near.slice(0, limit);
  }
  const cosines = new Map(
    allowed.map((passage) => [passage, generation.cosine(vector, passage)] as const),
  );
  return allowed
    .sort((a, b) => (cosines.get(b) as number) - (cosines.get(a) as number) || a - b)
    .slice(0, limit);
}

function passes({ allowed }: ArticleFilter, generation: Generation, passage: number): boolean {
  return allowed[generation.passageArticle[passage] as number] === 1;
}

function scoreOf(
  evidence: { cosine: number; sentence: number; bm25: number },
  mode: SearchMode,
  { passageWeight, sentenceWeight, lexicalWeight }: RankingParameters,
): number {
  const dense = passageWeight * evidence.cosine + sentenceWeight * evidence.sentence;
  if (mode === "dense") return dense;
  return mode === "lexical" ? evidence.bm25 : dense + lexicalWeight * evidence.bm25;
}
