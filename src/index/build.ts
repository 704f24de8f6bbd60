/**
 * Building a generation: read → embed → index → verify → publish. The generation being served is
 * never touched; whatever ends a build early, it stays, and the vectors made so far are kept for the
 * next one.
 */
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import type { Cut, Skipped, SplitArticle } from "../corpus/article.ts";
import type { Reading } from "../corpus/read.ts";
import { FootnoteError } from "../errors.ts";
import { type Embedder, normalise } from "../inference/embedder.ts";
import { type EmbeddingJournal, openEmbeddingJournal } from "./embedding-journal.ts";
import {
  bytesOf,
  type Generation,
  HNSW_FILE,
  LEXICAL_FILE,
  openGeneration,
  PASSAGES_FILE,
  SENTENCES_FILE,
} from "./generation.ts";
import {
  type GoldenSummary,
  type GoldenTest,
  goldenLoss,
  readResults,
  runGoldenQuestions,
  writeResults,
} from "./golden-questions.ts";
import { buildHnsw } from "./hnsw.ts";
import { LexicalBuilder } from "./lexical.ts";
import { lockIndex } from "./lock.ts";
import {
  type Counts,
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
import { addDecoded, encodeVector, openSentenceVectors } from "./sentence-vectors.ts";
import { createStore, type FileStamp, STORE_FILE, type StoreWriter } from "./store.ts";

export type IndexPhase = "read" | "embed" | "index" | "verify" | "publish";

/** How far a build is. */
export interface IndexProgress {
  readonly phase: IndexPhase;
  /** Files read, or sentences embedded, or passages indexed, or golden questions asked so far. */
  readonly done: number;
  readonly total: number;
}

/** What a build did. */
export interface IndexSummary {
  /** The generation that is served now. */
  readonly generation: string;
  /** False where nothing had changed and the served generation stays. */
  readonly published: boolean;
  readonly counts: Counts;
  /** The counts of the generation served before; null where there was none. */
  readonly before: Counts | null;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  /** Sentences embedded anew; the others kept their vectors. */
  readonly embedded: number;
  /** Stretches of text that cleaning cut. */
  readonly cut: number;
  readonly skipped: readonly Skipped[];
  /** Hidden files and files of other kinds, not read. */
  readonly ignored: number;
  /** What came of the golden questions; null where the corpus has none. */
  readonly golden: GoldenSummary | null;
  readonly seconds: number;
  /** Bytes on disk. */
  readonly bytes: number;
}

/** Where the articles come from. */
export interface CorpusSource {
  /** Absolute path, recorded in the manifest. */
  readonly path: string;
  /** How many readings will come. */
  readonly total: number;
  /** Files that are not read because of their kind. */
  readonly ignored: number;
  readonly readings: AsyncIterable<Reading> | Iterable<Reading>;
}

export interface BuildOptions {
  readonly source: CorpusSource;
  readonly indexDir: string;
  readonly embedder: Embedder;
  /** Embed everything anew, and publish even where nothing has changed. */
  readonly rebuild?: boolean;
  /** Questions to be put to the new generation before it is published; null for none. */
  readonly golden?: GoldenTest | null;
  readonly onProgress?: (progress: IndexProgress) => void;
  readonly onCut?: (cut: Cut) => void;
  /** Aborting ends the build with a `cancelled` error. */
  readonly signal?: AbortSignal;
}

/** How many steps of work between two looks at the event loop, where signals and messages wait. */
const STEPS_PER_BREATH = 16;

/**
 * Builds and publishes a generation from a corpus, under the index folder's lock.
 *
 * @throws FootnoteError `index-locked`, `corpus` (no usable article), `golden` (the gate), `cancelled`.
 */
export async function buildIndex(options: BuildOptions): Promise<IndexSummary> {
  const unlock = lockIndex(options.indexDir);
  try {
    return await build(options);
  } finally {
    unlock();
  }
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
    const read = await readAll(options, writer, embedder.fingerprint);
    const tally = compare(read.contents, previous);
    const summary = {
      ...tally,
      before: previous?.manifest.counts ?? null,
      cut: read.cut,
      skipped: read.skipped,
      ignored: source.ignored,
    };
    if (previous && !rebuild && isUpToDate(previous, read, options)) {
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

    await writeFileDurably(path.join(folder, LEXICAL_FILE), read.lexical.toBuffer());
    const journal = openEmbeddingJournal(indexDir, embedder.card.dimensions, rebuild);
    const embedded = await embedAll(options, folder, writer, journal, previous).finally(() =>
      journal.close(),
    );
    writer.finish();
    await indexPassages(options, folder, read.passageRanges);

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

interface ReadCorpus {
  readonly lexical: LexicalBuilder;
  /** By article id: the hash of its text, and of how it is split. */
  readonly contents: ReadonlyMap<string, string>;
  readonly contentHash: string;
  readonly files: readonly FileStamp[];
  /** First sentence and end of each passage, two numbers a passage. */
  readonly passageRanges: readonly number[];
  readonly cut: number;
  readonly skipped: readonly Skipped[];
}

async function readAll(
  { source, onProgress, onCut, signal }: BuildOptions,
  writer: StoreWriter,
  fingerprint: string,
): Promise<ReadCorpus> {
  const lexical = new LexicalBuilder();
  const contents = new Map<string, string>();
  const hash = createHash("sha256");
  const files: FileStamp[] = [];
  const passageRanges: number[] = [];
  const skipped: Skipped[] = [];
  let cut = 0;
  for await (const reading of source.readings) {
    assertNotCancelled(signal);
    const stamp = { ...reading.file, sha256: reading.sha256 };
    files.push(stamp);
    writer.addFile(stamp);
    if ("skipped" in reading) {
      skipped.push(reading.skipped);
    } else {
      for (const piece of reading.cuts) onCut?.(piece);
      cut += reading.cuts.length;
      const { split } = reading;
      const first = writer.counts.sentences;
      for (const passage of split.passages) {
        passageRanges.push(first + passage.firstSentence, first + passage.endSentence);
        lexical.add({
          title: split.article.title,
          heading: passage.heading ?? "",
          body: split.sentences
            .slice(passage.firstSentence, passage.endSentence)
            .map(({ shown }) => shown)
            .join("\n"),
        });
      }
      writer.addArticle(
        split,
        split.sentences.map(({ shown }) => keyOf(fingerprint, shown)),
      );
      contents.set(split.article.id, split.article.contentHash);
      hash.update(fingerprintOf(split));
    }
    onProgress?.({ phase: "read", done: files.length, total: source.total });
    if (files.length % STEPS_PER_BREATH === 0) await breathe();
  }
  if (contents.size === 0) {
    const reasons = skipped.slice(0, 5).map(({ path, reason }) => `\n  ${path}: ${reason}`);
    throw new FootnoteError(
      "corpus",
      `There is no usable article in ${source.path}` +
        (skipped.length > 0
          ? ` (${skipped.length} files were skipped):${reasons.join("")}`
          : ": put .md, .txt or .html files there."),
    );
  }
  return { lexical, contents, contentHash: hash.digest("hex"), files, passageRanges, cut, skipped };
}

/** A sentence's key: what is embedded, and by which model. */
function keyOf(fingerprint: string, shown: string): Buffer {
  return createHash("sha256").update(fingerprint).update("\0").update(shown).digest();
}

/** Changes when the article or the way it is split changes. */
function fingerprintOf({ article, sentences, passages }: SplitArticle): string {
  return JSON.stringify([article.id, article.path, article.contentHash, sentences, passages]);
}

/** Embeds what neither the previous generation nor the journal has; returns how many that were. */
async function embedAll(
  { embedder, onProgress, rebuild, signal }: BuildOptions,
  folder: string,
  writer: StoreWriter,
  journal: EmbeddingJournal,
  previous: Generation | null,
): Promise<number> {
  const reusable =
    previous !== null && !rebuild && previous.manifest.fingerprint === embedder.fingerprint
      ? previous
      : null;
  const total = writer.counts.sentences;
  const descriptor = openSync(path.join(folder, SENTENCES_FILE), "w");
  let done = 0;
  let embedded = 0;
  try {
    for (const { key, shown } of writer.sentences()) {
      let record = journal.get(key);
      const kept = record === undefined ? reusable?.store.sentenceWithKey(key) : undefined;
      if (kept !== undefined) record = reusable?.sentenceVectors.record(kept);
      if (record === undefined) {
        record = encodeVector(await embedder.embed(shown, "passage"));
        journal.add(key, record);
        embedded += 1;
      }
      writeSync(descriptor, record);
      done += 1;
      onProgress?.({ phase: "embed", done, total });
      if (done % STEPS_PER_BREATH === 0) {
        await breathe();
        assertNotCancelled(signal);
      }
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return embedded;
}

/** Passage vectors (the normalised means of their sentences' vectors), and HNSW over them. */
async function indexPassages(
  { embedder, onProgress, signal }: BuildOptions,
  folder: string,
  ranges: readonly number[],
): Promise<void> {
  const { dimensions } = embedder.card;
  const total = ranges.length / 2;
  const vectors = new Float32Array(total * dimensions);
  const sentences = openSentenceVectors(path.join(folder, SENTENCES_FILE), dimensions);
  try {
    for (let passage = 0; passage < total; passage++) {
      const vector = vectors.subarray(passage * dimensions, (passage + 1) * dimensions);
      const end = ranges[passage * 2 + 1] as number;
      for (let sentence = ranges[passage * 2] as number; sentence < end; sentence++) {
        addDecoded(sentences.record(sentence), vector);
      }
      normalise(vector);
    }
  } finally {
    sentences.close();
  }
  await writeFileDurably(path.join(folder, PASSAGES_FILE), Buffer.from(vectors.buffer));
  await buildHnsw(path.join(folder, HNSW_FILE), vectors, dimensions, async (row) => {
    onProgress?.({ phase: "index", done: row + 1, total });
    if (row % STEPS_PER_BREATH === 0) {
      await breathe();
      assertNotCancelled(signal);
    }
  });
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

function isUpToDate(previous: Generation, read: ReadCorpus, options: BuildOptions): boolean {
  const { manifest, store } = previous;
  const files = (stamps: readonly FileStamp[]) =>
    JSON.stringify(stamps.map(({ path, sha256 }) => [path, sha256]).sort());
  return (
    manifest.contentHash === read.contentHash &&
    manifest.fingerprint === options.embedder.fingerprint &&
    manifest.corpus === options.source.path &&
    files(store.files()) === files(read.files)
  );
}

/** Removes every generation but those named, and what interrupted builds left. */
async function removeOtherGenerations(
  indexDir: string,
  keep: readonly (string | null)[],
): Promise<void> {
  const folder = path.join(indexDir, "generations");
  for (const name of await readdir(folder)) {
    if (!keep.includes(name)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/** A name that sorts by time; a number follows where a second build falls into the same second. */
async function freeId(indexDir: string, builtAt: Date, contentHash: string): Promise<string> {
  const taken = await readdir(path.join(indexDir, "generations"));
  const stem = `${builtAt.toISOString().replace(/[-:]|\.\d+/g, "")}-${contentHash.slice(0, 8)}`;
  let id = stem;
  for (let suffix = 2; taken.includes(id); suffix++) id = `${stem}-${suffix}`;
  return id;
}

function assertNotCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new FootnoteError(
      "cancelled",
      "The build was cancelled; the index served so far stays, and the embeddings made are kept for the next build.",
    );
  }
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
