/**
 * What a button or menu carries: its action and arguments, compact, with a version in front. Nothing
 * else is remembered about a message, so a press works after a restart.
 */
import { limits } from "./limits.ts";

// Raised when an action's arguments change their meaning.
const version = "1";

/** The custom id of a control; arguments hold no colon. */
export function customId(action: string, ...args: readonly (string | number)[]): string {
  const id = [version, action, ...args].join(":");
  if (id.length > limits.customId) throw new Error(`This custom id is too long: ${id}`);
  return id;
}

/** Null where another version, or no Footnote, made it. */
export function parseCustomId(id: string): { action: string; args: string[] } | null {
  const [made, action, ...args] = id.split(":");
  return made === version && action ? { action, args } : null;
}
