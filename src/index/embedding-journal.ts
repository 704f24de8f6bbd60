/**
 * The vectors that a build has made so far, appended to a file, so that a build which is interrupted
 * (even by `kill -9` or a power cut) need not make them again. It goes when a generation is published,
 * and with it what a build for a model of other dimensions left.
 */
import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { recordSize } from "./vectors.ts";

/** Bytes of a text's key, a SHA-256. */
export const KEY_SIZE = 32;

/** How many vectors may be lost: they are written this many at a time. */
const BATCH = 32;

export interface EmbeddingJournal {
  get(key: Buffer): Buffer | undefined;
  add(key: Buffer, record: Buffer): void;
  /** Writes what is not yet on disk, and closes the file. */
  close(): void;
  /** Deletes the folder's journals; call it after `close`, when its vectors are in a published generation. */
  remove(): void;
}

/**
 * Opens the journal of an index folder.
 *
 * @param afresh forgets what an earlier build left.
 */
export function openEmbeddingJournal(
  indexDir: string,
  dimensions: number,
  afresh: boolean,
): EmbeddingJournal {
  const file = path.join(indexDir, `embeddings-${dimensions}.journal`);
  const entry = KEY_SIZE + recordSize(dimensions);
  const vectors = new Map<string, Buffer>();
  if (afresh) rmSync(file, { force: true });
  if (existsSync(file)) {
    const bytes = readFileSync(file);
    const whole = Math.floor(bytes.length / entry) * entry;
    for (let at = 0; at < whole; at += entry) {
      vectors.set(
        bytes.toString("latin1", at, at + KEY_SIZE),
        bytes.subarray(at + KEY_SIZE, at + entry),
      );
    }
    // A torn last entry would shift all that is appended after it.
    if (whole < bytes.length) writeFileSync(file, bytes.subarray(0, whole));
  }
  const descriptor = openSync(file, "a");
  let pending: Buffer[] = [];

  function flush(): void {
    appendFileSync(descriptor, Buffer.concat(pending));
    pending = [];
  }

  return {
    get: (key) => vectors.get(key.toString("latin1")),
    add(key, record) {
      vectors.set(key.toString("latin1"), record);
      pending.push(key, record);
      if (pending.length >= BATCH * 2) flush();
    },
    close() {
      flush();
      closeSync(descriptor);
    },
    remove() {
      for (const name of readdirSync(indexDir)) {
        if (/^embeddings-\d+\.journal$/.test(name)) rmSync(path.join(indexDir, name));
      }
    },
  };
}
