/**
 * A folder that one process at a time may use. The lock is an exclusive SQLite transaction on a file
 * of its own: the operating system lets go of it when its process ends, however it ends, so that there
 * is no stale lock to recognise. A note beside it says who holds it.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import Database from "libsql";

/** Lets go of the lock. */
export type Unlock = () => void;

/**
 * Takes a lock of a folder, which is made where it is missing.
 *
 * @param name - Of the lock's files, without an extension.
 * @param taken - The error to throw where somebody else has it, whom it is told of in words.
 */
export function lockFolder(dir: string, name: string, taken: (holder: string) => Error): Unlock {
  mkdirSync(dir, { recursive: true });
  const note = path.join(dir, `${name}.json`);
  const database = new Database(path.join(dir, `${name}.db`), { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
    writeFileSync(
      note,
      JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() }),
    );
  } catch (cause) {
    database.close();
    if (!/locked|busy/i.test(String((cause as { code?: string }).code ?? cause))) throw cause;
    throw taken(holder(note));
  }
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
