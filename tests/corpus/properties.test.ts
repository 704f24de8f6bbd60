/** What must hold for every article, whatever its text: see `expectExact`. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { listCorpus } from "../../src/corpus/files.ts";
import { articleFromFile, articleFromText, readCorpus } from "../../src/corpus/read.ts";
import { expectExact, OPTIONS } from "./reading.ts";

const WORDS = [
  ...[
    "The",
    "lock",
    "opened",
    "Dr.",
    "U.S.",
    "“Stop!”",
    "(so.",
    "it)",
    "3.5%",
    "e.g.",
    "I.",
    "it's",
  ],
  ...[
    "😀",
    "👩‍👩‍👧",
    "e\u0301",
    "東京。",
    "한국어",
    "\u00a0",
    "&amp;",
    "\\*",
    "**bold.**",
    "*it*",
    "`a. B`",
    "<b>x</b>",
  ],
  ...[
    "[link. Text](http://a.b/c 'D. E')",
    "![Alt. Text](x)",
    "www.a.example/b.",
    "[^1]",
    "|",
    "~~gone~~",
  ],
];
const sentence = fc
  .tuple(
    fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 }),
    fc.constantFrom(".", "!", "?", "...", ":", "", ".”", "。"),
  )
  .map(([words, stop]) => words.join(" ") + stop);
const line = fc.array(sentence, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(" "));
const block = fc.oneof(
  { weight: 4, arbitrary: line },
  line.map((text) => text.replaceAll(" ", "\n")),
  line.map((text) => `> ${text.replace(" ", "\n> ")}`),
  fc
    .array(line, { minLength: 1, maxLength: 4 })
    .map((items) => items.map((item) => `- ${item}`).join("\n")),
  fc
    .array(line, { minLength: 2, maxLength: 4 })
    .map((items) =>
      items.map((item, depth) => `${"  ".repeat(depth)}${depth + 1}. ${item}`).join("\n"),
    ),
  fc
    .array(fc.tuple(sentence, sentence), { minLength: 1, maxLength: 4 })
    .map((rows) => ["A | B |", "---|---|", ...rows.map(([a, b]) => `${a} | ${b} |`)].join("\n")),
  line.map((text) => `\`\`\`\n${text}\n\`\`\``),
  line.map((text) => `<div>\n${text}\n</div>`),
  fc.constantFrom(
    "# The Lock",
    "Repairs and What They Cost",
    "## ",
    "---",
    "Comments",
    "Share",
    "Open Menu",
    "[^1]: A note.",
  ),
  // Far too long for a sentence, with spaces and without.
  fc.integer({ min: 1, max: 900 }).map((times) => "word ".repeat(times)),
  fc.integer({ min: 1, max: 900 }).map((times) => "長".repeat(times)),
  fc.string({ unit: "binary", maxLength: 60 }),
);
const text = fc
  .tuple(
    fc.array(fc.tuple(block, fc.constantFrom("\n\n", "\n", "\r\n", "\r\n\r\n", " \n\t\n")), {
      maxLength: 14,
    }),
    fc.constantFrom("", "\ufeff"),
  )
  .map(([blocks, mark]) => mark + blocks.map((parts) => parts.join("")).join(""));

test.each(["a.md", "a.txt", "a.html"])("every offset is exact in any %s", (path) => {
  fc.assert(
    fc.property(text, (content) => {
      const result = articleFromFile(path, Buffer.from(content), OPTIONS);
      if ("skipped" in result) expect(result.skipped.reason).not.toContain("\n");
      else expectExact(result.split);
    }),
    { numRuns: 80 },
  );
});

test("every offset is exact in any plain text that is not cleaned, and it is all there", () => {
  fc.assert(
    fc.property(text, (content) => {
      const split = articleFromText({ id: "a", title: "The Lock", text: content }, OPTIONS);
      expectExact(split);
      expect(split.article.text).toBe(content.replace(/\r\n?/g, "\n").trim());
    }),
  );
});

test("every offset is exact in the articles that come with the project", async () => {
  const listing = await listCorpus("corpus");
  expect(listing.files.length).toBeGreaterThan(0);
  for await (const reading of readCorpus(listing, OPTIONS)) {
    if ("skipped" in reading) throw new Error(reading.skipped.reason);
    expectExact(reading.split);
    expect(reading.cuts).toEqual([]);
  }
});
