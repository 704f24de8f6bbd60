/**
 * Logistic regression over pairs: weights under which the features of what is right outweigh those
 * of what is wrong. Accelerated gradient descent from zero, so the same pairs give the same weights.
 */

/** By query: the features of a right one less those of a wrong one, one row a pair. */
export type Pairs = readonly (readonly (readonly number[])[])[];

/** Of the features in units of their own spread: enough to bound a weight that nothing else does. */
const L2 = 1e-3;
const MOST_STEPS = 5_000;
/** Steps end where no slope is steeper. */
const FLAT = 1e-6;

/**
 * The weights that make the pairs likeliest; their scale says how sure they are. Queries count the
 * same, however many pairs each has.
 *
 * @param pairs at least one query; none without a pair.
 */
export function fitPairs(pairs: Pairs): number[] {
  const rows = pairs.flat();
  const size = rows[0]?.length ?? 0;
  const counts = pairs.flatMap((ofQuery) => ofQuery.map(() => 1 / (ofQuery.length * pairs.length)));
  const spread = Array.from({ length: size }, (_, feature) => {
    const square = rows.reduce(
      (sum, row, index) => sum + (counts[index] as number) * (row[feature] as number) ** 2,
      0,
    );
    return Math.sqrt(square) || 1;
  });
  const scaled = rows.map((row) =>
    Float64Array.from(row, (value, feature) => value / (spread[feature] as number)),
  );

  // The loss bends nowhere more than a quarter of the mean squared length of a row, which is the
  // number of features now: steps of this size cannot overshoot.
  const step = 1 / (size / 4 + L2);
  let weights = new Float64Array(size);
  let ahead = weights;
  for (let round = 1; round <= MOST_STEPS; round++) {
    const slope = slopeAt(ahead, scaled, counts);
    const next = ahead.map((weight, feature) => weight - step * (slope[feature] as number));
    const momentum = (round - 1) / (round + 2);
    ahead = next.map(
      (weight, feature) => weight + momentum * (weight - (weights[feature] as number)),
    );
    weights = next;
    if (slope.every((value) => Math.abs(value) < FLAT)) break;
  }
  return Array.from(weights, (weight, feature) => weight / (spread[feature] as number));
}

function slopeAt(
  weights: Float64Array,
  rows: readonly Float64Array[],
  counts: readonly number[],
): Float64Array {
  const slope = weights.map((weight) => L2 * weight);
  for (const [index, row] of rows.entries()) {
    let margin = 0;
    for (let f = 0; f < row.length; f++) margin += (weights[f] as number) * (row[f] as number);
    const wrong = (counts[index] as number) / (1 + Math.exp(margin));
    for (let f = 0; f < row.length; f++) {
      slope[f] = (slope[f] as number) - wrong * (row[f] as number);
    }
  }
  return slope;
}
