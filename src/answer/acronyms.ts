/**
 * Acronyms that an article explains: after "a Memorandum of Understanding (MoU)", a sentence that
 * says MoU speaks of the memorandum, and a reader who asks for it may use either.
 */

const SMALL = /^(?:of|and|for|the|on|in|to|de|la|du|des|&)$/iu;
const IN_BRACKETS = /\((\p{Lu}[\p{L}&]{1,7})\)/gu;
/** Up to seven words before an acronym in brackets; which of them it stands for its letters say. */
const WORDS_BEFORE = /(?:[\p{L}\p{N}’'-]+\s+){1,7}$/u;
/** More characters than seven words have. */
const REACH = 160;

/**
 * Reads the acronyms that a text explains.
 *
 * @returns for a text of the same article, that text with what its acronyms stand for before them.
 */
export function acronymsOf(article: string): (text: string) => string {
  const meanings = new Map<string, string>();
  for (const match of article.matchAll(IN_BRACKETS)) {
    const acronym = match[1] as string;
    const before = article.slice(Math.max(0, match.index - REACH), match.index);
    const words = WORDS_BEFORE.exec(before)?.[0].trim().split(/\s+/) ?? [];
    const meaning = meaningOf(acronym, words);
    if (meaning !== null && !meanings.has(acronym)) meanings.set(acronym, meaning);
  }
  if (meanings.size === 0) return (text) => text;
  const known = new RegExp(
    // Where it is explained the words stand already.
    `(?<![\\p{L}\\p{N}(])(?:${[...meanings.keys()].join("|")})(?![\\p{L}\\p{N}])`,
    "gu",
  );
  return (text) => text.replace(known, (acronym) => `${meanings.get(acronym)} (${acronym})`);
}

/** The last words whose initials are the acronym's letters, small words between them or not. */
function meaningOf(acronym: string, words: readonly string[]): string | null {
  const letters = acronym.toLowerCase().replace(/&/g, "");
  let left = letters.length;
  let at = words.length;
  while (left > 0 && at > 0) {
    const word = words[--at] as string;
    if (word[0]?.toLowerCase() === letters[left - 1]) left--;
    else if (!SMALL.test(word)) return null;
  }
  return left === 0 && letters.length > 1 ? words.slice(at).join(" ") : null;
}
