/** What an answer is: sentences as they stand in the articles, each with its citation. */
import type { Span } from "../corpus/article.ts";
import type { Filtered } from "../search/filters.ts";

/** What a reader needs to recognise an article: everything but its text. */
export interface ArticleReference {
  readonly id: string;
  readonly title: string;
  readonly outlet: string | null;
  /** `YYYY-MM-DD`, or null: shown as "date unknown". */
  readonly published: string | null;
  readonly url: string | null;
  /** Path of the file relative to the corpus folder. */
  readonly path: string;
}

/** The place in an article that a sentence of the answer rests on. */
export interface Citation {
  /** From 1, in the order of the answer's sentences. */
  readonly number: number;
  readonly article: ArticleReference;
  /** Exactly `article.text.slice(start, end)`. */
  readonly quote: string;
  /** UTF-16 code units into the article's text. */
  readonly start: number;
  readonly end: number;
  /** How well the sentence answers, comparable within one answer only. */
  readonly score: number;
  /** The passage that the quote stands in. */
  readonly passage: PassageReference;
  /** Other articles that say the same in nearly the same words. */
  readonly alsoIn: readonly ArticleReference[];
}

/** A passage as a door shows it. */
export interface PassageReference extends Span {
  readonly heading: string | null;
  /** Exactly `article.text.slice(start, end)`. */
  readonly text: string;
}

/** One sentence of an answer. */
export interface AnswerSentence {
  /** What to show: see `Sentence.shown`. */
  readonly text: string;
  /** The number of the citation it rests on. */
  readonly citation: number;
}

/** An article offered where nothing answers. */
export interface NearestArticle {
  readonly article: ArticleReference;
  readonly score: number;
}

export interface Answer {
  readonly question: string;
  /** False: the corpus does not say; `sentences` and `citations` are empty. */
  readonly answered: boolean;
  readonly sentences: readonly AnswerSentence[];
  readonly citations: readonly Citation[];
  /** Whether the sources cited give other numbers or dates for what is asked. */
  readonly disagreement?: boolean;
  /** 0 to 1: how sure it is that the sentences answer the question. */
  readonly confidence: number;
  /** Articles nearest to the question, best first; offered where nothing answers. */
  readonly nearest: readonly NearestArticle[];
  /** What filters left of the corpus; null where there were none. */
  readonly filtered: Filtered | null;
  /** The languages that the embedding model reads (ISO 639-1); null where that is not known. */
  readonly languages?: readonly string[] | null;
  readonly timings: Timings;
  /** Id of the index generation that answered. */
  readonly generation: string;
}

/** Milliseconds spent on an answer, by step. */
export interface Timings {
  readonly embedMs: number;
  readonly searchMs: number;
  readonly answerMs: number;
}
