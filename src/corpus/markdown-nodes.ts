/**
 * Markdown → its nodes of the first level, read piece by piece: the parser takes time that grows with
 * the square of what it is given (lists in lists, brackets, lines with marks), so that a long text in
 * one piece would take minutes or never end.
 *
 * A piece ends anywhere. Its last node may go on behind that, so it is read again at
 * the head of the next piece; all nodes before it are complete, for nothing that comes later changes
 * them but the definitions of links and footnotes. Those are collected in a first reading, and stand
 * before every piece that uses them in a second.
 */
import type { Nodes, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Span } from "./article.ts";

/** Bounds on what the parser is given at once, in UTF-16 units. */
export interface PieceSizes {
  /** Of a piece. */
  readonly usual: number;
  /** Of a piece that is one block without an end in sight; a longer one is not parsed at all. */
  readonly most: number;
}

const standardSizes: PieceSizes = { usual: 8_192, most: 32_768 };

/** A node of the first level; or a stretch that is one block too long to be parsed. */
export type TopLevel = RootContent | ({ readonly type: "unparsed" } & Span);

const extensions = [gfm()];
// Their transforms would replace text by links that have no position.
const mdastExtensions = gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension);

/** The nodes of the first level, in order; their offsets are into the text as it is. */
export function readTopLevel(text: string, sizes: PieceSizes = standardSizes): TopLevel[] {
  const nodes = readPieces(text, sizes, new Set());
  if (text.length <= sizes.usual) return nodes;
  const definitions = new Set<string>();
  for (const node of nodes) if (node.type !== "unparsed") collectDefinitions(node, definitions);
  // They decide what is a link, and nothing about where a block ends.
  return definitions.size === 0 ? nodes : readPieces(text, sizes, definitions);
}

function readPieces(text: string, sizes: PieceSizes, definitions: ReadonlySet<string>): TopLevel[] {
  const read: TopLevel[] = [];
  let from = 0;
  let size = sizes.usual;
  /** Whether the next piece begins amid the list that was read last. */
  let amidList = false;
  while (from < text.length) {
    const to = endOfPiece(text, from, size);
    const nodes: TopLevel[] = parsePiece(text, from, to, definitions);
    let next = to;
    let splitsList = false;
    const last = nodes.at(-1);
    if (to < text.length && last?.type !== "unparsed") {
      const item = last?.type === "list" && last.children.length > 1 ? last.children.at(-1) : null;
      if (last === undefined) {
        next = startOfLine(text, to);
      } else if (nodes.length > 1) {
        nodes.pop();
        next = resumeAt(text, last);
      } else if (last.type === "list" && item) {
        last.children.pop();
        next = resumeAt(text, item);
        splitsList = true;
      } else if (size < sizes.most || isQuicklyRead(last, text.slice(from, to), sizes)) {
        next = from;
      } else {
        next = endOfParagraph(text, startOf(last));
        nodes[0] = { type: "unparsed", start: startOf(last), end: next };
      }
      if (next <= from) {
        size *= 2;
        continue;
      }
    }
    const [first] = nodes;
    const open = read.at(-1);
    if (amidList && open?.type === "list" && first?.type === "list") {
      for (const item of first.children) open.children.push(item);
      if (open.position && first.position) open.position.end = first.position.end;
      nodes.shift();
    }
    for (const node of nodes) read.push(node);
    from = next;
    size = sizes.usual;
    amidList = splitsList;
  }
  return read;
}

/**
 * Between two lines; amid one that is so long that it takes half of the piece, of which the piece then
 * has enough to show what block it is.
 */
function endOfPiece(text: string, from: number, size: number): number {
  if (from + size >= text.length) return text.length;
  const next = text.lastIndexOf("\n", from + size - 1) + 1;
  return next > from + size / 2 ? next : from + size;
}

function parsePiece(
  text: string,
  from: number,
  to: number,
  definitions: ReadonlySet<string>,
): RootContent[] {
  const piece = text.slice(from, to);
  const before = definitionsFor(piece, definitions);
  const { children } = fromMarkdown(before + piece, { extensions, mdastExtensions });
  const nodes = children.filter((node) => startOf(node) >= before.length);
  if (from !== before.length) for (const node of nodes) move(node, from - before.length);
  return nodes;
}

/** Code, raw HTML and tables are read line by line, each in a time that grows with its length alone. */
function isQuicklyRead(node: RootContent, piece: string, { most }: PieceSizes): boolean {
  if (node.type === "code" || node.type === "html") return true;
  return node.type === "table" && piece.split("\n").every((line) => line.length < most);
}

/** Where the next empty line is, from a place on. */
function endOfParagraph(text: string, from: number): number {
  const empty = /\n[ \t]*(?=\n)/g;
  empty.lastIndex = from;
  return empty.exec(text)?.index ?? text.length;
}

/** The labels that links and footnotes (`^1`) may use, in the parser's normal form. */
function collectDefinitions(node: Nodes, into: Set<string>): void {
  if (node.type === "definition") into.add(node.identifier);
  if (node.type === "footnoteDefinition") into.add(`^${node.identifier}`);
  if ("children" in node) for (const child of node.children) collectDefinitions(child, into);
}

const label = /\[((?:[^[\]\\]|\\.){1,999})\]/g;

/** Lines that define each label which a piece uses; after them, whatever the piece begins with is new. */
function definitionsFor(piece: string, definitions: ReadonlySet<string>): string {
  if (definitions.size === 0) return "";
  const used = new Set<string>();
  for (const [, name = ""] of piece.matchAll(label)) {
    if (definitions.has(normal(name))) used.add(normal(name));
  }
  if (used.size === 0) return "";
  return `${[...used].map((name) => `[${name}]: <>`).join("\n\n")}\n\n---\n\n`;
}

/** Two labels that differ in case or white space are the same. */
function normal(name: string): string {
  return name.replace(/\s+/g, " ").trim().toUpperCase().toLowerCase();
}

function move(node: Nodes, shift: number): void {
  if (node.position) {
    // Only offsets are looked at.
    node.position.start.offset = (node.position.start.offset ?? 0) + shift;
    node.position.end.offset = (node.position.end.offset ?? 0) + shift;
  }
  if ("children" in node) for (const child of node.children) move(child, shift);
}

function startOf(node: Nodes): number {
  return node.position?.start.offset ?? 0;
}

/** Where a node is read again from: its line, whose indentation a list and code need. */
function resumeAt(text: string, node: Nodes): number {
  const start = startOf(node);
  // A paragraph behind a definition may be indented like code.
  if (node.type === "paragraph" || node.type === "heading") return start;
  return startOfLine(text, start);
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}
