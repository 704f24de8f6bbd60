/** Files of the corpus → articles split into sentences and passages, or the reason why not. */
import { createHash } from "node:crypto";
import { readFile as readBytes, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import type { Cut, Skipped, Span, SplitArticle } from "./article.ts";
import { type Block, fold, onOneLine } from "./blocks.ts";
import { clean } from "./clean.ts";
import { decode } from "./decode.ts";
import { type CorpusFile, type CorpusListing, type Format, formatOf } from "./files.ts";
import { type Metadata, NO_METADATA, readFrontMatter } from "./frontmatter.ts";
import { parsePage } from "./html.ts";
import { parseMarkdown } from "./markdown.ts";
import { markHeadings, parsePlainText } from "./plaintext.ts";
import { type CountPieces, splitDocument } from "./split.ts";

export interface ReadOptions {
  /** Larger files are skipped. */
  readonly maxBytes: number;
  /** Counts the word pieces of the embedder's tokenizer. */
  readonly countPieces: CountPieces;
}

/** An article and what cleaning cut from its file, or why there is none. */
export type Extraction =
  | {
      readonly split: SplitArticle;
      readonly cuts: readonly Cut[];
      /** What could be read in part only, a line each for a person. */
      readonly remarks?: readonly string[];
    }
  | { readonly skipped: Skipped };

/** What reading a file gave; `sha256` (hex) is of its bytes, null where they could not be had. */
export type Reading =
  | {
      readonly file: CorpusFile;
      readonly sha256: string;
      readonly split: SplitArticle;
      readonly cuts: readonly Cut[];
      readonly remarks?: readonly string[];
    }
  | { readonly file: CorpusFile; readonly sha256: string | null; readonly skipped: Skipped };

/**
 * Reads every file of a listing, in its order. The second file with an id is skipped: whoever cites
 * by id could mean either.
 */
export async function* readCorpus(
  listing: CorpusListing,
  options: ReadOptions,
): AsyncGenerator<Reading> {
  const paths = new Map<string, string>();
  for (const file of listing.files) {
    const reading = await readFile(listing.dir, file, options);
    if ("skipped" in reading) {
      yield reading;
      continue;
    }
    const { id } = reading.split.article;
    const first = paths.get(id);
    if (first === undefined) {
      paths.set(id, file.path);
      yield reading;
    } else {
      const reason = `has the id "${id}", which ${first} has already: give one of the two another id in its front matter`;
      yield { file, sha256: reading.sha256, skipped: { path: file.path, reason } };
    }
  }
}

/** Reads one file of the corpus folder `dir`. Never rejects for what is in the file. */
export async function readFile(
  dir: string,
  file: CorpusFile,
  options: ReadOptions,
): Promise<Reading> {
  const skip = (reason: string): Reading => ({
    file,
    sha256: null,
    skipped: { path: file.path, reason },
  });
  let bytes: Uint8Array;
  try {
    const path = join(dir, file.path);
    const { size } = await stat(path);
    if (size > options.maxBytes) return skip(tooLarge(size, options.maxBytes));
    bytes = await readBytes(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    return skip(
      `cannot be read (${code}): check that it is still there and that its permissions allow reading`,
    );
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { file, sha256, ...articleFromFile(file.path, bytes, options) };
}

/**
 * The article that a file's bytes hold, without touching the disk; `path` says its format and is its
 * id where it names none.
 */
export function articleFromFile(path: string, bytes: Uint8Array, options: ReadOptions): Extraction {
  const skip = (reason: string): Extraction => ({ skipped: { path, reason } });
  const format = formatOf(path);
  if (format === null) return skip("is no .md, .txt or .html file: save it as one of these");
  if (bytes.length > options.maxBytes) return skip(tooLarge(bytes.length, options.maxBytes));
  const decoded = decode(bytes);
  if ("problem" in decoded) return skip(decoded.problem);
  const matter =
    format === "html"
      ? { metadata: NO_METADATA, body: decoded.text }
      : readFrontMatter(decoded.text);
  if ("problem" in matter) return skip(matter.problem);

  let parsed: Parsed;
  try {
    parsed = PARSERS[format](matter.body.trim(), matter.metadata);
  } catch (cause) {
    // The parsers are recursive: markup nested thousands deep exhausts the stack.
    if (!(cause instanceof RangeError)) throw cause;
    return skip("is nested too deeply to be read: simplify its markup");
  }
  const { text, blocks, metadata, cuts, remarks = [] } = parsed;
  const fields = {
    id: metadata.id ?? path,
    title: metadata.title ?? titleFromPath(path),
    outlet: metadata.outlet,
    published: metadata.published,
    url: metadata.url,
    tags: metadata.tags,
    path,
  };
  const split = splitDocument({ text, blocks }, fields, options.countPieces);
  if (split.sentences.length === 0) {
    return skip("has no text to answer from: write sentences into it or remove it");
  }
  return { split, cuts: cuts.map((cut) => ({ path, ...cut })), remarks };
}

/** What is known about an article whose text was written or stored elsewhere. */
export interface ArticleFields {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** The id, unless told. */
  readonly path?: string;
  readonly outlet?: string | null;
  readonly published?: string | null;
}

/** An article of plain text as it is: nothing is cleaned and nothing but the text is looked at. */
export function articleFromText(
  { id, title, text: raw, path = id, outlet = null, published = null }: ArticleFields,
  options: Pick<ReadOptions, "countPieces">,
): SplitArticle {
  const text = raw.replace(/\r\n?/g, "\n").trim();
  const blocks = asTitle(markHeadings(parsePlainText(text)), title);
  const fields = { id, title, outlet, published, url: null, tags: [], path };
  return splitDocument({ text, blocks }, fields, options.countPieces);
}

interface Parsed {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly metadata: Metadata;
  readonly cuts: readonly Omit<Cut, "path">[];
  readonly remarks?: readonly string[];
}

/** Front matter says best what an article is; the text says the rest. */
const PARSERS: Readonly<Record<Format, (body: string, metadata: Metadata) => Parsed>> = {
  markdown(text, metadata) {
    const { blocks, title, unparsed } = parseMarkdown(text);
    return {
      text,
      blocks,
      metadata: { ...metadata, title: metadata.title ?? title },
      cuts: [],
      remarks: unparsed.map((span) => tooLong(text, span)),
    };
  },
  text(body, metadata) {
    const cleaned = clean({ text: body, blocks: parsePlainText(body) }, metadata.title);
    return {
      text: cleaned.text,
      blocks: markHeadings(cleaned.blocks),
      metadata: {
        ...metadata,
        title: cleaned.title,
        outlet: metadata.outlet ?? cleaned.outlet,
        published: metadata.published ?? cleaned.published,
      },
      cuts: cleaned.cuts,
    };
  },
  html(body) {
    const page = parsePage(body);
    const cleaned = clean(page, page.metadata.title);
    return {
      text: cleaned.text,
      blocks: cleaned.blocks,
      metadata: {
        ...page.metadata,
        title: cleaned.title,
        outlet: page.metadata.outlet ?? cleaned.outlet,
        published: page.metadata.published ?? cleaned.published,
      },
      cuts: [...page.cuts, ...cleaned.cuts],
    };
  },
};

/** A line that is the title is its heading. */
function asTitle(blocks: readonly Block[], title: string): Block[] {
  const folded = fold(title);
  return blocks.map((block, index) =>
    block.kind === "prose" && blocks.length > index + 1 && fold(block.plain.text) === folded
      ? { kind: "heading", start: block.start, end: block.end, text: block.plain.text }
      : block,
  );
}

/** "notes/grid-report_2024.md" → "Grid report 2024". */
function titleFromPath(path: string): string {
  const name = basename(path, extname(path))
    .replace(/[-_\s]+/g, " ")
    .trim();
  return name === "" ? path : name.charAt(0).toUpperCase() + name.slice(1);
}

/** The words at its head, for whoever looks for it in the file. */
function tooLong(text: string, { start, end }: Span): string {
  const head = onOneLine(text.slice(start, start + 60)).slice(0, 40);
  return (
    `the block that begins with “${head}” has ${(end - start).toLocaleString("en")} characters, too many ` +
    "to be read as Markdown; it is taken as plain text, with its markup: put empty lines between its paragraphs"
  );
}

function tooLarge(size: number, maxBytes: number): string {
  const bytes = (count: number) => `${count.toLocaleString("en")} bytes`;
  return `has ${bytes(size)}, more than the ${bytes(maxBytes)} that are read: split it or raise MAX_FILE_BYTES`;
}
