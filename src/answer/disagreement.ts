/**
 * Sources that disagree: sentences of different articles that answer the same question with another
 * number or date. A reader should see both, with outlet and date, and judge.
 */
import type { Generation } from "../index/generation.ts";
import { termsOf } from "../index/terms.ts";
import { wordingOf } from "../search/near-duplicates.ts";
import { timeIn } from "../search/question-dates.ts";
import { type QuestionType, questionType } from "./question-type.ts";
import type { ScoredSentence } from "./sentences.ts";

/** How far below the best sentence's score the other source's may be. */
const MARGIN = 0.6;
/** Passages less alike tell of different things. */
const LEAST_COSINE = 0.5;
/** The share of the best sentence's question words that the other must have. */
const LEAST_OVERLAP = 0.6;

/**
 * The sentences of other articles that contradict the best one on what is asked, best first, one an
 * article.
 *
 * @param scored sentences, best first; at least one.
 */
export function contradictionsOf(
  question: string,
  scored: readonly ScoredSentence[],
  generation: Generation,
): ScoredSentence[] {
  const [best] = scored as [ScoredSentence, ...ScoredSentence[]];
  // Of the latest there is one, however many were told before.
  if (timeIn(question)?.days === null) return [];
  const type = questionType(question);
  const facts = factsOf(best.read);
  const articles = new Set([best.sentence.article]);
  const found: ScoredSentence[] = [];
  for (const other of scored) {
    if (other.score < best.score - MARGIN || articles.has(other.sentence.article)) continue;
    if (!tellsOfTheSame(best, other, question, generation)) continue;
    if (!contradict(facts, factsOf(other.read), type)) continue;
    articles.add(other.sentence.article);
    found.push(other);
  }
  return found;
}

function tellsOfTheSame(
  best: ScoredSentence,
  other: ScoredSentence,
  question: string,
  generation: Generation,
): boolean {
  if (other.doubts.wrongType || other.doubts.missingNames > 0 || other.doubts.opposite)
    return false;
  if (other.overlap < best.overlap * LEAST_OVERLAP) return false;
  const a = generation.passageVector(best.candidate.passage);
  const b = generation.passageVector(other.candidate.passage);
  if (dot(a, b) < LEAST_COSINE) return false;
  // "Vestby has 12,400 people" and "Lindal has 8,100" are about two towns.
  const asked = wordingOf(question).words;
  const [ours, theirs] = [best, other].map(({ read }) =>
    [...wordingOf(read).names].filter((name) => !asked.has(name)),
  ) as [string[], string[]];
  return (
    ours.length === 0 ||
    theirs.length === 0 ||
    ours.some((name) => theirs.includes(name)) ||
    (best.doubts.missingNames === 0 && wordingOf(question).names.size > 0)
  );
}

/** What a sentence says in numbers and dates. */
interface Facts {
  /** Values by the stem of what they count. */
  readonly numbers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Dates by how exact they are: days of a month, weekdays, months, years, times of day. */
  readonly dates: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Whether two sentences give other values for what is asked. */
function contradict(a: Facts, b: Facts, type: QuestionType): boolean {
  if (type.kind === "time") return differ(a.dates, b.dates);
  if (differ(a.numbers, b.numbers)) return true;
  if (type.kind !== "number") return false;
  // "14 people" and "17 passengers": the only number is the one that is asked for.
  const [ours, theirs] = [a, b].map(({ numbers }) =>
    [...numbers.values()].flatMap((set) => [...set]),
  );
  return ours?.length === 1 && theirs?.length === 1 && ours[0] !== theirs[0];
}

/** Whether two have values of the same kind, and none in common. */
function differ(
  a: ReadonlyMap<string, ReadonlySet<string>>,
  b: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  for (const [kind, values] of a) {
    const others = b.get(kind);
    if (others === undefined) continue;
    return ![...values].some((value) => others.has(value));
  }
  return false;
}

const MONTH =
  "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\\.?";
const DAY = new RegExp(
  `\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)|\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH}\\b`,
  "giu",
);
const MONTH_NAME =
  /\b(January|February|March|April|May|June|July|August|September|October|November|December)\b/gu;
const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/giu;
const YEAR = /(?<![\d.,$€£])\b(?:1[5-9]|20)\d\d\b(?![.,]?\d| ?%)/gu;
const TIME_OF_DAY = /\b(\d{1,2})[:.](\d{2})\b|\b(\d{1,2}) ?([ap])\.?m\b/giu;

const WORDS = new Map(
  [
    ..."zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
      .split(" ")
      .entries(),
    ..."twenty thirty forty fifty sixty seventy eighty ninety"
      .split(" ")
      .map((word, index) => [20 + 10 * index, word] as const),
  ].map(([value, word]) => [word, value]),
);

const NUMBER = new RegExp(
  `([$€£¥])?(?<![\\p{L}\\d.,])(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|${[...WORDS.keys()].join("|")})(?: (hundred|thousand|million|billion))?(?: ?(%|per ?cent))?(?![\\p{L}\\d])((?:[ -]\\p{L}[\\p{L}'’-]*){0,3})`,
  "giu",
);
const SCALES = new Map([
  ["hundred", 100],
  ["thousand", 1000],
  ["million", 1e6],
  ["billion", 1e9],
]);

function factsOf(sentence: string): Facts {
  const dates = new Map<string, Set<string>>();
  const numbers = new Map<string, Set<string>>();
  let rest = sentence;
  const take = (pattern: RegExp, kind: string, value: (match: RegExpExecArray) => string) => {
    for (const match of rest.matchAll(pattern)) add(dates, kind, value(match));
    rest = rest.replace(pattern, " … ");
  };
  for (const [, name] of sentence.matchAll(MONTH_NAME))
    add(dates, "month", (name as string).slice(0, 3).toLowerCase());
  take(
    DAY,
    "day",
    ([, month, day, dayBefore, monthAfter]) =>
      `${Number(day ?? dayBefore)} ${(month ?? (monthAfter as string)).toLowerCase()}`,
  );
  take(WEEKDAY, "weekday", ([day]) => day.toLowerCase());
  take(TIME_OF_DAY, "time", ([, hour, minute, hour12, half]) => {
    if (hour !== undefined) return `${Number(hour)}:${minute}`;
    return `${(Number(hour12) % 12) + (half?.toLowerCase() === "p" ? 12 : 0)}:00`;
  });
  take(YEAR, "year", ([year]) => year);
  for (const [, currency, digits, scale, percent, after] of rest.matchAll(NUMBER)) {
    const word = (digits as string).toLowerCase();
    const value =
      (WORDS.get(word) ?? Number(word.replaceAll(",", ""))) *
      (SCALES.get(scale?.toLowerCase() ?? "") ?? 1);
    const counted = termsOf(after ?? "").at(0);
    const unit = currency ?? (percent === undefined ? counted : "%");
    // "One of them" counts nothing.
    if (unit === undefined || /^ of\b/.test(after ?? "")) continue;
    add(numbers, unit, String(value));
  }
  return { numbers, dates };
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] as number) * (b[d] as number);
  return sum;
}
