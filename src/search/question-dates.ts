/**
 * Dates that a question asks for, as a gentle preference: "in August 2025", "before June 2023" and
 * "on 9 August 2025" for articles of that time, "latest" and "now" for the newest among those that
 * fit about equally well. Only dates of publication count here: a date in a passage's text is matched
 * by its words. Where no article is dated nothing changes.
 */
import { findDate } from "../corpus/dates.ts";
import { type Generation, UNKNOWN } from "../index/generation.ts";

/** What being published at the named time adds to a score. */
const NAMED_BONUS = 0.1;
/** News of a day may come a few days later: half of it. */
const DAYS_AFTER = 3;
/** What being the newest adds at most; nothing further below the best than this can come first. */
const LATEST_BONUS = 0.25;

const MS_PER_DAY = 24 * 60 * 60 * 1000;

/**
 * "The latest on the bridge" cannot do without the word, "the current is strong" and "now that it is
 * closed" ask for no time. Weeks and years are counted from today by who asks, and not by articles.
 */
const LATEST = new RegExp(
  `\\b(?:${[
    "(?:latest|newest|most recent(?:ly)?|today|to date|so far)(?! (?:on|about|from|in|of)\\b)",
    "current(?= (?!(?:of|in|on|at|under|through|is|was)\\b)[a-z])",
    "currently|nowadays|presently|at (?:the moment|present)|these days",
    "(?<=\\S )(?:right )?now(?! that\\b)",
    "this (?:week|month|season|year)|last (?:week|month)",
    "the last time",
  ].join("|")})\\b`,
  "i",
);

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const MONTH_AND_YEAR = new RegExp(`\\b(${MONTHS.join("|")}),? ((?:19|20)\\d\\d)\\b`, "i");
/** A year alone is one only after a word that makes it one: "2000 people" names none. */
const BEFORE_YEAR =
  "\\b(?:in|during|of|for|throughout|by|before|after|since|until)(?: (?:early|mid|late|spring|summer|autumn|fall|winter))? ";
const YEAR = new RegExp(`(?<=${BEFORE_YEAR})(?:19|20)\\d\\d\\b(?![.,-]?\\d)`, "i");
/** What makes the time that is named an end or a beginning. */
const SIDE = /\b(?:before|until|after|since)(?= (?:(?:early|mid|late) )?$)/i;
const PREPOSITION = new RegExp(`(?:${BEFORE_YEAR}|\\bon )$`, "i");

/** Days since 1970, both included. */
export interface Days {
  readonly first: number;
  readonly last: number;
}

/** What a question says of time. */
export interface QuestionTime {
  /** The time that it names; null where it asks for the latest. */
  readonly days: Days | null;
  /** The words that say so. */
  readonly words: string;
  /** The question without them. */
  readonly rest: string;
}

/** What a question says of time; null where it says nothing. */
export function timeIn(question: string): QuestionTime | null {
  const latest = LATEST.exec(question);
  if (latest !== null) return { days: null, ...withoutWords(question, latest.index, latest[0]) };
  const found = findDate(question);
  if (found?.date) {
    const day = Date.parse(found.date) / MS_PER_DAY;
    const words = question.slice(found.start, found.end);
    return timeNamed(question, found.start, words, { first: day, last: day });
  }
  const month = MONTH_AND_YEAR.exec(question);
  if (month !== null) {
    const number = MONTHS.indexOf((month[1] as string).toLowerCase());
    const year = Number(month[2]);
    const days = daysBetween(year, number, year, number + 1);
    return timeNamed(question, month.index, month[0], days);
  }
  const year = YEAR.exec(question);
  if (year === null) return null;
  const days = daysBetween(Number(year[0]), 0, Number(year[0]) + 1, 0);
  return timeNamed(question, year.index, year[0], days);
}

/** The time that words of a question name, with the preposition before them. */
function timeNamed(question: string, start: number, words: string, named: Days): QuestionTime {
  const [side] = SIDE.exec(question.slice(0, start)) ?? [""];
  let days = named;
  if (/before/i.test(side)) days = { first: Number.NEGATIVE_INFINITY, last: named.first - 1 };
  if (/until/i.test(side)) days = { first: Number.NEGATIVE_INFINITY, last: named.last };
  if (/after/i.test(side)) days = { first: named.last + 1, last: Number.POSITIVE_INFINITY };
  if (/since/i.test(side)) days = { first: named.first, last: Number.POSITIVE_INFINITY };
  return { days, ...withoutWords(question, start, words) };
}

/**
 * What the time in a question adds to the scores of things from articles.
 *
 * @param scored with the ordinals of their articles, in any order.
 * @returns one number for each, 0 to 0.25.
 */
export function dateBonuses(
  { days }: QuestionTime,
  scored: readonly { readonly article: number; readonly score: number }[],
  { articleDay }: Generation,
): number[] {
  const published = scored.map(({ article }) => articleDay[article] as number);
  if (days !== null) {
    return published.map((day) => {
      if (!isWithin(days, day)) return 0;
      return day <= days.last ? NAMED_BONUS : NAMED_BONUS / 2;
    });
  }
  const best = scored.reduce((most, { score }) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const rivals = published.filter(
    (day, index) => day !== UNKNOWN && (scored[index]?.score as number) >= best - LATEST_BONUS,
  );
  const inOrder = [...new Set(rivals)].sort((a, b) => a - b);
  return published.map((day) => {
    const notNewer = inOrder.filter((other) => other <= day).length;
    return day === UNKNOWN || notNewer === 0 ? 0 : (LATEST_BONUS * notNewer) / inOrder.length;
  });
}

/** Whether what was published that day may tell of those days. */
export function isWithin({ first, last }: Days, day: number): boolean {
  return day >= first && day <= last + DAYS_AFTER;
}

function daysBetween(year: number, month: number, nextYear: number, nextMonth: number): Days {
  return {
    first: Date.UTC(year, month) / MS_PER_DAY,
    last: Date.UTC(nextYear, nextMonth) / MS_PER_DAY - 1,
  };
}

/** Takes words out of a question, with the preposition before them. */
function withoutWords(question: string, start: number, words: string) {
  const before = question.slice(0, start).replace(PREPOSITION, "");
  const rest = `${before.trimEnd()} ${question.slice(start + words.length).trimStart()}`;
  return { words, rest: rest.replace(/ (?=[?!.,])/g, "").replace(/^[\s,]+/, "") };
}
