/**
 * Sentences that follow on another: one that begins with "He" or "The latter" says nothing to a
 * reader without the sentence that says who.
 */
import type { Generation } from "../index/generation.ts";
import type { SentenceRow } from "../index/store.ts";
import { wordingOf } from "../search/near-duplicates.ts";

/** How many sentences back the one that says who may be. */
const REACH = 4;

const LINK =
  "(?:(?:And|But|So|Yet|Or|Then|Also|Still|However|Meanwhile|Moreover|Instead|Nevertheless|Furthermore|Later|Afterwards|Today|Now|Since then|In addition|At the same time|For example|As a result),? )?";
const PERSON = new RegExp(`^${LINK}(?:he|she|his|her|him)\\b`, "iu");
const THING = new RegExp(
  `^${LINK}(?:it|its|they|their|them|these|this|such|both)\\b|` +
    `^${LINK}that (?:is|was|will|would|has|had|makes?|made|means?|meant|came|comes|led|did|does)\\b|` +
    `^${LINK}those (?!who\\b|which\\b|that\\b)|` +
    `^${LINK}(?:one|two|some|many|most|all|none|each|among|several) (?:of )?(?:them|these|those)\\b|` +
    `^${LINK}the (?:former|latter|two|three|pair|trio|same|second|other|others)\\b|` +
    `^${LINK}the \\p{Ll}+ (?:also|too|then)\\b|` +
    "^(?:There|Here|Then),? (?:he|she|it|they|the)\\b|^(?:In|At|By|From|With|After|Before|According to|Under|For) (?:it|this|that|these|them|him|her)\\b",
  "iu",
);
/** What begins like those and stands alone: "It is expected that", "This week", "Both Armenia and". */
const STANDS_ALONE =
  /^(?:(?:\p{L}+,? )?it (?:is|was|will be|has been|remains) (?:\p{L}+ly )?\p{L}+ (?:that|to|who|whether|when|how|why)\b|this (?:morning|afternoon|evening|week|weekend|month|year|time|spring|summer|autumn|winter|day|century)\b|both \p{Lu}|both the\b|such as\b|these days\b)/iu;
/** A quotation with nobody who says it. */
const BARE_QUOTATION = /^["“«][^"”»]*["”»]\.?$/u;

/** Whether a sentence needs the one before it to be understood. */
export function followsOn({ kind, shown }: Pick<SentenceRow, "kind" | "shown">): boolean {
  if (kind !== "prose") return false;
  if (BARE_QUOTATION.test(shown)) return true;
  if (PERSON.test(shown)) return true;
  return THING.test(shown.replace(/^["“«]/, "")) && !STANDS_ALONE.test(shown);
}

/**
 * The sentence that says who or what a sentence is about that follows on it: the nearest before it
 * in the article that stands alone, and for "he" or "she" one that has a name.
 *
 * @returns null where there is none near.
 */
export function antecedentOf(sentence: SentenceRow, { store }: Generation): SentenceRow | null {
  const before = store
    .sentences(Math.max(0, sentence.ordinal - REACH), sentence.ordinal)
    .filter(({ article, kind }) => article === sentence.article && kind === "prose")
    .reverse();
  const named = PERSON.test(sentence.shown) || BARE_QUOTATION.test(sentence.shown);
  return before.find((other) => !followsOn(other) && (!named || hasName(other))) ?? null;
}

function hasName({ shown }: SentenceRow): boolean {
  const { names, openers } = wordingOf(shown);
  return names.size + openers.size > 0;
}
