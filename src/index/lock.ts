/** One writer of an index folder at a time. */
import { FootnoteError } from "../errors.ts";
import { lockFolder, type Unlock } from "../folder-lock.ts";
import { folderFault } from "./folder-fault.ts";

/**
 * Takes the lock of an index folder, which is made where it is missing.
 *
 * @throws FootnoteError `index-locked`, saying who holds it, when it is taken.
 */
export function lockIndex(indexDir: string): Unlock {
  return lockFolder(
    indexDir,
    "lock",
    (holder) =>
      new FootnoteError(
        "index-locked",
        `Another process is writing the index in ${indexDir}: ${holder}. Wait until it ends, or end it, then try again.`,
      ),
  );
}

/**
 * Does something that writes to an index folder, under its lock.
 *
 * @throws FootnoteError `index-locked`, or `index-folder` where the folder cannot be written.
 */
export async function whileLocked<Result>(
  indexDir: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    const unlock = lockIndex(indexDir);
    try {
      return await work();
    } finally {
      unlock();
    }
  } catch (error) {
    throw folderFault(indexDir, error) ?? error;
  }
}
