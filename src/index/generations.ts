/** The generations of an index folder: naming a new one, going back to the one before, tidying up. */
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { FootnoteError } from "../errors.ts";
import { openGeneration } from "./generation.ts";
import { whileLocked } from "./lock.ts";
import { generationFolder, readPointer, writePointer } from "./manifest.ts";

/**
 * Serves the generation before the present one again, after checking that it opens. The present one
 * is kept, so that going back twice changes nothing.
 *
 * @returns the id of the generation that is served now.
 * @throws FootnoteError `index-missing` where there is none before, `index-damaged` where it does
 *   not open, `index-locked` while the index is being written, `index-folder` where it cannot be.
 */
export async function rollBack(indexDir: string): Promise<string> {
  return await whileLocked(indexDir, async () => {
    const pointer = await readPointer(indexDir);
    const previous = pointer?.previous ?? null;
    if (pointer === null || previous === null) {
      throw new FootnoteError(
        "index-missing",
        `There is no earlier generation of the index in ${indexDir} to go back to: only the last two are kept.`,
      );
    }
    const generation = await openGeneration(generationFolder(indexDir, previous));
    generation.close();
    await writePointer(indexDir, { generation: previous, previous: pointer.generation });
    return previous;
  });
}

/** Removes every generation but those named, and what interrupted builds left. */
export async function removeOtherGenerations(
  indexDir: string,
  keep: readonly (string | null)[],
): Promise<void> {
  const folder = path.join(indexDir, "generations");
  for (const name of await readdir(folder)) {
    if (!keep.includes(name)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/** A name that sorts by time; a number follows where a second build falls into the same second. */
export async function freeId(
  indexDir: string,
  builtAt: Date,
  contentHash: string,
): Promise<string> {
  const taken = await readdir(path.join(indexDir, "generations"));
  const stem = `${builtAt.toISOString().replace(/[-:]|\.\d+/g, "")}-${contentHash.slice(0, 8)}`;
  let id = stem;
  for (let suffix = 2; taken.includes(id); suffix++) id = `${stem}-${suffix}`;
  return id;
}
