/** What the commands have in common: their folders, their errors and their exit codes. */
import { type Command, CommanderError, InvalidArgumentError } from "commander";
import { loadConfig } from "../config.ts";
import { FootnoteError } from "../errors.ts";
import { renderError } from "./errors.ts";
import { errorJson } from "./json.ts";

/** What `--corpus` and `--index` give. */
export interface FolderOptions {
  readonly corpus?: string;
  readonly index?: string;
}

/** Exit codes besides 0. */
export const exitCode = {
  failed: 1,
  /** Indexed, but for some files. */
  someSkipped: 2,
  notAnswered: 3,
  /** What shells give for Ctrl-C. */
  interrupted: 130,
} as const;

/** Adds the options that name other folders than the configured ones. */
export function withFolderOptions(command: Command): Command {
  return command
    .option("--corpus <dir>", "folder of articles in place of CORPUS_DIR")
    .option("--index <dir>", "folder of the index in place of INDEX_DIR");
}

/** Reads an option's value; for commander. */
export function wholeNumber(value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new InvalidArgumentError("It must be a whole number above 0");
}

/**
 * Runs a command with the process's arguments. Errors go to standard error; with `--json` an object
 * for them goes to standard output instead of a result. The process ends by itself with the exit
 * code that is set, so that everything written arrives.
 */
export async function runCommand(command: Command): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader has gone (`| head`): there is nobody left to write to.
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
  const asJson = process.argv.includes("--json");
  try {
    command.exitOverride().configureOutput({ writeErr: () => {} });
    await command.parseAsync();
  } catch (thrown) {
    const error = thrown instanceof CommanderError ? usageError(command, thrown) : thrown;
    if (error === null) return;
    process.exitCode =
      error instanceof FootnoteError && error.kind === "cancelled"
        ? exitCode.interrupted
        : exitCode.failed;
    process.stderr.write(`${renderError(error, isDetailed())}\n`);
    if (asJson) printJson(errorJson(error));
  }
}

/** Writes one object to standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Whether faults are shown with their stacks. */
export function isDetailed(): boolean {
  try {
    return ["debug", "trace"].includes(loadConfig().log.level);
  } catch {
    // The settings are what is wrong; their own error says so.
    return false;
  }
}

/** Null where commander only showed the help that was asked for. */
function usageError(command: Command, error: CommanderError): FootnoteError | null {
  if (error.exitCode === 0) return null;
  const message = error.message.replace(/^error: |\.$/g, "");
  return new FootnoteError(
    "usage",
    `${message[0]?.toUpperCase()}${message.slice(1)}.\n` +
      `npm run ${command.name()} -- --help lists the arguments.`,
  );
}
