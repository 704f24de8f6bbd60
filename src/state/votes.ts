/** Which answers people found helpful. One vote a person and answer, which can be changed. */
import type Database from "libsql";

/** 1: it helped; -1: it did not. */
export type Vote = 1 | -1;

export interface VoteCounts {
  readonly up: number;
  readonly down: number;
}

export interface Votes {
  /** Takes the place of an earlier vote of the same person. */
  vote(answer: number, voter: string, vote: Vote): void;
  votesFor(answer: number): VoteCounts;
}

/** @param now - The clock, in milliseconds since 1970. */
export function votesIn(database: Database.Database, now: () => number): Votes {
  const insert = database.prepare(
    `INSERT INTO votes (answer, voter, vote, voted) VALUES (?, ?, ?, ?)
     ON CONFLICT (answer, voter) DO UPDATE SET vote = excluded.vote, voted = excluded.voted`,
  );
  const counts = database.prepare(
    "SELECT count(*) FILTER (WHERE vote = 1) AS up, count(*) FILTER (WHERE vote = -1) AS down FROM votes WHERE answer = ?",
  );
  return {
    vote(answer, voter, vote) {
      insert.run(answer, voter, vote, now());
    },
    votesFor(answer) {
      const { up, down } = counts.get(answer) as VoteCounts;
      return { up, down };
    },
  };
}
