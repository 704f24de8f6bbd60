/**
 * What people did with Footnote, kept apart from the index so that a rebuilt index loses none of it:
 * the answers given, so that their buttons work after a restart, and the votes on them. One SQLite
 * file, opened by the bot's own process alone.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import type { Answer } from "../answer/answer.ts";
import type { Filters } from "../engine/engine.ts";
import { FootnoteError } from "../errors.ts";
import { type Actions, actionsIn } from "./actions.ts";
import { type Gaps, gapsIn } from "./gaps.ts";
import { migrate } from "./migrations.ts";
import { type Personal, personalIn } from "./personal.ts";
import { type Searches, searchesIn } from "./searches.ts";
import { type Votes, votesIn } from "./votes.ts";

/** Where a question came from; Discord's ids. */
export interface Asking {
  readonly asker: string;
  /** Null: a direct message. */
  readonly guild: string | null;
  readonly channel: string;
  /** Whether nobody but the asker sees the answer; false unless told. */
  readonly isPrivate?: boolean;
  /** What the articles were limited to; nothing unless told. */
  readonly filters?: Filters;
  /** Null, as unless told, where the question stands by itself. */
  readonly followUp?: FollowUp | null;
}

/** A question that leans on the one before; the answer's own is how it was read. */
export interface FollowUp {
  /** In the person's words. */
  readonly asked: string;
  readonly about: string;
}

/** An answer that was given. */
export interface GivenAnswer extends Required<Asking> {
  readonly id: number;
  readonly answer: Answer;
  readonly created: Date;
}

/** The open state database. Its calls are synchronous and take well under a millisecond. */
export interface State extends Votes, Searches, Actions, Gaps, Personal {
  /** Keeps an answer for the configured number of days; its id. */
  saveAnswer(asking: Asking, answer: Answer): number;
  /**
   * What that person was last answered in that channel; undefined where it is older than half an
   * hour. What was private is named to a private question alone.
   */
  lastAnswer(question: Asking): GivenAnswer | undefined;
  /**
   * What anybody was last answered in that thread, however long ago; the answer that it was opened on
   * is its first. The asker's own private ones are named to a private question alone.
   */
  lastInThread(question: Asking): GivenAnswer | undefined;
  /** Its asker showed it to everybody. */
  makePublic(id: number): void;
  /** A thread was opened on it. */
  openedThread(id: number, thread: string): void;
  /** Undefined where there is none with that id or its days are over. */
  findAnswer(id: number): GivenAnswer | undefined;
  /** Deletes what has expired: answers with their votes, actions, searches; how many answers. */
  purge(): number;
  close(): void;
}

// What was said longer ago is no longer what "it" means.
const turnMs = 30 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Opens the state database in a folder; makes both where they are missing.
 *
 * @param answerDays - How long an answer is kept.
 * @param now - The clock, in milliseconds since 1970.
 * @throws FootnoteError where the file cannot be opened, is no database, or is of a newer schema.
 */
export function openState(
  { dir, answerDays }: { readonly dir: string; readonly answerDays: number },
  now: () => number = Date.now,
): State {
  const path = join(dir, "state.db");
  const database = openDatabase(dir, path);

  const insert = database.prepare(
    `INSERT INTO answers (asker, guild, channel, question, generation, answer, created, expires, filters, follow_up, private)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const find = database.prepare("SELECT * FROM answers WHERE id = ? AND expires > ?");
  const findLast = database.prepare(
    `SELECT * FROM answers
     WHERE asker = ? AND channel = ? AND private <= ? AND created > ? AND expires > ?
     ORDER BY id DESC LIMIT 1`,
  );
  const findLastInThread = database.prepare(
    `SELECT * FROM answers
     WHERE (channel = ? OR thread = ?) AND (private = 0 OR (asker = ? AND private <= ?)) AND expires > ?
     ORDER BY id DESC LIMIT 1`,
  );
  const setPublic = database.prepare("UPDATE answers SET private = 0 WHERE id = ?");
  const setThread = database.prepare("UPDATE answers SET thread = ? WHERE id = ?");
  const deleteExpired = database.prepare("DELETE FROM answers WHERE expires <= ?");

  const deleteExpiredActions = database.prepare("DELETE FROM actions WHERE expires <= ?");
  const deleteExpiredSearches = database.prepare("DELETE FROM searches WHERE expires <= ?");
  const deleteOrphans = database.prepare(
    "DELETE FROM votes WHERE answer NOT IN (SELECT id FROM answers)",
  );

  return {
    ...votesIn(database, now),
    ...searchesIn(database, now),
    ...actionsIn(database, now),
    ...gapsIn(database, now),
    ...personalIn(database),
    saveAnswer(
      { asker, guild, channel, isPrivate = false, filters = {}, followUp = null },
      answer,
    ) {
      const created = now();
      const { lastInsertRowid } = insert.run(
        asker,
        guild,
        channel,
        answer.question,
        answer.generation,
        JSON.stringify(answer),
        created,
        created + answerDays * dayMs,
        JSON.stringify(filters),
        followUp && JSON.stringify(followUp),
        Number(isPrivate),
      );
      return Number(lastInsertRowid);
    },
    lastAnswer({ asker, channel, isPrivate = false }) {
      const at = now();
      const row = findLast.get(asker, channel, Number(isPrivate), at - turnMs, at);
      return row === undefined ? undefined : given(row as AnswerRow);
    },
    lastInThread({ asker, channel, isPrivate = false }) {
      const row = findLastInThread.get(channel, channel, asker, Number(isPrivate), now());
      return row === undefined ? undefined : given(row as AnswerRow);
    },
    makePublic(id) {
      setPublic.run(id);
    },
    openedThread(id, thread) {
      setThread.run(thread, id);
    },
    findAnswer(id) {
      const row = find.get(id, now());
      return row === undefined ? undefined : given(row as AnswerRow);
    },
    purge() {
      const { changes } = deleteExpired.run(now());
      deleteOrphans.run();
      deleteExpiredSearches.run(now());
      deleteExpiredActions.run(now());
      return changes;
    },
    close() {
      database.close();
    },
  };
}

function given(row: AnswerRow): GivenAnswer {
  const { id, asker, guild, channel } = row;
  return {
    id,
    asker,
    guild,
    channel,
    isPrivate: row.private === 1,
    answer: JSON.parse(row.answer) as Answer,
    filters: JSON.parse(row.filters) as Filters,
    followUp: row.follow_up === null ? null : (JSON.parse(row.follow_up) as FollowUp),
    created: new Date(row.created),
  };
}

interface AnswerRow {
  readonly id: number;
  readonly asker: string;
  readonly guild: string | null;
  readonly channel: string;
  readonly answer: string;
  readonly filters: string;
  readonly follow_up: string | null;
  readonly private: 0 | 1;
  readonly created: number;
}

function openDatabase(dir: string, path: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    mkdirSync(dir, { recursive: true });
    database = new Database(path);
    // Readers and the writer do not wait for one another, and a crash loses no finished write.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    // What is deleted is gone from the file too.
    database.exec("PRAGMA secure_delete = ON;");
    migrate(database, path);
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof FootnoteError) throw cause;
    throw new FootnoteError(
      "settings",
      `The state database ${path} cannot be used: ${cause instanceof Error ? cause.message : cause}. Check that STATE_DIR is a folder that Footnote may write to; a damaged file can be moved away, which loses the buttons under old answers and nothing else.`,
      { cause },
    );
  }
}
