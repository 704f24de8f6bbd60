/** A document's blocks and what is known about it → an article with its sentences and passages. */
import { createHash } from "node:crypto";
import type { Article, Section, Sentence, SentenceKind, Span, SplitArticle } from "./article.ts";
import {
  type Block,
  type Document,
  fold,
  hasWords,
  onOneLine,
  type Plain,
  trimSpan,
} from "./blocks.ts";
import { splitPassages } from "./passages.ts";
import { cutToFit, splitSentences } from "./sentences.ts";

/** Counts the word pieces that the embedder's tokenizer makes of a text. */
export type CountPieces = (text: string) => number;

/** As many word pieces as the embedder was trained with. */
const MOST_PIECES = 256;
/** A sentence is never longer, whatever its pieces: a run of characters may be one unknown piece. */
const MOST_CHARACTERS = 2000;
/** A longer lead-in is a text of its own and is not put before every item. */
const MOST_LEAD_IN_WORDS = 40;

/** Splits a document. The article has no sentences where the document has no text. */
export function splitDocument(
  { text, blocks }: Document,
  metadata: Omit<Article, "text" | "sections" | "contentHash">,
  countPieces: CountPieces,
): SplitArticle {
  const sections = sectionsOf(text, blocks, metadata.title);
  const sentences = blocks.flatMap((block, index) =>
    sentencesOf(text, block, index, leadInBefore(blocks, index), countPieces),
  );
  const { id, title, outlet, published, url, tags, path } = metadata;
  const contentHash = createHash("sha256")
    .update(JSON.stringify([id, title, outlet, published, url, tags, path, text]))
    .digest("hex");
  const article = { id, title, outlet, published, url, tags, path, text, sections, contentHash };
  return { article, sentences, passages: splitPassages(text, sections, sentences) };
}

/** The heading that repeats the article's title is no heading of a section: it is null there. */
function sectionsOf(text: string, blocks: readonly Block[], title: string): Section[] {
  const titleFolded = fold(title);
  const headings = blocks.filter((block) => block.kind === "heading");
  const starts: { start: number; heading: string | null }[] = headings.map((block) => ({
    start: block.start,
    heading: fold(block.text) === titleFolded ? null : onOneLine(block.text),
  }));
  if (starts[0]?.start !== 0) starts.unshift({ start: 0, heading: null });
  return starts.map(({ start, heading }, index) => ({
    ...trimSpan(text, start, starts[index + 1]?.start ?? text.length),
    heading,
  }));
}

/** The sentence that introduces the list at the index: the last one of the paragraph before, if it ends with a colon. */
function leadInBefore(blocks: readonly Block[], index: number): string | null {
  const before = blocks[index - 1];
  if (blocks[index]?.kind !== "list" || before?.kind !== "prose") return null;
  const last = splitSentences(before.plain.text).at(-1);
  if (last === undefined) return null;
  const sentence = onOneLine(before.plain.text.slice(last.start, last.end));
  return /[:：]$/.test(sentence) && sentence.split(" ").length <= MOST_LEAD_IN_WORDS
    ? sentence
    : null;
}

function sentencesOf(
  text: string,
  block: Block,
  index: number,
  leadIn: string | null,
  countPieces: CountPieces,
): Sentence[] {
  /** Sentences of a plain text, each shown after `before`, cut until it fits. */
  const sentences = (plain: Plain, spans: readonly Span[], kind: SentenceKind, before = "") => {
    const shown = ({ start, end }: Span) => before + onOneLine(plain.text.slice(start, end));
    const parts = spans.flatMap((span) =>
      cutToFit(plain.text, span, (part) => fits(shown(part), countPieces)),
    );
    return place(text, plain, parts).map(({ part, span }) => ({
      ...span,
      kind,
      shown: shown(part),
      block: index,
    }));
  };
  const whole = (plain: Plain) =>
    hasWords(plain.text) ? [trimSpan(plain.text, 0, plain.text.length)] : [];

  switch (block.kind) {
    case "heading":
      return [];
    case "prose": {
      const found = sentences(block.plain, splitSentences(block.plain.text), "prose");
      const first = found[0];
      if (block.dateline === undefined || first === undefined) return found;
      const dateline = onOneLine(block.plain.text.slice(0, block.dateline));
      const rest = first.shown.slice(dateline.length).trim();
      return rest === "" ? found : [{ ...first, shown: rest }, ...found.slice(1)];
    }
    case "code":
      return sentences(block.plain, whole(block.plain), "prose");
    case "list":
      return block.items.flatMap(({ plain, leadIn: own }) =>
        sentences(plain, whole(plain), "list-item", introduction(own ?? leadIn, countPieces)),
      );
    case "table":
      return block.rows.flatMap(({ start, end, cells }): Sentence[] => {
        const shown = rowShown(block.columns, cells);
        if (!hasWords(shown)) return [];
        if (fits(shown, countPieces))
          return [{ start, end, kind: "table-row", shown, block: index }];
        const plain = { start, end, text: text.slice(start, end), offsets: null };
        return sentences(plain, whole(plain), "table-row");
      });
  }
}

/** "Focus Area: Regional Security; Status: Planned"; empty cells are left out. */
function rowShown(columns: readonly string[], cells: readonly string[]): string {
  return cells
    .map((cell, at) => {
      const column = onOneLine(columns[at] ?? "").replace(/[:：]$/, "");
      return cell === "" || column === "" ? onOneLine(cell) : `${column}: ${onOneLine(cell)}`;
    })
    .filter((cell) => cell !== "")
    .join("; ");
}

function introduction(leadIn: string | null, countPieces: CountPieces): string {
  if (leadIn === null || !fits(leadIn.repeat(4), countPieces)) return "";
  return `${leadIn.replace(/\s*[:：]$/, "")}: `;
}

function fits(shown: string, countPieces: CountPieces): boolean {
  // A word piece is a character at least, and two more mark the ends. Outside Latin a character may
  // become up to three by normalisation (a Hangul syllable is three letters). So most sentences are
  // not worth counting.
  const most = /[^ -\u024f\u2000-\u206f]/.test(shown) ? 3 * shown.length : shown.length;
  if (most + 2 <= MOST_PIECES) return true;
  return shown.length <= MOST_CHARACTERS && countPieces(shown) <= MOST_PIECES;
}

/**
 * Where parts of a plain text stand in the document. Two neighbours part at the white space between
 * them, so that markup (`**`, the end of a link) stays with the word it belongs to.
 */
function place(text: string, plain: Plain, parts: readonly Span[]): { part: Span; span: Span }[] {
  const { offsets } = plain;
  const at = (unit: number) =>
    offsets === null ? plain.start + unit : (offsets[unit] ?? plain.end);
  return parts
    .map((part, index) => {
      const before = parts[index - 1];
      const after = parts[index + 1];
      let start = before === undefined ? plain.start : at(part.start);
      if (before !== undefined && offsets !== null && before.end < part.start) {
        // Markup that opens with the part's first word belongs to it, the `>` of a quoted line not.
        const gap = at(part.start - 1);
        const between = text.slice(gap, start);
        start = gap + (/^[\s>]*/.exec(between)?.[0].length ?? 0);
      }
      const end =
        after === undefined ? plain.end : after.start > part.end ? at(part.end) : at(after.start);
      return { part, span: trimSpan(text, start, end) };
    })
    .filter(({ span }) => span.end > span.start);
}
