/** Starting a child process that runs a TypeScript file of ours from its source. */
import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { FootnoteError } from "../errors.ts";

const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/**
 * Forks a file beside the caller's.
 *
 * Messages are structured clones, so that typed arrays and undefined survive. The child's standard
 * output goes to our standard error: ours may carry JSON.
 */
export function forkChild(file: URL): ChildProcess {
  return fork(fileURLToPath(file), [], {
    execArgv: ["--import", loader],
    serialization: "advanced",
    stdio: ["ignore", 2, 2, "ipc"],
  });
}

/** An error as it crosses between processes. */
export interface ErrorMessage {
  readonly kind: FootnoteError["kind"] | null;
  readonly message: string;
  readonly stack: string | undefined;
}

export function toErrorMessage(error: unknown): ErrorMessage {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: error instanceof FootnoteError ? error.kind : null, message, stack };
}

export function fromErrorMessage({ kind, message, stack }: ErrorMessage): Error {
  const error = kind === null ? new Error(message) : new FootnoteError(kind, message);
  // Where it happened is in the child.
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** Sends a message to the parent process; without effect where it is gone. */
export function sendToParent(message: object): void {
  if (process.connected) process.send?.(message);
}
