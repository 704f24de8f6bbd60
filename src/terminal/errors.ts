/** How the terminal tells of an error. */
import { FootnoteError } from "../errors.ts";

/** What to show for an error: a person's own message, or that the fault is Footnote's. */
export function faultMessage(error: unknown): string {
  if (error instanceof FootnoteError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Something went wrong inside Footnote: ${message}`;
}

/**
 * The same for standard error. A fault of Footnote's comes with its stack and causes where the log
 * level asks for them, else with the way to get them.
 */
export function renderError(error: unknown, detailed: boolean): string {
  const message = faultMessage(error);
  if (error instanceof FootnoteError && error.kind !== "internal") return message;
  if (!detailed) return `${message}\nLOG_LEVEL=debug shows where.`;
  return [message, ...causes(error)].join("\n");
}

function causes(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return [error.stack ?? error.message, ...causes(error.cause)];
}
