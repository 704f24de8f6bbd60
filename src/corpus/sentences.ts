/**
 * Where sentences end. Rules rather than `Intl.Segmenter`, which ends a sentence after "Mr." and
 * inside "J. K. Rowling". In doubt a sentence goes on: two that stay together still quote well, half
 * of one does not.
 */
import type { Span } from "./article.ts";
import { hasWords, trimSpan } from "./blocks.ts";

/** Stops that want white space after them, and stops of scripts that write none. */
const STOP = /[.!?…‼⁇⁈⁉]+|[؟۔।॥։።။។]+|[。！？｡]+/gu;
const SPACELESS = /[。！？｡]/;
/** What closes after a stop and still belongs to the sentence: quotes, brackets, "[3]". */
const CLOSERS = /(?:["'”’»›)\]}」』）】]|\[\d{1,3}\])*/y;
/** White space and then what may open a sentence before its first word. */
const GAP = /\s+["'“”‘’«‹„([{「『（【¿¡*_–—-]*\s*/y;
const WORD = /[\p{L}\p{M}\p{N}'’-]+\.?/uy;

const words = (list: string) => new Set(list.split(" "));

/** Abbreviations that always stand before something: names, what is compared, examples. */
const NEVER_LAST = words(
  "mr mrs ms mx messrs dr prof rev hon fr gen col lt maj capt sgt cpl cmdr adm brig gov sen rep pres " +
    "amb supt insp det msgr mme mlle vs e.g i.e eg ie cf viz approx ca incl esp",
);
/** Abbreviations only before a number ("No. 5", "Aug. 8"); else they are words that may end a sentence. */
const BEFORE_NUMBER = words(
  "no nos p pp fig figs eq eqs sec secs ch chs vol vols art arts para paras ref refs tab pt est op " +
    "jan feb mar apr jun jul aug sep sept oct nov dec circa",
);
/** Abbreviations that a sentence may end with: it does where the next word begins one. */
const MAYBE_LAST = words(
  "inc ltd co corp plc llc bros jr sr ph.d al ave blvd rd st mt ft univ dept assn govt natl intl",
);
/** Words that begin a sentence and hardly ever a name. */
const STARTERS = words(
  "the a an in on at by for from to with as of he she it they we i you his her its their our my " +
    "this that these those there here but and or so yet however meanwhile moreover also after before " +
    "when while where who what why how if although though since because until some many most several " +
    "all both each another other no not now then later earlier according despite during under such",
);
/** Words in small letters that somebody's initial may follow. */
const BEFORE_INITIAL = words(
  "by with from and to of for in at or as when where while that but than if said told is was are were",
);
/** `"Stop!" Aliyev said.` goes on after the quotation. */
const ATTRIBUTION =
  /(?:\p{Lu}[\p{L}'’.-]*\s+){1,4}(?:said|says|asked|asks|added|adds|replied|stated|told|wrote|noted|shouted|cried|exclaimed|declared|insisted|wondered)\b/uy;
/** A quotation or bracket longer than this is split inside, at its own stops. */
const LONGEST_ENCLOSURE = 200;

/**
 * Splits a paragraph's plain text into sentences: trimmed spans in order that leave out nothing but
 * white space. A text with neither letter nor digit has none.
 */
export function splitSentences(text: string): Span[] {
  const cased = /\p{Lu}/u.test(text);
  const inside = enclosures(text);
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(STOP)) {
    const stop = match.index;
    const end = stickyEnd(CLOSERS, text, stop + match[0].length);
    if (stop < start || end >= text.length || inside(stop, end)) continue;
    if (!endsHere(text, start, stop, match[0], end, cased)) continue;
    const span = trimSpan(text, start, end);
    if (!hasWords(text.slice(span.start, span.end))) continue;
    spans.push(span);
    start = end;
  }
  const rest = trimSpan(text, start, text.length);
  const last = spans.at(-1);
  if (hasWords(text.slice(rest.start, rest.end))) spans.push(rest);
  else if (last !== undefined && rest.end > rest.start) {
    spans[spans.length - 1] = { start: last.start, end: rest.end };
  }
  return spans;
}

function endsHere(
  text: string,
  start: number,
  stop: number,
  stops: string,
  end: number,
  cased: boolean,
): boolean {
  if (SPACELESS.test(stops))
    return !(end > stop + stops.length && /[とっ、，]/.test(text[end] ?? ""));
  const next = stickyEnd(GAP, text, end);
  if (next === end) return false;

  const spaced = stop > start && /\s/.test(text[stop - 1] ?? "");
  if (spaced && stops === ".") return isLoneStop(text, stop);
  // ". . ." and "[...]" leave words out and end nothing.
  if (/^[.…]+$/.test(stops) && (spaced || text[stop - 1] === "[")) return false;

  const word = text.slice(next, stickyEnd(WORD, text, next));
  const bare = word.replace(/\.$/, "");
  if (startsLow(bare) && (cased || end > stop + stops.length)) return false;
  if (end > stop + stops.length) {
    ATTRIBUTION.lastIndex = next;
    if (ATTRIBUTION.test(text)) return false;
  }
  if (stops === ".") return !isAbbreviation(text, start, stop, word);
  if (/^(?:\.{2,}|…+)$/.test(stops)) return !/^I(?:['’]\w+)?$/.test(bare);
  return true;
}

/** Whether the full stop at the offset belongs to the word before it and the sentence goes on. */
function isAbbreviation(text: string, start: number, stop: number, next: string): boolean {
  const before = /[\p{L}\p{M}\p{N}.'’&]+$/u.exec(text.slice(Math.max(start, stop - 24), stop));
  const word = before?.[0] ?? "";
  const lower = word.toLowerCase();
  const begins = STARTERS.has(next.toLowerCase());
  // "1. Call the meeting to order": a number that opens the sentence counts it.
  if (/^(?:\d{1,3}|[ivx]{1,4})$/i.test(word) && text.slice(start, stop).trim() === word)
    return true;
  if (NEVER_LAST.has(lower)) return true;
  if (BEFORE_NUMBER.has(lower)) return /^(?:\d|[IVXLC]+\b)/.test(next);
  if (MAYBE_LAST.has(lower)) return !begins;
  // "said on X. Hart added": a letter after a word in small letters is a name of its own, but for
  // those words that people's initials follow ("by J. Smith").
  if (/^\p{Lu}$/u.test(word)) {
    const [, previous = ""] = /(?<![\p{L}])(\p{Ll}+)\s+$/u.exec(text.slice(start, stop - 1)) ?? [];
    if (previous !== "" && !BEFORE_INITIAL.has(previous)) return false;
  }
  // An initial, or letters with a stop each: U.S., a.m., J.K.
  if (/^(?:\p{L}\.)*\p{L}$/u.test(word)) return !begins;
  return false;
}

/** Whether the full stop between two white spaces ends a sentence ("the wing . the results") or is part of ". . .". */
function isLoneStop(text: string, stop: number): boolean {
  return (
    !/\.\s$/.test(text.slice(Math.max(0, stop - 2), stop)) && !/^\.\s+\./.test(text.slice(stop))
  );
}

/** Small letter first, as inside a sentence; "iPhone" and scripts without capitals are no sign of it. */
function startsLow(word: string): boolean {
  return /^(?!\p{Script=Georgian}|\p{Ll}+\p{Lu})\p{Ll}/u.test(word);
}

function stickyEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

const PAIRS: Readonly<Record<string, string>> = {
  "“": "”",
  "«": "»",
  "„": "“",
  "(": ")",
  "[": "]",
  "「": "」",
  "『": "』",
};

/**
 * Finds the quotations and brackets of a text. The answer says whether a stop, whose closers end at
 * `end`, lies inside one that is still open after it.
 */
function enclosures(text: string): (stop: number, end: number) => boolean {
  const found: Span[] = [];
  const open: { at: number; close: string }[] = [];
  for (const match of text.matchAll(/["“”«»„()[\]「」『』]/g)) {
    const mark = match[0];
    const at = match.index;
    while (open[0] !== undefined && at - open[0].at > LONGEST_ENCLOSURE) open.shift();
    const expected = open.findLastIndex(({ close }) => close === mark);
    const opensWord = /^$|[\s([{“—–-]/.test(text[at - 1] ?? "");
    if (expected >= 0 && !(mark === '"' && opensWord && !/\s|^$/.test(text[at + 1] ?? ""))) {
      found.push({ start: open[expected]?.at ?? at, end: at });
      open.length = expected;
    } else if (mark === '"' ? opensWord : mark in PAIRS) {
      open.push({ at, close: mark === '"' ? mark : (PAIRS[mark] ?? "") });
    }
  }
  if (found.length === 0) return () => false;
  // Outermost ones only: what is inside one of those is inside.
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const outer: Span[] = [];
  for (const span of found) if (span.start > (outer.at(-1)?.end ?? -1)) outer.push(span);
  let at = 0;
  return (stop, end) => {
    while ((outer[at]?.end ?? Infinity) < stop) at += 1;
    const span = outer[at];
    return span !== undefined && span.start < stop && span.end >= end;
  };
}

/** Where a sentence that is too long may be cut, the best kind of place first. */
const CUTS = [
  /[.!?…]["'”’»)\]]*(?=\s)|[。！？][」』]?/g,
  /[;:](?=\s)|\s[–—](?=\s)|—|[；：]/g,
  /,["'”’]?(?=\s)|[、，]/g,
  /(?=\s)/g,
];

/**
 * Cuts a span of a text in halves until every part fits: near the middle, at a stop or clause where
 * there is one in the middle half, else at a space, else between two characters.
 */
export function cutToFit(text: string, span: Span, fits: (part: Span) => boolean): Span[] {
  if (span.end - span.start <= 1 || fits(span)) return [span];
  const at = cutPoint(text, span);
  return [trimSpan(text, span.start, at), trimSpan(text, at, span.end)]
    .filter((part) => part.end > part.start)
    .flatMap((part) => cutToFit(text, part, fits));
}

function cutPoint(text: string, { start, end }: Span): number {
  const middle = (start + end) / 2;
  const quarter = (end - start) / 4;
  const slice = text.slice(Math.ceil(middle - quarter), Math.floor(middle + quarter));
  for (const cut of CUTS) {
    let best: number | null = null;
    for (const match of slice.matchAll(cut)) {
      const at = Math.ceil(middle - quarter) + match.index + match[0].length;
      if (at <= start || at >= end) continue;
      if (best === null || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
    }
    if (best !== null) return best;
  }
  const at = Math.max(start + 1, Math.floor(middle));
  // Never between the halves of a surrogate pair.
  const low = /[\udc00-\udfff]/.test(text[at] ?? "") && /[\ud800-\udbff]/.test(text[at - 1] ?? "");
  return low ? (at + 1 < end ? at + 1 : at - 1 > start ? at - 1 : at) : at;
}
