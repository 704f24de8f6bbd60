/**
 * Dates that a question asks for, as a gentle preference: "in August 2025" and "on 9 August 2025"
 * for articles of that time, "latest" and "most recent" for the newest among those that fit about
 * equally well. Only dates of publication count here: a date in a passage's text is matched by its
 * words. Where no article is dated nothing changes.
 */
import { findDate } from "../corpus/dates.ts";
import { type Generation, UNKNOWN } from "../index/generation.ts";

/** What being published at the named time adds to a score. */
const NAMED_BONUS = 0.1;
/** News of a day is published on it or soon after. */
const DAYS_AFTER = 3;
/** What being the newest adds at most; nothing further below the best than this can come first. */
const LATEST_BONUS = 0.25;

const LATEST = /\b(?:latest|newest|most recent(?:ly)?|today|to date|so far)\b/i;

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const MONTH_AND_YEAR = new RegExp(`\\b(${MONTHS.join("|")}),? ((?:19|20)\\d\\d)\\b`, "i");
/** A year alone is one only after a word that makes it one: "2000 people" names none. */
const YEAR =
  /\b(?:in|during|of|for|throughout|by)(?: (?:early|mid|late|spring|summer|autumn|fall|winter))? ((?:19|20)\d\d)\b(?![.,-]?\d)/i;

/** Days since 1970, both included. */
interface Days {
  readonly first: number;
  readonly last: number;
}

/** The time that a question names; null where it names none. */
export function namedTime(question: string): Days | null {
  const { date = null } = findDate(question) ?? {};
  if (date !== null) {
    const day = Date.parse(date) / MS_PER_DAY;
    return { first: day, last: day + DAYS_AFTER };
  }
  const [, month, yearOfMonth] = MONTH_AND_YEAR.exec(question) ?? [];
  if (month !== undefined) {
    const number = MONTHS.indexOf(month.toLowerCase());
    return daysBetween(Number(yearOfMonth), number, Number(yearOfMonth), number + 1);
  }
  const year = YEAR.exec(question)?.[1];
  return year === undefined ? null : daysBetween(Number(year), 0, Number(year) + 1, 0);
}

/** Whether a question asks for the newest there is. */
export function asksForLatest(question: string): boolean {
  return LATEST.test(question);
}

/**
 * What a question's dates add to the scores of things from articles.
 *
 * @param scored with the ordinals of their articles, in any order.
 * @returns one number for each, 0 to 0.25; null where the question names no time.
 */
export function dateBonuses(
  question: string,
  scored: readonly { readonly article: number; readonly score: number }[],
  { articleDay }: Generation,
): number[] | null {
  const days = scored.map(({ article }) => articleDay[article] as number);
  if (asksForLatest(question)) {
    const best = scored.reduce(
      (most, { score }) => Math.max(most, score),
      Number.NEGATIVE_INFINITY,
    );
    const rivals = days.filter(
      (day, index) => day !== UNKNOWN && (scored[index]?.score as number) >= best - LATEST_BONUS,
    );
    const inOrder = [...new Set(rivals)].sort((a, b) => a - b);
    return days.map((day) => {
      const notNewer = inOrder.filter((other) => other <= day).length;
      return day === UNKNOWN || notNewer === 0 ? 0 : (LATEST_BONUS * notNewer) / inOrder.length;
    });
  }
  const named = namedTime(question);
  return named && days.map((day) => (day >= named.first && day <= named.last ? NAMED_BONUS : 0));
}

const MS_PER_DAY = 24 * 60 * 60 * 1000;

function daysBetween(year: number, month: number, nextYear: number, nextMonth: number): Days {
  return {
    first: Date.UTC(year, month) / MS_PER_DAY,
    last: Date.UTC(nextYear, nextMonth) / MS_PER_DAY - 1,
  };
}
