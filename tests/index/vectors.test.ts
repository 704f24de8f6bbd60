import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEmbeddingJournal } from "../../src/index/embedding-journal.ts";
import { buildHnsw, openHnsw } from "../../src/index/hnsw.ts";
import { decodeVector, encodeVector, openVectors, recordSize } from "../../src/index/vectors.ts";
import { normalise } from "../../src/inference/embedder.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "footnote-vectors-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const dot = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, x, d) => sum + x * (b[d] as number), 0);

const unitVector = (dimensions: number) =>
  fc
    .array(fc.float({ min: -1, max: 1, noNaN: true }), {
      minLength: dimensions,
      maxLength: dimensions,
    })
    .map((values) => normalise(Float32Array.from(values, (x) => x + 1e-3)));

/** The same pseudo-random unit vectors at every run. */
function randomVectors(count: number, dimensions: number): Float32Array {
  let state = 42;
  const next = () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32 - 0.5;
  };
  const vectors = Float32Array.from({ length: count * dimensions }, next);
  for (let row = 0; row < count; row++)
    normalise(vectors.subarray(row * dimensions, (row + 1) * dimensions));
  return vectors;
}

describe("stored vectors", () => {
  test("keep a vector's direction, and storing what was stored changes nothing", () => {
    fc.assert(
      fc.property(unitVector(48), (vector) => {
        const record = encodeVector(vector);
        const decoded = decodeVector(record, 48);
        expect(dot(vector, decoded)).toBeGreaterThan(0.999);
        expect(dot(decoded, decoded)).toBeCloseTo(1, 5);
        expect(encodeVector(decoded)).toEqual(record);
      }),
    );
  });

  test("dots over a range are those of the single records", () => {
    const file = path.join(folder, "sentences");
    const vectors = Array.from({ length: 40 }, (_, row) =>
      randomVectors(row + 1, 48).subarray(row * 48),
    );
    writeFileSync(file, Buffer.concat(vectors.map(encodeVector)));
    const query = randomVectors(1, 48);
    const opened = openVectors(file, 48);
    const dots = opened.dots(query, 3, 38);
    expect(dots).toHaveLength(35);
    dots.forEach((value, index) => {
      expect(value).toBeCloseTo(dot(query, opened.vector(index + 3)), 5);
    });
    opened.close();
  });
});

describe("embedding journal", () => {
  const key = (n: number) => Buffer.alloc(32, n);
  const record = (n: number) => Buffer.alloc(recordSize(8), n);

  test("keeps whole entries after a torn write, and goes on from there", () => {
    const first = openEmbeddingJournal(folder, 8, false);
    first.add(key(1), record(1));
    first.add(key(2), record(2));
    first.close();
    writeFileSync(path.join(folder, "embeddings-8.journal"), Buffer.alloc(17, 9), { flag: "a" });
    const second = openEmbeddingJournal(folder, 8, false);
    second.add(key(3), record(3));
    second.close();
    const third = openEmbeddingJournal(folder, 8, false);
    for (const n of [1, 2, 3]) expect(third.get(key(n))).toEqual(record(n));
    expect(third.get(key(9))).toBeUndefined();
    third.close();
    const afresh = openEmbeddingJournal(folder, 8, true);
    expect(afresh.get(key(1))).toBeUndefined();
    afresh.close();
  });

  test("go together once a generation is published, those of another model too", () => {
    const indexDir = mkdtempSync(path.join(folder, "journals-"));
    writeFileSync(path.join(indexDir, "current"), "kept");
    openEmbeddingJournal(indexDir, 768, false).close();
    const journal = openEmbeddingJournal(indexDir, 8, false);
    journal.close();
    expect(readdirSync(indexDir)).toHaveLength(3);
    journal.remove();
    expect(readdirSync(indexDir)).toEqual(["current"]);
  });
});

describe("HNSW", () => {
  const dimensions = 32;
  const count = 3000;
  const vectors = randomVectors(count, dimensions);
  const row = (n: number) => vectors.subarray(n * dimensions, (n + 1) * dimensions);

  test("finds nearly all of the true nearest after a reload", async () => {
    const file = path.join(folder, "hnsw");
    await buildHnsw(file, row, count, dimensions, () => {});
    const index = openHnsw(file, dimensions, count);
    let found = 0;
    for (let query = 0; query < 50; query++) {
      const exact = Array.from({ length: count }, (_, n) => ({
        n,
        cosine: dot(row(query), row(n)),
      }))
        .sort((a, b) => b.cosine - a.cosine)
        .slice(0, 100);
      const { passages, cosines } = index.search(row(query), 100);
      expect(passages[0]).toBe(query);
      expect(cosines[0]).toBeCloseTo(1, 4);
      found += exact.filter(({ n }) => passages.includes(n)).length;
    }
    expect(found / 5000).toBeGreaterThan(0.95);
  });

  test("asks for no more than there is, and refuses what would crash the library", async () => {
    const file = path.join(folder, "small");
    await buildHnsw(file, row, 3, dimensions, () => {});
    const index = openHnsw(file, dimensions, 3);
    expect(index.search(row(0), 100).passages).toHaveLength(3);
    expect(() => index.search(new Float32Array(dimensions).fill(Number.NaN), 1)).toThrow(/finite/);
    expect(() => index.search(new Float32Array(5), 1)).toThrow(/dimensions/);
    expect(() => openHnsw(file, dimensions, 4)).toThrow(/holds 3 vectors, not 4/);
  });
});
