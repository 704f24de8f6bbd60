/** Every language has every word of the bot's, in its own words and with all that is filled in. */
import { Locale } from "discord.js";
import { describe, expect, test } from "vitest";
import { english } from "../../src/discord/words/english.ts";
import { type Words, wordsFor, wordsIn } from "../../src/discord/words/words.ts";

type Groups = Omit<Words, "language" | "formats">;
type Function = (...values: never[]) => string;

/** What each function of the words is called with; a text or number must stand in what it gives. */
const fillings: {
  readonly [G in keyof Groups]: {
    readonly [K in keyof Groups[G] as Groups[G][K] extends Function
      ? K
      : never]: Groups[G][K] extends (...values: infer Values) => string ? Values : never;
  };
} = {
  common: {
    page: [7, 19],
    alsoIn: [["The Gazette", "The Courier"], 7],
    sharedBy: ["<@17>"],
  },
  filters: {
    since: ["4 May"],
    until: ["4 May"],
    outlet: ["The Gazette"],
    only: [["limit 1", "limit 2"], 7],
    unknown: [7, { date: true, outlet: true }],
  },
  search: { title: ["a query"], none: ["a query"] },
  article: {},
  latest: { title: ["The Gazette"], none: ["The Gazette"], undated: [7] },
  answer: {
    question: ["a question"],
    about: ["a matter"],
    morePassages: [7],
    underHeading: ["A Heading"],
  },
  context: { part: [7, 19] },
  threads: { askOnBy: ["A Button"], lacking: [["One", "Two"]] },
  faults: { unexpected: ["1234"] },
  asking: {
    tooLong: [701, 500],
    forgotten: [7],
    noDate: ["last week", "since"],
    noDayBetween: ["4 May", "3 May"],
    noOutlet: ["The Gazette", ["The Courier", "The Post"]],
    tooManyBefore: ["<t:1:R>"],
    tooSoon: ["<t:1:R>"],
    inLine: [7, "<t:1:R>"],
  },
  presses: {},
  help: { also: ["A Button", "A Menu"], lacking: [["**A**", "**B**"]] },
  permissions: {},
  moderators: {},
  corpus: {
    articles: [7],
    passages: [7],
    sentences: [7],
    indexed: ["<t:1:R>", "3 MB"],
    changed: [7, 19, 23],
    readBy: [["model-a", "model-b"]],
  },
  reindex: {
    present: ["<t:1:R>", 7, 19, "3 MB"],
    since: [7, 19, 23],
    lastRun: ["an action"],
    started: ["https://a.example"],
    onlyYou: [["permission A", "permission B"]],
    underWay: ["<@17>", "https://a.example"],
    startedBy: ["<@17>"],
    step: [7, 19],
    progress: [7, 19],
    changes: [7, 19, 23, 31],
    effort: [7, "3 MB", "12 s"],
    golden: [7, 19],
    skipped: [7],
    remarks: [7],
    more: [7],
    cancelled: ["<@17>"],
  },
  history: { line: ["<t:1:R>", "<@17>", "what was done"], changes: [7, 19, 23] },
  gaps: { votedDown: [7], lastAsked: ["<t:1:R>"], more: [7] },
  adding: {
    becomes: [7, 19, "a-file.md"],
    more: [7],
    askRemove: ["A Title"],
    added: ["A Title"],
    removed: ["A Title"],
    tooLarge: ["3 MB", "2 MB"],
  },
  privacy: {
    answers: [7, 19],
    votes: [7],
    actions: [7, 19],
    erased: [["one thing", "another"]],
    erasedAnswers: [7],
    erasedVotes: [7],
    erasedActions: [7],
  },
  commands: {},
};

/** Every text by its path ("answer.followUp"), with what fills it. */
function textsOf(words: Words): Map<string, { readonly text: string; readonly values: unknown[] }> {
  const { language, formats, ...groups } = words;
  const texts = new Map<string, { text: string; values: unknown[] }>();
  for (const [group, members] of Object.entries(groups)) {
    for (const [name, member] of Object.entries(members) as [string, string | Function][]) {
      const known = fillings[group as keyof Groups] as Record<string, unknown[]> | undefined;
      const values = known?.[name] ?? [];
      const text = typeof member === "string" ? member : member(...(values as never[]));
      texts.set(`${group}.${name}`, { text, values });
    }
  }
  return texts;
}

/** Texts that are the same in English, by language. */
const shared: Readonly<Record<string, readonly string[]>> = {
  // Discord's settings are not in Azerbaijani.
  az: [
    ...Object.keys(english.permissions).map((name) => `permissions.${name}`),
    "history.line",
    "commands.findSources",
  ],
  es: ["history.line"],
};

const englishTexts = textsOf(english);

describe.each(Object.entries(wordsIn))("in %s", (code, words) => {
  const texts = textsOf(words);

  test("there is every text that there is in English, and no other", () => {
    expect([...texts.keys()].sort()).toEqual([...englishTexts.keys()].sort());
    expect(words.language).toBe(code);
  });

  test("every text says something, and what is filled in stands in it", () => {
    for (const [path, { text, values }] of texts) {
      expect(text.trim(), path).not.toBe("");
      expect(text, path).not.toMatch(/undefined|\[object|NaN/);
      for (const value of values.flat().filter((value) => typeof value !== "object")) {
        expect(text, path).toContain(String(value));
      }
    }
  });
});

test.each(Object.entries(wordsIn).filter(([code]) => code !== "en"))(
  "in %s no text was left in English",
  (code, words) => {
    const same = [...textsOf(words)].flatMap(([path, { text }]) =>
      text === englishTexts.get(path)?.text ? path : [],
    );
    expect(same).toEqual(shared[code] ?? []);
  },
);

test("every locale of Discord's has words, its own where they are spoken", () => {
  for (const locale of Object.values(Locale)) {
    const { language } = wordsFor(locale, null);
    const [own = ""] = locale.split("-");
    expect(language).toBe(["ru", "es"].includes(own) ? own : "en");
    expect(wordsFor(locale, "az").language).toBe("az");
  }
});

test("numbers, dates and amounts are written as each language writes them", () => {
  const { en, az, ru, es } = wordsIn;
  expect([en, az, ru, es].map(({ formats }) => formats.day("2025-08-09"))).toEqual([
    "9 August 2025",
    "9 avqust 2025",
    "9 августа 2025 г.",
    "9 de agosto de 2025",
  ]);
  expect(en.formats.bytes(1_540_000)).toBe("1.5 MB");
  expect(ru.formats.bytes(1_540_000)).toBe("1,5 МБ");
  expect(en.formats.duration(725)).toBe("12 min 5 s");
  expect([1, 2, 5, 11, 21].map(ru.latest.undated)).toEqual(
    ["1 статья", "2 статьи", "5 статей", "11 статей", "21 статья"].map((found) =>
      expect.stringContaining(found),
    ),
  );
});
