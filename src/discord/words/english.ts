/** The bot's words in English, and the shape that the other languages fill. */
import type { Language } from "../../config.ts";
import { formatsOf } from "./formats.ts";

const formats = formatsOf("en-GB", { second: "s", minute: "min" });
const { number, count, form } = formats;

const articles = (value: number) => count(value, { one: "article", other: "articles" });
const passages = (value: number) => count(value, { one: "passage", other: "passages" });
const sentences = (value: number) => count(value, { one: "sentence", other: "sentences" });
const days = (value: number) => count(value, { one: "day", other: "days" });
const answers = (value: number) => count(value, { one: "answer", other: "answers" });
const votes = (value: number) => count(value, { one: "vote", other: "votes" });
const actions = (value: number) => count(value, { one: "action", other: "actions" });

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
    /** On a button that shows a passage in its article. */
    context: "In the article",
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

  threads: {
    askOn: "Ask on here: no mention is needed.",
    askOnBy: (button: string) =>
      `Ask on here: press **${button}**, mention me, or reply to this message.`,
    refused: "I could not open a thread on the answer; the operator finds the cause in the log.",
    notHere:
      "I open threads on public answers in a server's text channels only, so this answer has none.",
    lacking: (permissions: readonly string[]) =>
      `I cannot open a thread here: I lack ${permissions.join(", ")}. Somebody who manages this server can give it to me in the channel's settings.`,
  },

  context: {
    part: (part: number, parts: number) => `Part ${number(part)} of ${number(parts)}`,
    changed: "The article has changed since this was answered.",
    gone: "The article has changed since this was answered, and what was quoted does not stand in it any more.",
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
    unread: "I search in English: words in another language find little.",
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
    undated: (left: number) =>
      `${articles(left)} without a date ${form(left, { one: "is", other: "are" })} not listed.`,
    noOutlet: "No article is from that outlet. Choose one of those that come up as you type.",
  },

  faults: {
    engineRestarted:
      "The search engine stopped while it was working on this and is being started again. Please try again in a moment.",
    indexLocked:
      "The index is being written by another process. Please try again when that has ended.",
    stopping: "I am being restarted. Please ask again in a minute.",
    unexpected: (id: string) =>
      `Something went wrong, and it is not your fault. The operator finds the cause in the log under \`${id}\`.`,
    notServed:
      "I answer only in the servers that my operator has listed, and this is not one of them.",
    unknownCommand: "I do not know this command any more; my operator can register mine anew.",
    outdated: "This is from an earlier version of me. Please ask again.",
  },

  asking: {
    empty: "Ask me something in the same message, or with `/ask`; `/help` tells what I can do.",
    tooLong: (length: number, most: number) =>
      `That is ${number(length)} characters long; I take questions of at most ${number(most)}.`,
    forgotten: (kept: number) =>
      `I keep answers for ${days(kept)}, and do not have this one any more. Please ask again.`,
    /** @param option - The command's option that it was written for. */
    noDate: (written: string, option: string) =>
      `“${written}” is not a date for \`${option}\`. Write a day (2025-08-09), a month (2025-08), a year (2025), or a number of days back (7d).`,
    noDayBetween: (since: string, until: string) =>
      `No day is both since ${since} and until ${until}. Swap the two dates.`,
    /** @param others - Some of the outlets that there are; none where no article names its outlet. */
    noOutlet: (outlet: string, others: readonly string[]) =>
      others.length === 0
        ? `No article says its outlet, so none can be chosen by it (“${outlet}”).`
        : `No article is from the outlet “${outlet}”. There are: ${others.join(", ")}.`,
    tooManyBefore: (again: string) => `Too much is waiting before this. Try again ${again}.`,
    tooSoon: (answered: string) =>
      `You asked me something a moment ago; this one's turn comes ${answered}.`,
    inLine: (ahead: number, answered: string) =>
      `${count(ahead, { one: "request", other: "requests" })} before yours; I expect to get to it ${answered}.`,
    /** The form under an answer. */
    formTitle: "Ask on",
    formQuestion: "Your question",
    formHint: "“And when was that?” is enough: I know what the answer was about.",
  },

  presses: {
    helped: "Thank you: I have noted that this helped. The other thumb changes it.",
    helpedNot:
      "I have noted that this did not help, for those who look after the articles. The other thumb changes it.",
    onlyAskerShares: "Only the person who asked may share this.",
    sharedAlready: "You have shared this already.",
    articleChanged: "That article has changed since. Search again to share it.",
    onlyAskerDismisses:
      "Only the person who asked, or one of this bot's moderators, may take this away.",
    askerUnknown:
      "I no longer know who asked this, so only one of this bot's moderators may take it away.",
    onlySharerDismisses:
      "Only the person who shared this, or one of this bot's moderators, may take it away.",
  },

  help: {
    what: "Footnote answers questions from a collection of articles and quotes the passages its answers rest on.",
    honesty:
      "It says nothing that no article says; where the articles do not answer, it tells you so.",
    ask: "a question; with `private` the answer is shown to you alone, with `thread` it gets a thread for asking on",
    search: "the passages nearest to some words",
    article: "an article in full; titles are suggested as you type",
    latest: "the newest articles",
    status: "how many articles there are, and how recent the index is",
    privacy: "what I keep about you, and erasing it",
    forModerators: "For moderators",
    reindex: "take in what has changed in the corpus folder",
    rollback: "go back to the index before",
    add: "add an article",
    remove: "take one out",
    gaps: "what people asked and did not find",
    history: "who did what, and when",
    /**
     * @param button - The name of the one that shows the passages.
     * @param menu - The name of the command in a message's menu.
     */
    also: (button: string, menu: string) =>
      `You can also write to me directly, or mention me with a question; in a reply to an answer of mine, it may lean on that answer. **${button}** under an answer shows what stands around each quoted sentence. **${menu}** in a message's menu, under *Apps*, finds passages for that message.`,
    lacking: (permissions: readonly string[]) =>
      `In this channel I cannot answer mentions as I should: I lack ${permissions.join(", ")}. Somebody who manages this server can give it to me in the channel's settings; the commands above work all the same.`,
  },

  /** What Discord's settings call them. */
  permissions: {
    ViewChannel: "View Channel",
    SendMessages: "Send Messages",
    SendMessagesInThreads: "Send Messages in Threads",
    CreatePublicThreads: "Create Public Threads",
    ReadMessageHistory: "Read Message History",
  },

  moderators: {
    none: "Nobody may do this yet: this bot has no moderators. Its operator names them in the settings `MODERATOR_ROLES` and `MODERATOR_USERS`.",
    only: "Only this bot's moderators may do this.",
    neverMind: "Never mind",
    nothingChanged: "Nothing has been changed.",
  },

  corpus: {
    articles,
    passages,
    sentences,
    indexed: (when: string, size: string) => `Indexed ${when} · ${size}`,
    changed: (added: number, changed: number, removed: number) =>
      `The folder has changed since: ${number(added)} new, ${number(changed)} changed, ${number(removed)} removed. \`/corpus reindex\` takes them in.`,
    upToDate: "The index is up to date with the folder.",
    readBy: (models: readonly string[]) => `Read by ${models.join(" and ")}`,
  },

  reindex: {
    ask: "Re-index the corpus?",
    present: (built: string, found: number, read: number, size: string) =>
      `The present index was built ${built}: ${articles(found)}, ${sentences(read)}, ${size}.`,
    unchanged: "The folder has not changed since.",
    since: (added: number, changed: number, removed: number) =>
      `Since then: ${number(added)} new, ${number(changed)} changed, ${number(removed)} removed.`,
    lastRun: (action: string) => `Last run: ${action}`,
    meanwhile: "Questions go on being answered meanwhile; the present index is kept to go back to.",
    start: "Re-index",
    started: (url: string) => `The re-index has started: ${url}`,
    /** @param missing - Permissions. */
    onlyYou: (missing: readonly string[]) =>
      `I may not write in this channel (missing: ${missing.join(", ")}), so only you see the progress, for 15 minutes.`,
    underWay: (by: string, url: string | null) =>
      `A re-index is under way already, started by ${by}${url === null ? "" : `: ${url}`}.`,
    goingBack: "The index before is being put back just now.",
    pressAgain: "Press again when it has ended.",
    running: "Re-indexing the corpus",
    startedBy: (by: string) => `started by ${by}`,
    read: "Reading the articles",
    embed: "Reading new sentences with the model",
    index: "Building the index",
    verify: "Checking the index",
    publish: "Putting the index in place",
    step: (step: number, steps: number) => `step ${number(step)} of ${number(steps)}`,
    progress: (done: number, total: number) => `${number(done)} of ${number(total)}`,
    fromPresent: "Questions go on being answered from the present index.",
    cancel: "Cancel",
    done: "The corpus has been re-indexed",
    nothingNew: "Nothing has changed since the last index",
    changes: (added: number, changed: number, removed: number, unchanged: number) =>
      `Articles: ${number(added)} new, ${number(changed)} changed, ${number(removed)} removed, ${number(unchanged)} as they were`,
    effort: (embedded: number, size: string, took: string) =>
      `${sentences(embedded)} read anew · ${size} · took ${took}`,
    golden: (passed: number, asked: number) =>
      `**${number(passed)} of ${count(asked, { one: "golden question", other: "golden questions" })}** answered as expected`,
    goldenLost: "Answered before, and not any more:",
    skipped: (files: number) => `${count(files, { one: "file", other: "files" })} skipped`,
    remarks: (files: number) => `To know of ${count(files, { one: "file", other: "files" })}`,
    more: (more: number) => `and ${number(more)} more`,
    failed: "The re-index did not finish",
    stillInUse: "The index that was there before is still in use.",
    stopping: "I am being stopped. Start it again when I am back; what was done so far is kept.",
    cancelled: (by: string) => `It was cancelled by ${by}; what was done so far is kept.`,
    ended: "That re-index has ended already.",
    askBack: "Go back to the index before this one?",
    backMeans:
      "Articles taken in since then are not found until the next re-index. Going back once more undoes it.",
    goBack: "Go back",
    anotherInUse: "Another index is in use by now.",
    noneBefore: "There is no earlier index: only the present one and the one before it are kept.",
  },

  history: {
    title: "What moderators did",
    none: "No moderator has done anything yet that I still know of.",
    erased: "somebody who had their id erased",
    line: (when: string, who: string, what: string) => `${when} ${who} ${what}`,
    reindex: "re-indexed the corpus",
    cancel: "cancelled a re-index",
    rollback: "went back to the index before",
    add: "added an article",
    remove: "removed an article",
    changes: (added: number, changed: number, removed: number) =>
      `${number(added)} new, ${number(changed)} changed, ${number(removed)} removed`,
    unchanged: "nothing had changed",
    underWay: "under way",
    endedEarly: "ended early",
    failed: "failed",
    brokenOff: "broken off, as the bot ended in the middle of it",
  },

  gaps: {
    title: "What people asked and did not find",
    none: "Of the questions that I still know of, none is unanswered and none is voted down.",
    unanswered: "not answered",
    votedDown: (times: number) => `${number(times)} voted down`,
    lastAsked: (when: string) => `last asked ${when}`,
    more: (more: number) =>
      `and ${count(more, { one: "more group", other: "more groups" })} in the file`,
  },

  adding: {
    formTitle: "Add an article",
    title: "Title",
    outlet: "Who published it",
    published: "When it was published (YYYY-MM-DD)",
    text: "Text",
    ask: "Add this article to the corpus?",
    becomes: (read: number, split: number, file: string) =>
      `${passages(read)}, ${sentences(split)} · becomes ${file}`,
    more: (more: number) => `and ${count(more, { one: "more passage", other: "more passages" })}`,
    reindexed: "The corpus is re-indexed after it.",
    add: "Add it",
    askRemove: (title: string) => `Remove “${title}” from the corpus?`,
    kept: "Its file is moved out of the corpus folder and kept.",
    remove: "Remove it",
    added: (title: string) => `Added “${title}”.`,
    removed: (title: string) => `Removed “${title}”.`,
    tooLarge: (size: string, most: string) =>
      `That file has ${size}; I take at most ${most}. Split it, or ask my operator to raise \`MAX_FILE_BYTES\`.`,
    elsewhere: "That file is not on Discord's own servers.",
    forgotten:
      "I do not have that file any more: it was added, or waited for too long. Send it again if it is missing.",
    notInFolder: "That article's file is not in the corpus folder any more.",
  },

  privacy: {
    nothing: "I keep nothing about you.",
    title: "What I keep about you",
    answers: (kept: number, most: number) =>
      `${answers(kept)} to your questions, with the question and where you asked it, for ${days(most)}: the buttons under them need it`,
    votes: (kept: number) => `${votes(kept)} on answers, as long as the answer is kept`,
    actions: (kept: number, most: number) =>
      `${actions(kept)} of yours as a moderator, for ${days(most)}`,
    means:
      "Erasing cannot be undone. The buttons under your answers stop working. Messages in Discord are yours and Discord's to delete.",
    meansActions: "What you did as a moderator stays, without your name.",
    erase: "Erase it",
    /** @param what - The three below, as far as there was any. */
    erased: (what: readonly string[]) => `Erased: ${what.join(", ")}.`,
    erasedAnswers: (gone: number) => `${answers(gone)} to your questions`,
    erasedVotes: (taken: number) => votes(taken),
    erasedActions: (nameless: number) => `your id in ${actions(nameless)} as a moderator`,
  },

  /** Descriptions of commands and options, as Discord shows them while one types. */
  commands: {
    ask: "Ask a question; the answer quotes the articles that it rests on",
    question: "What you want to know, as a whole question",
    private: "Show the answer to you alone",
    thread: "Open a thread on the answer, for asking on",
    since: "Only articles published since: 2025, 2025-08, 2025-08-09, or 7d for the last week",
    until: "Only articles published until: 2025, 2025-08, 2025-08-09, or 7d",
    ofOutlet: "Only articles of this outlet",
    search: "Find the passages nearest to some words; only you see them",
    query: "What to look for",
    /** In the menu of a message. */
    findSources: "Find sources",
    article: "Read an article in full; only you see it",
    title: "The beginning of the title, or a word of it",
    latest: "The newest articles; only you see them",
    help: "What this bot does and how to ask it",
    privacy: "What this bot keeps about you, and a button that erases it",
    corpus: "The collection of articles and its index",
    status: "How many articles there are, and whether the index is up to date",
    reindex: "Take in what has changed in the corpus folder (moderators)",
    rollback: "Go back to the index before the present one (moderators)",
    history: "Who did what to the corpus, and when (moderators)",
    gaps: "What people asked and did not find, without names (moderators)",
    add: "Add an article: attach its file, or paste its text (moderators)",
    file: "A .md, .txt or .html file; a form for pasting opens without one",
    remove: "Take an article out of the corpus (moderators)",
  },
};
