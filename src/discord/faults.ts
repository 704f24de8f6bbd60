/**
 * What people are told when something does not work: safe words, and an id under which the cause
 * stands in the log.
 */
import { DiscordAPIError, RESTJSONErrorCodes } from "discord.js";
import { type ErrorKind, FootnoteError } from "../errors.ts";
import type { Context } from "./context.ts";
import { escapeText } from "./text.ts";
import { english } from "./words/english.ts";
import type { Words } from "./words/words.ts";

/** A handler's way to say no, in the words of whoever is told; they are shown as they stand, as markdown. */
export class Declined extends Error {
  override readonly name = "Declined";
  readonly told: (words: Words) => string;

  constructor(told: (words: Words) => string) {
    super(told(english));
    this.told = told;
  }
}

/** A handler's no where the bot takes no new work. */
export function declinedForStop(): Declined {
  return new Declined(({ faults }) => faults.stopping);
}

// Everything else is for the operator to mend, and may name folders and files.
const toldKinds: Partial<Record<ErrorKind, "engineRestarted" | "indexLocked">> = {
  "engine-restarted": "engineRestarted",
  "index-locked": "indexLocked",
};

/**
 * Writes the cause to the log, unless there is nothing to see to, and gives the words for people.
 *
 * @param id - Of the interaction or message that it happened to.
 */
export function explain(
  error: unknown,
  id: string,
  { log, deadline, words }: Pick<Context, "log" | "deadline" | "words">,
): string {
  if (error instanceof Declined) return error.told(words);
  // What a person wrote could not be understood: theirs to mend, and their words are not for the log.
  if (error instanceof FootnoteError && error.kind === "usage") return escapeText(error.message);
  if (deadline.aborted) return words.faults.stopping;
  log.error({ id, error: described(error) }, "a request failed");
  const told = error instanceof FootnoteError ? toldKinds[error.kind] : undefined;
  if (told !== undefined) return words.faults[told];
  return words.faults.unexpected(id);
}

/** Whether a request failed only because the person, somebody else or the time was faster. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof DiscordAPIError && overtaken.includes(Number(error.code));
}

const overtaken: readonly number[] = [
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownInteraction,
  // The fifteen minutes in which a reply can be filled in are over.
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
];

/**
 * An error as the log may hold it. A discord.js error carries the request's body, in which questions
 * stand, and its address, in which an interaction's token does.
 */
export function described(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  const code = "code" in error ? { code: error.code } : {};
  return {
    name,
    message,
    ...code,
    stack,
    ...(cause === undefined ? {} : { cause: described(cause) }),
  };
}
