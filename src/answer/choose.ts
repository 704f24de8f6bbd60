/**
 * From scored sentences to an answer: as short as it can be, in the order of the sources, without
 * repeating itself, and so that it can be read on its own.
 */
import type { Generation } from "../index/generation.ts";
import type { SentenceRow } from "../index/store.ts";
import { nearDuplicateFilter } from "../search/near-duplicates.ts";
import type { Candidate } from "../search/search.ts";
import { contradictionsOf } from "./disagreement.ts";
import { antecedentsOf, REACH } from "./follow-on.ts";
import { asksForAll, itemsAskedFor, itemsThatFollow } from "./lists.ts";
import type { ScoredSentence } from "./sentences.ts";

/** A sentence of the answer as it is shown. */
export interface ChosenSentence {
  readonly text: string;
  readonly source: ScoredSentence;
}

/** The sentences of an answer. */
export interface Choice {
  readonly sentences: readonly ChosenSentence[];
  /** Whether sources are among them that give other numbers or dates for what is asked. */
  readonly disagreement: boolean;
}

/** An answer has at most this many sentences, but for a list that is asked for. */
const MOST_SENTENCES = 4;
/** How far below the best sentence's score a second may be and still join it, and then others. */
export const SECOND_MARGIN = 0.33;
const MARGIN = 0.16;

/**
 * Chooses one to four sentences, or the items of a list.
 *
 * @param scored sentences, best first; at least one.
 */
export function chooseSentences(
  question: string,
  scored: readonly ScoredSentence[],
  generation: Generation,
): Choice {
  const [best] = scored as [ScoredSentence, ...ScoredSentence[]];
  const items = listIn(question, best, generation);
  if (items !== null) {
    const [first, ...others] = items.map((item) =>
      sourceOf(item, best.candidate, scored, generation),
    ) as [ScoredSentence, ...ScoredSentence[]];
    const introduced = withAntecedents(first, new Map(), scored, generation);
    return { sentences: shown([...introduced, ...others]), disagreement: false };
  }

  const contradictions = contradictionsOf(question, scored, generation);
  const repeats = nearDuplicateFilter();
  const chosen = new Map<number, ScoredSentence>();
  const wanted = contradictions.length > 0 ? [best, ...contradictions] : scored;
  for (const source of wanted) {
    const margin = chosen.size < 2 ? SECOND_MARGIN : MARGIN;
    if (contradictions.length === 0 && source.score < best.score - margin) break;
    if (repeats(ownWords(source.sentence)) || chosen.has(source.sentence.ordinal)) continue;
    if (source.doubts.wrongType && !best.doubts.wrongType) continue;
    // Asked about 1760, what is told of 1766 adds nothing to what is told of 1760.
    if (source.doubts.missingNumbers > best.doubts.missingNumbers) continue;
    const together = withAntecedents(source, chosen, scored, generation);
    if (chosen.size + together.length > MOST_SENTENCES) continue;
    for (const each of together) chosen.set(each.sentence.ordinal, each);
  }
  const disagreement = contradictions.some(({ sentence }) => chosen.has(sentence.ordinal));
  return { sentences: shown([...chosen.values()]), disagreement };
}

/** The items of a list, or the rows of a table, that a question asks for; null where it is for sentences. */
function listIn(
  question: string,
  best: ScoredSentence,
  generation: Generation,
): SentenceRow[] | null {
  if (best.sentence.kind === "table-row") {
    const rows = itemsAskedFor(question, best, generation);
    const isAmong = rows?.some(({ ordinal }) => ordinal === best.sentence.ordinal);
    return isAmong && !asksForAll(question) ? [best.sentence] : rows;
  }
  if (!asksForAll(question)) return null;
  if (best.sentence.kind === "prose") return itemsThatFollow(best, generation);
  return itemsAskedFor(question, best, generation);
}

/** A sentence after those that say who or what it is about, as far as they are not there yet. */
function withAntecedents(
  source: ScoredSentence,
  chosen: ReadonlyMap<number, ScoredSentence>,
  scored: readonly ScoredSentence[],
  generation: Generation,
): ScoredSentence[] {
  const { sentence, candidate } = source;
  const before = generation.store
    .sentences(Math.max(0, sentence.ordinal - REACH), sentence.ordinal)
    .filter(({ article }) => article === sentence.article);
  const antecedents = antecedentsOf(sentence, before)
    .filter(({ ordinal }) => !chosen.has(ordinal))
    .map((antecedent) => sourceOf(antecedent, candidate, scored, generation));
  return [...antecedents, source];
}

/**
 * What a sentence that joins the answer for another's sake is cited with. One that was not scored
 * answers less than all that were.
 */
function sourceOf(
  sentence: SentenceRow,
  near: Candidate,
  scored: readonly ScoredSentence[],
  generation: Generation,
): ScoredSentence {
  const known = scored.find((other) => other.sentence.ordinal === sentence.ordinal);
  if (known !== undefined) return known;
  const last = scored.at(-1) as ScoredSentence;
  const passage = passageWith(sentence.ordinal, near.passage, generation);
  return { ...last, sentence, read: sentence.shown, candidate: { ...near, passage } };
}

/** The passage that a sentence stands in, looked for from one of the same article. */
function passageWith(ordinal: number, near: number, generation: Generation): number {
  const { passageFirst, passageEnd } = generation;
  let passage = near;
  while (ordinal < (passageFirst[passage] as number)) passage -= 1;
  while (ordinal >= (passageEnd[passage] as number)) passage += 1;
  return passage;
}

/** Sentences as they are shown, in the order of their sources. */
function shown(chosen: readonly ScoredSentence[]): ChosenSentence[] {
  return inSourceOrder(chosen).map((source, index, all) => ({
    text: withoutRepeatedLeadIn(source, all[index - 1]),
    source,
  }));
}

/** Articles in the order of their best sentences, the sentences of each in the order of its text. */
function inSourceOrder(chosen: readonly ScoredSentence[]): ScoredSentence[] {
  const articles = [...new Set(chosen.map(({ sentence }) => sentence.article))];
  return [...chosen].sort(
    (a, b) =>
      articles.indexOf(a.sentence.article) - articles.indexOf(b.sentence.article) ||
      a.sentence.ordinal - b.sentence.ordinal,
  );
}

/** A sentence without the lead-in that it shares with the other items of its list. */
function ownWords({ kind, shown }: SentenceRow): string {
  return kind === "list-item" ? shown.slice(shown.indexOf(": ") + 1) : shown;
}

/** Items of one list share their lead-in; it is said once. */
function withoutRepeatedLeadIn(
  current: ScoredSentence,
  before: ScoredSentence | undefined,
): string {
  const { sentence } = current;
  const previous = before?.sentence;
  if (
    sentence.kind !== "list-item" ||
    previous?.kind !== "list-item" ||
    previous.article !== sentence.article ||
    previous.block !== sentence.block
  ) {
    return sentence.shown;
  }
  let shared = 0;
  while (shared < sentence.shown.length && sentence.shown[shared] === previous.shown[shared])
    shared++;
  const leadIn = sentence.shown.lastIndexOf(": ", shared - 1);
  return leadIn === -1 ? sentence.shown : sentence.shown.slice(leadIn + 2);
}
