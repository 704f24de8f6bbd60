/** The bot's words for whoever asked something, by the language that it was asked in. */

import type { Answer } from "../../answer/answer.ts";
import { isUnread, languageOf } from "../../answer/question-language.ts";
import type { Language } from "../../config.ts";
import { isSpoken, type Words, wordsFor, wordsIn } from "./words.ts";

/**
 * For a question in an ordinary message, with which Discord tells nothing of the person's language.
 *
 * @param locale - The server's; used where the question's language cannot be told or is not spoken.
 * @param fixed - As the settings have it.
 */
export async function wordsForMessage(
  question: string,
  locale: string,
  fixed: Language | null,
): Promise<Words> {
  const language = fixed === null ? await languageOf(question) : null;
  return language !== null && isSpoken(language) ? wordsIn[language] : wordsFor(locale, fixed);
}

/**
 * For a question asked with a command or a form. Discord has no Azerbaijani, so whoever writes it is
 * answered in it, whatever they have chosen for Discord.
 *
 * @param reader - The words that are for the person.
 */
export async function wordsForQuestion(
  question: string,
  reader: Words,
  fixed: Language | null,
): Promise<Words> {
  const isAzerbaijani = fixed === null && (await languageOf(question)) === "az";
  return isAzerbaijani ? wordsIn.az : reader;
}

/**
 * How an answer is shown: one that the model could not read in the words of its own language, where
 * they are spoken, so that whoever asked understands why.
 *
 * @param asked - The question as the person wrote it.
 * @param words - What it is shown in otherwise.
 */
export async function shownIn(
  answer: Answer,
  asked: string,
  words: Words,
  fixed: Language | null,
): Promise<{ readonly words: Words; readonly unread: boolean }> {
  const unread = !answer.answered && (await isUnread(asked, answer.languages));
  const language = unread && fixed === null ? await languageOf(asked) : null;
  return { unread, words: language !== null && isSpoken(language) ? wordsIn[language] : words };
}
