/** How far a measurement is, on standard error, and its end with Ctrl-C. */
import { SingleBar } from "cli-progress";
import { showProgress } from "../terminal/progress.ts";
import type { Watching } from "./run.ts";

/** Runs a measurement with its progress on standard error; Ctrl-C ends it. */
export async function withProgress<Result>(
  measure: (watching: Required<Watching>) => Promise<Result>,
): Promise<Result> {
  const indexing = showProgress(process.stderr);
  const asking = new SingleBar({
    stream: process.stderr,
    format: "Asking {bar} {percentage}% {value}/{total}, {eta_formatted} left",
    hideCursor: true,
    clearOnComplete: true,
    // Elsewhere than on a terminal: a line now and then.
    noTTYOutput: true,
    notTTYSchedule: 10_000,
  });
  const controller = new AbortController();
  // Once: a second Ctrl-C ends the process there and then.
  process.once("SIGINT", () => controller.abort());
  try {
    return await measure({
      onIndexProgress: indexing.show,
      onQuery(done, total) {
        if (done === 1) {
          indexing.end();
          asking.start(total, 0);
        }
        asking.update(done);
      },
      signal: controller.signal,
    });
  } finally {
    indexing.end();
    asking.stop();
  }
}
