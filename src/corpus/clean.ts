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
  /** The stretches that were cut, in order. */
  readonly cuts: readonly Omit<Cut, "path">[];
}

type Reason = Cut["reason"];

/** So many menu words together are a menu. */
const MENU = 3;
/** Fewer words may well be said twice. */
const FEWEST_REPEATED_WORDS = 6;
/** More blocks than a page has before its article. */
const LONGEST_HEAD = 200;
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

  const cut = (reason: Reason) =>
    [...runs(blocks.length, (index) => reasons[index] === reason)].map(([from, to]) => {
      const start = blocks[from]?.start ?? 0;
      return { start, reason, text: text.slice(start, blocks[to - 1]?.end) };
    });
  const cuts = [...cut("chrome"), ...cut("repeated")].sort((a, b) => a.start - b.start);
  const kept = keep(text, blocks, reasons, titleAt);
  const dateline = markDateline(kept.blocks);
  return {
    text: kept.text,
    blocks: dateline.blocks,
    title: title ?? titleOf(titleAt === null ? undefined : blocks[titleAt]),
    outlet: dateline.outlet,
    published: published ?? dateline.published,
    cuts: cuts.map(({ text, reason }) => ({ text, reason })),
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
  const onlyDate = blocks.filter(isDateLine).length === 1;
  const candidates: number[] = [];
  let firstText = blocks.length;
  let end = 0;
  for (; end < Math.min(blocks.length, LONGEST_HEAD); end += 1) {
    const block = blocks[end] as Block;
    const kind = looks[end]?.kind;
    if (kind === "plain" || kind === "word" || isDateLine(block) || isByline(block)) continue;
    if (kind === "headline" && block.kind !== "list") candidates.push(end);
    else if (candidates.length > 0 || firstText < end) break;
    else firstText = end;
  }

  const isChrome = (index: number): boolean => {
    const block = blocks[index] as Block;
    const kind = looks[index]?.kind;
    if (kind === "plain" || kind === "word") return true;
    // A byline stands beside a title; a lone date is when the page was published, one of several
    // heads an entry.
    return isByline(block) ? candidates.length > 0 : onlyDate && isDateLine(block);
  };
  for (const [from, to] of runs(end, isChrome)) {
    const run = looks.slice(from, to);
    const menu =
      run.some(({ kind }) => kind === "plain") ||
      run.reduce((sum, look) => sum + look.words, 0) >= MENU;
    for (let index = from; index < to; index += 1) {
      if (menu || looks[index]?.kind !== "word") reasons[index] = "chrome";
    }
  }

  // After a paragraph only a line as long as a headline is the title, not "Background".
  const titles = candidates
    .map((index) => ({ index, folded: foldBlock(blocks[index] as Block) }))
    .filter(({ index, folded }) => index < firstText || folded.split(" ").length >= 5);
  if (title !== null) return titles.find(({ folded }) => folded === fold(title))?.index ?? null;
  const twice = titles.find(
    ({ folded }) => titles.filter((other) => other.folded === folded).length > 1,
  );
  return (twice ?? titles[0])?.index ?? null;
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
    // "Economy" before a list of headlines is a heading; next to chrome it is a menu's.
    if (look.kind === "headline" || (look.kind === "word" && from > index + 1)) continue;
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
    const long = key.split(" ").length >= FEWEST_REPEATED_WORDS;
    // A list or table may say the same of two things, unless what introduces it is there twice
    // too; a heading goes with what follows it.
    const again =
      seen.has(key) &&
      (block.kind === "heading" || isHeadline(block)
        ? seen.has(folded[index + 1] ?? "")
        : block.kind === "prose"
          ? long
          : previousCut);
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
