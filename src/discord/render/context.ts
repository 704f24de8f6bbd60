/**
 * A passage that an answer cites, in its article: the passage with what stands before and after it
 * is one part, and the rest of the article is in parts around it.
 */
import type { Answer, ArticleReference, PassageReference } from "../../answer/answer.ts";
import type { Span } from "../../corpus/article.ts";
import type { ArticleView } from "../../engine/engine.ts";
import { customId } from "../custom-id.ts";
import { quote } from "../quote.ts";
import { escapeText, escapeWithin, pagesOf } from "../text.ts";
import { articleKey } from "../titles.ts";
import type { Words } from "../words/words.ts";
import { marksOf, sourcesOf } from "./answer.ts";
import { asMarkdown, pageRoom } from "./article.ts";
import {
  button,
  card,
  colours,
  heading,
  line,
  pageButtons,
  type Rendering,
  text,
  withButton,
} from "./message.ts";

/** A passage as it was when the answer was given. */
export interface CitedPassage {
  readonly article: ArticleReference;
  readonly passage: PassageReference;
  /** Stretches of the passage that the answer quotes. */
  readonly marks: readonly Span[];
}

/** @param source - Which of the answer's passages, from 0; the nearest that exists. */
export function citedPassage(answer: Pick<Answer, "citations">, source: number): CitedPassage {
  const found = sourcesOf(answer).at(source) ?? sourcesOf(answer)[0];
  if (!found) throw new Error("An answer without sources has no passages to show.");
  const [{ article, passage }] = found;
  return { article, passage, marks: marksOf(found) };
}

/** Where a view of it stands; `part` is from 0, or null: the one with the passage. */
export interface ContextPlace {
  readonly id: number;
  readonly source: number;
  readonly part: number | null;
}

export function renderContext(
  cited: CitedPassage,
  { article, text: whole }: ArticleView,
  { id, source, part }: ContextPlace,
  words: Words,
): Rendering {
  const found = findAgain(cited, whole);
  if (found === null) {
    return card(colours.lookup, [
      text(heading(article, words)),
      withButton(
        words.context.gone,
        button(words.common.read, customId("read", articleKey(article.id), 0)),
      ),
    ]);
  }
  const parts = partsOf(found, whole);
  const own = Math.max(
    0,
    parts.findIndex(({ marks }) => marks.length > 0),
  );
  const at = Math.max(0, Math.min(part ?? own, parts.length - 1));
  const shown = parts[at]?.markdown ?? "";
  const under = at === own && !isHeaded(shown, found.heading) ? found.heading : null;
  const position = [
    words.context.part(at + 1, parts.length),
    ...(under === null ? [] : [words.answer.underHeading(escapeWithin(under, longestHeading))]),
  ].join(" · ");
  const changed = found.changed ? `\n-# ${words.context.changed}` : "";
  return card(colours.lookup, [
    text(heading(article, words)),
    line(),
    text(shown),
    text(`-# ${position}${changed}`),
    ...pageButtons(at, parts.length, (to) => customId("context-page", id, source, to), words),
  ]);
}

const longestHeading = 200;
// The passage with what stands around it; what is left of a message's 4,000 is for the rest of the card.
const ownRoom = 3000;
// On either side of the passage: a few sentences.
const mostAround = 500;

interface Found {
  readonly passage: Span;
  /** Stretches of the article. */
  readonly marks: readonly Span[];
  /** Whether the article is another than when the answer was given. */
  readonly changed: boolean;
  /** That it stands under; null: none, or nobody knows. */
  readonly heading: string | null;
}

/**
 * The passage in the article as it is now, else its first quoted sentence that still stands with the
 * others near it; null where none does.
 */
function findAgain({ passage, marks }: CitedPassage, whole: string): Found | null {
  const { text: quoted, heading } = passage;
  const start = nearestTo(passage.start, quoted, whole);
  if (start >= 0) {
    return {
      passage: { start, end: start + quoted.length },
      marks: marks.map((mark) => ({ start: start + mark.start, end: start + mark.end })),
      changed: start !== passage.start,
      heading,
    };
  }
  const standing = marks.flatMap((mark) => {
    const sentence = quoted.slice(mark.start, mark.end);
    const at = nearestTo(passage.start + mark.start, sentence, whole);
    return at < 0 ? [] : { start: at, end: at + sentence.length };
  });
  const [first] = standing;
  if (!first) return null;
  const together = standing.filter((each) => Math.abs(each.start - first.start) <= quoted.length);
  const around = {
    start: Math.min(...together.map((each) => each.start)),
    end: Math.max(...together.map((each) => each.end)),
  };
  return { passage: around, marks: together, changed: true, heading: null };
}

/** Where the text stands nearest to an offset; -1: nowhere. */
function nearestTo(offset: number, sought: string, whole: string): number {
  const before = whole.lastIndexOf(sought, offset);
  const after = whole.indexOf(sought, offset);
  if (before < 0 || after < 0) return Math.max(before, after);
  return offset - before <= after - offset ? before : after;
}

/** Whether a part shows that heading already. */
function isHeaded(shown: string, heading: string | null): boolean {
  const written = escapeText(heading ?? "");
  return shown.split("\n").some((line) => line === written || line === `**${written}**`);
}

interface Part {
  readonly markdown: string;
  /** What of it the answer quotes. */
  readonly marks: readonly Span[];
}

/** The whole article, in order; nothing but whitespace is left out. */
function partsOf({ passage, marks }: Found, whole: string): Part[] {
  const { start, end } = passage;
  const quoted = quoteOf(whole, passage, marks);
  const fits = quoted.length <= pageRoom;
  // A passage that fills parts of its own has what stands around it in the parts beside them.
  const room = Math.min(mostAround, Math.floor((ownRoom - quoted.length) / 2));
  const from = fits ? startAround(whole, start, room) : start;
  const to = fits ? endAround(whole, end, room) : end;
  const plain = (offset: number, stretch: string): Part[] =>
    pagesOf(stretch, pageRoom).map((page) => ({
      markdown: asMarkdown(whole.slice(offset + page.start, offset + page.end)),
      marks: [],
    }));
  const before = asMarkdown(whole.slice(from, start).trim());
  const after = asMarkdown(whole.slice(end, to).trim());
  const middle: Part[] = fits
    ? [{ markdown: [before, quoted, after].filter((each) => each !== "").join("\n"), marks }]
    : pagesOf(whole.slice(start, end), pageRoom / 2).map((page) => {
        const span = { start: start + page.start, end: start + page.end };
        const within = marks.filter((mark) => mark.start < span.end && mark.end > span.start);
        return { markdown: quoteOf(whole, span, within), marks: within };
      });
  const parts = [...plain(0, whole.slice(0, from)), ...middle, ...plain(to, whole.slice(to))];
  return parts.filter(({ markdown }) => markdown.trim() !== "");
}

function quoteOf(whole: string, { start, end }: Span, marks: readonly Span[]): string {
  const clipped = marks.map((mark) => ({
    start: Math.max(0, mark.start - start),
    end: Math.min(end, mark.end) - start,
  }));
  return quote(whole.slice(start, end), clipped, Number.POSITIVE_INFINITY);
}

// Between paragraphs, else lines, else sentences.
const cuts = [/\n\s*\n\s*/g, /\n\s*/g, /(?<=[.!?…]["'”’»)\]]*)\s+/g];

/** Where what is shown before an offset begins; it is at most `room` characters. */
function startAround(whole: string, offset: number, room: number): number {
  const least = Math.max(0, offset - room);
  const stretch = whole.slice(least, offset);
  for (const cut of cuts) {
    const ends = [...stretch.trimEnd().matchAll(cut)].map(
      (found) => least + found.index + found[0].length,
    );
    const starts = least === 0 ? [0, ...ends] : ends;
    const start = starts.find((each) => asMarkdown(whole.slice(each, offset)).length <= room);
    if (start !== undefined) return start;
  }
  return offset;
}

/** Where what is shown after an offset ends; it is at most `room` characters. */
function endAround(whole: string, offset: number, room: number): number {
  const most = Math.min(whole.length, offset + room);
  const stretch = whole.slice(offset, most);
  const skipped = stretch.length - stretch.trimStart().length;
  for (const cut of cuts) {
    const starts = [...stretch.slice(skipped).matchAll(cut)].map(
      (found) => offset + skipped + found.index,
    );
    const ends = most === whole.length ? [...starts, most] : starts;
    const end = ends.findLast((each) => asMarkdown(whole.slice(offset, each)).length <= room);
    if (end !== undefined) return end;
  }
  return offset;
}
