/**
 * Sources that disagree: sentences of different articles that answer the same question with another
 * number or date. A reader should see both, with outlet and date, and judge.
 */
import type { Generation } from "../index/generation.ts";
import { termsOf } from "../index/terms.ts";
import { wordingOf } from "../search/near-duplicates.ts";
import { timeIn } from "../search/question-dates.ts";
import { confidenceOf, LEAST_CONFIDENCE } from "./confidence.ts";
import { questionType } from "./question-type.ts";
import type { ScoredSentence } from "./sentences.ts";

/** Passages less alike tell of different things. */
const LEAST_COSINE = 0.5;
/** The share of the best sentence's question words that the other must have. */
const LEAST_OVERLAP = 0.5;

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
  if (type.kind !== "number" && type.kind !== "time" && type.kind !== "open") return [];
  const facts = factsOf(best.read);
  const articles = new Set([best.sentence.article]);
  const found: ScoredSentence[] = [];
  for (const other of scored) {
    if (articles.has(other.sentence.article)) continue;
    if (confidenceOf(question, other, generation.manifest.calibration) < LEAST_CONFIDENCE) continue;
    if (!tellsOfTheSame(best, other, question, generation)) continue;
    if (!contradict(facts, factsOf(other.read), question)) continue;
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
  if (
    dimensionsOf(other.read).some((one) => !dimensionsOf(`${question} ${best.read}`).includes(one))
  )
    return false;
  if (other.overlap < best.overlap * LEAST_OVERLAP) return false;
  const vector = generation.passageVectors.vector(best.candidate.passage);
  if (generation.cosine(vector, other.candidate.passage) < LEAST_COSINE) return false;
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

/** What a measure is of: 96 metres high and 1,240 metres long are no contradiction. */
const DIMENSIONS = [
  /\b(?:long|length)\b/i,
  /\b(?:high|height|tall)\b/i,
  /\b(?:deep|depth)\b/i,
  /\b(?:wide|width)\b/i,
  /\b(?:heavy|weigh\w*)\b/i,
];

function dimensionsOf(text: string): number[] {
  return DIMENSIONS.flatMap((dimension, index) => (dimension.test(text) ? [index] : []));
}

/** What a sentence says in numbers and dates. */
interface Facts {
  /** Values by the stem of what they count. */
  readonly numbers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Dates by how exact they are: days of a month, weekdays, months, years, times of day. */
  readonly dates: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Whether two sentences give other values for what is asked. */
function contradict(a: Facts, b: Facts, question: string): boolean {
  const { kind } = questionType(question);
  if (kind === "time") return [...a.dates.keys()].some((key) => differIn(key, a.dates, b.dates));
  // "How many beds": only beds count, where both have some.
  const asked = new Set(termsOf(question));
  const shared = [...a.numbers.keys()].filter((key) => b.numbers.has(key));
  const askedFor = shared.filter((key) => asked.has(key));
  if (shared.length > 0) {
    return (askedFor.length > 0 ? askedFor : shared).some((key) =>
      differIn(key, a.numbers, b.numbers),
    );
  }
  // "14 people" and "17 passengers": the only number is the one that is asked for.
  if (kind !== "number" || [...a.numbers.keys()].some((key) => asked.has(key))) return false;
  const [ours, theirs] = [a, b].map(({ numbers }) => [
    ...new Set([...numbers.values()].flatMap((values) => [...values])),
  ]);
  return ours?.length === 1 && theirs?.length === 1 && ours[0] !== theirs[0];
}

/** Whether two have values for a key, and none in common. */
function differIn(
  key: string,
  a: ReadonlyMap<string, ReadonlySet<string>>,
  b: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const others = b.get(key);
  return others !== undefined && ![...(a.get(key) ?? [])].some((value) => others.has(value));
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

/** What is counted stands after its number, or before it ("a magnitude of 4.6"). */
const NUMBER = new RegExp(
  `(?:(?<before>\\p{L}+) (?:of |at |to )?)?(?<currency>[$€£¥])?(?<![\\p{L}\\d.,])(?<digits>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|${[...WORDS.keys()].join("|")})(?: (?<scale>hundred|thousand|million|billion))?(?: ?(?<percent>%|per ?cent))?(?![\\p{L}\\d])(?<after>(?:[ -]\\p{L}[\\p{L}'’-]*){0,3})`,
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
  for (const { groups = {} } of rest.matchAll(NUMBER)) {
    const { before = "", currency, digits = "", scale = "", percent, after = "" } = groups;
    // "One of them" counts nothing.
    if (/^ of\b/.test(after)) continue;
    const word = digits.toLowerCase();
    const value =
      (WORDS.get(word) ?? Number(word.replaceAll(",", ""))) *
      (SCALES.get(scale.toLowerCase()) ?? 1);
    const counted = percent === undefined ? termsOf(after).slice(0, 1) : ["%"];
    for (const unit of [...(currency === undefined ? counted : [currency]), ...termsOf(before)]) {
      add(numbers, unit, String(value));
    }
  }
  return { numbers, dates };
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}
