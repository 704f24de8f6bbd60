/**
 * Bounds on dates as people write them. Apart from the filters that use them, so that a door can read
 * one without loading an index.
 */
import { FootnoteError } from "../errors.ts";

const MS_PER_DAY = 24 * 60 * 60 * 1000;
const FORMS =
  "Write a day (2025-08-09), a month (2025-08), a year (2025), or a number of days back (7d).";

/**
 * A bound on dates as a person writes it: `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or `7d` for seven days
 * before `today`.
 *
 * @param bound a month or year is its first day for `since`, its last for `until`.
 * @param today `YYYY-MM-DD`.
 * @returns `YYYY-MM-DD`.
 * @throws FootnoteError `usage`.
 */
export function parseDateBound(text: string, bound: "since" | "until", today: string): string {
  const trimmed = text.trim();
  const back = /^(\d{1,5})\s*d(?:ays?)?$/i.exec(trimmed)?.[1];
  if (back !== undefined) return dateOf(dayOf(today) - Number(back));
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(trimmed) ?? [];
  const first = `${year}-${month ?? "01"}-${day ?? "01"}`;
  // 2025-02-30 becomes another day, 2025-13-01 none.
  if (year === undefined || !isDay(first)) {
    throw new FootnoteError("usage", `"${text}" is not a date for "${bound}". ${FORMS}`);
  }
  if (bound === "since" || day !== undefined) return first;
  const next = new Date(`${first}T00:00:00Z`);
  if (month === undefined) next.setUTCFullYear(next.getUTCFullYear() + 1);
  else next.setUTCMonth(next.getUTCMonth() + 1);
  return dateOf(next.getTime() / MS_PER_DAY - 1);
}

/** Days from 1970-01-01 to a date (`YYYY-MM-DD`); NaN where it is none. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

function dateOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

function isDay(date: string): boolean {
  const day = dayOf(date);
  return !Number.isNaN(day) && dateOf(day) === date;
}
