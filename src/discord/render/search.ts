/** What a search found as a message: articles, each with the passage that was found. */
import type { ArticleReference, PassageReference } from "../../answer/answer.ts";
import type { Span } from "../../corpus/article.ts";
import type { Filters, SearchHit, SearchResult } from "../../engine/engine.ts";
import { customId } from "../custom-id.ts";
import { limits } from "../limits.ts";
import { quote } from "../quote.ts";
import { escapeWithin, oneLine } from "../text.ts";
import { articleKey } from "../titles.ts";
import { filterLines, filterRoom } from "./filters.ts";
import {
  alsoIn,
  button,
  buttons,
  card,
  colours,
  heading,
  line,
  notice,
  pageButtons,
  type Rendering,
  text,
  withButton,
} from "./message.ts";
import { fitQuotations } from "./quotations.ts";

/** How many hits a message shows. */
export const hitsShown = 5;

const titleRoom = 350;
const footRoom = filterRoom + 30;
// About two sentences, so that five hits can be looked through.
const mostQuoted = 280;

/** How what was found is shown. */
export interface SearchOptions {
  /** What the articles were limited to. */
  readonly filters?: Filters;
  /** With a button at each hit for showing it to everybody. */
  readonly shareable: boolean;
  /** From 0; one that does not exist shows the nearest. */
  readonly page: number;
  /** The row in the state database that the page buttons name; null where there is only one page. */
  readonly id: number | null;
}

export function renderSearch(
  { query, hits, filtered }: SearchResult,
  { filters = {}, shareable, page, id }: SearchOptions,
): Rendering {
  const shownQuery = escapeWithin(oneLine(query), titleRoom - 50);
  const limited = filterLines(filters, filtered);
  if (hits.length === 0) {
    return notice(
      [`No passage has anything in common with “${shownQuery}”.`, ...limited].join("\n"),
    );
  }
  const pages = id === null ? 1 : Math.ceil(hits.length / hitsShown);
  const shown = Math.max(0, Math.min(page, pages - 1));
  const listed = hits.slice(shown * hitsShown, (shown + 1) * hitsShown);
  const foot = [...(pages > 1 ? [`-# Page ${shown + 1} of ${pages}`] : []), ...limited];
  return card(colours.lookup, [
    text(`**Passages nearest to “${shownQuery}”**`),
    ...hitParts(listed, shareable, foot.length > 0 ? footRoom : 0),
    ...(foot.length > 0 ? [text(foot.join("\n"))] : []),
    ...pageButtons(shown, pages, (to) => customId("search-page", id ?? 0, to)),
  ]);
}

/** The passages that speak of what a message says. */
export function renderSources(
  { hits }: SearchResult,
  { shareable }: Pick<SearchOptions, "shareable">,
): Rendering {
  if (hits.length === 0) return notice("No passage speaks of what that message says.");
  return card(colours.lookup, [
    text("**Passages nearest to what that message says**"),
    ...hitParts(hits, shareable, 0),
  ]);
}

/** @param foot - How many characters stand under them. */
function hitParts(hits: readonly SearchHit[], shareable: boolean, foot: number) {
  const quotations = fitQuotations(
    hits.map(({ article, passage, bestSentence, alsoIn: others }) => ({
      heading: heading(article) + alsoIn(others),
      passage: passage.text,
      marks: [
        {
          start: bestSentence.start - passage.start,
          end: bestSentence.end - passage.start,
        },
      ],
    })),
    limits.messageText - titleRoom - foot,
    mostQuoted,
  );
  return quotations.flatMap((quotation, index) => {
    const hit = hits[index];
    if (!hit) return [];
    const read = button(
      "Read",
      customId("read", articleKey(hit.article.id), hit.bestSentence.start, index),
    );
    return [
      line(),
      ...(shareable
        ? [text(quotation), buttons(read, button("Share", shareId(hit, index)))]
        : [withButton(quotation, read)]),
    ];
  });
}

/** @param index - Keeps two custom ids apart. */
function shareId({ article, passage, bestSentence }: SearchHit, index: number): string {
  const { start, end } = passage;
  const spans = [start, end, bestSentence.start, bestSentence.end];
  return customId("share-hit", articleKey(article.id), ...spans, hitCheck(passage.text), index);
}

/** Tells whether a passage is still the one that was found. */
export function hitCheck(passage: string): string {
  return articleKey(passage).slice(0, 8);
}

const sharedRoom = 2500;

/** One passage, shown to everybody. */
export function renderSharedHit({
  article,
  passage,
  mark,
  sharer,
}: {
  readonly article: ArticleReference;
  readonly passage: PassageReference;
  /** The stretch of the article that stands in bold. */
  readonly mark: Span;
  /** Id of the person who shows it. */
  readonly sharer: string;
}): Rendering {
  const marked = { start: mark.start - passage.start, end: mark.end - passage.start };
  return card(
    colours.lookup,
    [
      text(`${heading(article)}\n${quote(passage.text, [marked], sharedRoom)}`),
      buttons(
        button("Read", customId("read", articleKey(article.id), mark.start)),
        button("Dismiss", customId("dismiss-shared", sharer)),
      ),
    ],
    `-# Shared by <@${sharer}>`,
  );
}
