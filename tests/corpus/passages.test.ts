import { expect, test } from "vitest";
import { countWords } from "../../src/corpus/passages.ts";
import { read } from "./reading.ts";

/** A sentence of ten words. */
const TEN = "The new lock at the quay opened in heavy rain.";
const prose = (sentences: number) => Array(sentences).fill(TEN).join(" ");
const lengths = (text: string) => {
  const { article, passages } = read("a.md", text);
  return passages.map(({ start, end }) => countWords(article.text.slice(start, end)));
};

test("a long text is cut evenly, with one sentence of overlap", () => {
  for (const sentences of [19, 25, 40, 73, 200]) {
    const { passages } = read("a.md", prose(sentences));
    expect(passages.length).toBeGreaterThan(1);
    passages.forEach((passage, index) => {
      const words = 10 * (passage.endSentence - passage.firstSentence);
      // Two of about a hundred are what a little too much for one is cut into.
      expect(words).toBeGreaterThanOrEqual(sentences > 25 ? 120 : 100);
      expect(words).toBeLessThanOrEqual(180);
      const before = passages[index - 1];
      if (before !== undefined) expect(passage.firstSentence).toBe(before.endSentence - 1);
    });
  }
});

test("a short section stays short, and no passage goes from one to another", () => {
  expect(lengths(`# One\n\n${prose(2)}\n\n# Two\n\n${prose(12)}\n\n# Three\n\n${TEN}`)).toEqual([
    20, 120, 10,
  ]);
});

test("paragraphs are kept whole where that costs little", () => {
  const { passages } = read("a.md", `${prose(14)}\n\n${prose(15)}`);
  expect(passages.map(({ endSentence }) => endSentence)).toEqual([14, 29]);
});

test("a list that fits is not torn, nor parted from what introduces it", () => {
  const item = "- a lock with two gates of oak for the boats";
  const list = Array(10).fill(item).join("\n");
  const { article, passages } = read(
    "a.md",
    `${prose(12)}\n\nThe quay has these new things:\n\n${list}\n\n${prose(9)}`,
  );
  const holds = passages.filter(({ start, end }) =>
    article.text.slice(start, end).includes(list.slice(2)),
  );
  expect(holds).toHaveLength(1);
  expect(article.text.slice(holds[0]?.start, holds[0]?.end)).toContain("The quay has");
});

test("a table that is too long for one passage goes on in the next", () => {
  const rows = Array.from({ length: 60 }, (_, row) => `| Gate ${row} | shut for the winter |`);
  const { passages, sentences } = read(
    "a.md",
    ["| Gate | State |", "|---|---|", ...rows].join("\n"),
  );
  expect(sentences).toHaveLength(60);
  expect(passages.length).toBeGreaterThan(1);
});

test("scripts without spaces are counted by characters", () => {
  expect(countWords("川は静かだ")).toBe(3);
  expect(countWords("| Upper | shut |")).toBe(2);
});
