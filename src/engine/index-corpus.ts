/** Building the index of the corpus that the settings name, in this process. */
import { realpath } from "node:fs/promises";
import type { Config } from "../config.ts";
import type { Cut } from "../corpus/article.ts";
import { listCorpus } from "../corpus/files.ts";
import { readCorpus } from "../corpus/read.ts";
import { buildIndex, type IndexSummary } from "../index/build.ts";
import type { ReindexOptions } from "./engine.ts";
import { loadConfiguredEmbedder } from "./models.ts";

export interface IndexCorpusOptions extends ReindexOptions {
  /** Called with each stretch of text that cleaning cut. */
  readonly onCut?: (cut: Cut) => void;
}

/**
 * Reads the corpus, and builds and publishes a new generation where anything has changed.
 *
 * @throws FootnoteError `corpus`, `model`, `index-locked`, `cancelled`.
 */
export async function indexCorpus(
  config: Config,
  options: IndexCorpusOptions = {},
): Promise<IndexSummary> {
  const listing = await listCorpus(config.corpus.dir);
  const embedder = await loadConfiguredEmbedder(config);
  return await buildIndex({
    source: {
      path: listing.dir,
      total: listing.files.length,
      ignored: listing.ignored,
      readings: readCorpus(listing, {
        maxBytes: config.corpus.maxFileBytes,
        countPieces: embedder.countPieces,
      }),
    },
    indexDir: config.index.dir,
    embedder,
    ...options,
  });
}

/** The corpus folder as a manifest records it: links resolved, where the folder is there. */
export async function corpusPath(dir: string): Promise<string> {
  return await realpath(dir).catch(() => dir);
}
