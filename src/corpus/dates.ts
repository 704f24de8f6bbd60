/** Dates as articles write them, and only those that can be read in one way. */

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const MONTH =
  "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|" +
  "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
const YEAR = "(?<year>(?:19|20)\\d\\d)";
const WEEKDAY = "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?";

/** Every way of writing a date; groups `year`, `month` or `number`, `day`, or `first` and `second`. */
const FORMS = [
  "(?<year>(?:19|20)\\d\\d)[-/.](?<number>\\d{1,2})[-/.](?<day>\\d{1,2})",
  `${WEEKDAY}${DAY}\\s+(?:of\\s+)?${MONTH},?\\s+${YEAR}`,
  `${WEEKDAY}${MONTH}\\s+${DAY},?\\s+${YEAR}`,
  `(?<day>\\d{1,2})\\.\\s?(?<number>\\d{1,2})\\.\\s?${YEAR}`,
  `(?<first>\\d{1,2})[/-](?<second>\\d{1,2})[/-]${YEAR}`,
].map((form) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${form})(?![\\p{L}\\p{N}])`, "iu"));

/** A date found in a text. */
export interface FoundDate {
  /** `YYYY-MM-DD`; null where it could be two days (08/09/2025) or none (31 June). */
  readonly date: string | null;
  readonly start: number;
  readonly end: number;
}

/** The date that is written first in a text, or null. */
export function findDate(text: string): FoundDate | null {
  let found: FoundDate | null = null;
  for (const form of FORMS) {
    const match = form.exec(text);
    if (match?.groups === undefined || (found !== null && found.start <= match.index)) continue;
    found = {
      date: dateOf(match.groups),
      start: match.index,
      end: match.index + match[0].length,
    };
  }
  return found;
}

/** The date that the whole text is, a time of day after it aside; null where it is none. */
export function parseDate(text: string): string | null {
  const trimmed = text.trim();
  const found = findDate(trimmed.replace(/(?<=^\d{4}-\d{2}-\d{2})T(?=\d)/i, " "));
  if (found === null || found.start !== 0) return null;
  return /^[\sT,|]*(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?)?$/i.test(
    trimmed.slice(found.end),
  )
    ? found.date
    : null;
}

function dateOf(groups: Record<string, string | undefined>): string | null {
  const { year, month, number, day, first, second } = groups;
  if (first !== undefined && second !== undefined) {
    // Day and month in either order: only a number above 12 tells them apart.
    const [a, b] = [Number(first), Number(second)];
    if (a === b) return calendarDate(year, a, b);
    if (a > 12) return calendarDate(year, b, a);
    return b > 12 ? calendarDate(year, a, b) : null;
  }
  const monthNumber =
    number === undefined
      ? MONTHS.indexOf((month ?? "").slice(0, 3).toLowerCase()) + 1
      : Number(number);
  return calendarDate(year, monthNumber, Number(day));
}

function calendarDate(year: string | undefined, month: number, day: number): string | null {
  const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}
