/** Building the index of the corpus that the settings name, in this process. */
import { realpath } from "node:fs/promises";
import { answerQuestion } from "../answer/ask.ts";
import type { Config } from "../config.ts";
import type { Cut } from "../corpus/article.ts";
import { listCorpus } from "../corpus/files.ts";
import { readCorpus } from "../corpus/read.ts";
import { buildIndex, type IndexSummary } from "../index/build.ts";
import { type GoldenTest, readGoldenQuestions } from "../index/golden-questions.ts";
import type { Embedder } from "../inference/embedder.ts";
import type { ReindexOptions } from "./engine.ts";
import { loadConfiguredEmbedder, loadConfiguredScorer } from "./models.ts";

export interface IndexCorpusOptions extends ReindexOptions {
  /** Called with each stretch of text that cleaning cut. */
  readonly onCut?: (cut: Cut) => void;
}

/**
 * Reads the corpus, and builds and publishes a new generation where anything has changed.
 *
 * @throws FootnoteError `corpus`, `model`, `golden`, `index-locked`, `cancelled`.
 */
export async function indexCorpus(
  config: Config,
  options: IndexCorpusOptions = {},
): Promise<IndexSummary> {
  const listing = await listCorpus(config.corpus.dir);
  const questions = await readGoldenQuestions(listing.dir);
  const embedder = await loadConfiguredEmbedder(config);
  return await buildIndex({
    source: {
      path: listing.dir,
      total: listing.files.length,
      // The golden questions are read, though not as an article.
      ignored: listing.ignored - (questions === null ? 0 : 1),
      readings: readCorpus(listing, {
        maxBytes: config.corpus.maxFileBytes,
        countPieces: embedder.countPieces,
      }),
    },
    indexDir: config.index.dir,
    embedder,
    golden: questions && {
      questions,
      gate: config.golden.gate,
      ask: askWith(config, embedder),
    },
    ...options,
  });
}

/** Asks as people will; the scorer is loaded when the first question comes. */
function askWith(config: Config, embedder: Embedder): GoldenTest["ask"] {
  let scorer: ReturnType<typeof loadConfiguredScorer> | undefined;
  return async (generation, question) => {
    scorer ??= loadConfiguredScorer(config);
    return await answerQuestion(question, { generation, embedder, scorer: await scorer });
  };
}

/** The corpus folder as a manifest records it: links resolved, where the folder is there. */
export async function corpusPath(dir: string): Promise<string> {
  return await realpath(dir).catch(() => dir);
}
