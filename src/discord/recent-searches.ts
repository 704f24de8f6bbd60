/**
 * What searches found a while ago, so that turning their pages searches nothing anew: that would take
 * a turn, and a page might repeat or leave out what another showed.
 */
import type { SearchResult } from "../engine/engine.ts";

export interface RecentSearches {
  /** @param id - The search's in the state database. */
  keep(id: number, found: SearchResult): void;
  /** Undefined where it was too long ago, or another index has been served since. */
  find(id: number): SearchResult | undefined;
  /** What they found may not be in the corpus any more. */
  forget(): void;
}

/** @param most - How many are kept; those that were looked at longest ago are forgotten first. */
export function createRecentSearches(most: number): RecentSearches {
  const kept = new Map<number, SearchResult>();
  return {
    keep(id, found) {
      kept.delete(id);
      kept.set(id, found);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
    find(id) {
      const found = kept.get(id);
      if (found) this.keep(id, found);
      return found;
    },
    forget() {
      kept.clear();
    },
  };
}
