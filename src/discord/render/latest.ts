/** The newest articles, in pages. */
import { customId } from "../custom-id.ts";
import { escapeWithin } from "../text.ts";
import { articleKey, type Newest } from "../titles.ts";
import type { Words } from "../words/words.ts";
import {
  button,
  card,
  colours,
  heading,
  notice,
  pageButtons,
  type Rendering,
  text,
  withButton,
} from "./message.ts";

const articlesShown = 8;
const longestOutlet = 120;

/** @param page - From 0; one that does not exist shows the nearest. */
export function renderLatest(
  { outlet, articles, undated }: Newest,
  page: number,
  words: Words,
): Rendering {
  const { common, latest } = words;
  const from = outlet && escapeWithin(outlet.name, longestOutlet);
  const left = undated === 0 ? "" : `-# ${latest.undated(undated)}`;
  if (articles.length === 0) {
    return notice([latest.none(from), left].filter(Boolean).join("\n"));
  }
  const pages = Math.ceil(articles.length / articlesShown);
  const shown = Math.max(0, Math.min(page, pages - 1));
  const listed = articles.slice(shown * articlesShown, (shown + 1) * articlesShown);
  const foot = [
    ...(pages > 1 ? [`-# ${common.page(shown + 1, pages)}`] : []),
    ...(left ? [left] : []),
  ];
  return card(colours.lookup, [
    text(`**${latest.title(from)}**`),
    ...listed.map((article, index) =>
      withButton(
        heading({ ...article, url: null }, words),
        // The index keeps two custom ids apart, should one article come twice.
        button(common.read, customId("read", articleKey(article.id), 0, index)),
      ),
    ),
    ...(foot.length > 0 ? [text(foot.join("\n"))] : []),
    ...pageButtons(shown, pages, (to) => customId("latest-page", to, outlet?.key ?? ""), words),
  ]);
}
