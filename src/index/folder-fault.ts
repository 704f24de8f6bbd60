/** What the operating system refuses in an index folder, in words for whoever can mend it. */
import { FootnoteError } from "../errors.ts";

const noRoom = ["ENOSPC", "EDQUOT", "SQLITE_FULL"];
const noLeave = ["EACCES", "EPERM", "EROFS", "SQLITE_READONLY"];
const noFolder = ["EEXIST", "ENOTDIR"];

/** An `index-folder` error for a fault of permissions, room or place; null for every other. */
export function folderFault(indexDir: string, error: unknown): FootnoteError | null {
  if (!(error instanceof Error) || error instanceof FootnoteError) return null;
  const code = "code" in error ? String(error.code) : "";
  const fault = (words: string) => new FootnoteError("index-folder", words, { cause: error });
  if (noRoom.includes(code)) {
    return fault(
      `The index in ${indexDir} cannot be written: the disk is full. Make room there and try again; the index served so far stays.`,
    );
  }
  // libsql gives the numbers of SQLite for a file that it cannot open: 14.
  if (noLeave.includes(code) || /ConnectionFailed.*: 14\b/.test(error.message)) {
    return fault(
      `The index in ${indexDir} cannot be used: ${error.message}. Give the folder and what is in it to the user that Footnote runs as (chown -R), or run this as that user.`,
    );
  }
  if (noFolder.includes(code)) {
    return fault(
      `The index cannot be kept in ${indexDir}, which is no folder. Name another one in INDEX_DIR, or move that file away.`,
    );
  }
  if (code === "SQLITE_NOTADB") {
    return fault(
      `The index in ${indexDir} cannot be locked: lock.db is damaged. Delete it and try again; it holds nothing.`,
    );
  }
  return null;
}
