/** Small indexes of articles written in a test, built by the real parts and removed at the end. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { articleFromText } from "../../src/corpus/read.ts";
import { buildIndex } from "../../src/index/build.ts";
import { type Generation, openPublished } from "../../src/index/generation.ts";
import type { Embedder } from "../../src/inference/embedder.ts";

export interface Written {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
  readonly outlet?: string | null;
  readonly published?: string | null;
}

/** Indexes articles; `close` also removes the folder. */
export async function indexArticles(
  articles: readonly Written[],
  embedder: Embedder,
): Promise<Generation> {
  const indexDir = await mkdtemp(path.join(tmpdir(), "footnote-search-"));
  const readings = articles.map(({ title = "", ...article }) => {
    const split = articleFromText({ title, ...article }, embedder);
    const { id, contentHash, text } = split.article;
    const file = { path: id, size: text.length, mtimeMs: 0 };
    return { file, sha256: contentHash, split, cuts: [] };
  });
  const source = { path: "/articles", total: readings.length, ignored: 0, readings };
  await buildIndex({ source, indexDir, embedder });
  const { fingerprint, card } = embedder;
  const generation = await openPublished(indexDir, {
    fingerprint,
    embedder: card.model,
    corpus: null,
  });
  return {
    ...generation,
    close() {
      generation.close();
      void rm(indexDir, { recursive: true });
    },
  };
}
