import fc from "fast-check";
import { expect, test } from "vitest";
import { quote } from "../../src/discord/quote.ts";
import { escapeText, escapeWithin, oneLine, pagesOf, plainWithin } from "../../src/discord/text.ts";

/** What a reader sees of escaped text: Discord drops a backslash before any other ASCII sign. */
function seen(markdown: string): string {
  return markdown.replace(/\\([^0-9A-Za-z\s])/g, "$1");
}

/** The markdown that is left when every escaped sign is a letter. */
function bare(markdown: string): string {
  return markdown.replace(/\\[^0-9A-Za-z\s]/g, "x");
}

/** Texts full of what matters here. */
const wild = fc
  .array(
    fc.constantFrom(
      ..."*_~`|<>[]()#-+.:@\\ \n",
      "word",
      "A sentence.",
      "1.",
      "https://a.example/b_c",
      "@everyone",
      "<@1>",
      "🦊",
      "👩‍👩‍👧",
      "é",
      "漢字。",
    ),
  )
  .map((parts) => parts.join(""));

/** Whether no surrogate stands alone. */
const isWhole = (text: string) => !/\p{Surrogate}/u.test(text);

test("escaped text reads as it stood and formats, mentions and links nothing", () => {
  fc.assert(
    fc.property(wild, (text) => {
      const escaped = escapeText(text);
      expect(seen(escaped)).toBe(text);
      expect(bare(escaped)).not.toMatch(
        /[*_~`|<>[\]\\]|^[ \t]*([#+-]|\d+[.)])|:\/\/|@(everyone|here)/m,
      );
    }),
  );
});

test.each([
  ["# no heading", "\\# no heading"],
  ["-# no subtext", "\\-# no subtext"],
  ["- no item\n2. nor this", "\\- no item\n2\\. nor this"],
  ["<@1> <#2> <t:3:R> <id:guide>", "\\<@1\\> \\<#2\\> \\<t:3:R\\> \\<id:guide\\>"],
  ["[text](https://a.example)", "\\[text\\](https\\://a.example)"],
  ["well-known, 3.5 (or so) + 1", "well-known, 3.5 (or so) + 1"],
])("escapes %j no more than needed", (text, escaped) => {
  expect(escapeText(text)).toBe(escaped);
});

test("control characters are left out, since Discord takes none", () => {
  expect(escapeText("a\u0000b\u0007c\td\ne")).toBe("abc\td\ne");
});

test("a cut text keeps to its limit, splits nothing and is a beginning of the whole", () => {
  fc.assert(
    fc.property(wild, fc.integer({ min: 4, max: 120 }), (text, limit) => {
      const cut = escapeWithin(text, limit);
      expect(cut.length).toBeLessThanOrEqual(limit);
      expect(isWhole(cut)).toBe(true);
      // An odd number of backslashes at the end would escape what stands after the text.
      expect(/(?<!\\)(\\\\)*$/.exec(cut)).not.toBeNull();
      if (cut !== escapeText(text)) {
        expect(text.startsWith(seen(cut.replace(/ ?…$/, "")))).toBe(true);
      }
      expect(plainWithin(text, limit).length).toBeLessThanOrEqual(limit);
      expect(isWhole(plainWithin(text, limit))).toBe(true);
    }),
  );
});

test("a cut falls after a sentence, else after a word, else between what looks like characters", () => {
  expect(escapeWithin("It rained. The boats stayed in the harbour.", 20)).toBe("It rained. …");
  expect(escapeWithin("The boats stayed in the harbour.", 20)).toBe("The boats stayed…");
  expect(escapeWithin("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 20)).toBe("👩‍👩‍👧👩‍👩‍👧…");
});

test("pages hold the whole text in order, within the limit", () => {
  fc.assert(
    fc.property(wild, fc.integer({ min: 24, max: 120 }), (text, limit) => {
      const pages = pagesOf(text, limit);
      let at = 0;
      for (const { start, end } of pages) {
        expect(text.slice(at, start).trim()).toBe("");
        expect(escapeText(text.slice(start, end)).length).toBeLessThanOrEqual(limit);
        expect(end).toBeGreaterThan(start);
        expect(isWhole(text.slice(start, end))).toBe(true);
        at = end;
      }
      expect(text.slice(at).trim()).toBe("");
    }),
  );
});

test("pages end between paragraphs where they can", () => {
  const paragraphs = ["One two three four.", "Five six seven eight.", "Nine ten."];
  const text = paragraphs.join("\n\n");
  expect(pagesOf(text, 45).map(({ start, end }) => text.slice(start, end))).toEqual([
    "One two three four.\n\nFive six seven eight.",
    "Nine ten.",
  ]);
});

const passage =
  "The ship sailed at dawn. Its hold was full of salt. Nobody had paid the toll. The guard let it pass. By noon it was out of sight.";
const span = (words: string) => {
  const start = passage.indexOf(words);
  return { start, end: start + words.length };
};
const toll = span("Nobody had paid the toll.");

test("a quote shows the marked sentence in bold with as much around it as fits", () => {
  expect(quote(passage, [toll], 1000)).toBe(
    "> The ship sailed at dawn. Its hold was full of salt. **Nobody had paid the toll.** The guard let it pass. By noon it was out of sight.",
  );
  expect(quote(passage, [toll], 70)).toBe(
    "> … **Nobody had paid the toll.** The guard let it pass. …",
  );
  expect(quote(passage, [toll, span("The ship sailed at dawn.")], 70)).toBe(
    "> **The ship sailed at dawn.** … **Nobody had paid the toll.** …",
  );
  expect(quote(passage, [toll], 25)).toBe("> … **Nobody had paid…**");
  expect(quote(passage, [], 40)).toBe("> The ship sailed at dawn. …");
});

test("marks that overlap or touch make one stretch of bold", () => {
  const marks = [toll, { start: toll.start + 5, end: toll.end }];
  expect(quote(passage, marks, 40)).toBe("> … **Nobody had paid the toll.** …");
});

test("in a quote, wrapped lines run on; paragraphs, items and rows keep their lines", () => {
  const text =
    "A line that was\nwrapped by hand.\n\nFirst:\n- salt\n- tar\n\n| Ware | Toll |\n| --- | --- |\n| salt | 2 |";
  expect(quote(text, [], 1000)).toBe(
    "> A line that was wrapped by hand.\n> First:\n> \\- salt\n> \\- tar\n> \\| Ware \\| Toll \\|\n> \\| salt \\| 2 \\|",
  );
});

test("a quote that begins within a table does not begin with its line of hyphens", () => {
  const table = "| Ware | Toll |\n| --- | --- |\n| salt | 2 |\n| tar | 1 |";
  const start = table.indexOf("| salt");
  const quoted = quote(table, [{ start, end: start + "| salt | 2 |".length }], 60);
  expect(quoted).toBe("> … **\\| salt \\| 2 \\|**\n> \\| tar \\| 1 \\|");
});

test("a quote keeps to its limit, whatever is marked, and its bold is never left open", () => {
  const spans = fc.array(
    fc.record({ start: fc.nat(200), length: fc.nat(80) }).map(({ start, length }) => ({
      start,
      end: start + length,
    })),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(wild, spans, fc.integer({ min: 30, max: 400 }), (text, marks, limit) => {
      const quoted = quote(text, marks, limit);
      expect(quoted.length).toBeLessThanOrEqual(limit);
      expect((bare(quoted).match(/\*\*/g) ?? []).length % 2).toBe(0);
      for (const line of quoted.split("\n")) expect(line).toMatch(/^> /);
      for (const [, inner = ""] of bare(quoted).matchAll(/\*\*(.*?)\*\*/gs)) {
        expect(inner).toBe(oneLine(inner));
      }
    }),
  );
});
