/** What the bot is working on, so that it can be waited for before it ends. */
import { setTimeout as wait } from "node:timers/promises";

export interface UnderWay {
  readonly count: number;
  /** Remembers a piece of work until it ends; it must not reject. */
  add(work: Promise<void>): void;
  /** Resolves when nothing is under way, else after `ms`. */
  finished(ms: number): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const all = new Set<Promise<void>>();
  async function idle(): Promise<void> {
    // What ends may have begun something else.
    while (all.size > 0) await Promise.all(all);
  }
  return {
    get count() {
      return all.size;
    },
    add(work) {
      all.add(work);
      void work.then(() => all.delete(work));
    },
    finished: (ms) => Promise.race([idle(), wait(ms, undefined, { ref: false })]),
  };
}
