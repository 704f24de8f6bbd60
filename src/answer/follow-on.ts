/**
 * Sentences that follow on another: one that begins with "He" or "The latter" says nothing to a
 * reader without the sentence that says who.
 */
import type { SentenceRow } from "../index/store.ts";
import { termsOf } from "../index/terms.ts";
import { wordingOf } from "../search/near-duplicates.ts";

/** How many sentences back the one that says who may be. */
export const REACH = 4;
/** How many sentences at most are brought along. */
const MOST = 2;
const LEAST_TERMS = 3;

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

/**
 * Whether a sentence needs the one before it to be understood; a list's item does where what leads
 * in to the list does ("These include: …").
 */
export function followsOn({ kind, shown }: Pick<SentenceRow, "kind" | "shown">): boolean {
  if (kind === "table-row") return false;
  if (kind === "list-item") return THING.test(shown) && /^[^:]*:/.test(shown);
  if (BARE_QUOTATION.test(shown)) return true;
  if (PERSON.test(shown)) return true;
  return THING.test(shown.replace(/^["“«]/, "")) && !STANDS_ALONE.test(shown);
}

/**
 * The sentences that say who or what a sentence is about that follows on others. For "he" it is the
 * nearest before it that stands alone and has a name, since what is between is about him too; for
 * other words the one before it, and what that one follows on in its turn.
 *
 * @param before sentences before it in the article, in order.
 * @returns in order; empty where it stands alone, or where none is near.
 */
export function antecedentsOf(
  sentence: SentenceRow,
  before: readonly SentenceRow[],
): SentenceRow[] {
  const found: SentenceRow[] = [];
  let current = sentence;
  for (const other of before.slice(-REACH).reverse()) {
    if (found.length === MOST || !followsOn(current)) break;
    if (!isAntecedent(other, current)) continue;
    found.unshift(other);
    current = other;
  }
  return found;
}

function isAntecedent(other: SentenceRow, { shown }: SentenceRow): boolean {
  if (other.kind !== "prose") return false;
  if (!PERSON.test(shown) && !BARE_QUOTATION.test(shown)) {
    // "Nobody was hurt. This closed the road.": too little for anything to refer to.
    return termsOf(other.shown).length >= LEAST_TERMS;
  }
  const { names, openers } = wordingOf(other.shown);
  return !followsOn(other) && names.size + openers.size > 0;
}
