/**
 * A passage that an answer cites, in its article: the passage with what stands before and after it
 * is one part, and the rest of the article is in parts around it.
 */
import type { Answer, ArticleReference, PassageReference } from "../../answer/answer.ts";
import type { Span } from "../../corpus/article.ts";
import type { ArticleView } from "../../engine/engine.ts";
import { customId } from "../custom-id.ts";
import { quote } from "../quote.ts";
import { escapeWithin, pagesOf } from "../text.ts";
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
export function citedPassage(answer: Answer, source: number): CitedPassage {
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
  const { heading: under } = cited.passage;
  const position = [
    words.context.part(at + 1, parts.length),
    ...(at === own && under !== null && !found.headed
      ? [words.answer.underHeading(escapeWithin(under, longestHeading))]
      : []),
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
// On either side of the passage: a few sentences.
const aroundRoom = 500;

interface Found {
  readonly passage: Span;
  /** Stretches of the article. */
  readonly marks: readonly Span[];
  /** Whether the article is another than when the answer was given. */
  readonly changed: boolean;
  /** Whether the passage's heading is in the part that shows it. */
  readonly headed: boolean;
}

/** The passage in the article as it is now, else its first quoted sentence; null where neither is. */
function findAgain({ passage, marks }: CitedPassage, whole: string): Found | null {
  const inArticle = (start: number, spans: readonly Span[]) =>
    spans.map((span) => ({ start: start + span.start, end: start + span.end }));
  const found = (start: number, length: number, spans: readonly Span[], changed: boolean) => {
    const span = { start, end: start + length };
    const before = whole.slice(startAround(whole, start), start);
    const headed = passage.heading !== null && before.includes(passage.heading);
    return { passage: span, marks: spans, changed, headed };
  };
  const { text: quoted } = passage;
  const start = whole.startsWith(quoted, passage.start) ? passage.start : whole.indexOf(quoted);
  if (start >= 0) {
    return found(start, quoted.length, inArticle(start, marks), start !== passage.start);
  }
  for (const mark of marks) {
    const sentence = quoted.slice(mark.start, mark.end);
    const at = whole.indexOf(sentence);
    if (at < 0) continue;
    return found(at, sentence.length, [{ start: at, end: at + sentence.length }], true);
  }
  return null;
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
  const from = fits ? startAround(whole, start) : start;
  const to = fits ? endAround(whole, end) : end;
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
  return [...plain(0, whole.slice(0, from)), ...middle, ...plain(to, whole.slice(to))];
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

/** Where what is shown before an offset begins. */
function startAround(whole: string, offset: number): number {
  const least = Math.max(0, offset - aroundRoom);
  const stretch = whole.slice(least, offset);
  for (const cut of cuts) {
    const ends = [...stretch.trimEnd().matchAll(cut)].map(
      (found) => least + found.index + found[0].length,
    );
    const starts = least === 0 ? [0, ...ends] : ends;
    const start = starts.find((each) => asMarkdown(whole.slice(each, offset)).length <= aroundRoom);
    if (start !== undefined) return start;
  }
  return offset;
}

/** Where what is shown after an offset ends. */
function endAround(whole: string, offset: number): number {
  const most = Math.min(whole.length, offset + aroundRoom);
  const stretch = whole.slice(offset, most);
  const skipped = stretch.length - stretch.trimStart().length;
  for (const cut of cuts) {
    const starts = [...stretch.slice(skipped).matchAll(cut)].map(
      (found) => offset + skipped + found.index,
    );
    const ends = most === whole.length ? [...starts, most] : starts;
    const end = ends.findLast((each) => asMarkdown(whole.slice(offset, each)).length <= aroundRoom);
    if (end !== undefined) return end;
  }
  return offset;
}
