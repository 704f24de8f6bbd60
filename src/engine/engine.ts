/**
 * The engine as its doors see it. The same interface is served by an object in this process
 * (`openEngine`) and by a child process (`forkEngine`).
 */
import type { Answer, ArticleReference, PassageReference } from "../answer/answer.ts";
import type { Section } from "../corpus/article.ts";
import type { IndexProgress, IndexSummary } from "../index/build.ts";
import type { Counts } from "../index/manifest.ts";
import type { Filtered, Filters } from "../search/filters.ts";

export type { IndexPhase, IndexProgress, IndexSummary } from "../index/build.ts";
export type { GoldenSummary } from "../index/golden-questions.ts";
export type { Counts } from "../index/manifest.ts";
export { parseDateBound } from "../search/date-bounds.ts";
export type { Filtered, Filters } from "../search/filters.ts";

/** One passage found by a search. */
export interface SearchHit {
  readonly article: ArticleReference;
  readonly passage: PassageReference;
  /** Offsets into the article's text of the passage's sentence nearest to the query. */
  readonly bestSentence: { readonly start: number; readonly end: number };
  /**
   * How good a match it is: absolute, not normalised per query, about 0 (nothing in common) to 2. Hits
   * are ordered by their likeness to the best and by the query's time, too.
   */
  readonly score: number;
  /** Other articles with nearly the same passage, which are no hits of their own. */
  readonly alsoIn: readonly ArticleReference[];
}

export interface SearchResult {
  readonly query: string;
  /** Best first; a passage that repeats a better one is folded into it. */
  readonly hits: readonly SearchHit[];
  /** What filters left of the corpus; null where there were none. */
  readonly filtered: Filtered | null;
  /** The languages that the embedding model reads (ISO 639-1); null where that is not known. */
  readonly languages?: readonly string[] | null;
  readonly generation: string;
}

/** An article as a door shows it in full. */
export interface ArticleView {
  readonly article: ArticleReference;
  readonly tags: readonly string[];
  readonly text: string;
  readonly sections: readonly Section[];
}

/** An article's id and title, for autocomplete; a door keeps these in its own memory. */
export interface Title {
  readonly id: string;
  readonly title: string;
  readonly outlet: string | null;
  readonly published: string | null;
}

export interface Outlet {
  readonly name: string;
  readonly articles: number;
}

/** What an article's file would be in the corpus. */
export interface ArticlePreview {
  /** Name of the file in the corpus folder. */
  readonly file: string;
  readonly id: string;
  readonly title: string;
  readonly outlet: string | null;
  readonly published: string | null;
  /** The text of its first passages. */
  readonly opening: readonly string[];
  readonly passages: number;
  readonly sentences: number;
}

/** How the corpus folder differs from the index. */
export interface Staleness {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

export interface EngineStatus {
  /** Id of the generation being served. */
  readonly generation: string;
  /** When it was built, ISO 8601 in UTC. */
  readonly builtAt: string;
  readonly counts: Counts;
  /** Absolute path of the corpus folder. */
  readonly corpus: string;
  /** Absolute path of the index folder. */
  readonly index: string;
  /** Bytes on disk of the generation. */
  readonly bytes: number;
  readonly embedder: string;
  /** Null where the scorer is turned off. */
  readonly scorer: string | null;
  /** Null where the index is up to date. */
  readonly stale: Staleness | null;
}

/** Filters reject with kind `usage` where they cannot be understood. */
export interface AskOptions {
  readonly filters?: Filters;
  readonly signal?: AbortSignal;
}

export interface SearchOptions {
  /** How many hits at most; 10 unless told. */
  readonly limit?: number;
  readonly filters?: Filters;
  readonly signal?: AbortSignal;
}

export interface ReindexOptions {
  /** Embed everything anew. */
  readonly rebuild?: boolean;
  readonly onProgress?: (progress: IndexProgress) => void;
  /** Aborting ends the build; the generation being served stays. */
  readonly signal?: AbortSignal;
}

/** Everything a door may ask of Footnote. All calls reject with a `FootnoteError` where a person can mend it. */
export interface Engine {
  ask(question: string, options?: AskOptions): Promise<Answer>;
  search(query: string, options?: SearchOptions): Promise<SearchResult>;
  /** The article with that id; rejects with kind `not-found`. */
  article(id: string): Promise<ArticleView>;
  titles(): Promise<readonly Title[]>;
  outlets(): Promise<readonly Outlet[]>;
  status(): Promise<EngineStatus>;
  /** Opens the newest published generation beside the old one and swaps; the status after it. */
  reload(): Promise<EngineStatus>;
  /** Builds the index anew in a process of its own and then reloads; one at a time (`index-locked`). */
  reindex(options?: ReindexOptions): Promise<IndexSummary>;
  /** Serves the generation before the present one; its status. Rejects with `index-missing` where there is none. */
  rollback(): Promise<EngineStatus>;
  /**
   * Reads an article's file without taking it.
   *
   * @param name - Its name; folders and unusual signs are dropped.
   * @returns what it would be. Rejects with `usage` where it cannot be taken, or is there already.
   */
  preview(name: string, bytes: Uint8Array): Promise<ArticlePreview>;
  /** Writes it into the corpus folder, to be found after the next re-index; rejects as `preview` does. */
  add(name: string, bytes: Uint8Array): Promise<ArticlePreview>;
  /**
   * Moves an article's file out of the corpus folder into the folder for removed ones; it is found
   * until the next re-index. Rejects with `not-found`.
   */
  remove(id: string): Promise<void>;
  close(): Promise<void>;
}
