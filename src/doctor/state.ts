/** Whether the state database can be read whole, without changing anything in it. */
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import Database from "libsql";
import type { Config } from "../config.ts";
import { migrate } from "../state/migrations.ts";
import { type Check, ok, problem, problemOf } from "./check.ts";
import { size } from "./words.ts";

const about = "state";

export function checkState({ state }: Config): Check {
  const file = path.join(state.dir, "state.db");
  if (!existsSync(file)) return ok(about, `none yet; npm start makes ${file}`);
  let database: Database.Database | undefined;
  try {
    database = new Database(file);
    database.exec("PRAGMA query_only = ON");
    const version = schemaOf(database);
    const newest = newestSchema();
    // Refuses a newer one in its own words, before it changes anything.
    if (version > newest) migrate(database, file);
    const [fault] = database.pragma("quick_check") as { quick_check: string }[];
    if (fault?.quick_check !== "ok") return damaged(file, String(fault?.quick_check));
    const schema =
      version === newest ? `schema ${version}` : `schema ${version}, ${newest} after npm start`;
    return ok(about, `${file}: ${schema}, ${size(bytesOf(file))}`);
  } catch (error) {
    if (error instanceof Error && "code" in error) return damaged(file, error.message);
    return problemOf(about, error);
  } finally {
    database?.close();
  }
}

/** With what SQLite has not yet moved from the journal beside it. */
function bytesOf(file: string): number {
  const files = [file, `${file}-wal`].filter((each) => existsSync(each));
  return files.reduce((sum, each) => sum + statSync(each).size, 0);
}

function damaged(file: string, why: string): Check {
  return problem(
    about,
    `${file} cannot be read: ${why}`,
    "Restore a backup (docs/operating.md), or move it away with its -wal and -shm: that loses what it held, and nothing else",
  );
}

function schemaOf(database: Database.Database): number {
  return (database.prepare("PRAGMA user_version").get() as { user_version: number }).user_version;
}

/** The schema that an empty database is brought to. */
function newestSchema(): number {
  const empty = new Database(":memory:");
  try {
    migrate(empty, ":memory:");
    return schemaOf(empty);
  } finally {
    empty.close();
  }
}
