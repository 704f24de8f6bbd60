/**
 * The vocabulary of the corpus: an article, its sections, its passages and its sentences. All
 * offsets are UTF-16 code units into `Article.text`, end exclusive, and
 * `article.text.slice(start, end)` is the thing itself.
 */

/** A stretch of `Article.text`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A heading with the text under it, up to the next heading. */
export interface Section extends Span {
  /** The heading's plain text; null for what stands before the first heading. */
  readonly heading: string | null;
}

/** One file of the corpus, cleaned. */
export interface Article {
  /** The front matter's `id`, else `path`. */
  readonly id: string;
  readonly title: string;
  /** Who published it; null where the file does not say. */
  readonly outlet: string | null;
  /** Date of publication, `YYYY-MM-DD`; null where the file does not say. */
  readonly published: string | null;
  /** Where it was published (the front matter's `source`); null where the file does not say. */
  readonly url: string | null;
  readonly tags: readonly string[];
  /** Path of the file relative to the corpus folder, with forward slashes. */
  readonly path: string;
  /** The cleaned text; the ground of every offset. */
  readonly text: string;
  readonly sections: readonly Section[];
  /** SHA-256 (hex) of the metadata and the cleaned text: two equal hashes are the same article. */
  readonly contentHash: string;
}

/** What kind of block of the text a sentence is. */
export type SentenceKind = "prose" | "list-item" | "table-row";

/** One sentence, list item or table row. */
export interface Sentence extends Span {
  readonly kind: SentenceKind;
  /**
   * What is embedded and what an answer shows: the slice as plain text (markup and line breaks
   * gone), with the column names before a row's cells and the lead-in before a list item.
   */
  readonly shown: string;
  /**
   * Which block (paragraph, list, table) of the article it stands in, counted from 0. Sentences of
   * one list, or of one table, share a block.
   */
  readonly block: number;
}

/** A range of whole sentences of one section: the unit of retrieval. */
export interface Passage extends Span {
  /** The heading of its section. */
  readonly heading: string | null;
  /** Index of its first sentence in the article's sentences. */
  readonly firstSentence: number;
  /** Index after its last sentence. */
  readonly endSentence: number;
}

/** An article with what it is split into. */
export interface SplitArticle {
  readonly article: Article;
  readonly sentences: readonly Sentence[];
  readonly passages: readonly Passage[];
}

/** Something that cleaning cut from a file as no part of the article. */
export interface Cut {
  readonly path: string;
  /** The text that was cut, as it stood in the file. */
  readonly text: string;
  readonly reason: "chrome" | "repeated";
}

/** What somebody should know of a file that was taken. */
export interface Remark {
  readonly path: string;
  /** One line for a person: what is not as it should be and what to do. */
  readonly about: string;
}

/** A file that could not be taken, and why. */
export interface Skipped {
  readonly path: string;
  /** One line for a person: what is wrong and what to do. */
  readonly reason: string;
}
