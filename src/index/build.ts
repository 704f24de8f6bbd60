/**
 * Building a generation: read → embed → index → verify → publish. The generation being served is
 * never touched; whatever ends a build early, it stays, and the vectors made so far are kept for the
 * next one.
 */
import { createHash } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { FootnoteError } from "../errors.ts";
import { assertNotCancelled, type BuildOptions, type IndexSummary } from "./build-options.ts";
import { calibrationFor } from "./calibration.ts";
import { embedTexts, indexPassages } from "./embed.ts";
import { openEmbeddingJournal } from "./embedding-journal.ts";
import {
  bytesOf,
  type Generation,
  HNSW_FILE,
  LEXICAL_FILE,
  openGeneration,
  PASSAGES_FILE,
  SENTENCES_FILE,
} from "./generation.ts";
import { freeId, removeOtherGenerations } from "./generations.ts";
import {
  type GoldenSummary,
  goldenLoss,
  readResults,
  runGoldenQuestions,
  writeResults,
} from "./golden-questions.ts";
import { whileLocked } from "./lock.ts";
import {
  describeFile,
  FORMAT,
  generationFolder,
  MANIFEST_FILE,
  type Manifest,
  readPointer,
  syncFolder,
  writeFileDurably,
  writePointer,
} from "./manifest.ts";
import { probe } from "./probe.ts";
import { type ReadSource, readSource } from "./read-source.ts";
import { createStore, type FileStamp, STORE_FILE } from "./store.ts";

export type {
  BuildOptions,
  CorpusSource,
  IndexPhase,
  IndexProgress,
  IndexSummary,
} from "./build-options.ts";

/**
 * Builds and publishes a generation from a corpus, under the index folder's lock.
 *
 * @throws FootnoteError `index-locked`, `index-folder`, `corpus` (no usable article), `golden` (the gate), `cancelled`.
 */
export async function buildIndex(options: BuildOptions): Promise<IndexSummary> {
  return await whileLocked(options.indexDir, () => build(options));
}

async function build(options: BuildOptions): Promise<IndexSummary> {
  const started = performance.now();
  const { source, indexDir, embedder, rebuild = false, signal } = options;
  const pointer = await readPointer(indexDir).catch(() => null);
  const previous = pointer && (await openPrevious(indexDir, pointer.generation));
  await mkdir(path.join(indexDir, "generations"), { recursive: true });
  await removeOtherGenerations(indexDir, pointer ? [pointer.generation, pointer.previous] : []);
  const folder = path.join(indexDir, "generations", `.building-${process.pid}`);
  await mkdir(folder);
  const writer = createStore(path.join(folder, STORE_FILE));

  try {
    const read = await readSource(options, writer, embedder.fingerprint);
    const tally = compare(read.contents, previous);
    const summary = {
      ...tally,
      before: previous?.manifest.counts ?? null,
      cut: read.cut,
      skipped: read.skipped,
      remarks: read.remarks,
      ignored: source.ignored,
    };
    const lexical = read.lexical.toBuffer();
    if (previous && !rebuild && isUpToDate(previous, read, lexical, options)) {
      writer.abandon();
      await rm(folder, { recursive: true });
      const { id } = previous.manifest;
      const golden = await askGolden(options, previous, generationFolder(indexDir, id), id);
      return {
        ...summary,
        golden,
        generation: previous.manifest.id,
        published: false,
        counts: previous.manifest.counts,
        embedded: 0,
        seconds: secondsSince(started),
        bytes: bytesOf(previous.manifest),
      };
    }

    await writeFileDurably(path.join(folder, LEXICAL_FILE), lexical);
    const journal = openEmbeddingJournal(indexDir, embedder.card.dimensions, rebuild);
    const embedded = await embedTexts(options, folder, writer, journal, previous).finally(() =>
      journal.close(),
    );
    writer.finish();
    await indexPassages(options, folder, writer.counts.passages);

    const builtAt = new Date();
    const id = await freeId(indexDir, builtAt, read.contentHash);
    const manifest: Manifest = {
      format: FORMAT,
      id,
      builtAt: builtAt.toISOString(),
      corpus: source.path,
      fingerprint: embedder.fingerprint,
      embedder: embedder.card.model,
      dimensions: embedder.card.dimensions,
      counts: { ...writer.counts },
      calibration: calibrationFor(writer.counts.passages),
      contentHash: read.contentHash,
      files: {},
    };
    for (const name of [STORE_FILE, LEXICAL_FILE, SENTENCES_FILE, PASSAGES_FILE, HNSW_FILE]) {
      manifest.files[name] = await describeFile(path.join(folder, name));
    }
    await writeFileDurably(path.join(folder, MANIFEST_FILE), JSON.stringify(manifest, null, 2));

    options.onProgress?.({ phase: "verify", done: 0, total: 1 });
    const built = await openGeneration(folder);
    let golden: GoldenSummary | null;
    try {
      probe(built);
      golden = await askGolden(options, built, folder, previous?.manifest.id ?? null);
    } finally {
      built.close();
    }
    if (golden && golden.lost.length > 0 && options.golden?.gate) throw goldenLoss(golden);
    assertNotCancelled(signal);

    options.onProgress?.({ phase: "publish", done: 0, total: 1 });
    await rename(folder, generationFolder(indexDir, id));
    await syncFolder(path.join(indexDir, "generations"));
    const kept = previous ? previous.manifest.id : null;
    await writePointer(indexDir, { generation: id, previous: kept });
    journal.remove();
    await removeOtherGenerations(indexDir, [id, kept]);
    return {
      ...summary,
      golden,
      generation: id,
      published: true,
      counts: manifest.counts,
      embedded,
      seconds: secondsSince(started),
      bytes: bytesOf(manifest),
    };
  } catch (error) {
    writer.abandon();
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    previous?.close();
  }
}

/**
 * Puts the golden questions to a generation, compares with what came of them for the one served so
 * far, and keeps what came of them in its folder.
 */
async function askGolden(
  { golden, indexDir, onProgress, signal }: BuildOptions,
  generation: Generation,
  folder: string,
  servedSoFar: string | null,
): Promise<GoldenSummary | null> {
  if (!golden) return null;
  const total = golden.questions.length;
  const before =
    servedSoFar === null ? new Map() : await readResults(generationFolder(indexDir, servedSoFar));
  const { summary, results } = await runGoldenQuestions(golden, generation, before, (done) => {
    onProgress?.({ phase: "verify", done, total });
    assertNotCancelled(signal);
  });
  await writeResults(folder, results);
  return summary;
}

/** The served generation; null where it cannot be read, since then everything is built anew. */
async function openPrevious(indexDir: string, id: string): Promise<Generation | null> {
  try {
    return await openGeneration(generationFolder(indexDir, id));
  } catch (error) {
    if (error instanceof FootnoteError) return null;
    throw error;
  }
}

function compare(contents: ReadonlyMap<string, string>, previous: Generation | null) {
  const before = new Map(previous?.articles.map(({ id, contentHash }) => [id, contentHash]));
  let added = 0;
  let changed = 0;
  for (const [id, contentHash] of contents) {
    if (!before.has(id)) added += 1;
    else if (before.get(id) !== contentHash) changed += 1;
  }
  const unchanged = contents.size - added - changed;
  return { added, changed, unchanged, removed: before.size - changed - unchanged };
}

/** Whether a build would give what is served: the same texts, vectors, terms and files. */
function isUpToDate(
  previous: Generation,
  read: ReadSource,
  lexical: Buffer,
  options: BuildOptions,
): boolean {
  const { manifest, store } = previous;
  const files = (stamps: readonly FileStamp[]) =>
    JSON.stringify(stamps.map(({ path, sha256 }) => [path, sha256]).sort());
  return (
    manifest.contentHash === read.contentHash &&
    manifest.fingerprint === options.embedder.fingerprint &&
    manifest.corpus === options.source.path &&
    // Another stemmer or stop list changes nothing else.
    manifest.files[LEXICAL_FILE]?.sha256 === createHash("sha256").update(lexical).digest("hex") &&
    files(store.files()) === files(read.files)
  );
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
