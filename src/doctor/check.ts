/** What the doctor says of one thing: how it is, what was found, and what to do about it. */
import { FootnoteError } from "../errors.ts";

export interface Check {
  /** What was looked at, in a word or two. */
  readonly about: string;
  /** A problem keeps something from working; a warning does not, but somebody should know. */
  readonly verdict: "ok" | "warning" | "problem";
  readonly found: string;
  /** Null where nothing is to be done. */
  readonly fix: string | null;
}

export function ok(about: string, found: string): Check {
  return { about, verdict: "ok", found, fix: null };
}

export function warning(about: string, found: string, fix: string): Check {
  return { about, verdict: "warning", found, fix };
}

export function problem(about: string, found: string, fix: string): Check {
  return { about, verdict: "problem", found, fix };
}

/**
 * A problem in an error's own words: those of a `FootnoteError` end in a sentence that says what to
 * do, and that is the fix.
 */
export function problemOf(about: string, error: unknown): Check {
  const message = error instanceof Error ? error.message : String(error);
  const parts = error instanceof FootnoteError ? /^(.*\.) (\p{Lu}.*)$/su.exec(message) : null;
  const [, found = message, fix = null] = parts ?? [];
  return { about, verdict: "problem", found, fix };
}
