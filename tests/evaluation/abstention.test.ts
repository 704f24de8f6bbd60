import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areaUnderCurve, reliability, riskCoverage } from "../../src/evaluation/abstention.ts";

describe("area under the curve", () => {
  test("is the share of pairs in the right order, equal scores counting half", () => {
    // Of six pairs: .9 beats all three, .4 beats .1, equals .4 and loses to .6.
    expect(areaUnderCurve([0.9, 0.4], [0.1, 0.4, 0.6])?.mean).toBeCloseTo(4.5 / 6, 12);
  });

  test("is 1 when all are told apart, ½ when none are", () => {
    expect(areaUnderCurve([0.8, 0.9], [0.1])).toEqual({ mean: 1, low: 1, high: 1, count: 3 });
    expect(areaUnderCurve([0.5, 0.5], [0.5])?.mean).toBe(0.5);
  });

  test("does not exist where a side is empty", () => {
    expect(areaUnderCurve([], [0.5])).toBeNull();
    expect(areaUnderCurve([0.5], [])).toBeNull();
  });
});

const judged = fc.array(
  fc.record({ confidence: fc.integer({ min: 0, max: 8 }).map((n) => n / 8), right: fc.boolean() }),
  { minLength: 1, maxLength: 40 },
);

describe("risk and coverage", () => {
  test("agree with the case worked by hand", () => {
    const { points, area } = riskCoverage([
      { confidence: 0.9, right: true },
      { confidence: 0.5, right: false },
      { confidence: 0.7, right: true },
      { confidence: 0.5, right: true },
    ]);
    expect(points).toEqual([
      { coverage: 0.25, confidence: 0.9, risk: 0 },
      { coverage: 0.5, confidence: 0.7, risk: 0 },
      { coverage: 1, confidence: 0.5, risk: 0.25 },
    ]);
    // The two of .5 hold one error, so half an error is expected after the first of them.
    expect(area).toBeCloseTo((0 + 0 + 0.5 / 3 + 1 / 4) / 4, 12);
  });

  test("end with all answers given, whatever order they come in", () => {
    fc.assert(
      fc.property(judged, (answers) => {
        const { points, area } = riskCoverage(answers);
        const last = points.at(-1);
        expect(last?.coverage).toBe(1);
        expect(last?.risk).toBe(answers.filter(({ right }) => !right).length / answers.length);
        expect(riskCoverage([...answers].reverse()).area).toBeCloseTo(area, 12);
      }),
    );
  });
});

describe("reliability", () => {
  test("groups by confidence and weighs the gaps by their bins", () => {
    const { bins, error } = reliability([
      { confidence: 0.95, right: true },
      { confidence: 1, right: true },
      { confidence: 0.25, right: true },
      { confidence: 0.2, right: false },
    ]);
    expect(bins.map(({ from, count, right }) => ({ from, count, right }))).toEqual([
      { from: 0.2, count: 2, right: 0.5 },
      { from: 0.9, count: 2, right: 1 },
    ]);
    expect(error).toBeCloseTo(0.5 * 0.275 + 0.5 * 0.025, 12);
  });

  test("loses no answer", () => {
    fc.assert(
      fc.property(judged, (answers) => {
        const { bins, error } = reliability(answers);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(answers.length);
        expect(error).toBeLessThanOrEqual(1);
      }),
    );
  });
});
