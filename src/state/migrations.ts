/**
 * The state database's schema, as the steps that lead to it. A step that has been released is never
 * edited: what changes is a new step at the end.
 */
import type Database from "libsql";
import { FootnoteError } from "../errors.ts";

/** Step `n` (from 0) leads from schema version `n` to `n + 1`. */
const migrations: readonly string[] = [
  `CREATE TABLE answers (
     id         INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: buttons name it
     asker      TEXT NOT NULL,
     guild      TEXT,                               -- NULL: a direct message
     channel    TEXT NOT NULL,
     question   TEXT NOT NULL,
     generation TEXT NOT NULL,
     answer     TEXT NOT NULL,                      -- the Answer, as JSON
     created    INTEGER NOT NULL,                   -- milliseconds since 1970
     expires    INTEGER NOT NULL
   );
   CREATE INDEX answers_by_expiry ON answers (expires);`,
  // What the articles were limited to, as JSON.
  "ALTER TABLE answers ADD COLUMN filters TEXT NOT NULL DEFAULT '{}'",
  `CREATE TABLE votes (
     answer INTEGER NOT NULL,
     voter  TEXT NOT NULL,
     vote   INTEGER NOT NULL,                       -- 1: it helped, -1: it did not
     voted  INTEGER NOT NULL,                       -- milliseconds since 1970
     PRIMARY KEY (answer, voter)
   ) WITHOUT ROWID;`,
  `CREATE TABLE actions (
     id        INTEGER PRIMARY KEY AUTOINCREMENT,
     moderator TEXT,                                -- NULL: had it erased
     guild     TEXT,                                -- NULL: a direct message
     kind      TEXT NOT NULL,
     about     TEXT NOT NULL,
     created   INTEGER NOT NULL,                    -- milliseconds since 1970
     expires   INTEGER NOT NULL
   );`,
  // Without the person: only who searched sees the buttons.
  `CREATE TABLE searches (
     id      INTEGER PRIMARY KEY AUTOINCREMENT,
     query   TEXT NOT NULL,
     filters TEXT NOT NULL,                         -- as JSON
     expires INTEGER NOT NULL                       -- milliseconds since 1970
   );`,
  // How a question that leans on the one before was asked and read, as JSON; NULL: it stands by itself.
  `ALTER TABLE answers ADD COLUMN follow_up TEXT;
   CREATE INDEX answers_by_turn ON answers (asker, channel, id);`,
  // 1: only the asker saw it. Of those given before nobody knows, so they count as private.
  `ALTER TABLE answers ADD COLUMN private INTEGER NOT NULL DEFAULT 1;
   ALTER TABLE answers ADD COLUMN thread TEXT;      -- the thread opened on it; NULL: none
   CREATE INDEX answers_by_channel ON answers (channel, id);
   CREATE INDEX answers_by_thread ON answers (thread);`,
];

/**
 * Brings the database to the newest schema, all steps or none.
 *
 * @param path - Where it lies, for the message.
 * @throws FootnoteError of kind `settings` where a newer Footnote wrote it.
 */
export function migrate(database: Database.Database, path: string): void {
  const version = schemaVersion(database);
  if (version > migrations.length) {
    throw new FootnoteError(
      "settings",
      `${path} was written by a newer Footnote (schema ${version}; this one knows ${migrations.length}). Run that version, or set STATE_DIR to another folder.`,
    );
  }
  if (version === migrations.length) return;
  database.transaction(() => {
    for (const step of migrations.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  })();
}

function schemaVersion(database: Database.Database): number {
  return (database.prepare("PRAGMA user_version").get() as { user_version: number }).user_version;
}
