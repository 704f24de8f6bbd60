/**
 * The usual way to fuse two rankings, to compare with: passage vectors and BM25 by reciprocal ranks
 * (Cormack, Clarke and Büttcher, 2009), with no sentence looked at.
 */
import type { Generation } from "../index/generation.ts";
import { RANKING } from "../search/ranking.ts";
import { type Candidate, search } from "../search/search.ts";

/** The constant of the paper: how little the first ranks count more than those after them. */
const SMOOTHING = 60;
const PASSAGE_VECTORS_ALONE = { ...RANKING, passageWeight: 1, sentenceWeight: 0 };

/** Ranks passages by the sum of their reciprocal ranks in both rankings; best first. */
export function searchByRankFusion(
  generation: Generation,
  question: string,
  vector: Float32Array,
): Candidate[] {
  const rankings = [
    search(generation, question, vector, { mode: "dense", parameters: PASSAGE_VECTORS_ALONE }),
    search(generation, question, vector, { mode: "lexical" }),
  ];
  const fused = new Map<number, Candidate>();
  for (const ranking of rankings) {
    ranking.forEach((candidate, index) => {
      const before = fused.get(candidate.passage)?.rank ?? 0;
      const rank = before + 1 / (SMOOTHING + index + 1);
      fused.set(candidate.passage, { ...candidate, rank });
    });
  }
  return [...fused.values()].sort((a, b) => b.rank - a.rank || a.passage - b.passage);
}
