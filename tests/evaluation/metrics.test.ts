import { describe, expect, test } from "vitest";
import { rank, rankingFigures } from "../../src/evaluation/metrics.ts";

// Worked by hand: d4 is relevant and never found, x has no judgement, d3 is judged not relevant.
const judgements = new Map([
  ["d1", 2],
  ["d2", 1],
  ["d3", 0],
  ["d4", 1],
]);
const found = [
  { id: "d1", score: 0.8 },
  { id: "x", score: 0.8 },
  { id: "d2", score: 0.5 },
  { id: "d3", score: 0.9 },
];

describe("the order of a ranking", () => {
  test("falls by score, and by id where scores are equal, as in trec_eval", () => {
    expect(rank(found).map(({ id }) => id)).toEqual(["d3", "x", "d1", "d2"]);
    expect(rank([...found].reverse()).map(({ id }) => id)).toEqual(["d3", "x", "d1", "d2"]);
  });

  test("takes ids as strings, so that 9 stands before 10 in falling order", () => {
    const tied = ["10", "9", "100"].map((id) => ({ id, score: 1 }));
    expect(rank(tied).map(({ id }) => id)).toEqual(["9", "100", "10"]);
  });
});

describe("figures of one query", () => {
  test("agree with the case worked by hand", () => {
    const figures = rankingFigures(found, judgements, 10);
    // Gains 0 0 2 1 against the ideal 2 1 1.
    const ideal = 2 + 1 / Math.log2(3) + 1 / 2;
    expect(figures?.["nDCG@10"]).toBeCloseTo((2 / 2 + 1 / Math.log2(5)) / ideal, 12);
    expect(figures?.["nDCG@10"]).toBeCloseTo(0.45695, 5);
    expect(figures?.["hit@1"]).toBe(0);
    expect(figures?.["MRR@10"]).toBeCloseTo(1 / 3, 12);
    expect(figures?.MAP).toBeCloseTo((1 / 3 + 2 / 4) / 3, 12);
    expect(figures?.["recall@1"]).toBe(0);
    expect(figures?.["recall@5"]).toBeCloseTo(2 / 3, 12);
    expect(figures?.["recall@100"]).toBeCloseTo(2 / 3, 12);
  });

  test("cut nDCG and MRR at k, of the ideal ranking too", () => {
    const figures = rankingFigures(found, judgements, 2);
    expect(figures?.["nDCG@2"]).toBe(0);
    expect(figures?.["MRR@2"]).toBe(0);
    const first = rankingFigures([{ id: "d2", score: 1 }], judgements, 1);
    expect(first?.["nDCG@1"]).toBe(1 / 2);
    expect(first?.["hit@1"]).toBe(1);
  });

  test("take the gain as it is, not as a power of two", () => {
    const graded = new Map([
      ["good", 1],
      ["best", 3],
    ]);
    const ranking = [
      { id: "good", score: 2 },
      { id: "best", score: 1 },
    ];
    expect(rankingFigures(ranking, graded, 10)?.["nDCG@10"]).toBeCloseTo(
      (1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)),
      12,
    );
  });

  test("give a negative judgement no gain", () => {
    const spam = new Map([
      ["spam", -2],
      ["good", 1],
    ]);
    const ranking = [
      { id: "spam", score: 2 },
      { id: "good", score: 1 },
    ];
    expect(rankingFigures(ranking, spam, 10)?.["nDCG@10"]).toBeCloseTo(1 / Math.log2(3), 12);
  });

  test("are 1 throughout for a perfect ranking", () => {
    const perfect = ["d1", "d2", "d4"].map((id, i) => ({ id, score: 3 - i }));
    const { "recall@1": first, ...rest } = rankingFigures(perfect, judgements, 10) ?? {};
    expect(first).toBeCloseTo(1 / 3, 12);
    for (const figure of Object.values(rest)) expect(figure).toBeCloseTo(1, 12);
  });

  test("are zero for a query that found nothing, and none for one with nothing to find", () => {
    for (const figure of Object.values(rankingFigures([], judgements, 10) ?? {})) {
      expect(figure).toBe(0);
    }
    expect(rankingFigures(found, new Map([["d1", 0]]), 10)).toBeNull();
    expect(rankingFigures(found, new Map(), 10)).toBeNull();
  });
});
