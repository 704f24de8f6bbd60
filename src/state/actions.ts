/** What moderators did to the corpus and its index. */
import type Database from "libsql";

export type ActionKind = "reindex" | "cancel" | "rollback" | "add" | "remove";

/** Something that a moderator did. */
export interface Action {
  /** Null where the person had it erased. */
  readonly moderator: string | null;
  /** Null: in a direct message. */
  readonly guild: string | null;
  readonly kind: ActionKind;
  /** What came of it, or what it was done to; no ids of people. */
  readonly about: string;
  readonly at: Date;
}

export interface ActionPage {
  /** Newest first. */
  readonly actions: readonly Action[];
  /** How many there are on all pages. */
  readonly total: number;
}

export interface Actions {
  /**
   * @param days - How long it is kept.
   * @returns its number, for `reportAction`.
   */
  recordAction(action: Omit<Action, "at">, days: number): number;
  /** Tells what came of an action that was recorded when it began. */
  reportAction(id: number, about: string): void;
  /** Tells it of all that `was` is known of: those that were under way when the bot ended. */
  reportActions(was: string, about: string): void;
  actions(range: { readonly skip: number; readonly most: number }): ActionPage;
  /** The newest of a kind; null where none is kept. */
  lastAction(kind: ActionKind): Action | null;
}

const dayMs = 24 * 60 * 60 * 1000;

/** @param now - The clock, in milliseconds since 1970. */
export function actionsIn(database: Database.Database, now: () => number): Actions {
  const insert = database.prepare(
    "INSERT INTO actions (moderator, guild, kind, about, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const report = database.prepare("UPDATE actions SET about = ? WHERE id = ?");
  const reportAll = database.prepare("UPDATE actions SET about = ? WHERE about = ?");
  const page = database.prepare(
    "SELECT * FROM actions WHERE expires > ? ORDER BY id DESC LIMIT ? OFFSET ?",
  );
  const count = database.prepare("SELECT count(*) AS total FROM actions WHERE expires > ?");
  const last = database.prepare(
    "SELECT * FROM actions WHERE kind = ? AND expires > ? ORDER BY id DESC LIMIT 1",
  );
  return {
    recordAction({ moderator, guild, kind, about }, days) {
      const at = now();
      const { lastInsertRowid } = insert.run(moderator, guild, kind, about, at, at + days * dayMs);
      return Number(lastInsertRowid);
    },
    reportAction(id, about) {
      report.run(about, id);
    },
    reportActions(was, about) {
      reportAll.run(about, was);
    },
    actions({ skip, most }) {
      const at = now();
      const rows = page.all(at, most, skip) as ActionRow[];
      const { total } = count.get(at) as { total: number };
      return { actions: rows.map(actionOf), total };
    },
    lastAction(kind) {
      const row = last.get(kind, now()) as ActionRow | undefined;
      return row ? actionOf(row) : null;
    },
  };
}

interface ActionRow {
  readonly moderator: string | null;
  readonly guild: string | null;
  readonly kind: ActionKind;
  readonly about: string;
  readonly created: number;
}

function actionOf({ moderator, guild, kind, about, created }: ActionRow): Action {
  return { moderator, guild, kind, about, at: new Date(created) };
}
