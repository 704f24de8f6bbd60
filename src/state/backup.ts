/**
 * A copy of the state database, taken beside the running bot. Its schema stays as it is, so that a
 * copy made before an upgrade is one that the version before can open.
 */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "libsql";
import { FootnoteError } from "../errors.ts";

/**
 * Writes a copy, whole and consistent, to a file that must not exist yet.
 *
 * @param dir - The folder of the state database.
 * @throws FootnoteError `usage` where there is nothing to copy, or the copy cannot be written.
 */
export function backUpState(dir: string, file: string): void {
  const source = join(dir, "state.db");
  if (!existsSync(source)) {
    throw new FootnoteError("usage", `There is no state in ${dir} yet. It is made by npm start.`);
  }
  if (existsSync(file)) {
    throw new FootnoteError("usage", `${file} exists already. Name a file that does not.`);
  }
  let database: Database.Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    database = new Database(source);
    database.prepare("VACUUM INTO ?").run(file);
  } catch (cause) {
    // What was written of it is no copy, and would be in the way of the next.
    rmSync(file, { force: true });
    throw new FootnoteError(
      "usage",
      `${source} cannot be copied to ${file}: ${(cause as Error).message}. Check both folders' permissions and the room there.`,
      { cause },
    );
  } finally {
    database?.close();
  }
}
