/** Runs the scripts as a person does: as processes, on folders of their own. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { projectRoot, settings } from "../../src/config.ts";

/** Articles of a small town, with a table, a list, and a page full of what is no article. */
export const town: Readonly<Record<string, string>> = {
  "harbour/ferry.md": `---
title: Night ferry returns to Lindholm
outlet: Harbour Gazette
published: 2024-03-02
source: https://gazette.example/ferry
---

The night ferry between Lindholm and Ostrava Bay sails again after two winters without it. Dr. Ines Malkin, the harbour master, said the boat was repaired for 4.2 million crowns.

## Departures

| Day | Departure | Pier |
| --- | --- | --- |
| Friday | 23:10 | four |
| Sunday | 22:40 | two |

## Fares

A single ticket costs 38 crowns. Children under six travel free of charge.
`,
  "library.txt": `Lindholm library opens a reading room

The town library of Lindholm opened a reading room for newspapers on Monday. Its shelves hold 1,300 volumes of the Harbour Gazette, the oldest from 1871.

Librarian Jonas Petrauskas collected the volumes for eleven years. He found most of them in the attic of the old customs house.
`,
  "bridge.html": `<!doctype html><html><head><title>Swing bridge closed for repairs</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Swing bridge closed for repairs</h1>
<p>The swing bridge over the Aller river has been closed to cars since an inspection found cracks in two girders.</p>
<p>Engineers of the company Brodal expect the repairs to take nine weeks, and pedestrians may still cross on the northern side.</p>
<p>Drivers are asked to use the Mill Street tunnel, which has been open around the clock since the closure was announced.</p>
</article></body></html>
`,
};

/** A folder that is gone when the test (or the file, outside of one) ends. */
export function temporaryFolder(cleanUp: (remove: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), "footnote-"));
  cleanUp(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, given by relative path, under a folder; the folder. */
export function writeFiles(folder: string, files: Record<string, string | Uint8Array>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly settings?: Record<string, string>;
  /** Called with all of standard error so far; may send a signal once it says so. */
  readonly watch?: (stderr: string, kill: (signal: NodeJS.Signals) => void) => void;
}

// A developer's own .env and environment must not change a test: blank is the default.
const defaults = Object.fromEntries(Object.keys(settings).map((name) => [name, ""]));

/** Runs `scripts/<name>.ts` to its end. */
export function run(name: string, args: string[], options: RunOptions = {}): Promise<Outcome> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(projectRoot, "scripts", `${name}.ts`), ...args],
    {
      cwd: projectRoot,
      env: { ...process.env, ...defaults, ALLOW_MODEL_DOWNLOAD: "off", ...options.settings },
    },
  );
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
    options.watch?.(stderr, (signal) => child.kill(signal));
  });
  child.stdin.end(options.input ?? "");
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
