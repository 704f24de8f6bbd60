/**
 * Questions that name a time or ask for the latest. When an article was published is not in its
 * text, so no sentence of it can answer "what was cut in 2023": where the date of publication speaks
 * for an article, its sentences are read with the question without those words.
 */
import { type Generation, UNKNOWN } from "../index/generation.ts";
import { termsOf } from "../index/terms.ts";
import type { Scorer } from "../inference/scorer.ts";
import { dateBonuses, isWithin, type QuestionTime, timeIn } from "../search/question-dates.ts";
import type { Candidate } from "../search/search.ts";
import { SECOND_MARGIN } from "./choose.ts";
import { questionType } from "./question-type.ts";
import { type ScoredSentence, scoreSentences } from "./sentences.ts";

/** A question of fewer terms could mean anything. */
const LEAST_TERMS = 2;
/** The cosine of sentences that tell of the same matter at different times: .47 to .97 in our examples. */
const LEAST_LIKENESS = 0.4;
const ADDS_UP = /\b(?:so far|to date)\b/i;
const YEAR = /\b(?:19|20)\d\d\b/;

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

/**
 * Sentences with what their articles' dates add to their scores, best first, without those that tell
 * of another time than the one asked for.
 */
export function preferTime(
  question: string,
  scored: readonly ScoredSentence[],
  generation: Generation,
): readonly ScoredSentence[] {
  const time = timeIn(question);
  if (time === null) return scored;
  const current = time.days === null ? withoutOutdated(question, scored, generation) : scored;
  const dated = current.map(({ sentence, score }) => ({ article: sentence.article, score }));
  const bonuses = dateBonuses(time, dated, generation);
  const preferred = current
    .map((entry, index) => ({ ...entry, score: entry.score + (bonuses[index] as number) }))
    .sort((a, b) => b.score - a.score);
  return time.days === null ? preferred : ofThatTime(time, preferred, generation);
}

/**
 * For a question for the latest: without the articles whose best sentence a newer article's replaces,
 * being as good an answer and alike.
 */
function withoutOutdated(
  question: string,
  scored: readonly ScoredSentence[],
  generation: Generation,
): readonly ScoredSentence[] {
  // Who has signed so far is told bit by bit; only a number takes the place of another.
  if (ADDS_UP.test(question) && questionType(question).kind !== "number") return scored;
  const { articleDay } = generation;
  const claims = new Map<number, ScoredSentence>();
  for (const entry of scored) {
    const { article } = entry.sentence;
    if (!claims.has(article) && articleDay[article] !== UNKNOWN) claims.set(article, entry);
  }
  const outdated = new Set<number>();
  for (const [article, older] of claims) {
    const isReplaced = scored.some(
      (newer) =>
        (articleDay[newer.sentence.article] as number) > (articleDay[article] as number) &&
        // Both would stand in one answer.
        newer.score >= older.score - SECOND_MARGIN &&
        !newer.doubts.wrongType &&
        newer.doubts.missingNames <= older.doubts.missingNames &&
        likeness(older, newer, generation) >= LEAST_LIKENESS,
    );
    if (isReplaced) outdated.add(article);
  }
  return scored.filter(({ sentence }) => !outdated.has(sentence.article));
}

/**
 * For a question that names a time: without articles of other times where one of that time answers,
 * and without sentences that name another year where the best one names that year.
 */
function ofThatTime(
  { days, words }: QuestionTime,
  scored: readonly ScoredSentence[],
  { articleDay }: Generation,
): readonly ScoredSentence[] {
  const [best] = scored;
  if (best === undefined || days === null) return scored;
  const wanted = termsOf(words);
  const names = ({ read }: ScoredSentence) => {
    const terms = new Set(termsOf(read));
    return wanted.every((term) => terms.has(term));
  };
  const isOfTime = ({ sentence }: ScoredSentence) =>
    isWithin(days, articleDay[sentence.article] as number);
  return scored.filter((entry) => {
    if (names(entry) || articleDay[entry.sentence.article] === UNKNOWN) return true;
    if (names(best)) return !YEAR.test(entry.read);
    return !isOfTime(best) || isOfTime(entry);
  });
}

/** The cosine of two sentences. */
function likeness(
  { sentence: a }: ScoredSentence,
  { sentence: b }: ScoredSentence,
  { sentenceVectors }: Generation,
): number {
  const vector = sentenceVectors.vector(a.ordinal);
  return sentenceVectors.dots(vector, b.ordinal, b.ordinal + 1)[0] as number;
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
