/**
 * From scored sentences to an answer: as short as it can be, in the order of the sources, without
 * repeating itself.
 */
import { nearDuplicateFilter } from "../search/near-duplicates.ts";
import type { ScoredSentence } from "./sentences.ts";

/** A sentence of the answer as it is shown. */
export interface ChosenSentence {
  readonly text: string;
  readonly source: ScoredSentence;
}

/** An answer has at most this many sentences. */
const MOST_SENTENCES = 4;
/** How far below the best sentence's score another may be and still join it. */
const MARGIN = 0.25;

/**
 * Chooses one to four sentences.
 *
 * @param scored sentences, best first; at least one.
 */
export function chooseSentences(scored: readonly ScoredSentence[]): ChosenSentence[] {
  const [best] = scored as [ScoredSentence, ...ScoredSentence[]];
  const repeats = nearDuplicateFilter();
  const chosen = scored
    .filter(({ score }) => score >= best.score - MARGIN)
    .filter(({ sentence }) => !repeats(sentence.shown))
    .slice(0, MOST_SENTENCES);
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
