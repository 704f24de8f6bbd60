/**
 * How well a confidence knows what it does not know: whether it tells answerable from unanswerable
 * questions (AUC), how often answers are wrong when only the surest are given (risk and coverage),
 * and whether it means what it says (reliability).
 */
import { type Estimate, percentile, seededRandom } from "./statistics.ts";

/** An answer with whether it was right. */
export interface Judged {
  readonly confidence: number;
  readonly right: boolean;
}

export interface RiskPoint {
  /** Share of the questions that are answered: those whose confidence is at least `confidence`. */
  readonly coverage: number;
  readonly confidence: number;
  /** Share of those answers that are wrong. */
  readonly risk: number;
}

export interface RiskCoverage {
  /** One point per distinct confidence, from the surest answers to all of them. */
  readonly points: readonly RiskPoint[];
  /** Mean risk over all coverages; the lower the better. */
  readonly area: number;
}

export interface ReliabilityBin {
  /** Confidences from `from` to below `to`; the last bin holds 1 too. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanConfidence: number;
  /** Share of the bin's answers that are right. */
  readonly right: number;
}

export interface Reliability {
  /** The bins that hold anything. */
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error: the mean gap between confidence and share right. */
  readonly error: number;
}

/**
 * Area under the ROC curve: how likely a random member of `high` scores above a random member of
 * `low`, equal scores counting half. The 95 % interval resamples both sides.
 *
 * @returns Null where a side is empty.
 */
export function areaUnderCurve(
  high: readonly number[],
  low: readonly number[],
  { resamples = 1000, seed = 1 } = {},
): Estimate | null {
  if (high.length === 0 || low.length === 0) return null;
  // Both sides as counts over the distinct scores: a resample then needs no sorting.
  const scores = [...new Set([...high, ...low])].sort((a, b) => a - b);
  const place = new Map(scores.map((score, i) => [score, i]));
  const [highPlaces, lowPlaces] = [high, low].map((side) =>
    Int32Array.from(side, (score) => place.get(score) as number),
  ) as [Int32Array, Int32Array];

  function area(draw: (size: number, i: number) => number): number {
    const highCounts = new Float64Array(scores.length);
    const lowCounts = new Float64Array(scores.length);
    for (const [places, counts] of [
      [highPlaces, highCounts],
      [lowPlaces, lowCounts],
    ] as const) {
      for (let i = 0; i < places.length; i++) {
        const at = places[draw(places.length, i)] as number;
        counts[at] = (counts[at] as number) + 1;
      }
    }
    let below = 0;
    let pairs = 0;
    for (let i = 0; i < scores.length; i++) {
      const lowHere = lowCounts[i] as number;
      pairs += (highCounts[i] as number) * (below + lowHere / 2);
      below += lowHere;
    }
    return pairs / (high.length * low.length);
  }

  const random = seededRandom(seed);
  const areas = Float64Array.from({ length: resamples }, () =>
    area((size) => Math.floor(random() * size)),
  ).sort();
  return {
    mean: area((_, i) => i),
    low: percentile(areas, 0.025),
    high: percentile(areas, 0.975),
    count: high.length + low.length,
  };
}

/**
 * Risk against coverage. Answers of the same confidence are given or withheld together; within
 * such a group the area takes each order as equally likely, so it does not depend on the order in
 * which answers come.
 */
export function riskCoverage(answers: readonly Judged[]): RiskCoverage {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence);
  const points: RiskPoint[] = [];
  let given = 0;
  let wrong = 0;
  let area = 0;
  while (given < sorted.length) {
    const { confidence } = sorted[given] as Judged;
    let end = given;
    while (sorted[end]?.confidence === confidence) end++;
    const size = end - given;
    const wrongInGroup = sorted.slice(given, end).filter((answer) => !answer.right).length;
    for (let i = 1; i <= size; i++) {
      area += (wrong + (wrongInGroup * i) / size) / (given + i);
    }
    given = end;
    wrong += wrongInGroup;
    points.push({ coverage: given / sorted.length, confidence, risk: wrong / given });
  }
  return { points, area: area / sorted.length };
}

/** The answers in `bins` equal stretches of confidence from 0 to 1. */
export function reliability(answers: readonly Judged[], bins = 10): Reliability {
  const filled = Array.from({ length: bins }, (_, i): ReliabilityBin => {
    const members = answers.filter(
      ({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)) === i,
    );
    return {
      from: i / bins,
      to: (i + 1) / bins,
      count: members.length,
      meanConfidence: members.reduce((sum, { confidence }) => sum + confidence, 0) / members.length,
      right: members.filter(({ right }) => right).length / members.length,
    };
  }).filter(({ count }) => count > 0);
  const error = filled.reduce(
    (sum, bin) => sum + (bin.count / answers.length) * Math.abs(bin.right - bin.meanConfidence),
    0,
  );
  return { bins: filled, error };
}
