/** Long Markdown is parsed in pieces: nobody may see where one ends. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../src/corpus/markdown.ts";
import { articleFromFile } from "../../src/corpus/read.ts";
import { expectExact, OPTIONS, read } from "./reading.ts";

const wholeText = { usual: Number.MAX_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER };

const fragment = fc.constantFrom(
  "# The *lock*\n\n",
  "The lock\n===\n\n",
  "The lock\n---\n",
  "It *opened*.\nBoats [came][Log] in.\n\n",
  "It opened\n",
  "***bold*** and [the  log] &amp; \\*\n",
  "See [^1] and [^n].\n\n",
  "[^1]: A *note*.\n\n    More of it.\n\n",
  "[log]: http://a.example\n\n",
  "[The Log]: http://b.example\n\n",
  "- gate\n- *bank*\n",
  "- gate\n\n  of oak\n\n- bank\n  - left\n\n    code?\n",
  "* gate\n* bank\n",
  "1. one\n2. two\n\n",
  "- [ ] to do\n- [x] done\n",
  "> It has\n> - come\n>\n> in\n\n",
  "> It has\ncome\n",
  "```js\ncode\n\n# no heading\n```\n\n",
  "~~~\ncode\n~~~\n",
  "    code\n\n",
  "<div>\nthe *gate*\n</div>\n\n",
  "<!-- a\n\nb -->\n",
  "| a | b |\n| - | - |\n| c | *d* |\n| e | f |\n\n",
  "***\n",
  "\n\n",
);
const text = fc.array(fragment, { minLength: 1, maxLength: 14 }).map((parts) => parts.join(""));

test("a text in pieces has the blocks of the whole text, wherever it is cut", () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 10, max: 120 }), (markdown, usual) => {
      const sizes = { ...wholeText, usual };
      expect(parseMarkdown(markdown, sizes)).toEqual(parseMarkdown(markdown, wholeText));
    }),
    { numRuns: 1000 },
  );
});

describe("a long file", () => {
  test("a link defined at its end is a link at its head, and a footnote is told", () => {
    const { shown } = read(
      "a.md",
      `See [the log][Log] and[^1] more.\n\n${"The lock opened at six.\n\n".repeat(600)}[log]: http://a.example\n\n[^1]: It is kept upstairs.\n`,
    );
    expect(shown[0]).toBe("See the log and more.");
    expect(shown.at(-1)).toBe("It is kept upstairs.");
    expect(shown).toHaveLength(602);
  });

  test("a long list is one list, with its items' own markup and lead-in", () => {
    const items = Array.from({ length: 2000 }, (_, at) => `- gate *${at}* of the lock\n`);
    const { sentences, shown } = read("a.md", `These are closed:\n\n${items.join("")}`);
    expect(shown.slice(1)).toEqual(
      items.map((_, at) => `These are closed: gate ${at} of the lock`),
    );
    expect(new Set(sentences.slice(1).map(({ block }) => block)).size).toBe(1);
  });

  test("long code and a long table are what they are", () => {
    const code = "let gate = open(*lock*);\n".repeat(2000);
    const rows = Array.from({ length: 2000 }, (_, at) => `| ${at} | *shut* |\n`);
    const { blocks, unparsed } = parseMarkdown(
      `\`\`\`\n${code}\`\`\`\n\n| gate | state |\n| - | - |\n${rows.join("")}`,
    );
    expect(unparsed).toEqual([]);
    expect(blocks.map(({ kind }) => kind)).toEqual(["code", "table"]);
    expect(blocks[1]).toMatchObject({ columns: ["gate", "state"] });
    expect(blocks[1]?.kind === "table" && blocks[1].rows[1999]?.cells).toEqual(["1999", "shut"]);
  });
});

describe("a block that is too long to be parsed", () => {
  const sentences = Array.from({ length: 12_000 }, (_, at) => `Gate *${at}* was [shut] then.`);
  const markdown = `# The *lock*\n\nIt **opened**.\n\n${sentences.join(" ")}\n\nBoats **came**.\n`;

  test("is read as plain text, every sentence of it; what stands around it is Markdown", () => {
    const { article, shown, quotes } = read("a.md", markdown);
    expect(article.title).toBe("The lock");
    expect(shown).toEqual(["It opened.", ...sentences, "Boats came."]);
    expect(quotes.slice(1, -1)).toEqual(sentences);
  });

  test("is told of, by the words that it begins with", () => {
    const result = articleFromFile("a.md", Buffer.from(markdown), OPTIONS);
    expect("remarks" in result && result.remarks).toEqual([
      expect.stringMatching(
        /“Gate \*0\* was \[shut\] then\. .*” has 3\d\d,\d\d\d characters.* plain text.* empty lines/,
      ),
    ]);
  });

  test.each([
    ["brackets", "[a](".repeat(60_000)],
    ["lines of a quotation", "> quoted *text* here\n".repeat(20_000)],
    ["lines without an end", "a line with *text*\n".repeat(20_000)],
    ["one item", `- ${"*an* item ".repeat(40_000)}`],
    ["one cell", `| a |\n| - |\n| ${"*a* `b` ".repeat(40_000)} |`],
  ])("%s: with exact offsets, and all of it", (_, long) => {
    const { article, quotes } = read("a.md", `${long}\n\nThe end is *here*.`);
    expect(article.text).toBe(`${long}\n\nThe end is *here*.`);
    expect(quotes.at(-1)).toBe("The end is *here*.");
  });

  test("files of an ordinary length are told of in no way", () => {
    const result = articleFromFile("a.md", Buffer.from("It **opened**.\n".repeat(40)), OPTIONS);
    expect("split" in result && expectExact(result.split)).toBe(undefined);
    expect("remarks" in result && result.remarks).toEqual([]);
  });
});
