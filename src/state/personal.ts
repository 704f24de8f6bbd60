/** What is kept about one person, and erasing it. `docs/privacy.md` has the table of it. */
import type Database from "libsql";

/** How many rows name a person. */
export interface PersonalRows {
  /** Answers to their questions. */
  readonly answers: number;
  readonly votes: number;
  /** What they did as a moderator. */
  readonly actions: number;
}

export interface Personal {
  /** Rows that have expired and wait for the next clearing count too: they are still there. */
  rowsAbout(user: string): PersonalRows;
  /**
   * Deletes their answers, with everybody's votes on these, and their votes; what they did as a
   * moderator stays without their id. What there was before.
   */
  erase(user: string): PersonalRows;
}

export function personalIn(database: Database.Database): Personal {
  const count = database.prepare(
    `SELECT (SELECT count(*) FROM answers WHERE asker = ?) AS answers,
            (SELECT count(*) FROM votes WHERE voter = ?) AS votes,
            (SELECT count(*) FROM actions WHERE moderator = ?) AS actions`,
  );
  const steps = [
    "DELETE FROM votes WHERE answer IN (SELECT id FROM answers WHERE asker = ?)",
    "DELETE FROM votes WHERE voter = ?",
    "DELETE FROM answers WHERE asker = ?",
    "UPDATE actions SET moderator = NULL WHERE moderator = ?",
  ].map((step) => database.prepare(step));

  function rowsAbout(user: string): PersonalRows {
    const { answers, votes, actions } = count.get(user, user, user) as PersonalRows;
    return { answers, votes, actions };
  }

  return {
    rowsAbout,
    erase(user) {
      const before = rowsAbout(user);
      database.transaction(() => {
        for (const step of steps) step.run(user);
      })();
      // Deleted rows are overwritten in the file; the log beside it would still hold them.
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      return before;
    },
  };
}
