/**
 * Sentence vectors on disk: int8 with one scale a vector, in the order of the sentences, so that a
 * passage's are one contiguous read. They stay on disk: memory does not grow with them. Against
 * 32-bit floats int8 takes a quarter of the space and ranks the same (docs/quality.md).
 */
import { closeSync, openSync, readSync } from "node:fs";

/** Bytes of a stored vector: a 32-bit scale, then a signed byte a dimension, padded to 4. */
export function recordSize(dimensions: number): number {
  return 4 + Math.ceil(dimensions / 4) * 4;
}

/** A unit vector as it is stored. The largest component becomes ±127. */
export function encodeVector(vector: Float32Array): Buffer {
  const record = Buffer.alloc(recordSize(vector.length));
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const scale = largest / 127;
  record.writeFloatLE(scale, 0);
  if (scale === 0) return record;
  vector.forEach((value, d) => {
    record.writeInt8(Math.round(value / scale), 4 + d);
  });
  return record;
}

/** Adds a stored vector to `sum`. */
export function addDecoded(record: Buffer, sum: Float32Array): void {
  const scale = record.readFloatLE(0);
  for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) + scale * record.readInt8(4 + d);
}

/** An open file of sentence vectors. */
export interface SentenceVectors {
  /** The stored vector of one sentence. */
  record(sentence: number): Buffer;
  /** The dot products of a vector with the sentences from `first` to before `end`. */
  dots(vector: Float32Array, first: number, end: number): Float32Array;
  close(): void;
}

/** Opens a file of records for reading. */
export function openSentenceVectors(file: string, dimensions: number): SentenceVectors {
  const size = recordSize(dimensions);
  const descriptor = openSync(file, "r");
  let buffer = new ArrayBuffer(16 * size);

  function read(first: number, count: number): void {
    if (buffer.byteLength < count * size) buffer = new ArrayBuffer(count * size);
    const bytes = readSync(descriptor, new Uint8Array(buffer), 0, count * size, first * size);
    if (bytes !== count * size) throw new Error(`${file} ends before sentence ${first + count}`);
  }

  return {
    record(sentence) {
      read(sentence, 1);
      return Buffer.from(buffer.slice(0, size));
    },
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
