/**
 * The vectors of sentences and of passages on disk: int8 with one scale a vector, in order, so that
 * those of a passage's sentences are one contiguous read. They stay on disk: memory does not grow
 * with them. Against 32-bit floats int8 takes a quarter of the space and ranks the same
 * (docs/quality.md).
 */
import { closeSync, openSync, readSync } from "node:fs";

/** Bytes of a stored vector: a 32-bit scale, then a signed byte a dimension, padded to 4. */
export function recordSize(dimensions: number): number {
  return 4 + Math.ceil(dimensions / 4) * 4;
}

/** A unit vector as it is stored: the largest component becomes ±127, and the length stays 1. */
export function encodeVector(vector: Float32Array): Buffer {
  const record = Buffer.alloc(recordSize(vector.length));
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return record;
  let square = 0;
  vector.forEach((value, d) => {
    const step = Math.round((value / largest) * 127);
    record.writeInt8(step, 4 + d);
    square += step * step;
  });
  record.writeFloatLE(1 / Math.sqrt(square), 0);
  return record;
}

/** A stored vector. */
export function decodeVector(record: Buffer, dimensions: number): Float32Array {
  const scale = record.readFloatLE(0);
  return Float32Array.from({ length: dimensions }, (_, d) => scale * record.readInt8(4 + d));
}

/** An open file of vectors, by ordinal. */
export interface Vectors {
  /** A vector as it is stored. */
  record(ordinal: number): Buffer;
  vector(ordinal: number): Float32Array;
  /** The dot products of a vector with those from `first` to before `end`. */
  dots(vector: Float32Array, first: number, end: number): Float32Array;
  close(): void;
}

/** Opens a file of records for reading. */
export function openVectors(file: string, dimensions: number): Vectors {
  const size = recordSize(dimensions);
  const descriptor = openSync(file, "r");
  let buffer = new ArrayBuffer(16 * size);

  function read(first: number, count: number): void {
    if (buffer.byteLength < count * size) buffer = new ArrayBuffer(count * size);
    const bytes = readSync(descriptor, new Uint8Array(buffer), 0, count * size, first * size);
    if (bytes !== count * size) throw new Error(`${file} ends before vector ${first + count}`);
  }

  function record(ordinal: number): Buffer {
    read(ordinal, 1);
    return Buffer.from(buffer.slice(0, size));
  }

  return {
    record,
    vector: (ordinal) => decodeVector(record(ordinal), dimensions),
    dots(vector, first, end) {
      const count = end - first;
      read(first, count);
      const dots = new Float32Array(count);
      for (let row = 0; row < count; row++) {
        const scale = new DataView(buffer, row * size, 4).getFloat32(0, true);
        const values = new Int8Array(buffer, row * size + 4, dimensions);
        let dot = 0;
        for (let d = 0; d < dimensions; d++) dot += (values[d] as number) * (vector[d] as number);
        dots[row] = dot * scale;
      }
      return dots;
    },
    close: () => closeSync(descriptor),
  };
}
