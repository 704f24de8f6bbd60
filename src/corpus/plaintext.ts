/**
 * Plain text → its blocks. A paragraph is a line, or lines that were wrapped at a column; lists,
 * pipe tables and `#` headings are seen as in Markdown. Headings that are marked by nothing but
 * their look are found last, by `markHeadings`: what looks like one may turn out to be chrome.
 */
import type { Span } from "./article.ts";
import {
  type Block,
  hasWords,
  type ListItem,
  nestedLeadIn,
  onOneLine,
  plainSlice,
  type TableRow,
  trimSpan,
} from "./blocks.ts";

interface Line extends Span {
  readonly text: string;
  readonly indent: number;
}

const LIST_MARKER = /^(?:[-*+•◦‣▪●·]|\d{1,3}[.)]|[a-z][.)])[ \t]+(?=\S)/;
const NUMBER_MARKER = /^(?:\d|[a-z][.)])/;
const DELIMITER_ROW = /^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$/;
const RULE = /^(?:[-=_*~#+.]\s*){3,}$/;
const HASH_HEADING = /^#{1,6}\s+(?=\S)/;
/** Lines are wrapped at some column up to this one; longer lines are paragraphs. */
const WIDEST_WRAP = 100;

/** Reads the blocks of a plain text; offsets are into the text as it is. */
export function parsePlainText(text: string): Block[] {
  const lines = linesOf(text);
  const continues = wrapping(lines);
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    const next = lines[at + 1];
    if (line === undefined || line.text === "" || RULE.test(line.text)) {
      at += 1;
    } else if (isTableHead(line, next)) {
      at = readTable(lines, at, blocks);
    } else if (startsList(lines, at, blocks)) {
      at = readList(text, lines, at, blocks, continues);
    } else if (HASH_HEADING.test(line.text) || (next && /^(?:={3,}|-{3,})$/.test(next.text))) {
      const heading = line.text.replace(HASH_HEADING, "").replace(/\s+#+$/, "");
      blocks.push({ kind: "heading", start: line.start, end: line.end, text: heading });
      at += HASH_HEADING.test(line.text) ? 1 : 2;
    } else {
      let end = at + 1;
      while (end < lines.length && continues(end - 1) && !opensBlock(lines, end)) end += 1;
      const plain = plainSlice(text, line.start, lines[end - 1]?.end ?? line.end);
      if (hasWords(plain.text)) {
        blocks.push({ kind: "prose", start: plain.start, end: plain.end, plain });
      }
      at = end;
    }
  }
  return blocks;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const raw of text.split("\n")) {
    const span = trimSpan(text, start, start + raw.length);
    const indent = raw.slice(0, span.start - start).replace(/\t/g, "    ").length;
    lines.push({ ...span, text: text.slice(span.start, span.end), indent });
    start += raw.length + 1;
  }
  return lines;
}

/**
 * Tells which lines go on in the next one. Where the file is wrapped at a column, a line goes on if
 * the next line's first word had no room in it; everywhere, if it breaks off before a small letter.
 */
function wrapping(lines: readonly Line[]): (line: number) => boolean {
  const lengths = lines.map(({ text }) => text.length).filter((length) => length > 0);
  lengths.sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.95)] ?? 0;
  let pairs = 0;
  let broken = 0;
  const breaksOff = (line: number): boolean => {
    const [current, next] = [lines[line]?.text ?? "", lines[line + 1]?.text ?? ""];
    return current !== "" && /^\p{Ll}/u.test(next) && !/[.!?:;…]["'”’)]*$/.test(current);
  };
  for (let line = 0; line + 1 < lines.length; line += 1) {
    if (lines[line]?.text === "" || lines[line + 1]?.text === "") continue;
    pairs += 1;
    if (breaksOff(line)) broken += 1;
  }
  const wrapped = width <= WIDEST_WRAP && broken > pairs / 4;
  return (line) => {
    const [current, next] = [lines[line]?.text ?? "", lines[line + 1]?.text ?? ""];
    if (current === "" || next === "") return false;
    if (breaksOff(line)) return true;
    const word = /^\S+/.exec(next)?.[0].length ?? 0;
    return wrapped && current.length + 1 + word > width;
  };
}

function opensBlock(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  if (line === undefined) return true;
  return (
    RULE.test(line.text) ||
    HASH_HEADING.test(line.text) ||
    isTableHead(line, lines[at + 1]) ||
    (LIST_MARKER.test(line.text) && !NUMBER_MARKER.test(line.text))
  );
}

function isTableHead(line: Line, next: Line | undefined): boolean {
  return (
    line.text.includes("|") &&
    next?.text.includes("|") === true &&
    DELIMITER_ROW.test(next.text) &&
    cellsOf(line.text).length === cellsOf(next.text).length
  );
}

function readTable(lines: readonly Line[], head: number, blocks: Block[]): number {
  const rows: TableRow[] = [];
  let at = head + 2;
  for (; lines[at]?.text.includes("|"); at += 1) {
    const { start, end, text } = lines[at] as Line;
    rows.push({ start, end, cells: cellsOf(text) });
  }
  const start = lines[head]?.start ?? 0;
  const end = lines[at - 1]?.end ?? start;
  blocks.push({ kind: "table", start, end, columns: cellsOf(lines[head]?.text ?? ""), rows });
  return at;
}

function cellsOf(row: string): string[] {
  return row
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(/(?<!\\)\|/)
    .map((cell) => onOneLine(cell.replace(/\\\|/g, "|")));
}

/** A bullet makes a list; a number only beside another one or after a colon, for it may open a sentence. */
function startsList(lines: readonly Line[], at: number, blocks: readonly Block[]): boolean {
  const text = lines[at]?.text ?? "";
  if (!LIST_MARKER.test(text)) return false;
  if (!NUMBER_MARKER.test(text)) return true;
  const before = blocks.at(-1);
  if (before?.kind === "prose" && before.plain.text.endsWith(":")) return true;
  const second = lines.slice(at + 1, at + 8).find((line) => LIST_MARKER.test(line.text));
  return second !== undefined && NUMBER_MARKER.test(second.text) && /^(?:1|a)[.)]/.test(text);
}

function readList(
  text: string,
  lines: readonly Line[],
  first: number,
  blocks: Block[],
  continues: (line: number) => boolean,
): number {
  const numbered = NUMBER_MARKER.test(lines[first]?.text ?? "");
  const items: ListItem[] = [];
  /** The items that the current one may be nested in. */
  const parents: { indent: number; leadIn: string | null }[] = [];
  let at = first;
  let listEnd = first;
  while (at < lines.length) {
    const line = lines[at] as Line;
    if (line.text === "") {
      at += 1;
      continue;
    }
    const marker = LIST_MARKER.exec(line.text)?.[0];
    if (marker === undefined) break;
    // A numbered list goes on with numbers and with what is nested in it, and so does a bulleted one.
    if (NUMBER_MARKER.test(marker) !== numbered && line.indent === lines[first]?.indent) break;
    let end = at + 1;
    while (
      end < lines.length &&
      lines[end]?.text !== "" &&
      !LIST_MARKER.test(lines[end]?.text ?? "") &&
      !opensBlock(lines, end) &&
      ((lines[end]?.indent ?? 0) > line.indent || continues(end - 1))
    ) {
      end += 1;
    }
    const plain = plainSlice(text, line.start + marker.length, lines[end - 1]?.end ?? line.end);
    while ((parents.at(-1)?.indent ?? -1) >= line.indent) parents.pop();
    if (hasWords(plain.text)) {
      items.push({ plain, leadIn: parents.at(-1)?.leadIn ?? null });
      const above = parents.at(-1)?.leadIn ?? null;
      parents.push({ indent: line.indent, leadIn: nestedLeadIn(plain.text) ?? above });
    }
    at = end;
    listEnd = end;
  }
  const start = lines[first]?.start ?? 0;
  if (items.length > 0) {
    blocks.push({ kind: "list", start, end: lines[listEnd - 1]?.end ?? start, items });
  }
  return listEnd;
}

const LONGEST_HEADING = 140;
/** More lines in a row that look like headings are an address or a poem. */
const MOST_HEADINGS_IN_A_ROW = 2;

/** Turns the paragraphs that look like headings and stand before text into headings. */
export function markHeadings(blocks: readonly Block[]): Block[] {
  const marked: Block[] = [...blocks];
  let at = 0;
  while (at < blocks.length) {
    let end = at;
    while (end < blocks.length && looksLikeHeading(blocks[end])) end += 1;
    const after = blocks[end];
    if (end > at && end - at <= MOST_HEADINGS_IN_A_ROW && after && after.kind !== "heading") {
      for (let index = at; index < end; index += 1) {
        const { start, end: to, plain } = blocks[index] as Extract<Block, { kind: "prose" }>;
        marked[index] = { kind: "heading", start, end: to, text: plain.text };
      }
    }
    at = Math.max(end, at + 1);
  }
  return marked;
}

/** A short line in title case, or of a few words, that ends like no sentence. */
function looksLikeHeading(block: Block | undefined): boolean {
  if (block?.kind !== "prose" || !isHeadline(block) || block.end - block.start > LONGEST_HEADING) {
    return false;
  }
  const text = block.plain.text;
  return text.split(/\s+/).length <= 8 || isTitleCase(text);
}

/** Whether a paragraph is one line that ends like no sentence: it may be a title. */
export function isHeadline(block: Block): boolean {
  if (block.kind !== "prose") return false;
  const text = block.plain.text;
  return (
    text.length <= 200 &&
    !text.includes("\n") &&
    /^["'“‘«(¿¡]*[\p{Lu}\p{Lo}\p{N}]/u.test(text) &&
    !/[.:;,…!。：]["'”’»)]*$/.test(text)
  );
}

/** Whether most words of more than three letters have a capital. */
export function isTitleCase(text: string): boolean {
  const long = text.match(/[\p{L}\p{M}]{4,}/gu) ?? [];
  const capital = long.filter((word) => /^[\p{Lu}\p{Lo}]/u.test(word));
  return long.length > 0 && capital.length >= long.length * 0.7;
}
