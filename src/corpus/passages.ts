/**
 * Sentences → passages: ranges of whole sentences of one section, about 120 to 180 words each, the
 * last sentence of one repeated as the first of the next. Lists and tables stay whole, with the
 * paragraph that introduces them, where they fit.
 */
import type { Passage, Section, Sentence } from "./article.ts";

const TARGET_WORDS = 150;
const MOST_WORDS = 180;
/** A longer last sentence is not repeated: it would crowd the next passage. */
const MOST_OVERLAP_WORDS = 60;
/** What ending inside a paragraph costs, in squared words off the target. */
const INSIDE_PARAGRAPH = 15 ** 2;
/** What every word above the most costs. */
const WORD_TOO_MANY = 400;

/** Sentences that stay together. */
interface Unit {
  readonly first: number;
  readonly end: number;
  readonly words: number;
}

/** Groups an article's sentences into passages; every sentence is in at least one. */
export function splitPassages(
  text: string,
  sections: readonly Section[],
  sentences: readonly Sentence[],
): Passage[] {
  const words = sentences.map((sentence) => countWords(text.slice(sentence.start, sentence.end)));
  const passages: Passage[] = [];
  let first = 0;
  for (const section of sections) {
    let end = first;
    while (end < sentences.length && (sentences[end]?.start ?? 0) < section.end) end += 1;
    for (const [from, to] of balance(
      unitsOf(text, sentences, words, first, end),
      sentences,
      words,
    )) {
      passages.push({
        start: sentences[from]?.start ?? 0,
        end: sentences[to - 1]?.end ?? 0,
        heading: section.heading,
        firstSentence: from,
        endSentence: to,
      });
    }
    first = end;
  }
  return passages;
}

/** Words of a text; where a script writes no spaces, two characters count as a word. */
export function countWords(text: string): number {
  const spaceless = text.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu,
  );
  const spaced = text.match(/[^\s|]+/g)?.length ?? 0;
  return spaceless === null ? spaced : Math.max(spaced, Math.ceil(spaceless.length / 2));
}

function unitsOf(
  text: string,
  sentences: readonly Sentence[],
  words: readonly number[],
  first: number,
  end: number,
): Unit[] {
  const units: Unit[] = [];
  const sum = (from: number, to: number) => words.slice(from, to).reduce((a, b) => a + b, 0);
  const push = (from: number, to: number) =>
    units.push({ first: from, end: to, words: sum(from, to) });
  let at = first;
  while (at < end) {
    const sentence = sentences[at];
    let blockEnd = at + 1;
    while (blockEnd < end && sentences[blockEnd]?.block === sentence?.block) blockEnd += 1;
    if (sentence?.kind === "prose") {
      for (; at < blockEnd; at += 1) push(at, at + 1);
      continue;
    }
    const from = leadInStart(
      text,
      sentences,
      first,
      at,
      (start) => sum(start, blockEnd) <= MOST_WORDS,
    );
    while ((units.at(-1)?.first ?? -1) >= from) units.pop();
    if (sum(from, blockEnd) <= MOST_WORDS) push(from, blockEnd);
    else {
      // Torn, but the lead-in is not left alone.
      push(from, at + 1);
      for (let row = at + 1; row < blockEnd; row += 1) push(row, row + 1);
    }
    at = blockEnd;
  }
  return units;
}

/** The first of the sentences that introduce the list or table at `at`, or `at` where none does. */
function leadInStart(
  text: string,
  sentences: readonly Sentence[],
  first: number,
  at: number,
  fits: (start: number) => boolean,
): number {
  const last = at > first ? sentences[at - 1] : undefined;
  if (last?.kind !== "prose" || !/[:：]["'”’*_)]*$/.test(text.slice(last.start, last.end)))
    return at;
  let start = at - 1;
  while (start > first && sentences[start - 1]?.block === last.block) start -= 1;
  return fits(start) ? start : at - 1;
}

/**
 * Ranges of sentences that hold the units in order, overlaps included: those of all the ways to
 * group them whose lengths are nearest to the target.
 */
function balance(
  units: readonly Unit[],
  sentences: readonly Sentence[],
  words: readonly number[],
): [number, number][] {
  /** The cheapest way to hold the first n units: its cost, and where its last passage begins. */
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= units.length; end += 1) {
    let length = 0;
    let cheapest = { cost: Infinity, from: end - 1 };
    for (let from = end - 1; from >= 0; from -= 1) {
      length += units[from]?.words ?? 0;
      const start = passageStart(units, words, from);
      const total = length + (start < (units[from]?.first ?? 0) ? (words[start] ?? 0) : 0);
      const cost =
        (best[from]?.cost ?? 0) +
        (total - TARGET_WORDS) ** 2 +
        WORD_TOO_MANY * Math.max(0, total - MOST_WORDS) +
        (breaksParagraph(units, sentences, end) ? INSIDE_PARAGRAPH : 0);
      if (cost < cheapest.cost) cheapest = { cost, from };
      if (length > 2 * MOST_WORDS) break;
    }
    best.push(cheapest);
  }
  const ranges: [number, number][] = [];
  for (let end = units.length; end > 0; ) {
    const from = best[end]?.from ?? 0;
    ranges.unshift([passageStart(units, words, from), units[end - 1]?.end ?? 0]);
    end = from;
  }
  return ranges;
}

/** The first sentence of a passage that begins with a unit: the one before it, where that is short. */
function passageStart(units: readonly Unit[], words: readonly number[], from: number): number {
  const first = units[from]?.first ?? 0;
  return from > 0 && (words[first - 1] ?? 0) <= MOST_OVERLAP_WORDS ? first - 1 : first;
}

function breaksParagraph(
  units: readonly Unit[],
  sentences: readonly Sentence[],
  end: number,
): boolean {
  const next = units[end];
  return next !== undefined && sentences[next.first]?.block === sentences[next.first - 1]?.block;
}
