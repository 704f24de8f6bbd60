/**
 * What speaks against a sentence as an answer, whatever it has in common with the question. Near
 * misses are told by these: they are about the same thing and share nearly all words, but for a name
 * or a number that they do not have, or because they say the opposite.
 */
import { termsOf } from "../index/terms.ts";
import { oppositeOf } from "./opposites.ts";
import { canAnswer, questionType } from "./question-type.ts";

/** What speaks against a sentence as an answer to a question. */
export interface Doubts {
  /** It cannot hold the kind of answer that is asked for. */
  readonly wrongType: boolean;
  readonly opposite: boolean;
  /** Share of the question's names that neither its passage nor the article's title has, 0 to 1. */
  readonly missingNames: number;
  /** Share of the question's numbers that it does not have, 0 to 1. */
  readonly missingNumbers: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu;
/** "Armenian" is Armenia's: names are the same where all but the last letters are. */
const NAME_ENDING = 3;
const LEAST_NAME = 4;

/**
 * Prepares the doubts about sentences for a question.
 *
 * @returns for a sentence as it is shown, and for the words of its passage and title (see `wordsOf`).
 */
export function doubtsAbout(
  question: string,
): (sentence: string, passage: ReadonlySet<string>) => Doubts {
  const type = questionType(question);
  const isOpposite = oppositeOf(question);
  const words = question.match(WORD) ?? [];
  const numbers = words.filter((word) => /^\d/.test(word)).map((word) => word.toLowerCase());
  const names = namesIn(question);
  return (sentence, passage) => {
    const said = wordsOf(sentence);
    return {
      wrongType: !canAnswer(type, sentence, passage),
      opposite: isOpposite(sentence),
      missingNames: shareMissing(names, (name) => hasName(passage, name)),
      missingNumbers: shareMissing(numbers, (number) => said.has(number)),
    };
  };
}

/**
 * The words of a text in lower case, and in capitals the acronyms that it has or that the initials
 * of its names make: the United States are the US and the other way round.
 */
export function wordsOf(text: string): Set<string> {
  const words = new Set(text.match(WORD)?.map(bareOf));
  for (const [acronym] of text.matchAll(ACRONYM)) words.add(acronym.replaceAll(".", ""));
  for (const [run] of text.matchAll(RUN_OF_NAMES)) words.add(initialsOf(run));
  return words;
}

const ACRONYM = /\b(?:\p{Lu}{2,5}\b|(?:\p{Lu}\.){2,5})/gu;
const RUN_OF_NAMES =
  /\b(?!(?:The|An?|In|On|At) )\p{Lu}\p{Ll}+(?: (?:of |the )*\p{Lu}\p{Ll}+){1,4}/gu;

interface Name {
  readonly word: string;
  /** The acronym of the words that it stands in, or that it is. */
  readonly acronym: string | null;
}

/** The words of a question that are parts of names; none where it is all in capitals. */
function namesIn(question: string): Name[] {
  const words = question.match(WORD) ?? [];
  if (!words.some((word) => /^\p{Ll}{4}/u.test(word))) return [];
  const runs = question.match(RUN_OF_NAMES) ?? [];
  const plain = question.replaceAll(/(?<=\b\p{Lu})\./gu, "");
  return (plain.match(WORD) ?? [])
    .slice(1)
    .filter(
      (word) => /^\p{Lu}/u.test(word) && (termsOf(word).length > 0 || /^\p{Lu}{2}/u.test(word)),
    )
    .map((word) => {
      const run = runs.find((other) => other.split(" ").includes(word));
      const acronym = /^\p{Lu}{2,5}$/u.test(word) ? word : run && initialsOf(run);
      return { word: bareOf(word), acronym: acronym ?? null };
    });
}

function initialsOf(run: string): string {
  return (run.match(/\p{Lu}/gu) ?? []).join("");
}

function bareOf(word: string): string {
  return word.toLowerCase().replace(/['’]s$/, "");
}

function hasName(words: ReadonlySet<string>, { word, acronym }: Name): boolean {
  if (acronym !== null && words.has(acronym)) return true;
  if (acronym === word.toUpperCase()) return false;
  if (words.has(word)) return true;
  if (word.length < LEAST_NAME) return false;
  const stem = word.slice(0, Math.max(LEAST_NAME, word.length - NAME_ENDING));
  for (const other of words) if (other.startsWith(stem)) return true;
  return false;
}

function shareMissing<Item>(wanted: readonly Item[], has: (item: Item) => boolean): number {
  if (wanted.length === 0) return 0;
  return wanted.filter((item) => !has(item)).length / wanted.length;
}
