/**
 * How long searches in a generation take, and opening it. The generation is built by the index's own
 * builder; only the vectors are made up: a text's is the sum of its words', so that texts with common
 * words lie together. Building takes longest here.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { articleFromText } from "../corpus/read.ts";
import { seededRandom } from "../evaluation/statistics.ts";
import { buildIndex, type IndexProgress } from "../index/build.ts";
import { type Generation, openGeneration } from "../index/generation.ts";
import { generationFolder, verifyFiles } from "../index/manifest.ts";
import { type Embedder, normalise } from "../inference/embedder.ts";
import { type Filters, filterArticles } from "../search/filters.ts";
import { search } from "../search/search.ts";
import { inventor } from "./invented.ts";
import { measure, type Row } from "./measure.ts";

const dimensions = 384;
/** Vectors of real texts fill only a part of the room they have; these fill so many dimensions. */
const filled = 64;
/** About 140 words: one passage. */
const sentencesInPassage = 8;
const passagesInArticle = 4;
const nearest = 50;
const runs = 100;

export interface GenerationBench {
  /** Searches by vectors alone, against comparing all of them. */
  vectors(): Promise<Row[]>;
  /** Whole searches, with and without filters. */
  filters(): Promise<Row[]>;
  opening(): Promise<Row[]>;
  close(): Promise<void>;
}

/** @param size - About how many passages. */
export async function openGenerationBench(
  size: number,
  onProgress: (progress: IndexProgress) => void,
): Promise<GenerationBench> {
  const embedder = inventedEmbedder();
  const indexDir = await mkdtemp(path.join(tmpdir(), "footnote-bench-"));
  const total = Math.max(1, Math.round(size / passagesInArticle));
  const source = { path: indexDir, total, ignored: 0, readings: readings(total, embedder) };
  let folder: string;
  let generation: Generation;
  try {
    const built = await buildIndex({ source, indexDir, embedder, onProgress });
    folder = generationFolder(indexDir, built.generation);
    generation = await openGeneration(folder);
  } catch (error) {
    await rm(indexDir, { recursive: true });
    throw error;
  }

  const invented = inventor(4);
  const questions = Array.from({ length: runs }, () =>
    invented.words(8, invented.topic()).join(" "),
  );
  const vectors = await Promise.all(questions.map((text) => embedder.embed(text, "query")));
  const vector = (at: number) => vectors[at] as Float32Array;
  const passages = generation.manifest.counts.passages;

  /** The nearest, found by comparing all of them. */
  const all = new Float32Array(passages * dimensions);
  for (let passage = 0; passage < passages; passage++) {
    all.set(generation.passageVectors.vector(passage), passage * dimensions);
  }
  function exactly(at: number): number[] {
    const wanted = vector(at);
    const cosines = new Float32Array(passages);
    for (let passage = 0; passage < passages; passage++) {
      const start = passage * dimensions;
      let dot = 0;
      for (let d = 0; d < dimensions; d++)
        dot += (all[start + d] as number) * (wanted[d] as number);
      cosines[passage] = dot;
    }
    return Array.from(cosines.keys())
      .sort((a, b) => (cosines[b] as number) - (cosines[a] as number))
      .slice(0, nearest);
  }

  return {
    async vectors() {
      const exact: number[][] = [];
      const scan = await measure(20, (at) => {
        exact[at] = exactly(at);
      });
      const found = exact.map((truth, at) => {
        const near = new Set(generation.hnsw.search(vector(at), nearest).passages);
        return truth.filter((passage) => near.has(passage)).length / truth.length;
      });
      return [
        {
          name: `the ${nearest} nearest passages by HNSW`,
          size: passages,
          timing: await measure(runs, (at) => generation.hnsw.search(vector(at), nearest)),
          baseline: { name: "comparing all", p50: scan.p50 },
          recall: found.reduce((sum, share) => sum + share, 0) / found.length,
        },
      ];
    },
    async filters() {
      const searching = (filters: Filters) =>
        measure(runs, (at) =>
          search(generation, questions[at] as string, vector(at), {
            filter: filterArticles(generation, filters),
          }),
        );
      const free = await searching({});
      const row = (name: string, timing: Row["timing"], baseline: Row["baseline"]): Row => ({
        name,
        size: passages,
        timing,
        baseline,
      });
      const baseline = { name: "without a filter", p50: free.p50 };
      const { outlet } = generation.articles[0] ?? {};
      return [
        row("a whole search", free, null),
        row("… of one outlet (1 in 100)", await searching({ outlet: outlet ?? "" }), baseline),
        row("… since 2017 (1 in 2)", await searching({ since: "2017-01-01" }), baseline),
      ];
    },
    async opening() {
      const timing = await measure(5, async () => (await openGeneration(folder)).close());
      const checking = await measure(5, () => verifyFiles(folder, generation.manifest));
      return [
        {
          name: "opening a generation",
          size: passages,
          timing,
          baseline: { name: "checking its files' hashes", p50: checking.p50 },
        },
      ];
    },
    async close() {
      generation.close();
      await rm(indexDir, { recursive: true });
    },
  };
}

function* readings(total: number, embedder: Embedder) {
  const invented = inventor(3);
  for (let at = 0; at < total; at++) {
    const article = invented.article();
    const topic = invented.topic();
    const text = invented.sentences(passagesInArticle * sentencesInPassage, topic);
    const split = articleFromText({ ...article, text }, embedder);
    const { id, contentHash } = split.article;
    yield {
      file: { path: id, size: text.length, mtimeMs: 0 },
      sha256: contentHash,
      split,
      cuts: [],
    };
  }
}

function inventedEmbedder(): Embedder {
  const random = seededRandom(5);
  const words = new Map<string, Float32Array>();
  const vectorOf = (word: string) => {
    const known = words.get(word);
    if (known) return known;
    const vector = Float32Array.from({ length: filled }, () => random() - 0.5);
    words.set(word, vector);
    return vector;
  };
  return {
    card: {
      model: "invented",
      dtype: "fp32",
      pooling: "mean",
      queryPrefix: "",
      passagePrefix: "",
      dimensions,
      maxPieces: 256,
      sha256: "",
    },
    languages: null,
    fingerprint: "invented",
    async embed(text) {
      const sum = new Float32Array(dimensions);
      for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
        const vector = vectorOf(word);
        for (let d = 0; d < filled; d++) sum[d] = (sum[d] as number) + (vector[d] as number);
      }
      return normalise(sum);
    },
    countPieces: (text) => text.split(" ").length + 2,
  };
}
