/**
 * The errors that a person using Footnote can cause or mend. Everything else is a fault of ours and
 * travels as an ordinary `Error` with its cause.
 */

/** What went wrong, in a word that a program can branch on. */
export type ErrorKind =
  /** A setting in the environment or `.env` is missing or wrong. */
  | "settings"
  /** A command was called with arguments that do not fit. */
  | "usage"
  /** The corpus folder is missing, unreadable or holds nothing usable. */
  | "corpus"
  /** A model is neither in the models folder nor to be had from the hub. */
  | "model"
  /** There is no index where one was looked for. */
  | "index-missing"
  /** The index's files are not what its manifest says. */
  | "index-damaged"
  /** The index belongs to another model, format or corpus. */
  | "index-foreign"
  /** The golden questions cannot be read, or a new index answers one of them no longer. */
  | "golden"
  /** The index's folder cannot be read or written: permissions, a full disk. */
  | "index-folder"
  /** Another process is writing the index. */
  | "index-locked"
  /** There is no article with that id. */
  | "not-found"
  /** Another bot runs on the same state. */
  | "bot-running"
  /** The engine's process ended while the call was under way; asking again is safe. */
  | "engine-restarted"
  /** Somebody cancelled the work. */
  | "cancelled"
  /** A fault of ours: the text is safe to show, the cause is in the log. */
  | "internal";

/**
 * An error whose message is written for the person who reads it: what was wrong, where, and what to
 * do next. Doors show the message as it stands and never a stack trace.
 */
export class FootnoteError extends Error {
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "FootnoteError";
    this.kind = kind;
  }
}
