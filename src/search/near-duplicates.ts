/**
 * Near-duplicates: the same text from two outlets, or a lightly edited copy of it.
 *
 * A sentence repeats another where four fifths of its terms (stemmed, stop words aside) are found in
 * the other and it brings no number, date or negation of its own, nor a name in place of another
 * one: "14 dead" never repeats "17 dead". A passage repeats another where the sentences that do hold
 * three quarters of its terms and none says with other facts what the other passage says.
 */
import { termsOf } from "../index/terms.ts";

/** Share of a sentence's terms that must be found in the sentence it repeats. */
const SENTENCE_SHARE = 0.8;
/** Share of a passage's terms that its repeating sentences must hold. */
const PASSAGE_SHARE = 0.75;

/** A sentence, taken apart for comparison. */
export interface Wording {
  readonly terms: ReadonlySet<string>;
  /** The terms that are neither numbers nor parts of names: what it says of them. */
  readonly plain: ReadonlySet<string>;
  /** Numbers as digits, and months. */
  readonly numbers: ReadonlySet<string>;
  /** Parts of names, in lower case. */
  readonly names: ReadonlySet<string>;
  /** Its first word, or the first of a quotation or a cell, where that is perhaps a name. */
  readonly openers: ReadonlySet<string>;
  /** All words in lower case. */
  readonly words: ReadonlySet<string>;
  readonly negated: boolean;
}

/** Tells, text by text, whether it repeats one that was let through before. */
export function nearDuplicateFilter(): (text: string) => boolean {
  const kept: Wording[] = [];
  return (text) => {
    const wording = wordingOf(text);
    if (kept.some((earlier) => repeats(wording, earlier))) return true;
    kept.push(wording);
    return false;
  };
}

/** Whether a sentence says nothing that another does not say: see the file's head. */
export function repeats(later: Wording, earlier: Wording): boolean {
  return (
    share(later.terms, earlier.terms) >= SENTENCE_SHARE &&
    later.negated === earlier.negated &&
    hasAll(earlier.numbers, later.numbers) &&
    (namesAll(earlier, [...later.names, ...later.openers]) ||
      namesAll(later, [...earlier.names, ...earlier.openers]))
  );
}

/** Whether a passage, sentence by sentence, says little that another does not say, and no other facts. */
export function passageRepeats(later: readonly Wording[], earlier: readonly Wording[]): boolean {
  let total = 0;
  let repeated = 0;
  for (const sentence of later) {
    total += sentence.terms.size;
    if (earlier.some((other) => repeats(sentence, other))) repeated += sentence.terms.size;
    else if (earlier.some((other) => contradicts(sentence, other))) return false;
  }
  return repeated >= total * PASSAGE_SHARE;
}

/** The same statement with another number, date or name, or denied. */
function contradicts(a: Wording, b: Wording): boolean {
  if (a.plain.size === 0) return false;
  if (Math.min(share(a.plain, b.plain), share(b.plain, a.plain)) < SENTENCE_SHARE) return false;
  return (
    a.negated !== b.negated ||
    (!hasAll(a.numbers, b.numbers) && !hasAll(b.numbers, a.numbers)) ||
    (!namesAll(a, [...b.names]) && !namesAll(b, [...a.names]))
  );
}

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\d+(?:[.,]\d+)*/gu;
const NEGATION = /^(?:not?|never|neither|nor|none|nobody|nothing|without|cannot)$|n['’]t$/;
/** What comes before a word that begins a sentence, a quotation, or a table's cell. */
const OPENING = /(?:^|[.!?:;|“"‘(•–—])[\s*_]*$/u;
/** Endings and what follows by which an ordinary word at a sentence's start is told from a name. */
const ORDINARY_OPENER = /(?:s|ly|ing|ed)$/;

/** How the adjective or the plural of a name ends: Armenia, Armenian; Azerbaijan, Azerbaijani. */
const NAME_ENDINGS: readonly string[] = ["", "n", "an", "ian", "i", "ese", "ish", "s"];

const NUMBER_WORDS = new Map(
  (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " +
    "sixteen seventeen eighteen nineteen twenty"
  )
    .split(" ")
    .map((word, value) => [word, String(value)]),
);
const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;

/** Takes a sentence (or a title, row or list item, as it is shown) apart. */
export function wordingOf(text: string): Wording {
  const numbers = new Set<string>();
  const names = new Set<string>();
  const openers = new Set<string>();
  const words = new Set<string>();
  const facts = new Set<string>();
  let negated = false;
  const matches = [...text.matchAll(WORD)];
  matches.forEach(({ 0: word, index }, position) => {
    const lower = word.toLowerCase().replace(/['’]s$/, "");
    words.add(lower);
    if (NEGATION.test(lower)) negated = true;
    const next = matches[position + 1]?.[0] ?? "";
    const number = /^\d/.test(word) ? word.replaceAll(",", "") : NUMBER_WORDS.get(lower);
    // "One of them" counts nothing.
    if (number !== undefined && next !== "of") numbers.add(number);
    if (number !== undefined || /^\p{Lu}/u.test(word))
      for (const term of termsOf(lower)) facts.add(term);
    if (!/^\p{Lu}/u.test(word) || number !== undefined || termsOf(lower).length === 0) return;
    const opens = OPENING.test(text.slice(Math.max(0, index - 4), index));
    if (MONTH.test(lower) && (!opens || /^\d/.test(next))) numbers.add(lower.slice(0, 3));
    else if (!opens || /^\p{Lu}/u.test(next) || /^\p{Lu}{2,}$/u.test(word)) names.add(lower);
    else if (!ORDINARY_OPENER.test(lower) && text[index + word.length] !== ",") openers.add(lower);
  });
  const terms = new Set(termsOf(text));
  const plain = new Set([...terms].filter((term) => !facts.has(term)));
  return { terms, plain, numbers, names, openers, words, negated };
}

/** The share of a set that is in another. Of two empty ones all of it, of one alone nothing. */
function share(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  if (part.size === 0) return whole.size === 0 ? 1 : 0;
  let shared = 0;
  for (const item of part) if (whole.has(item)) shared += 1;
  return shared / part.size;
}

function hasAll(whole: ReadonlySet<string>, part: ReadonlySet<string>): boolean {
  for (const item of part) if (!whole.has(item)) return false;
  return true;
}

/** Whether a text has all of these names, or the same with another ending. */
function namesAll({ words }: Wording, names: readonly string[]): boolean {
  return names.every(
    (name) => words.has(name) || [...words].some((word) => isSameName(name, word)),
  );
}

function isSameName(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return (
    short.length >= 4 && long.startsWith(short) && NAME_ENDINGS.includes(long.slice(short.length))
  );
}
