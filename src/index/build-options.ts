/** What a build of the index takes, tells on its way, and gives. */
import type { Cut, Remark, Skipped } from "../corpus/article.ts";
import type { Reading } from "../corpus/read.ts";
import { FootnoteError } from "../errors.ts";
import type { Embedder } from "../inference/embedder.ts";
import type { GoldenSummary, GoldenTest } from "./golden-questions.ts";
import type { Counts } from "./manifest.ts";

export type IndexPhase = "read" | "embed" | "index" | "verify" | "publish";

/** How far a build is. */
export interface IndexProgress {
  readonly phase: IndexPhase;
  /** Files read, or sentences and passages embedded, or passages indexed, or golden questions asked so far. */
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
  /** Sentences embedded anew; the others kept their vectors, as unchanged passages did. */
  readonly embedded: number;
  /** Stretches of text that cleaning cut. */
  readonly cut: number;
  readonly skipped: readonly Skipped[];
  /** On files that were taken. */
  readonly remarks: readonly Remark[];
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
export const STEPS_PER_BREATH = 16;

/** Ends a build whose caller has lost interest. */
export function assertNotCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new FootnoteError(
      "cancelled",
      "The build was cancelled; the index served so far stays, and the embeddings made are kept for the next build.",
    );
  }
}
