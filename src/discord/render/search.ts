/** What a search found as a message: articles, each with the passage that was found. */
import type { ArticleReference, PassageReference } from "../../answer/answer.ts";
import type { Span } from "../../corpus/article.ts";
import type { Filters, SearchHit, SearchResult } from "../../engine/engine.ts";
import { customId } from "../custom-id.ts";
import { limits } from "../limits.ts";
import { quote } from "../quote.ts";
import { escapeWithin, oneLine } from "../text.ts";
import { articleKey } from "../titles.ts";
import type { Words } from "../words/words.ts";
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
import { fitQuotations, leastQuoted } from "./quotations.ts";

/** How many hits a message shows. */
export const hitsShown = 5;

const titleRoom = 350;
const footRoom = filterRoom + 110;
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
  readonly words: Words;
  /** What was looked for is in a language that the model does not read: see `isUnread`. */
  readonly unread?: boolean;
}

export function renderSearch(
  { query, hits, filtered }: SearchResult,
  { filters = {}, shareable, page, id, words, unread = false }: SearchOptions,
): Rendering {
  const shownQuery = escapeWithin(oneLine(query), titleRoom - 50);
  const remarks = [
    ...(unread ? [`-# ${words.search.unread}`] : []),
    ...filterLines(filters, filtered, words),
  ];
  if (hits.length === 0) {
    return notice([words.search.none(shownQuery), ...remarks].join("\n"));
  }
  const pages = id === null ? 1 : Math.ceil(hits.length / hitsShown);
  const shown = Math.max(0, Math.min(page, pages - 1));
  const listed = hits.slice(shown * hitsShown, (shown + 1) * hitsShown);
  const foot = [...(pages > 1 ? [`-# ${words.common.page(shown + 1, pages)}`] : []), ...remarks];
  return card(colours.lookup, [
    text(`**${words.search.title(shownQuery)}**`),
    ...hitParts(listed, shareable, foot.length > 0 ? footRoom : 0, words),
    ...(foot.length > 0 ? [text(foot.join("\n"))] : []),
    ...pageButtons(shown, pages, (to) => customId("search-page", id ?? 0, to), words),
  ]);
}

/** The passages that speak of what a message says. */
export function renderSources(
  { hits }: SearchResult,
  { shareable, words, unread = false }: Pick<SearchOptions, "shareable" | "words" | "unread">,
): Rendering {
  if (hits.length === 0) return notice(unread ? words.search.unread : words.search.noSources);
  return card(colours.lookup, [
    text(`**${words.search.sources}**`),
    ...hitParts(hits, shareable, 0, words),
  ]);
}

/** @param foot - How many characters stand under them. */
function hitParts(hits: readonly SearchHit[], shareable: boolean, foot: number, words: Words) {
  const { common } = words;
  const room = limits.messageText - titleRoom - foot;
  const headingRoom = Math.floor(room / hits.length) - leastQuoted - 1;
  const quotations = fitQuotations(
    hits.map(({ article, passage, bestSentence, alsoIn: others }) => ({
      heading: headingWithin(headingRoom, article, others, words),
      passage: passage.text,
      marks: [
        {
          start: bestSentence.start - passage.start,
          end: bestSentence.end - passage.start,
        },
      ],
    })),
    room,
    mostQuoted,
  );
  return quotations.flatMap((quotation, index) => {
    const hit = hits[index];
    if (!hit) return [];
    const read = button(
      common.read,
      customId("read", articleKey(hit.article.id), hit.bestSentence.start, index),
    );
    return [
      line(),
      ...(shareable
        ? [text(quotation), buttons(read, button(common.share, shareId(hit, index)))]
        : [withButton(quotation, read)]),
    ];
  });
}

/**
 * As much of a hit's heading as leaves room for every hit: without the articles that say the same,
 * then without the link, where title and address are very long.
 */
function headingWithin(
  room: number,
  article: ArticleReference,
  others: readonly ArticleReference[],
  words: Words,
): string {
  const linked = heading(article, words);
  const full = linked + alsoIn(others, words);
  if (full.length <= room) return full;
  return linked.length <= room ? linked : heading({ ...article, url: null }, words);
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
  words,
}: {
  readonly article: ArticleReference;
  readonly passage: PassageReference;
  /** The stretch of the article that stands in bold. */
  readonly mark: Span;
  /** Id of the person who shows it. */
  readonly sharer: string;
  readonly words: Words;
}): Rendering {
  const marked = { start: mark.start - passage.start, end: mark.end - passage.start };
  return card(
    colours.lookup,
    [
      text(`${heading(article, words)}\n${quote(passage.text, [marked], sharedRoom)}`),
      buttons(
        button(words.common.read, customId("read", articleKey(article.id), mark.start)),
        button(words.common.dismiss, customId("dismiss-shared", sharer)),
      ),
    ],
    `-# ${words.common.sharedBy(`<@${sharer}>`)}`,
  );
}
