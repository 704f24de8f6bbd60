/**
 * The fence around hnswlib-node, which is fast and has sharp edges: a NaN ranks first, `undefined`
 * in a vector aborts the process, a k above the count throws, a loaded index searches with ef 10, a
 * failed read leaves an object that crashes, a file of other dimensions loads and answers garbage,
 * and a write reports success on a full disk. Nothing else in the code touches the library.
 */
import { closeSync, fsyncSync, openSync } from "node:fs";
import hnswlib from "hnswlib-node";

/** Neighbours per node, and how widely they are looked for when building: hnswlib's usual values. */
const M = 16;
const EF_CONSTRUCTION = 200;
/** The least width of a search: below it recall@100 falls under .99 on 100k passages. */
const MIN_EF = 200;
/** A fixed seed, so that equal vectors in equal order give equal files. */
const SEED = 100;

export interface Neighbours {
  /** Passage ordinals, nearest first. */
  readonly passages: readonly number[];
  /** Cosines with the question. */
  readonly cosines: readonly number[];
}

export interface Hnsw {
  readonly count: number;
  /** The nearest `limit` passages to a unit vector (all of them, where there are fewer). */
  search(vector: Float32Array, limit: number): Neighbours;
}

/**
 * Builds an index of unit vectors and writes it to a file, fsynced.
 *
 * @param vectorOf the vector of a row, `dimensions` long; the row's number becomes its label.
 * @param onRow called after each row; throwing ends the build.
 */
export async function buildHnsw(
  file: string,
  vectorOf: (row: number) => Float32Array,
  count: number,
  dimensions: number,
  onRow: (row: number) => void | Promise<void>,
): Promise<void> {
  const index = new hnswlib.HierarchicalNSW("ip", dimensions);
  index.initIndex(Math.max(count, 1), M, EF_CONSTRUCTION, SEED);
  for (let row = 0; row < count; row++) {
    index.addPoint(plainVector(vectorOf(row), dimensions), row);
    await onRow(row);
  }
  index.writeIndexSync(file);
  const descriptor = openSync(file, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/**
 * Loads an index that was verified before (hash, dimensions and count come from the manifest).
 *
 * @throws Error when the file does not hold `count` vectors.
 */
export function openHnsw(file: string, dimensions: number, count: number): Hnsw {
  const index = new hnswlib.HierarchicalNSW("ip", dimensions);
  index.readIndexSync(file);
  if (index.getCurrentCount() !== count) {
    throw new Error(`${file} holds ${index.getCurrentCount()} vectors, not ${count}`);
  }
  return {
    count,
    search(vector, limit) {
      const k = Math.min(limit, count);
      if (k < 1) return { passages: [], cosines: [] };
      index.setEf(Math.max(MIN_EF, k * 2));
      const found = index.searchKnn(plainVector(vector, dimensions), k);
      return {
        passages: found.neighbors,
        cosines: found.distances.map((distance) => 1 - distance),
      };
    },
  };
}

/** A plain array of finite numbers of the right length: the only thing that may enter the library. */
function plainVector(vector: Float32Array, dimensions: number): number[] {
  if (vector.length !== dimensions) {
    throw new RangeError(`a vector has ${vector.length} dimensions, the index ${dimensions}`);
  }
  const plain = Array.from(vector);
  if (!plain.every(Number.isFinite))
    throw new RangeError("a vector holds a number that is not finite");
  return plain;
}
