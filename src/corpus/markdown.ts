/** Markdown (CommonMark with GitHub's tables, task lists and footnotes) → its blocks. */
import type { Nodes, Paragraph, RootContent, Table as TableNode } from "mdast";
import { toString as plainText } from "mdast-util-to-string";
import type { Span } from "./article.ts";
import {
  type Block,
  hasWords,
  type List,
  type ListItem,
  moveBlock,
  nestedLeadIn,
  onOneLine,
  type Plain,
  type Table,
  trimSpan,
} from "./blocks.ts";
import { type PieceSizes, readTopLevel } from "./markdown-nodes.ts";
import { parsePlainText } from "./plaintext.ts";

/** A Markdown text's blocks, and its first heading of the first level. */
export interface Markdown {
  readonly blocks: readonly Block[];
  readonly title: string | null;
  /** What was too long in one block to be parsed, and was read as plain text with its markup. */
  readonly unparsed: readonly Span[];
}

/** Reads the blocks of a Markdown text; offsets are into the text as it is. */
export function parseMarkdown(text: string, sizes?: PieceSizes): Markdown {
  const unparsed: Span[] = [];
  const blocks: Block[] = [];
  let title: string | null = null;
  for (const node of readTopLevel(text, sizes)) {
    if (node.type === "unparsed") {
      unparsed.push(trimSpan(text, node.start, node.end));
      for (const block of parsePlainText(text.slice(node.start, node.end))) {
        blocks.push(moveBlock(block, node.start));
      }
      continue;
    }
    for (const block of blocksOf(text, node)) blocks.push(block);
    if (title === null && node.type === "heading" && node.depth === 1) {
      title = onOneLine(plainText(node, { includeImageAlt: false }));
    }
  }
  return { blocks, title: title !== null && hasWords(title) ? title : null, unparsed };
}

function blocksOf(source: string, node: RootContent): Block[] {
  const span = spanOf(source, node);
  switch (node.type) {
    case "heading": {
      const plain = plainOf(source, node);
      return hasWords(plain.text) ? [{ kind: "heading", ...span, text: plain.text }] : [];
    }
    case "paragraph":
      return prose(plainOf(source, node));
    case "html":
      return prose(plainOfHtml(source, span.start, span.end));
    case "code": {
      const plain = plainOf(source, node);
      return hasWords(plain.text) ? [{ kind: "code", ...span, plain }] : [];
    }
    case "list": {
      const items = itemsOf(source, node, null);
      return items.length > 0 ? [{ kind: "list", ...span, items } satisfies List] : [];
    }
    case "table":
      return [{ kind: "table", ...span, ...tableOf(source, node) } satisfies Table];
    case "blockquote":
      // A heading inside a quotation is no section of the article.
      return node.children.flatMap((child) =>
        child.type === "heading" ? prose(plainOf(source, child)) : blocksOf(source, child),
      );
    case "footnoteDefinition":
      return node.children.flatMap((child) => blocksOf(source, child));
    default:
      return [];
  }
}

function prose(plain: Plain): Block[] {
  if (!hasWords(plain.text)) return [];
  return [{ kind: "prose", start: plain.start, end: plain.end, plain }];
}

/** Each paragraph of each item, the items of nested lists in their place. */
function itemsOf(source: string, list: Nodes, leadIn: string | null): ListItem[] {
  if (!("children" in list)) return [];
  const items: ListItem[] = [];
  for (const item of list.children) {
    if (item.type !== "listItem") continue;
    let own: string | null = null;
    const visit = (nodes: readonly Nodes[]) => {
      for (const node of nodes) {
        if (node.type === "list") {
          items.push(...itemsOf(source, node, own ?? leadIn));
        } else if (node.type === "blockquote") {
          visit(node.children);
        } else if (node.type === "table") {
          for (const row of tableOf(source, node).rows) {
            const text = source.slice(row.start, row.end);
            items.push({ plain: { ...row, text, offsets: null }, leadIn });
          }
        } else if (node.type === "paragraph" || node.type === "heading" || node.type === "code") {
          const plain = plainOf(source, node);
          if (!hasWords(plain.text)) continue;
          items.push({ plain, leadIn });
          own = nestedLeadIn(plain.text);
        }
      }
    };
    visit(item.children);
  }
  return items;
}

function tableOf(source: string, table: TableNode): Pick<Table, "columns" | "rows"> {
  const cells = (row: TableNode["children"][number]) =>
    row.children.map((cell) => onOneLine(plainText(cell, { includeImageAlt: false })));
  const [header, ...body] = table.children;
  return {
    columns: header === undefined ? [] : cells(header),
    rows: body.map((row) => ({ ...spanOf(source, row), cells: cells(row) })),
  };
}

function spanOf(source: string, node: Nodes | Paragraph) {
  return trimSpan(source, node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

/** The text of a node without markup, every unit with its place in the source. */
function plainOf(source: string, node: Nodes): Plain {
  const span = spanOf(source, node);
  const slice = source.slice(span.start, span.end);
  const only = "children" in node && node.children.length === 1 ? node.children[0] : undefined;
  if (only?.type === "text" && only.value === slice) return { ...span, text: slice, offsets: null };

  const parts: string[] = [];
  const offsets: number[] = [];
  const visit = (child: Nodes) => {
    const { start, end } = spanOf(source, child);
    if (child.type === "text") {
      parts.push(child.value);
      align(source, child.value, child.position?.start.offset ?? start, span.end, offsets);
    } else if (child.type === "inlineCode" || child.type === "code") {
      // Past the fence's line, whose language is not part of the code.
      const fence = child.type === "code" ? /^[`~]{3,}[^\n]*\n?/.exec(slice)?.[0].length : 0;
      parts.push(child.value);
      align(source, child.value, start + (fence ?? 0), end, offsets);
    } else if (child.type === "break" || (child.type === "html" && /^<br\b/i.test(child.value))) {
      parts.push("\n");
      offsets.push(start);
    } else if ("children" in child) {
      for (const grandchild of child.children) visit(grandchild);
    }
  };
  visit(node);
  return { ...span, text: parts.join(""), offsets };
}

/**
 * Appends the offset of every unit of a text node's value. Value and source differ by escapes,
 * character references, and the indentation or `>` at the start of a line: the source is read on
 * until it agrees again.
 */
function align(source: string, value: string, from: number, end: number, offsets: number[]): void {
  let at = from;
  for (let unit = 0; unit < value.length; ) {
    const reference = source[at] === "&" ? /^&#?\w+;/.exec(source.slice(at, at + 40)) : null;
    if (reference !== null && !value.startsWith(reference[0], unit)) {
      // One character, of one or two units.
      const units = (value.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      for (let half = 0; half < units; half += 1) offsets.push(at);
      unit += units;
      at += reference[0].length;
    } else if (source[at] === value[unit] || at >= end - 1) {
      offsets.push(Math.min(at, end - 1));
      unit += 1;
      at += 1;
    } else {
      at += 1;
    }
  }
}

/** Raw HTML without its tags, scripts and comments. */
function plainOfHtml(source: string, start: number, end: number): Plain {
  const slice = source.slice(start, end);
  const markup = /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)|<[^>]*(?:>|$)/gi;
  let text = "";
  const offsets: number[] = [];
  let from = 0;
  const take = (to: number) => {
    text += slice.slice(from, to);
    for (let at = from; at < to; at += 1) offsets.push(start + at);
  };
  for (const match of slice.matchAll(markup)) {
    take(match.index);
    from = match.index + match[0].length;
    if (/^<(?:br|\/?(?:p|div|li|tr|td|th|h\d|ul|ol|table))\b/i.test(match[0])) {
      text += "\n";
      offsets.push(start + match.index);
    }
  }
  take(slice.length);
  return { start, end, text, offsets };
}
