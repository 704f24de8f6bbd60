/** What the corpus tests read with, and what must hold for every article that was read. */
import { expect } from "vitest";
import type { Cut, SplitArticle } from "../../src/corpus/article.ts";
import { articleFromFile, type ReadOptions } from "../../src/corpus/read.ts";

/** Pieces as a tokenizer of words of at most four characters would count them, two ends included. */
export function countPieces(text: string): number {
  return 2 + (text.match(/[\p{L}\p{N}]{1,4}|[^\s\p{L}\p{N}]/gu)?.length ?? 0);
}

export const OPTIONS: ReadOptions = { maxBytes: 2 ** 21, countPieces };

/** The article in a file of that name and text; fails where the file is skipped. */
export function read(
  path: string,
  text: string,
): SplitArticle & { cuts: readonly Cut[]; shown: string[]; quotes: string[] } {
  const result = articleFromFile(path, Buffer.from(text), OPTIONS);
  if ("skipped" in result) throw new Error(`${path} ${result.skipped.reason}`);
  expectExact(result.split);
  return {
    ...result.split,
    cuts: result.cuts,
    shown: result.split.sentences.map((sentence) => sentence.shown),
    quotes: result.split.sentences.map(({ start, end }) =>
      result.split.article.text.slice(start, end),
    ),
  };
}

/** Why a file is skipped; fails where it is not. */
export function reasonOf(path: string, content: string | Uint8Array): string {
  const result = articleFromFile(path, Buffer.from(content), OPTIONS);
  if (!("skipped" in result)) throw new Error(`${path} was not skipped`);
  expect(result.skipped.path).toBe(path);
  return result.skipped.reason;
}

/** Offsets are what every citation rests on: this holds for every article. */
export function expectExact({ article, sentences, passages }: SplitArticle): void {
  const { text, sections } = article;
  let end = 0;
  for (const sentence of sentences) {
    const slice = text.slice(sentence.start, sentence.end);
    expect(sentence.start).toBeGreaterThanOrEqual(end);
    expect(slice.trim()).toBe(slice);
    expect(slice).not.toBe("");
    expect(sentence.shown).toMatch(/[\p{L}\p{N}]/u);
    expect(sentence.shown).not.toMatch(/\n| {2}/);
    expect(countPieces(sentence.shown)).toBeLessThanOrEqual(256);
    end = sentence.end;
  }
  expect(end).toBeLessThanOrEqual(text.length);

  let covered = 0;
  for (const passage of passages) {
    const inside = sentences.slice(passage.firstSentence, passage.endSentence);
    expect(inside.length).toBeGreaterThan(0);
    expect(passage.firstSentence).toBeLessThanOrEqual(covered);
    expect(passage.firstSentence).toBeGreaterThanOrEqual(covered - 1);
    expect(passage.endSentence).toBeGreaterThan(covered);
    expect(passage.start).toBe(inside[0]?.start);
    expect(passage.end).toBe(inside.at(-1)?.end);
    const section = sections.find(({ start, end }) => start <= passage.start && passage.end <= end);
    expect(section?.heading).toBe(passage.heading);
    covered = passage.endSentence;
  }
  expect(covered).toBe(sentences.length);
}
