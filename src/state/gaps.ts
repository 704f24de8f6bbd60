/** Questions that the corpus did not answer, or not well; without who asked them. */
import type Database from "libsql";

export interface Gap {
  readonly question: string;
  readonly asked: Date;
  /** False: it was answered, and more people found that it did not help than that it did. */
  readonly unanswered: boolean;
}

export interface Gaps {
  /** Newest first, of the answers that are still kept. */
  gaps(most: number): Gap[];
}

/** @param now - The clock, in milliseconds since 1970. */
export function gapsIn(database: Database.Database, now: () => number): Gaps {
  const select = database.prepare(
    `SELECT question, created, answered FROM (
       SELECT id, question, created, json_extract(answer, '$.answered') AS answered,
              (SELECT sum(vote) FROM votes WHERE votes.answer = answers.id) AS score
       FROM answers WHERE expires > ?)
     WHERE answered = 0 OR score < 0 ORDER BY id DESC LIMIT ?`,
  );
  return {
    gaps(most) {
      const rows = select.all(now(), most) as GapRow[];
      return rows.map(({ question, created, answered }) => ({
        question,
        asked: new Date(created),
        unanswered: answered === 0,
      }));
    },
  };
}

interface GapRow {
  readonly question: string;
  readonly created: number;
  readonly answered: number;
}
