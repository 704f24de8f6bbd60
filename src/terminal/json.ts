/** The JSON that scripts get on standard output with `--json`. What is absent is null. */
import type { Answer, ArticleReference } from "../answer/answer.ts";
import type { ArticleView } from "../engine/engine.ts";
import { FootnoteError } from "../errors.ts";
import { faultMessage } from "./errors.ts";

/** An answer; `answer` has its sentences, each followed by the number of its citation. */
export function answerJson(answer: Answer) {
  return {
    question: answer.question,
    answered: answer.answered,
    answer: answer.answered
      ? answer.sentences.map(({ text, citation }) => `${text} [${citation}]`).join(" ")
      : null,
    citations: answer.citations.map(({ number, article, quote, start, end, score }) => ({
      number,
      article: referenceJson(article),
      quote,
      start,
      end,
      score,
    })),
    nearest: answer.nearest.map(({ article, score }) => ({
      article: referenceJson(article),
      score,
    })),
    confidence: answer.confidence,
    timings: answer.timings,
  };
}

/** An article with its text, which the offsets of citations count in. */
export function articleJson({ article, tags, sections, text }: ArticleView) {
  return { ...referenceJson(article), source: article.url, tags, sections, text };
}

/** The object that stands for the whole output where a command failed. */
export function errorJson(error: unknown) {
  const kind = error instanceof FootnoteError ? error.kind : "internal";
  return { error: { kind, message: faultMessage(error) } };
}

function referenceJson({ id, title, outlet, published, path }: ArticleReference) {
  return { id, title, outlet, published, path };
}
