/**
 * What people are told when something does not work: safe words, and an id under which the cause
 * stands in the log.
 */
import { DiscordAPIError, RESTJSONErrorCodes } from "discord.js";
import { type ErrorKind, FootnoteError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { escapeText } from "./text.ts";

/** A handler's way to say no; the message is shown as it stands, as markdown. */
export class Declined extends Error {
  override readonly name = "Declined";
}

export const stoppingWords = "I am being restarted. Please ask again in a minute.";

// Everything else is for the operator to mend, and may name folders and files.
const shownKinds: readonly ErrorKind[] = ["engine-restarted", "index-locked"];

/**
 * Writes the cause to the log, unless there is nothing to see to, and gives the words for people.
 *
 * @param id - Of the interaction or message that it happened to.
 */
export function explain(
  error: unknown,
  id: string,
  { log, deadline }: { readonly log: Logger; readonly deadline: AbortSignal },
): string {
  if (error instanceof Declined) return error.message;
  // What a person wrote could not be understood: theirs to mend, and their words are not for the log.
  if (error instanceof FootnoteError && error.kind === "usage") return escapeText(error.message);
  if (deadline.aborted) return stoppingWords;
  log.error({ id, error: described(error) }, "a request failed");
  if (error instanceof FootnoteError && shownKinds.includes(error.kind)) return error.message;
  return `Something went wrong, and it is not your fault. The operator finds the cause in the log under \`${id}\`.`;
}

/** Whether a request failed only because the person or somebody else was faster. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof DiscordAPIError && overtaken.includes(Number(error.code));
}

const overtaken: readonly number[] = [
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownInteraction,
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
