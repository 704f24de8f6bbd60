/**
 * The process that re-indexes: it takes its settings by message, reports its progress, and ends when
 * it is told to, or when its parent is gone.
 */
import type { IndexProgress } from "../index/build.ts";
import { sendToParent, toErrorMessage } from "./child.ts";
import { indexCorpus } from "./index-corpus.ts";
import type { FromReindexChild, ToReindexChild } from "./reindex.ts";

/** Progress messages come at most this often: embedding reports after every sentence. */
const MS_BETWEEN_REPORTS = 100;

const cancelled = new AbortController();
process.on("disconnect", () => cancelled.abort());
process.on("SIGTERM", () => cancelled.abort());
// A Ctrl-C in the parent's terminal reaches this process too; the parent decides what it means.
process.on("SIGINT", () => {});

const report = (message: FromReindexChild) => sendToParent(message);
let reported = Number.NEGATIVE_INFINITY;
const onProgress = (progress: IndexProgress) => {
  const now = performance.now();
  if (progress.done < progress.total && now - reported < MS_BETWEEN_REPORTS) return;
  reported = now;
  report({ progress });
};

process.on("message", async (message: ToReindexChild) => {
  if ("cancel" in message) {
    cancelled.abort();
    return;
  }
  const { config, rebuild } = message.start;
  try {
    const { signal } = cancelled;
    report({ summary: await indexCorpus(config, { rebuild, onProgress, signal }) });
  } catch (error) {
    report({ error: toErrorMessage(error) });
  }
  process.disconnect();
});
