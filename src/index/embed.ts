/** The second step of a build: vectors for every sentence and passage, and HNSW over the passages. */
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { normalise } from "../inference/embedder.ts";
import { assertNotCancelled, type BuildOptions, STEPS_PER_BREATH } from "./build-options.ts";
import type { EmbeddingJournal } from "./embedding-journal.ts";
import { type Generation, HNSW_FILE, PASSAGES_FILE, SENTENCES_FILE } from "./generation.ts";
import { buildHnsw } from "./hnsw.ts";
import { writeFileDurably } from "./manifest.ts";
import { addDecoded, encodeVector, openSentenceVectors } from "./sentence-vectors.ts";
import type { StoreWriter } from "./store.ts";

/** Embeds what neither the previous generation nor the journal has; returns how many that were. */
export async function embedSentences(
  { embedder, onProgress, rebuild, signal }: BuildOptions,
  folder: string,
  writer: StoreWriter,
  journal: EmbeddingJournal,
  previous: Generation | null,
): Promise<number> {
  const reusable =
    previous !== null && !rebuild && previous.manifest.fingerprint === embedder.fingerprint
      ? previous
      : null;
  const total = writer.counts.sentences;
  const descriptor = openSync(path.join(folder, SENTENCES_FILE), "w");
  let done = 0;
  let embedded = 0;
  try {
    for (const { key, shown } of writer.sentences()) {
      let record = journal.get(key);
      const kept = record === undefined ? reusable?.store.sentenceWithKey(key) : undefined;
      if (kept !== undefined) record = reusable?.sentenceVectors.record(kept);
      if (record === undefined) {
        record = encodeVector(await embedder.embed(shown, "passage"));
        journal.add(key, record);
        embedded += 1;
      }
      writeSync(descriptor, record);
      done += 1;
      onProgress?.({ phase: "embed", done, total });
      if (done % STEPS_PER_BREATH === 0) {
        await breathe();
        assertNotCancelled(signal);
      }
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return embedded;
}

/** Passage vectors (the normalised means of their sentences' vectors), and HNSW over them. */
export async function indexPassages(
  { embedder, onProgress, signal }: BuildOptions,
  folder: string,
  ranges: readonly number[],
): Promise<void> {
  const { dimensions } = embedder.card;
  const total = ranges.length / 2;
  const vectors = new Float32Array(total * dimensions);
  const sentences = openSentenceVectors(path.join(folder, SENTENCES_FILE), dimensions);
  try {
    for (let passage = 0; passage < total; passage++) {
      const vector = vectors.subarray(passage * dimensions, (passage + 1) * dimensions);
      const end = ranges[passage * 2 + 1] as number;
      for (let sentence = ranges[passage * 2] as number; sentence < end; sentence++) {
        addDecoded(sentences.record(sentence), vector);
      }
      normalise(vector);
    }
  } finally {
    sentences.close();
  }
  await writeFileDurably(path.join(folder, PASSAGES_FILE), Buffer.from(vectors.buffer));
  await buildHnsw(path.join(folder, HNSW_FILE), vectors, dimensions, async (row) => {
    onProgress?.({ phase: "index", done: row + 1, total });
    if (row % STEPS_PER_BREATH === 0) {
      await breathe();
      assertNotCancelled(signal);
    }
  });
}
