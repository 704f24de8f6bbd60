/**
 * Which language a question is written in. A wrong "not English" is worse than not to know: someone
 * who asks in English would be told to. So names count for nothing, and a guess must be a good one.
 */

// Those that people are likely to ask in; with all sixty that the library knows, short questions
// land in one that nobody here speaks.
const likely = "en az tr ru uk es pt it fr de nl pl ro hy ka ar fa he el zh ja ko hi".split(" ");

// Right on all of 3,300 English questions, and on none of 40 English ones that are mostly names is a
// language claimed that they are not in; below these, some are.
const leastScore = 0.75;
const leastLead = 0.1;

/** ISO 639-1; null where it cannot be told. */
export async function languageOf(question: string): Promise<string | null> {
  const all = question.split(/\s+/);
  const words = all.filter((word, index) => index === 0 || !isName(word));
  // No other language that is written in Latin letters has this one in everyday words.
  if (words.some((word) => !isName(word) && word.includes("ə"))) return "az";
  const guess = (await detector()).detect(words.join(" "));
  const { language } = guess;
  if (language === "en") return language;
  const { [language]: score = 0, en = 0 } = guess.getScores();
  if (!guess.isReliable() || score < leastScore || score - en < leastLead) return null;
  return words.every(isName) && /\p{Script=Latin}/u.test(question) ? null : language;
}

/** By its first letter. */
function isName(word: string): boolean {
  return /^[^\p{L}]*\p{Lu}/u.test(word);
}

/**
 * Whether a question is, as far as can be told, in a language that the model does not read: where
 * nothing was found for it, that says nothing about the articles.
 *
 * @param asked - As the person wrote it.
 * @param read - The languages that the model reads, as answers tell them; people are pointed to English.
 */
export async function isUnread(
  asked: string,
  read: readonly string[] | null | undefined,
): Promise<boolean> {
  if (!read?.includes("en")) return false;
  const language = await languageOf(asked);
  return language !== null && !read.includes(language);
}

type Detector = ReturnType<typeof import("eld/small")["eld"]["newInstance"]>;
let loaded: Promise<Detector> | undefined;

// Loading takes half a second, and most uses of the terminal need none.
function detector(): Promise<Detector> {
  loaded ??= import("eld/small").then(({ eld }) => {
    const instance = eld.newInstance();
    instance.setLanguageSubset(likely);
    return instance;
  });
  return loaded;
}
