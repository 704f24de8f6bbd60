/**
 * How well the sentence that answers is told from its neighbours: every set of sentences is indexed
 * as an article of one passage, and its sentences are scored as those of a found passage are.
 */
import { setImmediate as breathe } from "node:timers/promises";
import { scoreSentences } from "../answer/sentences.ts";
import { FootnoteError } from "../errors.ts";
import type { Generation } from "../index/generation.ts";
import { readSentenceSets, type SentenceSet } from "./collection.ts";
import { indexSentenceSets } from "./index-collection.ts";
import { type Figures, rankingFigures } from "./metrics.ts";
import type { EvaluationModels, EvaluationOptions, Watching } from "./run.ts";
import { type Estimate, estimateMean } from "./statistics.ts";

/** Mean average precision and mean reciprocal rank of the sentences that answer. */
export interface SentenceReport {
  readonly questions: number;
  readonly MAP: Estimate;
  readonly MRR: Estimate;
}

/**
 * Ranks the sentences of every set that has one that answers.
 *
 * @param file - See `readSentenceSets`.
 * @throws FootnoteError `usage` where the file cannot be read or no sentence in it answers.
 */
export async function evaluateSentences(
  file: string,
  options: Pick<EvaluationOptions, "cacheDir" | keyof Watching>,
  models: EvaluationModels,
): Promise<SentenceReport> {
  const sets = await readSentenceSets(file);
  const { cacheDir, onIndexProgress: onProgress, onQuery, signal } = options;
  const generation = await indexSentenceSets(file, sets, {
    cacheDir,
    embedder: models.embedder,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  try {
    const figures: Figures[] = [];
    for (const [passage, set] of sets.entries()) {
      if (signal?.aborted) throw new FootnoteError("cancelled", "Cancelled.");
      const ofSet = await rankSentences(set, passage, generation, models);
      if (ofSet) figures.push(ofSet);
      onQuery?.(passage + 1, sets.length);
      await breathe();
    }
    if (figures.length === 0) {
      throw new FootnoteError(
        "usage",
        `No sentence in ${file} has the label 1: nothing to measure.`,
      );
    }
    const estimate = (name: string) => estimateMean(figures.map((of) => of[name] as number));
    return { questions: figures.length, MAP: estimate("MAP"), MRR: estimate(`MRR@${MOST}`) };
  } finally {
    generation.close();
  }
}

/** Deeper than any set is long: reciprocal rank without a cut. */
const MOST = 1_000_000;

async function rankSentences(
  { question, labels }: SentenceSet,
  passage: number,
  generation: Generation,
  { embedder, scorer }: EvaluationModels,
): Promise<Figures | null> {
  const vector = await embedder.embed(question, "query");
  const first = generation.passageFirst[passage] as number;
  const end = generation.passageEnd[passage] as number;
  const candidate = {
    passage,
    article: generation.passageArticle[passage] as number,
    cosine: generation.cosine(vector, passage),
    bestSentence: first,
    sentenceCosines: generation.sentenceVectors.dots(vector, first, end),
    // The same for all sentences of one passage.
    bm25: 0,
    score: 0,
    wording: 0,
    rank: 0,
  };
  const scored = await scoreSentences(question, [candidate], generation, scorer);
  const read = scored.map(({ sentence }) => sentence.ordinal - first);
  // Of a long set only the best are read; the others come after them, in the order of the text.
  const order = [...new Set([...read, ...labels.keys()])];
  const idOf = (index: number) => index.toString().padStart(6, "0");
  const found = order.map((index, at) => ({ id: idOf(index), score: -at }));
  const judgements = new Map(labels.map((label, index) => [idOf(index), label ? 1 : 0]));
  return rankingFigures(found, judgements, MOST);
}
