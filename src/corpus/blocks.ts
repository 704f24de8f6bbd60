/**
 * What a document is made of before it is split into sentences, whatever format it came in:
 * headings, paragraphs, lists, tables and code, each with its place in the document's text.
 */
import type { Span } from "./article.ts";

/**
 * Plain text with its place in the document: markup is gone from `text`, and `offsets` says where
 * each of its UTF-16 units stands. Null where plain text and document are the same, unit by unit.
 */
export interface Plain extends Span {
  readonly text: string;
  /** Absolute offsets, one for each unit of `text`. */
  readonly offsets: readonly number[] | null;
}

export interface Heading extends Span {
  readonly kind: "heading";
  readonly text: string;
}

export interface Prose extends Span {
  readonly kind: "prose";
  readonly plain: Plain;
  /** How many units of the plain text are a dateline ("LONDON (AP) - "), not shown as text. */
  readonly dateline?: number;
}

export interface Code extends Span {
  readonly kind: "code";
  readonly plain: Plain;
}

export interface ListItem {
  /** Without its marker. */
  readonly plain: Plain;
  /** What introduces this item rather than the whole list: the item it is nested in. */
  readonly leadIn: string | null;
}

export interface List extends Span {
  readonly kind: "list";
  readonly items: readonly ListItem[];
}

export interface TableRow extends Span {
  readonly cells: readonly string[];
}

export interface Table extends Span {
  readonly kind: "table";
  readonly columns: readonly string[];
  /** Body rows only. */
  readonly rows: readonly TableRow[];
}

export type Block = Heading | Prose | Code | List | Table;

/** A text and its blocks, in order and without overlaps. */
export interface Document {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** The plain text that stands in `source` from `start` to `end` as it is, without white space around it. */
export function plainSlice(source: string, start: number, end: number): Plain {
  const span = trimSpan(source, start, end);
  return { ...span, text: source.slice(span.start, span.end), offsets: null };
}

/** The span without the white space at its ends. */
export function trimSpan(text: string, start: number, end: number): Span {
  const slice = text.slice(start, end);
  const from = start + (slice.length - slice.trimStart().length);
  return { start: from, end: Math.max(from, end - (slice.length - slice.trimEnd().length)) };
}

/** The block as it stands `shift` units further on, in a document whose plain texts need no offsets. */
export function moveBlock(block: Block, shift: number): Block {
  const move = <T extends Span>(span: T): T => ({
    ...span,
    start: span.start + shift,
    end: span.end + shift,
  });
  switch (block.kind) {
    case "heading":
      return move(block);
    case "prose":
    case "code":
      return { ...move(block), plain: move(block.plain) };
    case "list":
      return {
        ...move(block),
        items: block.items.map((item) => ({ ...item, plain: move(item.plain) })),
      };
    case "table":
      return { ...move(block), rows: block.rows.map(move) };
  }
}

/** Plain text on one line: line breaks and runs of white space are one space, invisible marks are gone. */
export function onOneLine(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, "")
    .replace(/(?<=\p{L}-)\n\s*(?=\p{Ll})/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The text as it is compared with another: letters and digits alone, in one case, words apart by one space. */
export function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Whether there is a letter or a digit: what has none is no sentence. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/**
 * What an item says about the items nested in it: its text where it announces them or is a bare
 * label; null where it is a statement of its own.
 */
export function nestedLeadIn(item: string): string | null {
  const text = onOneLine(item);
  if (/[:：]$/.test(text)) return text;
  return /[.!?。]["'”’)]*$/.test(text) || text.split(" ").length > 8 ? null : text;
}
