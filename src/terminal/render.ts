/** What the engine gives, as text for a terminal or a pipe. */
import type { Answer, ArticleReference } from "../answer/answer.ts";
import type { ArticleView, SearchHit, SearchResult, Staleness, Title } from "../engine/engine.ts";
import { printable, printableLine, wrapped } from "./printable.ts";
import type { Style } from "./style.ts";

/**
 * The sentences with their numbers, then each source with its quote; or that there is none.
 *
 * @param unread - The question is in a language that the model does not read: see `isUnread`.
 */
export function renderAnswer(answer: Answer, style: Style, unread = false): string {
  if (!answer.answered) return renderRefusal(answer, style, unread);
  const sentences = answer.sentences
    .map(({ text, citation }) => `${printableLine(text)} [${citation}]`)
    .join("\n");
  const sources = answer.citations.map(({ number, article, quote }, at) => {
    const isSame = answer.citations[at - 1]?.article.id === article.id;
    const source = isSame ? style.faint("the same article") : describeArticle(article, style);
    return renderItem(`[${number}]`, source, quote, style);
  });
  const remark = answer.disagreement
    ? `\n${style.warning("The sources differ: compare their outlets and dates.")}`
    : "";
  return `${wrapped(sentences, style.width)}${remark}\n\n${sources.join("\n")}`;
}

function renderRefusal({ nearest }: Answer, style: Style, unread: boolean): string {
  const refusal = unread
    ? "I search in English, and found nothing that answers this. Try asking in English."
    : "The corpus does not say.";
  if (nearest.length === 0) return refusal;
  const articles = nearest.map(({ article }) =>
    wrapped(describeArticle(article, style), style.width, "    ", "  - "),
  );
  return `${refusal}\n\nNearest articles:\n${articles.join("\n")}`;
}

/** The hits, each with the sentence nearest to the query. */
export function renderSearch({ hits }: SearchResult, style: Style): string {
  if (hits.length === 0) return "Nothing in the corpus comes near.";
  return hits
    .map((hit, at) => {
      const { heading } = hit.passage;
      const under = heading === null ? "" : style.faint(` § ${printableLine(heading)}`);
      const source = describeArticle(hit.article, style) + under;
      return renderItem(`${at + 1}.`, source, bestSentence(hit), style);
    })
    .join("\n\n");
}

/** A source with what it says. */
function renderItem(mark: string, source: string, quote: string, style: Style): string {
  return (
    `${wrapped(source, style.width, "    ", `${style.accent(mark)} `)}\n` +
    wrapped(printableLine(quote), style.width, "    > ")
  );
}

function bestSentence({ passage, bestSentence: { start, end } }: SearchHit): string {
  return passage.text.slice(start - passage.start, end - passage.start);
}

/** The article's title, what is known about it, and its text. */
export function renderArticle({ article, text }: ArticleView, style: Style): string {
  const about = [
    ...provenance(article),
    article.path,
    ...(article.url === null ? [] : [article.url]),
  ];
  return [
    style.strong(printableLine(article.title)),
    style.faint(about.map(printableLine).join(" · ")),
    "",
    wrapped(withoutTitle(printable(text).trim(), article.title), style.width),
  ].join("\n");
}

/** A text without the title that it may open with, which stands above it already. */
function withoutTitle(text: string, title: string): string {
  const [first = "", ...rest] = text.split("\n");
  return first.replace(/^#+ /, "").trim() === title ? rest.join("\n").trimStart() : text;
}

/** Articles to choose from, one a line. */
export function renderTitles(titles: readonly Title[]): string {
  return titles
    .map(({ id, title }) => `  ${printableLine(title)} (${printableLine(id)})`)
    .join("\n");
}

/** One line that counts how the corpus differs from the index and names the way out. */
export function renderStaleness({ added, changed, removed }: Staleness): string {
  const counts = [`${added} added`, `${changed} changed`, `${removed} removed`].filter(
    (count) => !count.startsWith("0 "),
  );
  return (
    `The corpus has changed since the index was built (articles: ${counts.join(", ")}). ` +
    "Answers come from the index as it is; `npm run index` brings it up to date."
  );
}

/** "Title — outlet, 2025-08-09 · path" */
function describeArticle(article: ArticleReference, style: Style): string {
  return (
    `${style.strong(printableLine(article.title))} — ` +
    `${provenance(article).map(printableLine).join(", ")} ` +
    style.faint(`· ${printableLine(article.path)}`)
  );
}

function provenance({ outlet, published }: ArticleReference): string[] {
  return [...(outlet === null ? [] : [outlet]), published ?? "date unknown"];
}
