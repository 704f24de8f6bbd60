/**
 * A web page → its article as text: Readability finds the article, this file writes it down in
 * blocks (paragraphs, headings, "- item" lists, pipe tables) parted by empty lines.
 */
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import type { Cut } from "./article.ts";
import {
  type Block,
  type Document,
  fold,
  hasWords,
  type ListItem,
  nestedLeadIn,
  onOneLine,
  type TableRow,
} from "./blocks.ts";
import { parseDate } from "./dates.ts";
import { type Metadata, NO_METADATA } from "./frontmatter.ts";

export interface Page extends Document {
  readonly metadata: Metadata;
  /** What of the page is no part of the article. */
  readonly cuts: readonly Omit<Cut, "path">[];
}

/** As much of the document's interface as is used here. */
interface Node {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<Node>;
}
interface Element extends Node {
  getAttribute(name: string): string | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
}

/** Reads a page, however malformed. */
export function parsePage(html: string): Page {
  // A fragment has no body to look in.
  const whole = /<body\b/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
  const { document } = parseHTML(whole);
  const root = document as unknown as Element & { body: Element };
  const url = linkOf(root);
  const published = dateOf(root);
  const headings = [...root.querySelectorAll("h1")].map((h1) => onOneLine(h1.textContent ?? ""));
  const everything = compose(root.body);

  const article = new Readability<Node>(document as never, {
    serializer: (node) => node as unknown as Node,
  }).parse();
  const found = article?.content ? compose(article.content) : everything;
  const metadata: Metadata = {
    ...NO_METADATA,
    title: titleOf(onOneLine(article?.title ?? ""), headings),
    outlet: onOneLine(article?.siteName ?? "") || null,
    published: published ?? parseDate(article?.publishedTime ?? ""),
    url,
  };
  return { ...found, metadata, cuts: cutsOf(everything, found, metadata.title) };
}

/** The page's title without the site's name, which its heading does not have. */
function titleOf(title: string, headings: readonly string[]): string | null {
  const said = headings.filter(hasWords);
  return said.find((heading) => title.includes(heading)) ?? (title || said[0] || null);
}

/** What is on the page and not in the article, as one cut; the title is not lost, it is metadata. */
function cutsOf(everything: Document, found: Document, title: string | null): Page["cuts"] {
  const inArticle = new Set(
    found.blocks.map((block) => fold(found.text.slice(block.start, block.end))),
  );
  if (title !== null) inArticle.add(fold(title));
  const text = everything.blocks
    .map((block) => everything.text.slice(block.start, block.end))
    .filter((block) => !inArticle.has(fold(block)))
    .join("\n\n");
  return text === "" ? [] : [{ text, reason: "chrome" }];
}

function linkOf(root: Element): string | null {
  const link =
    root.querySelector('link[rel="canonical"]')?.getAttribute("href") ??
    root.querySelector('meta[property="og:url"]')?.getAttribute("content") ??
    "";
  return /^https?:\/\/\S+$/.test(link.trim()) ? link.trim() : null;
}

/** The day that the page's own `<time>` says: marked as that of publication, or the only one there is. */
function dateOf(root: Element): string | null {
  const meta = root.querySelector(
    'meta[property="article:published_time"], meta[itemprop="datePublished"]',
  );
  const marked = root.querySelector('time[itemprop="datePublished"], time[pubdate]');
  const said = parseDate(meta?.getAttribute("content") ?? marked?.getAttribute("datetime") ?? "");
  if (said !== null) return said;
  // Structured data is Readability's to read; it knows better than an unmarked time.
  if (
    /"datePublished"/.test(
      root.querySelector('script[type="application/ld+json"]')?.textContent ?? "",
    )
  )
    return null;
  const times = [...root.querySelectorAll("time[datetime]")].map((time) =>
    time.getAttribute("datetime"),
  );
  const days = new Set(times.map((time) => parseDate(time ?? "")));
  return days.size === 1 ? ([...days][0] ?? null) : null;
}

const SKIPPED = /^(?:script|style|noscript|template|svg|iframe|object|canvas|select|button|head)$/;
const INLINE =
  /^(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|output|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr|img|picture|source)$/;

/** Writes an element's text down, block by block. */
function compose(root: Node): Document {
  let text = "";
  const blocks: Block[] = [];
  let inline = "";

  const open = (): number => {
    if (text !== "") text += "\n\n";
    return text.length;
  };
  const prose = (): void => {
    const paragraphs = tidy(inline).split(/\n{2,}/);
    inline = "";
    for (const paragraph of paragraphs) {
      if (!hasWords(paragraph)) continue;
      const start = open();
      text += paragraph;
      const span = { start, end: text.length };
      blocks.push({ kind: "prose", ...span, plain: { ...span, text: paragraph, offsets: null } });
    }
  };
  const visit = (node: Node): void => {
    const name = node.nodeName.toLowerCase();
    if (node.nodeType === 3) {
      inline += (node.textContent ?? "").replace(/\s+/g, " ");
    } else if (name === "br") {
      inline += "\n";
    } else if (node.nodeType !== 1 || SKIPPED.test(name)) {
      return;
    } else if (INLINE.test(name)) {
      for (const child of node.childNodes) visit(child);
    } else {
      prose();
      if (/^h[1-6]$/.test(name)) heading(node);
      else if (name === "ul" || name === "ol") list(node);
      else if (name === "pre") preformatted(node);
      else if (name !== "table" || !table(node)) {
        for (const child of node.childNodes) visit(child);
        prose();
      }
    }
  };
  const heading = (node: Node): void => {
    const words = onOneLine(node.textContent ?? "");
    if (!hasWords(words)) return;
    const start = open();
    text += words;
    blocks.push({ kind: "heading", start, end: text.length, text: words });
  };
  const preformatted = (node: Node): void => {
    const code = (node.textContent ?? "").replace(/\r\n?/g, "\n").trim();
    if (!hasWords(code)) return;
    const start = open();
    text += code;
    const span = { start, end: text.length };
    blocks.push({ kind: "code", ...span, plain: { ...span, text: code, offsets: null } });
  };
  const list = (node: Node): void => {
    const lines = [...itemsOf(node, 0, null)];
    if (lines.length === 0) return;
    const start = open();
    const items: ListItem[] = lines.map(({ marker, words, leadIn }, index) => {
      text += `${index === 0 ? "" : "\n"}${marker}`;
      const at = text.length;
      text += words;
      return { plain: { start: at, end: text.length, text: words, offsets: null }, leadIn };
    });
    blocks.push({ kind: "list", start, end: text.length, items });
  };
  /** Tables of data alone: one that only arranges the page is read cell by cell. */
  const table = (node: Node): boolean => {
    const all = rowsOf(node).filter((row) => row.some(hasWords));
    const [columns, ...body] = all;
    if (columns === undefined || body.length === 0 || !all.every((row) => row.length > 1))
      return false;
    if ((node as Element).querySelector("table, h1, h2, h3, p + p")) return false;
    const caption = (node as Element).querySelector("caption");
    if (caption !== null) {
      inline = caption.textContent ?? "";
      prose();
    }
    const start = open();
    text += `${rowLine(columns)}\n${rowLine(columns.map(() => "---"))}`;
    const rows: TableRow[] = body.map((cells) => {
      text += "\n";
      const at = text.length;
      text += rowLine(cells);
      return { start: at, end: text.length, cells };
    });
    blocks.push({ kind: "table", start, end: text.length, columns, rows });
    return true;
  };

  visit(root);
  prose();
  return { text, blocks };
}

/** Inline text with single spaces, its line breaks kept. */
function tidy(inline: string): string {
  return inline
    .replace(/[^\S\n]*\n[^\S\n]*/g, "\n")
    .replace(/[^\S\n]+/g, " ")
    .trim();
}

interface ItemLine {
  readonly marker: string;
  readonly words: string;
  readonly leadIn: string | null;
}

function* itemsOf(list: Node, depth: number, leadIn: string | null): Generator<ItemLine> {
  let number = 0;
  for (const item of list.childNodes) {
    const name = item.nodeName.toLowerCase();
    if (name === "ul" || name === "ol") yield* itemsOf(item, depth + 1, leadIn);
    if (name !== "li") continue;
    number += 1;
    const nested: Node[] = [];
    const words = onOneLine(itemText(item, nested));
    if (hasWords(words)) {
      const sign = list.nodeName.toLowerCase() === "ol" ? `${number}. ` : "- ";
      yield { marker: "  ".repeat(depth) + sign, words, leadIn };
    }
    const own = words === "" ? leadIn : (nestedLeadIn(words) ?? leadIn);
    for (const inner of nested) yield* itemsOf(inner, depth + 1, own);
  }
}

/** The item's text without the lists in it, which are put into `nested`. */
function itemText(node: Node, nested: Node[]): string {
  let text = "";
  for (const child of node.childNodes) {
    const name = child.nodeName.toLowerCase();
    if (name === "ul" || name === "ol") nested.push(child);
    else if (child.nodeType === 3) text += child.textContent ?? "";
    else if (name === "br") text += " ";
    else if (child.nodeType === 1 && !SKIPPED.test(name)) {
      const inner = itemText(child, nested);
      text += INLINE.test(name) ? inner : ` ${inner} `;
    }
  }
  return text;
}

function rowsOf(table: Node): string[][] {
  return [...(table as Element).querySelectorAll("tr")].map((row) =>
    [...row.childNodes]
      .filter(({ nodeName }) => /^t[hd]$/i.test(nodeName))
      .map((cell) => onOneLine(itemText(cell, []))),
  );
}

function rowLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`;
}
