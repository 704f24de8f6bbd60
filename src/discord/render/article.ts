/** An article as it stands in the corpus, in pages. */
import type { ArticleView } from "../../engine/engine.ts";
import { customId } from "../custom-id.ts";
import { escapeText, pagesOf, withoutTableRules } from "../text.ts";
import { articleKey } from "../titles.ts";
import type { Words } from "../words/words.ts";
import { card, colours, heading, line, pageButtons, type Rendering, text } from "./message.ts";

// Short enough to read on a phone; with the heading well below a message's 4,000.
export const pageRoom = 2500;

/**
 * One page of an article.
 *
 * @param at - A page, from 0, of which the nearest that exists is shown; or an offset into the text,
 *   whose page is shown.
 */
export function renderArticle(
  { article, text: whole }: ArticleView,
  at: { readonly page: number } | { readonly offset: number },
  words: Words,
): Rendering {
  const pages = pagesOf(whole, pageRoom);
  const wanted = "page" in at ? at.page : pages.findIndex(({ end }) => end > at.offset);
  const page = Math.max(0, Math.min(wanted, pages.length - 1));
  const { start, end } = pages[page] ?? { start: 0, end: 0 };
  const key = articleKey(article.id);
  return card(colours.lookup, [
    text(heading(article, words)),
    line(),
    text(asMarkdown(whole.slice(start, end)) || words.article.empty),
    ...(pages.length > 1 ? [text(`-# ${words.common.page(page + 1, pages.length)}`)] : []),
    ...pageButtons(page, pages.length, (to) => customId("article-page", key, to), words),
  ]);
}

/** Headings in bold; everything else as it stands. */
export function asMarkdown(text: string): string {
  const lines = text.split("\n").map((line) => {
    const title = /^#{1,6}\s+(\S.*)$/.exec(line)?.[1];
    return title === undefined ? escapeText(line) : `**${escapeText(title)}**`;
  });
  return withoutTableRules(lines.join("\n"));
}
