/** Whether the index can be served, belongs to the settings, and is up to date. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Config } from "../config.ts";
import { corpusPath } from "../engine/index-corpus.ts";
import { stalenessOf } from "../engine/staleness.ts";
import { FootnoteError } from "../errors.ts";
import {
  bytesOf,
  type Generation,
  openGeneration,
  openPublished,
  publishedPointer,
} from "../index/generation.ts";
import { lockIndex } from "../index/lock.ts";
import { generationFolder, readManifest, readPointer } from "../index/manifest.ts";
import type { Embedder } from "../inference/embedder.ts";
import { type Check, ok, problem, problemOf, warning } from "./check.ts";
import { amount, size } from "./words.ts";

/** @param embedder - Null: whether the index belongs to the model is not looked at. */
export async function* checkIndex(
  config: Config,
  embedder: Embedder | null,
): AsyncGenerator<Check> {
  const about = "index";
  const { dir } = config.index;
  try {
    const generation = await open(config, embedder);
    try {
      const { id, builtAt, counts } = generation.manifest;
      const pointer = await readPointer(dir);
      yield ok(
        about,
        `${amount(counts.articles, "article")}, ${amount(counts.passages, "passage")}, ${size(bytesOf(generation.manifest))}, ` +
          `every file as its manifest says (${id}, built ${builtAt}); ` +
          (pointer?.previous == null ? "none to roll back to" : `before it ${pointer.previous}`),
      );
      const stale = await stalenessOf(
        await corpusPath(config.corpus.dir),
        generation.store.files(),
      );
      if (stale !== null) {
        const { added, changed, removed } = stale;
        yield warning(
          about,
          `the corpus has changed since: ${amount(added, "file")} added, ${changed} changed, ${removed} removed`,
          "npm run index",
        );
      }
    } finally {
      generation.close();
    }
  } catch (error) {
    yield problemOf(about, error);
  }
  yield* checkLock(dir);
}

async function open(config: Config, embedder: Embedder | null): Promise<Generation> {
  const { dir } = config.index;
  if (embedder === null) {
    return await openGeneration(generationFolder(dir, (await publishedPointer(dir)).generation));
  }
  return await openPublished(dir, {
    fingerprint: embedder.fingerprint,
    embedder: embedder.card.model,
    corpus: await corpusPath(config.corpus.dir),
  });
}

/** Taking the lock for a moment is the one way to know whether somebody holds it. */
function* checkLock(dir: string): Generator<Check> {
  if (!existsSync(path.join(dir, "lock.db"))) return;
  try {
    lockIndex(dir)();
  } catch (error) {
    if (error instanceof FootnoteError) {
      yield { ...problemOf("index lock", error), verdict: "warning" };
    } else {
      yield problem(
        "index lock",
        `${dir} cannot be written (${error instanceof Error ? error.message : error})`,
        "Give the folder to the user that Footnote runs as (chown), or run this as that user",
      );
    }
  }
}

/** Bytes of the generation being served; 0 where there is none that can be read. */
export async function servedBytes(dir: string): Promise<number> {
  try {
    const pointer = await readPointer(dir);
    return pointer ? bytesOf(await readManifest(generationFolder(dir, pointer.generation))) : 0;
  } catch {
    // What is wrong with it, its own check has said.
    return 0;
  }
}
