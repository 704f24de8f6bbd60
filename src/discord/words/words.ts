/**
 * The bot's own words in every language that it speaks. What it quotes stays as the articles have it;
 * what operators read, in the terminal and the log, is English.
 */
import type { Language } from "../../config.ts";
import { azerbaijani } from "./azerbaijani.ts";
import { english } from "./english.ts";
import { russian } from "./russian.ts";
import { spanish } from "./spanish.ts";

/** Every text by its place; those with something to fill in are functions. */
export type Words = typeof english;

export const wordsIn: Readonly<Record<Language, Words>> = {
  en: english,
  az: azerbaijani,
  ru: russian,
  es: spanish,
};

/**
 * The words for one of Discord's locales ("es-419"); English ones where its language is not spoken.
 *
 * @param fixed - What the settings give everybody instead; null: nothing.
 */
export function wordsFor(locale: string, fixed: Language | null): Words {
  if (fixed !== null) return wordsIn[fixed];
  const [language = ""] = locale.split("-");
  return isSpoken(language) ? wordsIn[language] : english;
}

export function isSpoken(language: string): language is Language {
  return Object.hasOwn(wordsIn, language);
}
