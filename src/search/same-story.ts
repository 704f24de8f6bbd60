/**
 * The same story from several outlets: passages that repeat a better one are folded into it, and the
 * articles that say what a sentence says are found.
 */
import type { Generation } from "../index/generation.ts";
import { passageRepeats, repeats, type Wording, wordingOf } from "./near-duplicates.ts";
import type { Candidate } from "./search.ts";

/** A passage, and those further down that repeat it. */
export interface Story {
  readonly candidate: Candidate;
  readonly copies: readonly Candidate[];
}

/**
 * Texts whose vectors are further apart are not compared word by word. Copies with every tenth word
 * replaced stay above .9.
 */
const LEAST_COSINE = 0.8;

/**
 * Folds candidates that repeat a better one into it. One whose sentence nearest to the question is
 * not in the better one stays: it may hold the answer.
 *
 * @param candidates best first.
 * @param limit how many stories at most; later candidates are looked at for copies of these alone.
 */
export function foldCopies(
  generation: Generation,
  candidates: readonly Candidate[],
  limit: number,
): Story[] {
  const stories: {
    candidate: Candidate;
    copies: Candidate[];
    vector: Float32Array;
    wordings: Wording[] | null;
  }[] = [];
  const wordingsOf = ({ passage }: Candidate) =>
    generation.store
      .sentences(
        generation.passageFirst[passage] as number,
        generation.passageEnd[passage] as number,
      )
      .map(({ shown }) => wordingOf(shown));

  for (const candidate of candidates) {
    const vector = generation.passageVectors.vector(candidate.passage);
    let wordings: Wording[] | null = null;
    const original = stories.find((story) => {
      if (dot(vector, story.vector) < LEAST_COSINE) return false;
      wordings ??= wordingsOf(candidate);
      story.wordings ??= wordingsOf(story.candidate);
      const first = generation.passageFirst[candidate.passage] as number;
      const best = wordings[candidate.bestSentence - first] as Wording;
      return (
        story.wordings.some((sentence) => repeats(best, sentence)) &&
        passageRepeats(wordings, story.wordings)
      );
    });
    if (original !== undefined) original.copies.push(candidate);
    else if (stories.length < limit) stories.push({ candidate, copies: [], vector, wordings });
  }
  return stories;
}

/**
 * The other articles that say what a sentence says: one of their sentences has nearly all of its
 * words and all of its numbers.
 *
 * @param sentence its ordinal.
 * @param candidates where to look.
 * @returns ordinals of articles, in the order of the candidates.
 */
export function articlesThatRepeat(
  generation: Generation,
  sentence: number,
  candidates: readonly Candidate[],
): number[] {
  const { store, sentenceVectors } = generation;
  const [row] = store.sentences(sentence, sentence + 1);
  if (row === undefined) throw new Error(`no sentence ${sentence}`);
  const wording = wordingOf(row.shown);
  const vector = sentenceVectors.vector(sentence);

  const articles = new Set<number>();
  for (const { passage, article } of candidates) {
    if (article === row.article || articles.has(article)) continue;
    const first = generation.passageFirst[passage] as number;
    const end = generation.passageEnd[passage] as number;
    const cosines = sentenceVectors.dots(vector, first, end);
    for (let other = first; other < end && !articles.has(article); other++) {
      if ((cosines[other - first] as number) < LEAST_COSINE) continue;
      const [near] = store.sentences(other, other + 1);
      if (near && repeats(wording, wordingOf(near.shown))) articles.add(article);
    }
  }
  return [...articles];
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] as number) * (b[d] as number);
  return sum;
}
