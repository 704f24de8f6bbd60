/**
 * Text → terms, the same for passages and questions: words and numbers in lower case without
 * diacritics, English stop words left out, stemmed.
 */
import { stemmer } from "stemmer";
import { eng } from "stopword";

/** Letters and digits, with inner apostrophes, and inner dots or commas ("o'neill", "u.s", "1,200.5"). */
const WORD = /[\p{L}\p{N}]+(?:['’.,][\p{L}\p{N}]+)*/gu;

/** A number as written in English: digits with thousands separators and decimals. */
const NUMBER = /^\d+(?:[.,]\d+)*$/;

/** `stopword`'s English list, and what questions are made of, which no passage is about. */
const STOP_WORDS: ReadonlySet<string> = new Set([
  ...eng,
  ..."am been did do does doing don had has have having he his i its me my no nor not our ours she so than that's theirs then there's too were what's when whom whose why going happen happened happening happens".split(
    " ",
  ),
]);

/** Words recur; stemming is most of the cost of reading terms. Bounded, so that it cannot grow with the corpus. */
const stems = new Map<string, string>();
const MAX_STEMS = 50_000;

/** The terms of a text, in order, with repeats. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const [match] of foldDiacritics(text.toLowerCase()).matchAll(WORD)) {
    if (NUMBER.test(match)) {
      terms.push(match.replaceAll(",", ""));
      continue;
    }
    for (const word of wordsOf(match)) {
      if (!STOP_WORDS.has(word)) terms.push(stemOf(word));
    }
  }
  return terms;
}

/** "azerbaijan's" → azerbaijan; "u.s" → us; "end.next" (no space after a stop) → end, next. */
function wordsOf(match: string): string[] {
  const bare = match.replace(/['’]s$/, "").replace(/['’]/g, "");
  if (!/[.,]/.test(bare)) return [bare];
  const parts = bare.split(/[.,]/);
  return parts.every((part) => part.length === 1) ? [parts.join("")] : parts;
}

function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = stemmer(word);
    if (stems.size >= MAX_STEMS) stems.clear();
    stems.set(word, stem);
  }
  return stem;
}

function foldDiacritics(text: string): string {
  // Only what is not ASCII needs the costly normalisation.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII, control characters included.
  return /^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFKD").replace(/\p{M}+/gu, "");
}
