/**
 * Cuts from a text what is no part of the article: chrome at its head or tail, and blocks that stand
 * in it twice. Text in the middle is never chrome. Reads title, outlet and date on the way, as the
 * page around the article is where they stand.
 */
import type { Cut } from "./article.ts";
import { type Block, type Document, fold, moveBlock } from "./blocks.ts";
import { isByline, isDateLine, type Look, lookOf } from "./chrome.ts";
import { findDateline } from "./dateline.ts";
import { parseDate } from "./dates.ts";
import { isHeadline } from "./plaintext.ts";

export interface Cleaned extends Document {
  readonly title: string | null;
  readonly outlet: string | null;
  /** `YYYY-MM-DD`. */
  readonly published: string | null;
  /** What was cut, in order. */
  readonly cuts: readonly Omit<Cut, "path">[];
}

type Reason = Cut["reason"];

/** So many menu words together are a menu. */
const MENU = 3;
/** Fewer words may well be said twice. */
const FEWEST_REPEATED_WORDS = 6;
/** A dateline stands in one of the first paragraphs. */
const DATELINE_WITHIN = 3;

/** Cleans a document whose plain texts need no offsets; `title` is what its file says it is, if it does. */
export function clean({ text, blocks }: Document, title: string | null): Cleaned {
  const looks = blocks.map((block, index) => lookOf(block, blocks[index - 1]));
  const reasons: (Reason | null)[] = blocks.map(() => null);
  const titleAt = cutHead(blocks, looks, reasons, title);
  cutTail(blocks, looks, reasons);
  const published = publishedAt(blocks, looks, reasons);
  cutRepeated(blocks, reasons, title, titleAt);

  const cuts = blocks.flatMap((block, index) => {
    const reason = reasons[index];
    return reason ? [{ text: text.slice(block.start, block.end), reason }] : [];
  });
  const kept = keep(text, blocks, reasons, titleAt);
  const dateline = markDateline(kept.blocks);
  return {
    text: kept.text,
    blocks: dateline.blocks,
    title: title ?? titleOf(titleAt === null ? undefined : blocks[titleAt]),
    outlet: dateline.outlet,
    published: published ?? dateline.published,
    cuts,
  };
}

/**
 * Cuts the chrome before the article's first paragraph, which is the first one after the title. A
 * standfirst may come before the title.
 * @returns the index of the title.
 */
function cutHead(
  blocks: readonly Block[],
  looks: readonly Look[],
  reasons: (Reason | null)[],
  title: string | null,
): number | null {
  const folded = title === null ? null : fold(title);
  const candidates: number[] = [];
  let paragraphs = 0;
  let end = 0;
  for (; end < blocks.length; end += 1) {
    const block = blocks[end] as Block;
    const kind = looks[end]?.kind;
    if (kind === "plain" || kind === "word" || isDateLine(block)) continue;
    if (kind === "headline" && block.kind !== "list") candidates.push(end);
    else if (candidates.length > 0 || paragraphs > 0) break;
    else paragraphs += 1;
  }
  for (const [from, to] of runs(end, (index) => {
    const block = blocks[index] as Block;
    const kind = looks[index]?.kind;
    if (isByline(block)) return candidates.some((candidate) => candidate < index);
    return kind === "plain" || kind === "word" || isOnlyDateLine(blocks, index);
  })) {
    const run = looks.slice(from, to);
    const menu = run.reduce((sum, look) => sum + look.words, 0) >= MENU;
    for (let index = from; index < to; index += 1) {
      const sure =
        looks[index]?.kind !== "word" || menu || run.some(({ kind }) => kind === "plain");
      if (sure) reasons[index] = "chrome";
    }
  }
  const open = candidates.filter((index) => reasons[index] === null);
  // After a paragraph only a line as long as a headline is the title, not "Background".
  const fitting = open.filter((index) => {
    const words = foldBlock(blocks[index] as Block).split(" ").length;
    return index === 0 || !looks.slice(0, index).some(({ kind }) => kind === "text") || words >= 5;
  });
  const said = fitting.find((index) => foldBlock(blocks[index] as Block) === folded);
  if (folded !== null) return said ?? null;
  const counts = new Map<string, number>();
  for (const index of fitting) {
    const key = foldBlock(blocks[index] as Block);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const twice = fitting.find((index) => (counts.get(foldBlock(blocks[index] as Block)) ?? 0) > 1);
  return twice ?? fitting[0] ?? null;
}

/**
 * Cuts the chrome after the article: from the first piece of chrome on after which nothing but
 * chrome and headlines follows.
 */
function cutTail(
  blocks: readonly Block[],
  looks: readonly Look[],
  reasons: (Reason | null)[],
): void {
  let from = blocks.length;
  let words = 0;
  let plain = false;
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const look = looks[index];
    if (look === undefined || look.kind === "text" || reasons[index] !== null) break;
    if (look.kind === "headline") continue;
    words += look.words;
    plain ||= look.kind === "plain";
    from = index;
  }
  if (!plain && words < MENU) return;
  for (let index = from; index < blocks.length; index += 1) reasons[index] = "chrome";
}

/** What chrome says about the date; a line that is only a date says it too. */
function publishedAt(
  blocks: readonly Block[],
  looks: readonly Look[],
  reasons: readonly (Reason | null)[],
): string | null {
  const chrome = blocks.flatMap((block, index) =>
    reasons[index] === "chrome" ? [{ block, index }] : [],
  );
  for (const { index } of chrome) {
    const published = looks[index]?.published ?? null;
    if (published !== null) return published;
  }
  for (const { block } of chrome) {
    const published = block.kind === "prose" ? parseDate(block.plain.text) : null;
    if (published !== null) return published;
  }
  return null;
}

/** Cuts blocks that were there before, the title's echoes, and a standfirst that the text repeats. */
function cutRepeated(
  blocks: readonly Block[],
  reasons: (Reason | null)[],
  title: string | null,
  titleAt: number | null,
): void {
  const folded = blocks.map(foldBlock);
  const titleFolded =
    titleAt === null ? (title === null ? "" : fold(title)) : (folded[titleAt] ?? "");
  const seen = new Set<string>();
  let previousCut = false;
  let paragraphs = 0;
  blocks.forEach((block, index) => {
    if (reasons[index] !== null) return;
    const key = folded[index] ?? "";
    const echo = key === titleFolded && titleAt !== null && index > titleAt;
    // A list or table that stands twice may belong to two things; not after what stands twice too.
    const long = key.split(" ").length >= FEWEST_REPEATED_WORDS;
    const again =
      seen.has(key) && (block.kind === "prose" ? long : previousCut && block.kind !== "heading");
    const standfirst =
      block.kind === "prose" && long && paragraphs === 0 && isInLater(folded, reasons, index);
    seen.add(key);
    previousCut = echo || again;
    if (echo || again || standfirst) reasons[index] = "repeated";
    else if (block.kind === "prose" && !isHeadline(block)) paragraphs += 1;
  });
}

/** Whether a later, longer block among the next few has all of this one in it. */
function isInLater(
  folded: readonly string[],
  reasons: readonly (Reason | null)[],
  index: number,
): boolean {
  const own = folded[index] ?? "";
  return folded
    .slice(index + 1, index + 8)
    .some(
      (later, offset) =>
        reasons[index + 1 + offset] === null &&
        later.length > own.length &&
        ` ${later} `.includes(` ${own} `),
    );
}

/** The text without the blocks that were cut, what remains moved up; the title is a heading. */
function keep(
  text: string,
  blocks: readonly Block[],
  reasons: readonly (Reason | null)[],
  titleAt: number | null,
): Document {
  let kept = "";
  const moved: Block[] = [];
  let before = 0;
  blocks.forEach((block, index) => {
    // What parts it from the block in front of it, cut or not, parts it from the text so far.
    const gap = text.slice(before, block.start);
    before = block.end;
    if (reasons[index] !== null) return;
    kept += kept === "" ? gap.trimStart() : gap;
    const heading: Block =
      index === titleAt && block.kind === "prose"
        ? { kind: "heading", start: block.start, end: block.end, text: block.plain.text }
        : block;
    moved.push(moveBlock(heading, kept.length - block.start));
    kept += text.slice(block.start, block.end);
  });
  if (reasons.at(-1) === null) kept += text.slice(before).trimEnd();
  return { text: kept, blocks: moved };
}

function markDateline(blocks: readonly Block[]): {
  blocks: readonly Block[];
  outlet: string | null;
  published: string | null;
} {
  const first = blocks.filter((block) => block.kind === "prose").slice(0, DATELINE_WITHIN);
  for (const block of first) {
    const dateline = findDateline(block.plain.text);
    if (dateline === null) continue;
    const { length, outlet, published } = dateline;
    const marked = blocks.map((other) =>
      other === block ? { ...block, dateline: length } : other,
    );
    return { blocks: marked, outlet, published };
  }
  return { blocks, outlet: null, published: null };
}

function titleOf(block: Block | undefined): string | null {
  if (block?.kind === "heading") return block.text;
  return block?.kind === "prose" ? block.plain.text : null;
}

/** A lone date at the head is when the page was published; one of several heads an entry. */
function isOnlyDateLine(blocks: readonly Block[], index: number): boolean {
  return isDateLine(blocks[index] as Block) && blocks.filter(isDateLine).length === 1;
}

function foldBlock(block: Block): string {
  switch (block.kind) {
    case "heading":
      return fold(block.text);
    case "prose":
    case "code":
      return fold(block.plain.text);
    case "list":
      return fold(block.items.map(({ plain }) => plain.text).join("\n"));
    case "table":
      return fold([block.columns, ...block.rows.map(({ cells }) => cells)].join("\n"));
  }
}

/** The longest ranges below `end` in which every index passes. */
function* runs(end: number, passes: (index: number) => boolean): Generator<[number, number]> {
  for (let from = 0; from < end; from += 1) {
    if (!passes(from)) continue;
    let to = from + 1;
    while (to < end && passes(to)) to += 1;
    yield [from, to];
    from = to;
  }
}
