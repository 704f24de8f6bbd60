/** What was typed in earlier chats, one entry a line, oldest first. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export interface History {
  /** Newest first, as readline wants them. */
  readonly entries: string[];
  /** How many are kept. */
  readonly size: number;
  readonly add: (entry: string) => void;
}

const entriesKept = 500;

/**
 * Opens the file and shortens it where it has grown. Entries are appended one by one, so two chats
 * at once keep both. A history that cannot be read or written is done without: it is a comfort.
 */
export function openHistory(file: string): History {
  const kept = readEntries(file);
  return {
    entries: kept.toReversed(),
    size: entriesKept,
    add(entry) {
      try {
        mkdirSync(dirname(file), { recursive: true });
        // Questions are nobody else's business: readable by their owner alone.
        appendFileSync(file, `${entry}\n`, { mode: 0o600 });
      } catch {
        // See above.
      }
    },
  };
}

function readEntries(file: string): string[] {
  try {
    const entries = readFileSync(file, "utf8").split("\n").filter(Boolean);
    const kept = entries.slice(-entriesKept);
    if (entries.length > 2 * entriesKept) writeFileSync(file, `${kept.join("\n")}\n`);
    return kept;
  } catch {
    return [];
  }
}
