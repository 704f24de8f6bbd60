/**
 * Questions put to a generation before it is published, whose answers are known: a file can have the
 * right hash and still hold the wrong thing.
 */
import type { Generation } from "./generation.ts";

/** How many passages are looked up, evenly spaced. */
const PROBES = 50;
/** Share of a passage's true 10 nearest that HNSW must find, over all probes. */
const LEAST_RECALL = 0.9;
const NEIGHBOURS = 10;
/** Up to this many passages the true nearest are computed as well. */
const MOST_EXACT = 20_000;

/**
 * Looks passages up by their own vectors.
 *
 * @throws Error when they are not found.
 */
export function probe(generation: Generation): void {
  const { counts } = generation.manifest;
  const step = Math.max(1, Math.floor(counts.passages / PROBES));
  let found = 0;
  let expected = 0;
  for (let passage = 0; passage < counts.passages; passage += step) {
    const vector = generation.passageVectors.vector(passage);
    const { passages, cosines } = generation.hnsw.search(vector, NEIGHBOURS);
    // Equal passages have equal vectors: what counts is the cosine, not the number.
    if (!(Math.abs((cosines[0] as number) - 1) < 1e-3)) {
      throw new Error(
        `passage ${passage} is not found by its own vector (nearest: ${passages[0]}, cosine ${cosines[0]})`,
      );
    }
    if (counts.passages > MOST_EXACT) continue;
    const floor = nthLargestCosine(generation, vector, Math.min(NEIGHBOURS, counts.passages));
    expected += Math.min(NEIGHBOURS, counts.passages);
    found += cosines.filter((cosine) => cosine >= floor - 1e-5).length;
  }
  if (found < expected * LEAST_RECALL) {
    throw new Error(`HNSW finds only ${found} of ${expected} nearest passages`);
  }
}

function nthLargestCosine(generation: Generation, vector: Float32Array, n: number): number {
  const cosines = Float32Array.from({ length: generation.manifest.counts.passages }, (_, passage) =>
    generation.cosine(vector, passage),
  );
  return cosines.sort()[cosines.length - n] as number;
}
