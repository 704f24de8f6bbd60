/** The second step of a build: a vector for every sentence and every passage, and HNSW over the passages. */
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { assertNotCancelled, type BuildOptions, STEPS_PER_BREATH } from "./build-options.ts";
import type { EmbeddingJournal } from "./embedding-journal.ts";
import { type Generation, HNSW_FILE, PASSAGES_FILE, SENTENCES_FILE } from "./generation.ts";
import { buildHnsw } from "./hnsw.ts";
import type { Embeddable, StoreWriter } from "./store.ts";
import { encodeVector, openVectors } from "./vectors.ts";

/**
 * Embeds the sentences and passages that neither the previous generation nor the journal has.
 *
 * @returns how many sentences that were.
 */
export async function embedTexts(
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
  const total = writer.counts.sentences + writer.counts.passages;
  let done = 0;

  async function writeVectors(
    name: string,
    texts: Iterable<Embeddable>,
    keptBefore: (key: Buffer) => Buffer | undefined,
  ): Promise<number> {
    const descriptor = openSync(path.join(folder, name), "w");
    let embedded = 0;
    try {
      for (const { key, text } of texts) {
        let record = journal.get(key) ?? keptBefore(key);
        if (record === undefined) {
          record = encodeVector(await embedder.embed(text, "passage"));
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

  const sentences = await writeVectors(SENTENCES_FILE, writer.sentences(), (key) => {
    const kept = reusable?.store.sentenceWithKey(key);
    return kept === undefined ? undefined : reusable?.sentenceVectors.record(kept);
  });
  await writeVectors(PASSAGES_FILE, writer.passages(), (key) => {
    const kept = reusable?.store.passageWithKey(key);
    return kept === undefined ? undefined : reusable?.passageVectors.record(kept);
  });
  return sentences;
}

/** HNSW over the passages' vectors. */
export async function indexPassages(
  { embedder, onProgress, signal }: BuildOptions,
  folder: string,
  total: number,
): Promise<void> {
  const { dimensions } = embedder.card;
  const passages = openVectors(path.join(folder, PASSAGES_FILE), dimensions);
  try {
    await buildHnsw(
      path.join(folder, HNSW_FILE),
      passages.vector,
      total,
      dimensions,
      async (row) => {
        onProgress?.({ phase: "index", done: row + 1, total });
        if (row % STEPS_PER_BREATH === 0) {
          await breathe();
          assertNotCancelled(signal);
        }
      },
    );
  } finally {
    passages.close();
  }
}
