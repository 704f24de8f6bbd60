/**
 * Lists and tables: which rows a question asks for, and the whole list where it asks for all. Items
 * are taken from their block, since those that have little in common with the question are as much
 * part of the answer as the one that was found.
 */
import type { Generation } from "../index/generation.ts";
import type { ArticleRow, SentenceRow } from "../index/store.ts";
import { termsOf } from "../index/terms.ts";
import { antecedentsOf, followsOn } from "./follow-on.ts";
import type { ScoredSentence } from "./sentences.ts";

/** More items than this are not shown, even where all are asked for: the article has the rest. */
const MOST_ITEMS = 12;
/** How far from the item that was found its list is read; a longer one is a table of data. */
const REACH = 100;

/** A plural, told from "status", "process" and "analysis". */
const PLURAL = "[\\p{L}-]*(?:[^\\Wsui]|[^\\Ws]i)(?:s|ies)\\b";

/** "What are the …", "which measures were …", "list …", "name all …". */
const ASKS_FOR_ALL = [
  /^\s*(?:please )?(?:list|name|give|enumerate)\b/i,
  /\b(?:all|every|each) (?:of )?(?:the )?\p{L}+/iu,
  /\b(?:what|which) (?:are|were) (?:the|its|their|his|her|some)\b/i,
  // A plural that stands before the verb.
  new RegExp(
    `\\b(?:what|which) (?:[\\p{L}\\p{N}'’-]+ ){0,3}?${PLURAL} (?:are|were|do|does|did|will|would|can|could|should|must|may|might|have|has|had|make|belong|need|took|take|run|leave|get|is|was)\\b`,
    "iu",
  ),
  // … or before what tells them from others: "which steps against litter …".
  new RegExp(`^\\s*(?:what|which) (?:\\p{L}+ )?${PLURAL} (?:against|for|from|of|to|with)\\b`, "iu"),
  /\b(?:what|which) (?:people|women|men|children|criteria|media)\b/i,
  /\bwhat (?:do|does|did) .+ (?:include|comprise|consist of|contain|cover)\b/i,
];

/** Whether a question asks for all items of something. */
export function asksForAll(question: string): boolean {
  return ASKS_FOR_ALL.some((pattern) => pattern.test(question));
}

/**
 * The rows or items of the found one's block that a question asks for, in their order: of a table
 * those that have most of the question's words that its heading and its columns do not have, of a
 * list all.
 *
 * @returns at most `MOST_ITEMS`; null where the list is not what the question is about.
 */
export function itemsAskedFor(
  question: string,
  found: ScoredSentence,
  generation: Generation,
): SentenceRow[] | null {
  const { sentence, candidate } = found;
  const items = blockOf(sentence, generation);
  const { title } = generation.articles[sentence.article] as ArticleRow;
  const { heading } = generation.store.passage(candidate.passage);
  const asked = new Set(termsOf(question));
  const frame = termsOf([title, heading, ...items.map(frameOf)].join("\n"));
  if (sentence.kind === "list-item") {
    const introduction = new Set(termsOf([heading, frameOf(sentence)].join("\n")));
    return [...asked].some((term) => introduction.has(term)) ? items.slice(0, MOST_ITEMS) : null;
  }
  for (const term of frame) asked.delete(term);
  const weights = items.map((item) => {
    const terms = new Set(termsOf(item.shown));
    return [...asked]
      .filter((term) => terms.has(term))
      .reduce((sum, term) => sum + generation.lexical.idf(term), 0);
  });
  const most = Math.max(...weights);
  return items.filter((_, index) => weights[index] === most).slice(0, MOST_ITEMS);
}

/**
 * The items of a list that goes on what a sentence says ("Noor proposes four steps. These include:"),
 * in their order.
 *
 * @returns at most `MOST_ITEMS`; null where no such list follows.
 */
export function itemsThatFollow(
  { sentence }: ScoredSentence,
  generation: Generation,
): SentenceRow[] | null {
  const after = sentence.ordinal + 1;
  const following = generation.store
    .sentences(after, after + 2)
    .filter(({ article }) => article === sentence.article);
  const item = following.find(({ kind }) => kind === "list-item");
  if (item === undefined || !followsOn(item)) return null;
  const before = [sentence, ...following.filter(({ ordinal }) => ordinal < item.ordinal)];
  const goesOn = antecedentsOf(item, before).some(({ ordinal }) => ordinal === sentence.ordinal);
  return goesOn ? blockOf(item, generation).slice(0, MOST_ITEMS) : null;
}

/** The items of a sentence's list, or the rows of its table. */
function blockOf(sentence: SentenceRow, { store }: Generation): SentenceRow[] {
  return store
    .sentences(Math.max(0, sentence.ordinal - REACH), sentence.ordinal + REACH)
    .filter(({ article, block }) => article === sentence.article && block === sentence.block);
}

/** What items share: the lead-in before a list's item, the column names of a row. */
function frameOf({ kind, shown }: SentenceRow): string {
  if (kind === "list-item") return shown.slice(0, Math.max(0, shown.indexOf(": ")));
  return shown
    .split("; ")
    .map((cell) => cell.slice(0, Math.max(0, cell.indexOf(": "))))
    .join("\n");
}
