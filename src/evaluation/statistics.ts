/**
 * How far a figure can be trusted: bootstrap intervals and the paired randomisation test. Both
 * draw from a seeded generator, so that the same run prints the same numbers.
 */

/** A mean over queries with its 95 % interval. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Over how many queries. */
  readonly count: number;
}

/** What pairing two runs query by query shows. */
export interface Comparison {
  /** Queries on which the second run is better, worse, and the same. */
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** Mean of the second run less that of the first. */
  readonly difference: number;
  /** Two-sided: how often chance alone makes a difference as large. */
  readonly p: number;
}

/** Differences below this are rounding of the same figure. */
const EPSILON = 1e-9;

/**
 * Numbers from 0 (inclusive) to 1 (exclusive), the same for the same seed: mulberry32
 * (Tommy Ettinger, public domain).
 */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which `share` (0 to 1) of the sorted values lie: the nearest rank. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const rank = Math.ceil(share * sorted.length);
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] ?? Number.NaN;
}

/** The mean of the values, at least one, with the percentile bootstrap's 95 % interval. */
export function estimateMean(
  values: readonly number[],
  { resamples = 2000, seed = 1 } = {},
): Estimate {
  const random = seededRandom(seed);
  const count = values.length;
  const means = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += values[Math.floor(random() * count)] as number;
    means[r] = sum / count;
  }
  means.sort();
  return {
    mean: mean(values),
    low: percentile(means, 0.025),
    high: percentile(means, 0.975),
    count,
  };
}

/**
 * Compares two runs on the same queries: in each of `permutations` rounds every query's pair is
 * swapped or not by a coin, and p is the share of rounds whose difference is at least the one seen
 * (which counts as a round itself, so that p is never 0).
 */
export function compare(
  first: readonly number[],
  second: readonly number[],
  { permutations = 10_000, seed = 1 } = {},
): Comparison {
  const differences = second.map((value, i) => value - (first[i] as number));
  // Swapping equal figures changes nothing.
  const unequal = differences.filter((difference) => Math.abs(difference) > EPSILON);
  const wins = unequal.filter((difference) => difference > 0).length;
  const seen = Math.abs(unequal.reduce((sum, difference) => sum + difference, 0));

  const random = seededRandom(seed);
  let asLarge = 1;
  for (let round = 0; round < permutations; round++) {
    let sum = 0;
    for (const difference of unequal) sum += random() < 0.5 ? difference : -difference;
    if (Math.abs(sum) >= seen - EPSILON) asLarge++;
  }
  return {
    wins,
    losses: unequal.length - wins,
    ties: differences.length - unequal.length,
    difference: differences.length === 0 ? 0 : mean(differences),
    p: asLarge / (permutations + 1),
  };
}
