/**
 * Question → ranked passages: candidates from HNSW and from the lexical index, each scored by its
 * cosine, by its best sentence, and by BM25. The score is absolute, not normalised per question, so
 * that it says how good the best match is and not only which it is.
 */
import type { Generation } from "../index/generation.ts";
import { RANKING, type RankingParameters } from "./ranking.ts";

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
  readonly score: number;
}

export interface SearchOptions {
  /** How many candidates at most; all of them unless told. */
  readonly limit?: number;
  readonly mode?: SearchMode;
  readonly parameters?: RankingParameters;
}

/**
 * Ranks passages for a question.
 *
 * @param vector the question's unit vector, from the generation's own embedder.
 * @returns candidates, best first.
 */
export function search(
  generation: Generation,
  question: string,
  vector: Float32Array,
  { limit, mode = "hybrid", parameters = RANKING }: SearchOptions = {},
): Candidate[] {
  const { lexical, hnsw } = generation;
  const near = mode === "lexical" ? [] : hnsw.search(vector, parameters.candidates).passages;
  const bm25 = new Map<number, number>(near.map((passage) => [passage, 0]));
  if (mode !== "dense") {
    const hits = lexical.search(question, parameters.candidates, parameters.lexical, {
      also: near,
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
    candidates.push({
      passage,
      article: generation.passageArticle[passage] as number,
      cosine: evidence.cosine,
      bestSentence: first + best,
      sentenceCosines,
      bm25: evidence.bm25,
      score: scoreOf(evidence, mode, parameters),
    });
  }
  candidates.sort((a, b) => b.score - a.score || a.passage - b.passage);
  return limit === undefined ? candidates : candidates.slice(0, limit);
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
