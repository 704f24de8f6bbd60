import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutToFit, splitSentences } from "../../src/corpus/sentences.ts";

/** Sentences are parted by " | "; the text is the same without them. */
const TEXTS = [
  "The mill opened in spring. | It makes flour. | Who buys it? | Everybody! | Really?! | Yes.",
  "Mr. Hall met Dr. Ruiz and Prof. Lind at 9 a.m. on Jan. 5 in St. Ives.",
  "The U.S. Senate met. | She moved to the U.S. | The move took a year.",
  "They left the E.U. in May. | In Washington, D.C. | They stayed.",
  "J. K. Rowling and John F. Kennedy never met. | George R. R. Martin wrote on.",
  "He chose plan B. | The others chose plan C.",
  "Prices rose 2.62% to $7.8 billion. | In 2024. | Then they fell by .5 points.",
  "See Fig. 3, No. 7 and pp. 12-14, e.g. the maps, i.e. the old ones, vs. Smith et al. in 2019.",
  "Was it No. 7? | No. | It was not.",
  "Acme Inc. shares fell, and Beta Ltd. was sold to Gamma Co. | The rest held.",
  "Apples, pears, etc. were sold. | Eggs, milk, etc. | Then the shop closed.",
  "“Stop!” he said. | “Why?” Anna Kern asked. | The dog sat.",
  'She said, "It is done." | Then she left.',
  "He said: “We are ready. We will sign.” | The crowd cheered.",
  "“It is over. We go home,” said the captain.",
  "The hall (built in 1901. It burned twice.) stands again.",
  "(The hall burned twice.) | It stands again.",
  "“The first part of a long speech goes on. | It is not closed here.",
  "Well... | She was not sure. | It was... complicated. | He knew what … I mean, nearly.",
  "They sold [...] two farms. | One . . . was left.",
  "Write to a.b@example.com or see www.example.com/x.html?y=1. | It helps.",
  "Version 2.0 of Node.js is out. | It costs $3.50.",
  "Rainfall doubled.[3] | Rivers rose.[4][5] | Dams held.",
  "1. Wash the fruit. | 2. Cut it.",
  "She bought an iPhone. | iPhone sales rose.",
  "the wing was tested . | the results were good . | mach 2.5 was reached .",
  "everything here is small. | even the starts. | it still ends.",
  "Vitamin C. | The rest is known.",
  "It was cold. | 40 people came. | “Warm,” they said. | (Some left.) | – Others stayed.",
];

test.each(TEXTS)("ends sentences where a reader would: %s", (marked) => {
  const text = marked.replaceAll(" | ", " ");
  const found = splitSentences(text).map(({ start, end }) => text.slice(start, end));
  expect(found).toEqual(marked.split(" | "));
});

test("knows the stops of other scripts", () => {
  const split = (text: string) =>
    splitSentences(text).map(({ start, end }) => text.slice(start, end));
  expect(split("雨が降った。川は静かだ！「行く。」と言った。「はい。」彼は去った。")).toEqual([
    "雨が降った。",
    "川は静かだ！",
    "「行く。」と言った。",
    "「はい。」",
    "彼は去った。",
  ]);
  expect(split("هل تعرف؟ نعم أعرف. انتهى.")).toEqual(["هل تعرف؟", "نعم أعرف.", "انتهى."]);
  expect(split("यह वाक्य है। यह दूसरा है।")).toEqual(["यह वाक्य है।", "यह दूसरा है।"]);
  expect(split("დღეს წვიმს. ხვალ არა.")).toEqual(["დღეს წვიმს.", "ხვალ არა."]);
});

test("leaves out nothing but white space, whatever the text", () => {
  const pieces = fc.constantFrom(
    ...[
      "Dr.",
      "U.S.",
      "end.",
      "“",
      "”",
      '"',
      "(",
      ")",
      "...",
      "?!",
      "。",
      "Word",
      "word",
      "é",
      "😀",
    ],
    ...[" ", "  ", "\n", "1.", "[2]", "。」", "—", "I"],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      const spans = splitSentences(text);
      if (!/[\p{L}\p{N}]/u.test(text)) {
        expect(spans).toEqual([]);
        return;
      }
      const joined = spans.map(({ start, end }) => text.slice(start, end)).join("");
      expect(joined.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      for (const { start, end } of spans) expect(text.slice(start, end)).toMatch(/[\p{L}\p{N}]/u);
    }),
  );
});

describe("a sentence that is too long", () => {
  const cut = (text: string, most: number) =>
    cutToFit(text, { start: 0, end: text.length }, ({ start, end }) => end - start <= most).map(
      ({ start, end }) => text.slice(start, end),
    );

  test("is cut at a clause", () => {
    expect(cut("The council met on Monday; it decided nothing at all", 40)).toEqual([
      "The council met on Monday;",
      "it decided nothing at all",
    ]);
    expect(cut("When the bridge had closed, the ferry sailed twice as often", 40)).toEqual([
      "When the bridge had closed,",
      "the ferry sailed twice as often",
    ]);
  });

  test("is cut at a space where it has no clause, and never inside a character", () => {
    expect(cut("one two three four", 10)).toEqual(["one two", "three four"]);
    expect(cut("😀".repeat(5), 4).every((part) => /^(?:😀)+$/u.test(part))).toBe(true);
  });

  test("loses nothing", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 300 }),
        fc.integer({ min: 2, max: 40 }),
        (raw, most) => {
          const text = raw.trim();
          const parts = cut(text, most);
          expect(parts.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
          for (const part of parts) expect(part.length).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
