/**
 * Text that others wrote, made safe for Discord's markdown: it is shown as it stands, starts no
 * formatting, mention or link, and is cut where a reader would cut it.
 *
 * discord.js's `escapeMarkdown` is not enough: with every option on it still leaves `<@1>`,
 * `<t:0>`, `+` lists and everything inside addresses alone. Here each character is escaped by
 * itself, so that a text can be cut anywhere before it is escaped.
 */
import type { Span } from "../corpus/article.ts";

// Always, then only where they would begin a heading, a list or subtext, a numbered list, a link
// from an address, a mention of everyone.
const meaningful =
  /[\\*_~`|<>[\]]|(?<=^[ \t]*)[#+-]|(?<=^[ \t]*\d+)[.)]|:(?=\/\/)|@(?=everyone|here)/gm;

const controls = /(?![\n\t])\p{Cc}/gu;

/** The text with every character that Discord's markdown would read escaped. */
export function escapeText(text: string): string {
  return text.replace(controls, "").replace(meaningful, "\\$&");
}

/** On one line: every run of whitespace is one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/**
 * Escaped text of at most `limit` characters. What is too long ends at the end of a sentence, else of
 * a word, with an ellipsis.
 */
export function escapeWithin(text: string, limit: number): string {
  return within(text, limit, escapeText);
}

/** Plain text of at most `limit` characters, for places that know no markdown. */
export function plainWithin(text: string, limit: number): string {
  return within(oneLine(text).replace(controls, ""), limit, (part) => part);
}

function within(text: string, limit: number, written: (part: string) => string): string {
  const whole = written(text);
  if (whole.length <= limit) return whole;
  const ellipsis = " …";
  const end = cutBefore(text, longestStart(text, limit - ellipsis.length, written));
  const kept = text.slice(0, end).trimEnd();
  return written(kept) + (endsSentence.test(kept) ? ellipsis : ellipsis.trim());
}

/**
 * The text in pages, each of at most `limit` characters when escaped: nothing but whitespace is left
 * out at the cuts, which fall between paragraphs where they can.
 */
export function pagesOf(text: string, limit: number): Span[] {
  const pages: Span[] = [];
  const textEnd = text.trimEnd().length;
  for (let start = 0; start < textEnd; ) {
    start += text.slice(start).search(/\S/);
    const rest = text.slice(start, textEnd);
    const longest = longestStart(rest, limit, escapeText);
    const cut = longest === rest.length ? longest : cutBefore(rest, longest, /\n\s*\n/g);
    pages.push({ start, end: start + rest.slice(0, cut).trimEnd().length });
    start += cut;
  }
  return pages;
}

/** Without the lines of hyphens that stand under a table's first row; the text is escaped already. */
export function withoutTableRules(escaped: string): string {
  return escaped.replace(/^(?=.*-)(?=.*\|)[\\|:\- \t]+(?:\n|$)/gm, "");
}

/** Every line as a part of a block quote; the text is escaped already. */
export function blockquote(escaped: string): string {
  return escaped.replace(/^/gm, "> ");
}

const endsSentence = /[.!?…。！？]["'”’»)\]]*$/;
const sentenceEnds = /[.!?…。！？]["'”’»)\]]*(?=\s)/g;
const wordEnds = /(?<=\S)(?=\s)/g;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The longest beginning of `text` that is at most `limit` characters when written. */
function longestStart(text: string, limit: number, written: (part: string) => string): number {
  let fits = 0;
  let tooLong = Math.min(text.length, limit) + 1;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (written(text.slice(0, middle)).length <= limit) fits = middle;
    else tooLong = middle;
  }
  return fits;
}

/**
 * Where to cut so that at most `most` code units stay: after the best kind of ending that leaves
 * more than half of what could stay, else between two graphemes.
 */
function cutBefore(text: string, most: number, ...betterEnds: RegExp[]): number {
  // One character more, for the endings that look at what follows.
  const visible = text.slice(0, most + 1);
  for (const ends of [...betterEnds, sentenceEnds, wordEnds]) {
    const cuts = [...visible.matchAll(ends)].map((found) => found.index + found[0].length);
    const last = cuts.findLast((cut) => cut <= most);
    if (last !== undefined && last > most / 2) return last;
  }
  const cluster = graphemes.segment(text).containing(most);
  // A cluster that does not fit by itself is cut between two code points.
  if (cluster && cluster.index > 0) return cluster.index;
  const code = text.charCodeAt(most);
  return code >= 0xdc00 && code <= 0xdfff && most > 1 ? most - 1 : most;
}
