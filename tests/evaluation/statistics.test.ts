import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare, estimateMean, percentile } from "../../src/evaluation/statistics.ts";

describe("percentile", () => {
  test("is the nearest rank", () => {
    const sorted = [10, 20, 30, 40];
    expect([0, 0.25, 0.26, 0.5, 0.99, 1].map((share) => percentile(sorted, share))).toEqual([
      10, 10, 20, 20, 40, 40,
    ]);
  });
});

describe("the bootstrap interval", () => {
  test("of equal values is that value", () => {
    expect(estimateMean([0.5, 0.5, 0.5])).toEqual({ mean: 0.5, low: 0.5, high: 0.5, count: 3 });
  });

  test("comes close to the normal one for many yes-or-no values", () => {
    const values = Array.from({ length: 1000 }, (_, i) => (i % 5 === 0 ? 0 : 1));
    const { mean, low, high } = estimateMean(values);
    const halfWidth = 1.96 * Math.sqrt((0.8 * 0.2) / 1000);
    expect(mean).toBeCloseTo(0.8, 12);
    expect(low).toBeCloseTo(0.8 - halfWidth, 2);
    expect(high).toBeCloseTo(0.8 + halfWidth, 2);
  });

  test("is the same every time", () => {
    const values = [0, 1, 0.5, 0.25, 1];
    expect(estimateMean(values)).toEqual(estimateMean(values));
  });
});

describe("the paired randomisation test", () => {
  test("counts wins, losses and ties of the second run", () => {
    const { wins, losses, ties, difference } = compare([0, 1, 0.5, 0.5], [1, 0.5, 0.5, 0.75]);
    expect({ wins, losses, ties }).toEqual({ wins: 2, losses: 1, ties: 1 });
    expect(difference).toBeCloseTo(0.1875, 12);
  });

  test("finds that five wins out of five happen by chance once in sixteen", () => {
    const { p } = compare([0, 0, 0, 0, 0], [1, 1, 1, 1, 1]);
    expect(p).toBeGreaterThan(0.055);
    expect(p).toBeLessThan(0.07);
  });

  test("finds nothing in equal runs, whatever their order of rounding", () => {
    expect(compare([0.1 + 0.2, 1], [0.3, 1])).toEqual({
      wins: 0,
      losses: 0,
      ties: 2,
      difference: expect.closeTo(0, 12),
      p: 1,
    });
  });

  test("says the same of both directions", () => {
    const pairs = fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(pairs, (both) => {
        const first = both.map(([a]) => a);
        const second = both.map(([, b]) => b);
        const there = compare(first, second, { permutations: 200 });
        const back = compare(second, first, { permutations: 200 });
        expect(back.wins).toBe(there.losses);
        expect(back.p).toBe(there.p);
      }),
    );
  });
});
