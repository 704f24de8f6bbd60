/** A passage as a block quote: the sentences that matter in bold, shortened around them. */
import type { Span } from "../corpus/article.ts";
import { blockquote, escapeText, escapeWithin, oneLine, withoutTableRules } from "./text.ts";

interface Piece {
  readonly text: string;
  readonly marked: boolean;
  readonly markdown: string;
}

/**
 * A passage as a block quote of at most `limit` characters: the marked stretches in bold, and as
 * many whole sentences around them as fit. What is left out shows as an ellipsis.
 *
 * @param text - The passage, not escaped.
 * @param marks - Stretches of `text`, in any order; they may overlap.
 */
export function quote(text: string, marks: readonly Span[], limit: number): string {
  const pieces = split(joinWrappedLines(text), marks);
  const [first = 0, ...others] = pieces.flatMap((piece, index) => (piece.marked ? index : []));
  const chosen = new Set<number>();
  // The most that it can take: an ellipsis at either end, and "> " before every line.
  let size = quoteMark.length + 2 * gap;

  function addIfItFits(index: number, more = 0): boolean {
    const piece = pieces[index];
    if (!piece || chosen.has(index)) return false;
    const grown =
      size + more + piece.markdown.length + quoteMark.length * lineBreaks(piece.markdown);
    if (grown > limit) return false;
    size = grown;
    chosen.add(index);
    return true;
  }

  // Where nothing is marked, this is the beginning.
  if (!addIfItFits(first)) return writeCut(pieces, first, limit);
  for (const index of others) addIfItFits(index, gap);
  for (let grew = true; grew; ) {
    grew = false;
    for (const index of [...chosen]) {
      // What follows a sentence explains it more often than what stands before it.
      grew = addIfItFits(index + 1) || grew;
      grew = addIfItFits(index - 1) || grew;
    }
  }
  return write(pieces, chosen);
}

const quoteMark = "> ";
const gap = " … ".length;

function lineBreaks(text: string): number {
  return text.split("\n").length - 1;
}

/** The text in sentences, and in marked stretches, which are never split. */
function split(text: string, marks: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of merge(marks, text.length)) {
    pieces.push(...unmarked(text.slice(at, start)));
    const marked = text.slice(start, end);
    pieces.push({ text: marked, marked: true, markdown: bold(marked) });
    at = end;
  }
  pieces.push(...unmarked(text.slice(at)));
  return pieces;
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

function unmarked(text: string): Piece[] {
  return Array.from(sentences.segment(text), ({ segment }) => ({
    text: segment,
    marked: false,
    markdown: withoutTableRules(escapeText(segment)),
  }));
}

/** In order, within the text, and no two that touch. */
function merge(spans: readonly Span[], length: number): Span[] {
  const merged: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) {
      merged[merged.length - 1] = { ...last, end: Math.min(Math.max(last.end, end), length) };
    } else if (start < Math.min(end, length)) {
      merged.push({ start, end: Math.min(end, length) });
    }
  }
  return merged;
}

function write(pieces: readonly Piece[], chosen: ReadonlySet<number>): string {
  let written = "";
  for (const [index, piece] of pieces.entries()) {
    if (!chosen.has(index)) {
      if (index === 0 || chosen.has(index - 1)) written = `${written.trimEnd()} … `;
      continue;
    }
    written += written.endsWith("… ") ? piece.markdown.trimStart() : piece.markdown;
  }
  return blockquote(written.replace(/[ \t]*\n\s*/g, "\n").trim());
}

/** One piece that is too long by itself. */
function writeCut(pieces: readonly Piece[], index: number, limit: number): string {
  const piece = pieces[index];
  if (!piece) return quoteMark;
  const before = index === 0 ? quoteMark : `${quoteMark}… `;
  const around = piece.marked ? "**" : "";
  const room = limit - before.length - 2 * around.length;
  return before + around + escapeWithin(oneLine(piece.text), room) + around;
}

// Asterisks next to a space are no bold, and a line break would end it.
function bold(text: string): string {
  const words = oneLine(text);
  if (words === "") return text;
  const before = text.slice(0, text.length - text.trimStart().length);
  const after = text.slice(text.trimEnd().length);
  return `${before}**${escapeText(words)}**${after}`;
}

/**
 * Lines that were broken to fit a column run on, so that a phone does not break them twice; list
 * items, table rows, headings and paragraphs keep their lines. The length stays.
 */
function joinWrappedLines(text: string): string {
  return text.replace(
    /(?<=\S[ \t]*)(?<!^[ \t]*[#|].*)\n(?=[ \t]*[^\s\-*+•|#>\d]|[ \t]*\d+[^.)\d])/gm,
    " ",
  );
}
