/** Searches, so that their pages can be turned; without the person who searched. */
import type Database from "libsql";
import type { Filters } from "../engine/engine.ts";

export interface Search {
  readonly query: string;
  readonly filters: Filters;
}

export interface Searches {
  /** Keeps a search for a day: only who made it sees its pages, and for no longer; its id. */
  saveSearch(search: Search): number;
  /** Undefined where there is none with that id or its day is over. */
  findSearch(id: number): Search | undefined;
}

const searchMs = 24 * 60 * 60 * 1000;

/** @param now - The clock, in milliseconds since 1970. */
export function searchesIn(database: Database.Database, now: () => number): Searches {
  const insert = database.prepare(
    "INSERT INTO searches (query, filters, expires) VALUES (?, ?, ?)",
  );
  const find = database.prepare("SELECT query, filters FROM searches WHERE id = ? AND expires > ?");
  return {
    saveSearch({ query, filters }) {
      return Number(insert.run(query, JSON.stringify(filters), now() + searchMs).lastInsertRowid);
    },
    findSearch(id) {
      const row = find.get(id, now()) as { query: string; filters: string } | undefined;
      return row && { query: row.query, filters: JSON.parse(row.filters) as Filters };
    },
  };
}
