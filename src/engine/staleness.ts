/** Whether the corpus folder has changed since it was indexed. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { listCorpus } from "../corpus/files.ts";
import { FootnoteError } from "../errors.ts";
import type { FileStamp } from "../index/store.ts";
import type { Staleness } from "./engine.ts";

/**
 * Compares the corpus folder with the files that were indexed: by size and time first, by content
 * where only the time differs (a fresh checkout changes every time).
 *
 * @returns null where nothing has changed.
 */
export async function stalenessOf(
  corpus: string,
  indexed: readonly FileStamp[],
): Promise<Staleness | null> {
  const stamps = new Map(indexed.map((stamp) => [stamp.path, stamp]));
  let added = 0;
  let changed = 0;
  for (const file of await filesOf(corpus)) {
    const stamp = stamps.get(file.path);
    stamps.delete(file.path);
    if (stamp === undefined) added += 1;
    else if (stamp.size !== file.size) changed += 1;
    else if (stamp.mtimeMs !== file.mtimeMs) {
      if ((await sha256Of(path.join(corpus, file.path))) !== stamp.sha256) changed += 1;
    }
  }
  const removed = stamps.size;
  return added + changed + removed === 0 ? null : { added, changed, removed };
}

/** A corpus folder that is gone has no files: everything counts as removed. */
async function filesOf(corpus: string) {
  try {
    return (await listCorpus(corpus)).files;
  } catch (error) {
    if (error instanceof FootnoteError) return [];
    throw error;
  }
}

/** Null for a file that cannot be read, as in its stamp. */
async function sha256Of(file: string): Promise<string | null> {
  return await readFile(file).then(
    (bytes) => createHash("sha256").update(bytes).digest("hex"),
    () => null,
  );
}
