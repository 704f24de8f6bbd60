/**
 * Acronyms that an article explains: after "a Memorandum of Understanding (MoU)", a sentence that
 * says MoU speaks of the memorandum, and a reader who asks for it may use either.
 */

const SMALL = "(?:of|and|for|the|on|in|to|de|la|du|des|&)";
/** Up to seven words before an acronym in brackets; which of them it stands for its letters say. */
const EXPLAINED = /((?:[\p{L}\p{N}’'-]+\s+){1,7})\((\p{Lu}[\p{L}&]{1,7})\)/gu;

/**
 * Reads the acronyms that a text explains.
 *
 * @returns for a text of the same article, that text with what its acronyms stand for before them.
 */
export function acronymsOf(article: string): (text: string) => string {
  const meanings = new Map<string, string>();
  for (const [, words, acronym] of article.matchAll(EXPLAINED) as Iterable<
    RegExpMatchArray & [string, string, string]
  >) {
    const meaning = meaningOf(acronym, words.trim().split(/\s+/));
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
  const isSmall = (word: string) => new RegExp(`^${SMALL}$`, "iu").test(word);
  let left = letters.length;
  let at = words.length;
  while (left > 0 && at > 0) {
    const word = words[--at] as string;
    if (word[0]?.toLowerCase() === letters[left - 1]) left--;
    else if (!isSmall(word)) return null;
  }
  return left === 0 && letters.length > 1 ? words.slice(at).join(" ") : null;
}
