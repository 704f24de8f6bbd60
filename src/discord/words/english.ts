/** The bot's words in English, and the shape that the other languages fill. */
import type { Language } from "../../config.ts";
import { formatsOf } from "./formats.ts";

const formats = formatsOf("en-GB", { second: "s", minute: "min" });
const { number, count, form } = formats;

const articles = (value: number) => count(value, { one: "article", other: "articles" });

export const english = {
  language: "en" as Language,
  formats,

  common: {
    dateUnknown: "date unknown",
    /** A link to an article's page, where its title cannot be one. */
    open: "open",
    read: "Read",
    share: "Share",
    dismiss: "Dismiss",
    previous: "Previous",
    next: "Next",
    page: (page: number, pages: number) => `Page ${number(page)} of ${number(pages)}`,
    /** @param others - The articles that say the same, named, and how many more there are. */
    alsoIn: (others: readonly string[], more: number) =>
      `also in ${others.join(", ")}${more > 0 ? `, and ${number(more)} more` : ""}`,
    sharedBy: (person: string) => `Shared by ${person}`,
  },

  answer: {
    question: (question: string) => `Question: ${question}`,
    about: (about: string) => `About: ${about}`,
    sourcesDiffer: "The sources differ: compare their outlets and dates.",
    morePassages: (more: number) => `And ${number(more)} more: see the passages in full.`,
    passages: "Passages in full",
    followUp: "Follow up",
    sameArticle: "from the same article",
    underHeading: (heading: string) => `under “${heading}”`,
    notSaid: "The corpus does not say.",
    notQuoted: "No sentence in the articles answers this well enough to be quoted.",
    readsEnglish: "I search in English.",
    askInEnglish: "I found nothing that answers this. Please ask it in English.",
    nearest: "These come nearest:",
    nothingNear: "No article comes near.",
  },

  filters: {
    since: (day: string) => `since ${day}`,
    until: (day: string) => `until ${day}`,
    outlet: (outlet: string) => `from ${outlet}`,
    /** @param limits - The three above, as far as they are set. */
    only: (limits: readonly string[], found: number) =>
      `Only articles ${limits.join(", ")}: ${articles(found)}.`,
    /** @param lacking - What was filtered by, and is not known of these articles. */
    unknown: (left: number, lacking: { readonly date: boolean; readonly outlet: boolean }) => {
      const names = [
        ...(lacking.date ? ["no date"] : []),
        ...(lacking.outlet ? ["no outlet"] : []),
      ];
      const were = form(left, { one: "was", other: "were" });
      return `${number(left)} more ${were} left out: ${names.join(" or ")} known.`;
    },
  },

  search: {
    title: (query: string) => `Passages nearest to “${query}”`,
    none: (query: string) => `No passage has anything in common with “${query}”.`,
    sources: "Passages nearest to what that message says",
    noSources: "No passage speaks of what that message says.",
    noText: "That message has no text that I could look for.",
    forgotten: "I keep searches for a day, and do not have this one any more. Please search again.",
  },

  article: {
    empty: "This article has no text.",
    gone: "That article is not in the corpus any more.",
    /** The title that was typed is nobody's, or several articles'. */
    notOne:
      "No single article goes by that title. Type a part of it and choose from the titles that come up.",
    orSearch: "You can also look for it with `/search`.",
  },

  latest: {
    /** @param outlet - Null: of every outlet. */
    title: (outlet: string | null) => `Newest articles${outlet === null ? "" : ` from ${outlet}`}`,
    none: (outlet: string | null) =>
      `No article${outlet === null ? "" : ` from ${outlet}`} says when it was published.`,
    undated: (left: number) => `${articles(left)} without a date not listed.`,
    noOutlet: "No article is from that outlet. Choose one of those that come up as you type.",
  },

  faults: {
    stopping: "I am being restarted. Please ask again in a minute.",
    unexpected: (id: string) =>
      `Something went wrong, and it is not your fault. The operator finds the cause in the log under \`${id}\`.`,
    notServed:
      "I answer only in the servers that my operator has listed, and this is not one of them.",
    unknownCommand: "I do not know this command any more; my operator can register mine anew.",
    outdated: "This is from an earlier version of me. Please ask again.",
  },
};
