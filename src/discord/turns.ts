/**
 * Whose question or search is next: a person's keep a distance in time, and a server has a few with
 * the engine at once. Whoever must wait is told until when; nothing is dropped without a word.
 */
import { setTimeout as wait } from "node:timers/promises";
import { Declined, declinedForStop } from "./faults.ts";
import { notice, type Rendering } from "./render/message.ts";
import { moment } from "./words/formats.ts";
import type { Words } from "./words/words.ts";

export interface Turns {
  /**
   * Waits for the turn of a question or search.
   *
   * @param onWait - Shows that it has to; called again when the reason changes.
   * @returns what must be called when the engine has done with it.
   * @throws Declined, with the time at which to ask again, where it would wait longer than a reply
   *   can be filled in; and where the bot is stopping.
   */
  take(asked: {
    readonly asker: string;
    /** The server, else the direct channel. */
    readonly place: string;
    readonly onWait: (waiting: Rendering) => Promise<void>;
    /** In which that is shown. */
    readonly words: Words;
  }): Promise<() => void>;
}

export interface TurnsOptions {
  /** Between the starts of what one person asks. */
  readonly cooldownMs: number;
  /** How many of one place are with the engine at once. */
  readonly atOnce: number;
  /** Ends the waiting. */
  readonly stopping: AbortSignal;
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** What goes on in one place. */
interface Place {
  busy: number;
  readonly waiting: (() => void)[];
}

// A reply can be filled in for 15 minutes.
const longestWaitMs = 10 * 60 * 1000;
// How long an answer takes, until some have been given.
const firstGuessMs = 4000;

export function createTurns({ cooldownMs, atOnce, stopping, now = Date.now }: TurnsOptions): Turns {
  /** When each person's next may start; only times to come. */
  const mayStart = new Map<string, number>();
  const places = new Map<string, Place>();
  let usualMs = firstGuessMs;

  /** Takes the next free time of the person. */
  function reserve(asker: string): number {
    const at = now();
    for (const [person, time] of mayStart) if (time <= at) mayStart.delete(person);
    const start = mayStart.get(asker) ?? at;
    refuseTooLong(start, at);
    if (cooldownMs > 0) mayStart.set(asker, start + cooldownMs);
    return start;
  }

  /** @param asked - When the waiting began. */
  function refuseTooLong(start: number, asked: number): void {
    if (start - asked <= longestWaitMs) return;
    const again = momentOf(Math.max(start - longestWaitMs, now()));
    throw new Declined(({ asking }) => asking.tooManyBefore(again));
  }

  async function untilCooledDown(
    asker: string,
    onWait: (waiting: Rendering) => Promise<void>,
    { asking }: Words,
  ): Promise<void> {
    const start = reserve(asker);
    if (start <= now()) return;
    await onWait(notice(asking.tooSoon(momentOf(start))));
    await wait(Math.max(0, start - now()), undefined, { signal: stopping });
  }

  async function untilFree(
    name: string,
    asked: number,
    onWait: (waiting: Rendering) => Promise<void>,
    { asking }: Words,
  ): Promise<void> {
    const place = places.get(name) ?? { busy: 0, waiting: [] };
    places.set(name, place);
    if (place.busy < atOnce) {
      place.busy += 1;
      return;
    }
    const ahead = place.waiting.length + 1;
    const start = now() + Math.ceil(ahead / atOnce) * usualMs;
    refuseTooLong(start, asked);
    const { promise, resolve } = deferred();
    place.waiting.push(resolve);
    stopping.addEventListener("abort", resolve, { once: true });
    await onWait(notice(asking.inLine(ahead, momentOf(start))));
    await promise;
    stopping.removeEventListener("abort", resolve);
    stopping.throwIfAborted();
  }

  function release(name: string): void {
    const place = places.get(name);
    const next = place?.waiting.shift();
    if (next) next();
    else if (place) {
      place.busy -= 1;
      if (place.busy === 0) places.delete(name);
    }
  }

  return {
    async take({ asker, place, onWait, words }) {
      // To be told is a courtesy: the answer comes all the same.
      const asked = now();
      const tell = (waiting: Rendering) => onWait(waiting).catch(() => {});
      try {
        await untilCooledDown(asker, tell, words);
        await untilFree(place, asked, tell, words);
      } catch (error) {
        if (stopping.aborted) throw declinedForStop();
        throw error;
      }
      const started = now();
      return () => {
        usualMs += (now() - started - usualMs) / 5;
        release(place);
      };
    },
  };
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function momentOf(time: number): string {
  return moment(new Date(time).toISOString());
}
