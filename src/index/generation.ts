/**
 * An open generation of the index: everything that a search needs, immutable, with a lifetime.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { FootnoteError } from "../errors.ts";
import { type Hnsw, openHnsw } from "./hnsw.ts";
import { type LexicalIndex, openLexicalIndex } from "./lexical.ts";
import {
  damaged,
  generationFolder,
  type Manifest,
  type Pointer,
  readManifest,
  readPointer,
  verifyFiles,
} from "./manifest.ts";
import { type ArticleRow, openStore, STORE_FILE, type Store } from "./store.ts";
import { openVectors, type Vectors } from "./vectors.ts";

/** The files of a generation beside the store and the manifest. */
export const LEXICAL_FILE = "lexical.bin";
export const SENTENCES_FILE = "sentences.int8";
export const PASSAGES_FILE = "passages.int8";
export const HNSW_FILE = "hnsw.bin";

export interface Generation {
  readonly manifest: Manifest;
  readonly store: Store;
  readonly lexical: LexicalIndex;
  readonly hnsw: Hnsw;
  readonly sentenceVectors: Vectors;
  readonly passageVectors: Vectors;
  /** By ordinal. */
  readonly articles: readonly ArticleRow[];
  /** By passage: the ordinal of its article, of its first sentence, and after its last. */
  readonly passageArticle: Int32Array;
  readonly passageFirst: Int32Array;
  readonly passageEnd: Int32Array;
  /** By article: days from 1970-01-01 to its publication, or UNKNOWN. */
  readonly articleDay: Int32Array;
  /** By article: its outlet's place in `outlets`, or UNKNOWN. */
  readonly articleOutlet: Int32Array;
  /** The outlets' names, in the order in which the articles bring them. */
  readonly outlets: readonly string[];
  /** The cosine of a unit vector with a passage's. */
  cosine(vector: Float32Array, passage: number): number;
  close(): void;
}

/** Stands for what an article's file does not say. */
export const UNKNOWN = -(2 ** 31);

/** What the caller expects of an index. */
export interface Expected {
  /** The fingerprint of the embedder that questions will be embedded with, and its id for people. */
  readonly fingerprint: string;
  readonly embedder: string;
  /** Absolute path of the corpus; null where any will do. */
  readonly corpus: string | null;
}

/**
 * Which generation an index folder serves.
 *
 * @throws FootnoteError `index-missing` where nothing was ever published there.
 */
export async function publishedPointer(indexDir: string): Promise<Pointer> {
  const pointer = await readPointer(indexDir);
  if (pointer !== null) return pointer;
  throw new FootnoteError(
    "index-missing",
    `There is no index in ${indexDir}. Build it: npm run index`,
  );
}

/**
 * Opens the generation that is published in an index folder, after checking every file's hash.
 *
 * @throws FootnoteError `index-missing`, `index-damaged`, or `index-foreign` (another model, format
 *   or corpus), each naming the command that mends it.
 */
export async function openPublished(indexDir: string, expected: Expected): Promise<Generation> {
  const pointer = await publishedPointer(indexDir);
  const folder = generationFolder(indexDir, pointer.generation);
  const manifest = await readManifest(folder);
  if (expected.corpus !== null && manifest.corpus !== expected.corpus) {
    throw new FootnoteError(
      "index-foreign",
      `The index in ${indexDir} was built from ${manifest.corpus}, not from ${expected.corpus}. ` +
        `Name another index folder, or build this one anew: npm run index -- --corpus ${expected.corpus} --index ${indexDir}`,
    );
  }
  if (manifest.fingerprint !== expected.fingerprint) {
    throw new FootnoteError(
      "index-foreign",
      `The index in ${indexDir} was built with the model ${manifest.embedder}, and its vectors cannot be compared with those of ` +
        `${expected.embedder} as it is set now (model, weights, dtype, pooling or prefix differ). Build it anew: npm run index`,
    );
  }
  return await openGeneration(folder);
}

/**
 * Verifies and opens a generation's folder.
 *
 * @throws FootnoteError `index-damaged` or `index-foreign` (format).
 */
export async function openGeneration(folder: string): Promise<Generation> {
  const manifest = await readManifest(folder);
  await verifyFiles(folder, manifest);
  const { dimensions, counts } = manifest;
  const closers: (() => void)[] = [];
  const close = () => {
    for (const closer of closers.splice(0)) closer();
  };
  try {
    const store = openStore(path.join(folder, STORE_FILE));
    closers.push(() => store.close());
    const sentenceVectors = openVectors(path.join(folder, SENTENCES_FILE), dimensions);
    closers.push(() => sentenceVectors.close());
    const passageVectors = openVectors(path.join(folder, PASSAGES_FILE), dimensions);
    closers.push(() => passageVectors.close());

    const passageArticle = new Int32Array(counts.passages);
    const passageFirst = new Int32Array(counts.passages);
    const passageEnd = new Int32Array(counts.passages);
    let passage = 0;
    for (const range of store.passageRanges()) {
      passageArticle[passage] = range.article;
      passageFirst[passage] = range.firstSentence;
      passageEnd[passage] = range.endSentence;
      passage += 1;
    }

    const articles = store.articles();
    return {
      manifest,
      store,
      sentenceVectors,
      passageVectors,
      lexical: openLexicalIndex(await readFile(path.join(folder, LEXICAL_FILE))),
      hnsw: openHnsw(path.join(folder, HNSW_FILE), dimensions, counts.passages),
      articles,
      ...datesAndOutlets(articles),
      passageArticle,
      passageFirst,
      passageEnd,
      cosine: (vector, passage) => passageVectors.dots(vector, passage, passage + 1)[0] as number,
      close,
    };
  } catch (cause) {
    close();
    if (cause instanceof FootnoteError) throw cause;
    throw damaged(folder, "cannot be opened", cause);
  }
}

/** What filters look at, in arrays: a comparison of strings per article would cost every question. */
function datesAndOutlets(
  articles: readonly ArticleRow[],
): Pick<Generation, "articleDay" | "articleOutlet" | "outlets"> {
  const outlets = new Map<string, number>();
  const articleDay = new Int32Array(articles.length).fill(UNKNOWN);
  const articleOutlet = new Int32Array(articles.length).fill(UNKNOWN);
  articles.forEach(({ published, outlet }, article) => {
    if (published !== null) articleDay[article] = Date.parse(published) / 86_400_000;
    if (outlet === null) return;
    if (!outlets.has(outlet)) outlets.set(outlet, outlets.size);
    articleOutlet[article] = outlets.get(outlet) as number;
  });
  return { articleDay, articleOutlet, outlets: [...outlets.keys()] };
}

/** Bytes on disk of a generation. */
export function bytesOf(manifest: Manifest): number {
  return Object.values(manifest.files).reduce((sum, { bytes }) => sum + bytes, 0);
}
