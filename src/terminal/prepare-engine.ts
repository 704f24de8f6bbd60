/** Getting an engine to ask, with whatever has to be done and told first. */
import type { Config } from "../config.ts";
import type { Cut } from "../corpus/article.ts";
import type { Engine, IndexSummary } from "../engine/engine.ts";
import { indexCorpus } from "../engine/index-corpus.ts";
import { openEngine } from "../engine/open.ts";
import { FootnoteError } from "../errors.ts";
import { showProgress } from "./progress.ts";
import { renderStaleness } from "./render.ts";
import { type Output, styleFor } from "./style.ts";
import { renderRemarks, renderSkipped, renderSummary } from "./summary.ts";

/**
 * An engine over the configured index, which is built first where there is none.
 *
 * @param errorOutput - Gets the progress of a build, and a warning where the corpus has changed
 *   since the index was built.
 * @param open - How to open it: in this process unless told.
 * @throws FootnoteError where the index or the corpus cannot be used.
 */
export async function prepareEngine(
  config: Config,
  errorOutput: Output,
  open: (config: Config) => Promise<Engine> = openEngine,
): Promise<Engine> {
  const engine = await openOrBuild(config, errorOutput, open);
  const { stale } = await engine.status();
  if (stale !== null) {
    errorOutput.write(`${styleFor(errorOutput).warning(renderStaleness(stale))}\n`);
  }
  return engine;
}

async function openOrBuild(
  config: Config,
  errorOutput: Output,
  open: (config: Config) => Promise<Engine>,
): Promise<Engine> {
  try {
    return await open(config);
  } catch (error) {
    if (!(error instanceof FootnoteError) || error.kind !== "index-missing") throw error;
  }
  errorOutput.write(`There is no index in ${config.index.dir} yet; it is built now.\n`);
  const summary = await buildIndex(config, errorOutput);
  errorOutput.write(`${renderSummary(summary, config.corpus.dir)}\n\n`);
  return open(config);
}

/**
 * Builds the index of the configured corpus with its progress on `errorOutput`, then a line for
 * everything that could be read in part only, and for every file that was skipped. Ctrl-C ends it
 * with kind `cancelled`; what was built before stays.
 */
export async function buildIndex(
  config: Config,
  errorOutput: Output,
  options: { readonly rebuild?: boolean; readonly onCut?: (cut: Cut) => void } = {},
): Promise<IndexSummary> {
  const progress = showProgress(errorOutput);
  const controller = new AbortController();
  // Once: a second Ctrl-C ends the process there and then.
  const cancel = () => controller.abort();
  process.once("SIGINT", cancel);
  process.once("SIGTERM", cancel);
  try {
    const summary = await indexCorpus(config, {
      ...options,
      onProgress: progress.show,
      signal: controller.signal,
    });
    progress.end();
    if (summary.remarks.length > 0) errorOutput.write(`${renderRemarks(summary.remarks)}\n`);
    if (summary.skipped.length > 0) errorOutput.write(`${renderSkipped(summary.skipped)}\n`);
    return summary;
  } finally {
    progress.end();
    process.off("SIGINT", cancel);
    process.off("SIGTERM", cancel);
  }
}
