/**
 * Questions that name a time or ask for the latest. When an article was published is not in its
 * text, so no sentence of it can answer "what was cut in 2023": where the date of publication speaks
 * for an article, its sentences are read with the question without those words.
 */
import type { Generation } from "../index/generation.ts";
import { termsOf } from "../index/terms.ts";
import type { Scorer } from "../inference/scorer.ts";
import { dateBonuses, type QuestionTime, timeIn } from "../search/question-dates.ts";
import type { Candidate } from "../search/search.ts";
import { type ScoredSentence, scoreSentences } from "./sentences.ts";

/** A question of fewer terms could mean anything. */
const LEAST_TERMS = 2;

/**
 * Scores sentences as `scoreSentences` does, with the question as it fits their articles.
 *
 * @returns sentences, best first.
 */
export async function scoreInTime(
  question: string,
  candidates: readonly Candidate[],
  generation: Generation,
  scorer: Scorer | null,
): Promise<ScoredSentence[]> {
  const time = timeIn(question);
  const fits = time && dateBonuses(time, candidates, generation);
  if (
    !fits?.some((bonus) => bonus > 0) ||
    termsOf(time?.rest ?? "").length < LEAST_TERMS ||
    isNamed(time as QuestionTime, candidates, generation)
  ) {
    return await scoreSentences(question, candidates, generation, scorer);
  }
  const { days, rest } = time as QuestionTime;
  if (days === null) return await scoreSentences(rest, candidates, generation, scorer);
  const then = candidates.filter((_, index) => (fits[index] as number) > 0);
  const others = candidates.filter((_, index) => fits[index] === 0);
  const scored = [
    ...(await scoreSentences(rest, then, generation, scorer)),
    ...(await scoreSentences(question, others, generation, scorer)),
  ];
  return scored.sort((a, b) => b.score - a.score);
}

/** Sentences with what their articles' dates add to their scores, best first. */
export function preferTime(
  question: string,
  scored: readonly ScoredSentence[],
  generation: Generation,
): readonly ScoredSentence[] {
  const time = timeIn(question);
  if (time === null) return scored;
  const dated = scored.map(({ sentence, score }) => ({ article: sentence.article, score }));
  const bonuses = dateBonuses(time, dated, generation);
  return scored
    .map((entry, index) => ({ ...entry, score: entry.score + (bonuses[index] as number) }))
    .sort((a, b) => b.score - a.score);
}

/** Whether the articles' own words name the time: then the words of the question find it. */
function isNamed(
  { days, words }: QuestionTime,
  candidates: readonly Candidate[],
  { store, passageFirst, passageEnd }: Generation,
): boolean {
  if (days === null) return false;
  const wanted = termsOf(words);
  return candidates.some(({ passage }) =>
    store
      .sentences(passageFirst[passage] as number, passageEnd[passage] as number)
      .some(({ shown }) => {
        const terms = new Set(termsOf(shown));
        return wanted.every((term) => terms.has(term));
      }),
  );
}
