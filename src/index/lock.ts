/**
 * One writer at a time. The lock is an exclusive SQLite transaction on a file of its own: the
 * operating system lets go of it when its process ends, however it ends, so that there is no stale
 * lock to recognise. A note beside it says who holds it.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import Database from "libsql";
import { FootnoteError } from "../errors.ts";

/** Lets go of the lock. */
export type Unlock = () => void;

/**
 * Takes the lock of an index folder, which is made where it is missing.
 *
 * @throws FootnoteError `index-locked`, saying who holds it, when it is taken.
 */
export function lockIndex(indexDir: string): Unlock {
  mkdirSync(indexDir, { recursive: true });
  const note = path.join(indexDir, "lock.json");
  const database = new Database(path.join(indexDir, "lock.db"), { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    database.close();
    if (!/locked|busy/i.test(String((cause as { code?: string }).code ?? cause))) throw cause;
    throw new FootnoteError(
      "index-locked",
      `Another process is writing the index in ${indexDir}: ${holder(note)}. Wait until it ends, or end it, then try again.`,
      { cause },
    );
  }
  writeFileSync(
    note,
    JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() }),
  );
  return () => {
    rmSync(note, { force: true });
    database.exec("ROLLBACK");
    database.close();
  };
}

function holder(note: string): string {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(note, "utf8"));
    return `process ${pid} on ${host}, since ${since}`;
  } catch {
    return "it has just begun";
  }
}
