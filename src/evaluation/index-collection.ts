/**
 * Indexing a collection with the code that indexes the corpus. The index is kept between runs, so
 * that only what has changed is embedded again.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { projectRoot } from "../config.ts";
import type { SplitArticle } from "../corpus/article.ts";
import { articleFromText, type Reading } from "../corpus/read.ts";
import { buildIndex, type IndexProgress } from "../index/build.ts";
import { type Generation, openPublished } from "../index/generation.ts";
import type { Embedder } from "../inference/embedder.ts";
import { readChunks, readDocuments, type SentenceSet } from "./collection.ts";

/** Where the commands keep the indexes of collections, so that nothing is embedded twice. */
export const cacheDir = join(projectRoot, "data", "evaluation");

/** Where and how a collection is indexed. */
export interface CollectionIndexOptions {
  /** The folder that the indexes of all collections are kept in. */
  readonly cacheDir: string;
  readonly embedder: Embedder;
  readonly onProgress?: (progress: IndexProgress) => void;
  readonly signal?: AbortSignal;
}

export interface IndexedCollection {
  readonly generation: Generation;
  /** SHA-256 (hex) of the documents' file. */
  readonly hash: string;
}

/**
 * Indexes the documents of a collection; an article's id is its document's.
 *
 * @param folder - Absolute path of the collection.
 * @throws FootnoteError `usage` where a line cannot be read.
 */
export async function indexDocuments(
  folder: string,
  options: CollectionIndexOptions,
): Promise<IndexedCollection> {
  const { hash, lines } = await measure(join(folder, "corpus.jsonl"));
  async function* readings(): AsyncGenerator<Reading> {
    for await (const document of readDocuments(folder)) {
      yield readingOf(articleFromText(document, options.embedder));
    }
  }
  const generation = await index(folder, hash, lines, readings(), options);
  return { generation, hash };
}

/**
 * Indexes sets of sentences: each set is one article of one passage, so that a set's place in the
 * list is its passage's ordinal.
 *
 * @param file - Absolute path of the file that the sets were read from.
 */
export async function indexSentenceSets(
  file: string,
  sets: readonly SentenceSet[],
  options: CollectionIndexOptions,
): Promise<Generation> {
  const { hash } = await measure(file);
  return await index(file, hash, sets.length, sets.map(articleOf).map(readingOf), options);
}

/** Builds what is missing of an index, and opens it. */
async function index(
  path: string,
  hash: string,
  total: number,
  readings: AsyncIterable<Reading> | Iterable<Reading>,
  { cacheDir, embedder, onProgress, signal }: CollectionIndexOptions,
): Promise<Generation> {
  // One folder per model: vectors of one are of no use to another.
  const indexDir = join(cacheDir, `${hash.slice(0, 16)}-${embedder.fingerprint.slice(0, 8)}`);
  await buildIndex({
    source: { path, total, ignored: 0, readings },
    indexDir,
    embedder,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  return await openPublished(indexDir, {
    fingerprint: embedder.fingerprint,
    embedder: embedder.card.model,
    corpus: path,
  });
}

function articleOf({ id, sentences: shown }: SentenceSet): SplitArticle {
  let start = 0;
  const sentences = shown.map((text) => {
    const span = { start, end: start + text.length };
    start = span.end + 1;
    return { ...span, kind: "prose" as const, shown: text, block: 0 };
  });
  const text = shown.join("\n");
  return {
    article: {
      id,
      title: "",
      outlet: null,
      published: null,
      url: null,
      tags: [],
      path: id,
      text,
      sections: [{ start: 0, end: text.length, heading: null }],
      contentHash: createHash("sha256").update(text).digest("hex"),
    },
    sentences,
    passages: [
      { start: 0, end: text.length, heading: null, firstSentence: 0, endSentence: shown.length },
    ],
  };
}

/** What the index's builder takes from a file of the corpus. */
function readingOf(split: SplitArticle): Reading {
  const { id, contentHash, text } = split.article;
  return {
    file: { path: id, size: text.length, mtimeMs: 0 },
    sha256: contentHash,
    split,
    cuts: [],
  };
}

/** A file's hash, and how many lines it has. */
async function measure(file: string): Promise<{ hash: string; lines: number }> {
  const hash = createHash("sha256");
  let lines = 0;
  for await (const chunk of readChunks(file)) {
    hash.update(chunk);
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  }
  return { hash: hash.digest("hex"), lines };
}
