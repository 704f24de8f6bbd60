import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { Answer, ArticleReference, Citation } from "../../src/answer/answer.ts";
import type { SearchResult } from "../../src/engine/engine.ts";
import { FootnoteError } from "../../src/errors.ts";
import { renderError } from "../../src/terminal/errors.ts";
import { answerJson, articleJson, errorJson } from "../../src/terminal/json.ts";
import { printable, printableLine, wrapped } from "../../src/terminal/printable.ts";
import {
  renderAnswer,
  renderArticle,
  renderSearch,
  renderStaleness,
} from "../../src/terminal/render.ts";
import { styleFor } from "../../src/terminal/style.ts";
import { terminalOutput } from "./streams.ts";

const pipe = styleFor(terminalOutput({ isTTY: false }).stream);
const terminal = styleFor(terminalOutput({ columns: 40 }).stream);

const ferry: ArticleReference = {
  id: "harbour/ferry.md",
  title: "Night ferry returns to Lindholm",
  outlet: "Harbour Gazette",
  published: "2024-03-02",
  url: "https://gazette.example/ferry",
  path: "harbour/ferry.md",
};
const notice: ArticleReference = {
  id: "notice",
  title: "Timetable notice",
  outlet: null,
  published: null,
  url: null,
  path: "notice.txt",
};

function citation(number: number, article: ArticleReference, quote: string, start: number) {
  const passage = { heading: null, text: quote, start, end: start + quote.length };
  return {
    number,
    article,
    quote,
    start,
    end: start + quote.length,
    score: 1.25,
    passage,
    alsoIn: [],
  };
}

const answered: Answer = {
  question: "When does the ferry leave?",
  answered: true,
  sentences: [
    { text: "The ferry leaves at 23:10 from pier four.", citation: 1 },
    { text: "Day: Sunday; Departure: 22:40", citation: 2 },
  ],
  citations: [
    citation(1, ferry, "The ferry leaves at 23:10\nfrom pier four.", 120),
    citation(2, notice, "| Sunday | 22:40 |", 40),
  ],
  confidence: 0.91,
  nearest: [{ article: ferry, score: 1.1 }],
  filtered: null,
  timings: { embedMs: 2, searchMs: 3, answerMs: 90 },
  generation: "g1",
};

test("sources that differ are remarked on, between the sentences and the sources", () => {
  expect(renderAnswer({ ...answered, disagreement: true }, pipe)).toMatch(
    /22:40 \[2\]\nThe sources differ: .*\n\n\[1\]/,
  );
  expect(renderAnswer(answered, pipe)).not.toContain("differ");
});

const refused: Answer = { ...answered, answered: false, sentences: [], citations: [] };

test("an answer shows its sentences with numbers, and each source with its quote", () => {
  expect(renderAnswer(answered, pipe)).toBe(
    [
      "The ferry leaves at 23:10 from pier four. [1]",
      "Day: Sunday; Departure: 22:40 [2]",
      "",
      "[1] Night ferry returns to Lindholm — Harbour Gazette, 2024-03-02 · harbour/ferry.md",
      "    > The ferry leaves at 23:10 from pier four.",
      "[2] Timetable notice — date unknown · notice.txt",
      "    > | Sunday | 22:40 |",
    ].join("\n"),
  );
});

test("of several citations of one article, only the first describes it", () => {
  const second = { ...answered.citations[0], number: 2, quote: "Bring a coat." } as Citation;
  const [first] = answered.citations;
  const answer = { ...answered, citations: [first as Citation, second] };
  expect(renderAnswer(answer, pipe)).toContain(
    "pier four.\n[2] the same article\n    > Bring a coat.",
  );
});

test("a refusal says so and offers the nearest articles", () => {
  expect(renderAnswer(refused, pipe)).toBe(
    [
      "The corpus does not say.",
      "",
      "Nearest articles:",
      "  - Night ferry returns to Lindholm — Harbour Gazette, 2024-03-02 · harbour/ferry.md",
    ].join("\n"),
  );
  expect(renderAnswer({ ...refused, nearest: [] }, pipe)).toBe("The corpus does not say.");
  // In a language that the model does not read.
  const unread = renderAnswer(refused, pipe, true);
  expect(unread).toContain("I search in English");
  expect(unread).not.toContain("does not say");
  expect(unread).toContain("Night ferry returns to Lindholm");
});

test("search hits show the sentence nearest to the query", () => {
  const text = "Gulls are fed at noon. The ferry leaves at 23:10.";
  const result: SearchResult = {
    query: "ferry",
    generation: "g1",
    filtered: null,
    hits: [
      {
        article: ferry,
        passage: { heading: "Departures", text, start: 100, end: 100 + text.length },
        bestSentence: { start: 123, end: 100 + text.length },
        score: 1,
        alsoIn: [],
      },
    ],
  };
  const shown = renderSearch(result, pipe);
  expect(shown).toContain("1. Night ferry returns to Lindholm");
  expect(shown).toContain("Departures");
  expect(shown).toContain("> The ferry leaves at 23:10.");
  expect(shown).not.toContain("Gulls");
  expect(renderSearch({ ...result, hits: [] }, pipe)).not.toBe("");
});

test("an article is shown with what is known about it", () => {
  const view = { article: ferry, tags: [], text: "One.\n\nTwo.\n", sections: [] };
  expect(renderArticle(view, pipe)).toBe(
    "Night ferry returns to Lindholm\n" +
      "Harbour Gazette · 2024-03-02 · harbour/ferry.md · https://gazette.example/ferry\n" +
      "\nOne.\n\nTwo.",
  );
  const titled = { ...view, text: `# ${ferry.title}\n\nOne.\n\nTwo.\n` };
  expect(renderArticle(titled, pipe)).toBe(renderArticle(view, pipe));
});

test("staleness counts what differs and names the command", () => {
  const warning = renderStaleness({ added: 2, changed: 0, removed: 1 });
  expect(warning).toContain("2 added, 1 removed");
  expect(warning).not.toContain("changed)");
  expect(warning).toContain("npm run index");
});

test("escape sequences and control characters of an article do not reach the terminal", () => {
  const hostile =
    "\u001b]0;gone\u0007\u001b[2J\u001b[31mThe ferry\u001b[0m\u0008 leaves\r now\u009b1A.";
  const article = { ...ferry, title: hostile, outlet: hostile, path: hostile };
  const answer: Answer = {
    ...answered,
    sentences: [{ text: hostile, citation: 1 }],
    citations: [citation(1, article, hostile, 0)],
  };
  const view = { article, tags: [], text: hostile, sections: [] };
  for (const shown of [renderAnswer(answer, pipe), renderArticle(view, pipe)]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(shown).toContain("The ferry leaves now.");
  }
});

test("printable text keeps lines, tabs and letters of every script", () => {
  const text = "Zürich\tİstanbul — “Ереван”\n日本 👩‍🚀\n";
  expect(printable(text)).toBe(text);
  expect(printable("a\r\nb")).toBe("a\nb");
  expect(printable("safe \u202egnp.exe")).toBe("safe gnp.exe");
  expect(printableLine("  a \r\n\t b ")).toBe("a b");
});

test("lines are wrapped on a terminal and left alone on a pipe", () => {
  const text =
    "The ferry leaves at 23:10 from pier four and comes back at dawn, weather permitting.";
  const lines = wrapped(text, 40, "  > ").split("\n");
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    expect(line.length).toBeLessThanOrEqual(40);
    expect(line.startsWith("  > ")).toBe(true);
  }
  expect(lines.map((line) => line.slice(4)).join(" ")).toBe(text);
  expect(wrapped(text, null)).toBe(text);
  for (const line of renderAnswer(answered, terminal).split("\n")) {
    expect(stripVTControlCharacters(line).length).toBeLessThanOrEqual(40);
  }
});

test("JSON of an answer has the documented shape", () => {
  expect(answerJson(answered)).toEqual({
    question: "When does the ferry leave?",
    answered: true,
    answer: "The ferry leaves at 23:10 from pier four. [1] Day: Sunday; Departure: 22:40 [2]",
    citations: [
      {
        number: 1,
        article: {
          id: "harbour/ferry.md",
          title: "Night ferry returns to Lindholm",
          outlet: "Harbour Gazette",
          published: "2024-03-02",
          path: "harbour/ferry.md",
        },
        quote: "The ferry leaves at 23:10\nfrom pier four.",
        start: 120,
        end: 161,
        score: 1.25,
      },
      {
        number: 2,
        article: {
          id: "notice",
          title: "Timetable notice",
          outlet: null,
          published: null,
          path: "notice.txt",
        },
        quote: "| Sunday | 22:40 |",
        start: 40,
        end: 58,
        score: 1.25,
      },
    ],
    nearest: [{ article: expect.objectContaining({ id: "harbour/ferry.md" }), score: 1.1 }],
    confidence: 0.91,
    timings: { embedMs: 2, searchMs: 3, answerMs: 90 },
  });
  expect(answerJson(refused)).toMatchObject({ answered: false, answer: null, citations: [] });
});

test("JSON of an article keeps its text to the character", () => {
  const text = "One.\r\n\u001b[1mTwo.\n";
  expect(articleJson({ article: notice, tags: ["sea"], text, sections: [] })).toEqual({
    id: "notice",
    title: "Timetable notice",
    outlet: null,
    published: null,
    path: "notice.txt",
    source: null,
    tags: ["sea"],
    sections: [],
    text,
  });
});

test("an error that a person can mend is shown as it stands", () => {
  const error = new FootnoteError("index-locked", "Process 12 is writing the index.");
  expect(renderError(error, true)).toBe("Process 12 is writing the index.");
  expect(errorJson(error)).toEqual({
    error: { kind: "index-locked", message: "Process 12 is writing the index." },
  });
});

test("a fault of ours shows its stack and causes only where they are asked for", () => {
  const fault = new Error("no such table", { cause: new Error("disk on fire") });
  expect(renderError(fault, false)).toMatch(/^Something went wrong inside Footnote: no such table/);
  expect(renderError(fault, false)).not.toContain("render.test.ts");
  expect(renderError(fault, true)).toContain("render.test.ts");
  expect(renderError(fault, true)).toContain("disk on fire");
  expect(errorJson(fault)).toEqual({
    error: { kind: "internal", message: "Something went wrong inside Footnote: no such table" },
  });
});
