/**
 * What belongs to a web page and not to the article on it: menus, share buttons, bylines, legal
 * notices, lists of other stories, prompts to subscribe. Only says what a block looks like; cutting,
 * and where, is `clean.ts`'s.
 */
import { type Block, onOneLine } from "./blocks.ts";
import { findDate } from "./dates.ts";
import { isHeadline, isTitleCase } from "./plaintext.ts";

/** What a block looks like. */
export interface Look {
  /**
   * `plain`: no article would say it. `word`: a word of menus that may be a heading; it takes three
   * of them. `headline`: no sentence, so it may belong to a list of other stories. `text`: none.
   */
  readonly kind: "plain" | "word" | "headline" | "text";
  /** How many menu words it is. */
  readonly words: number;
  /** `YYYY-MM-DD`: when it says that the page was published. */
  readonly published: string | null;
}

/** Lines, or parts of one, that are chrome wherever they are all that a line says. */
const PHRASES = [
  "skip to (?:main )?content",
  "(?:open|close|toggle|main) (?:menu|navigation)",
  "menu close",
  "sign in",
  "log ?in",
  "my account",
  "subscribe(?: now)?",
  "share (?:this|on|via)\\b(?: (?:article|story|page|post|facebook|twitter|x|whatsapp|linkedin|telegram|email))*",
  "copy link",
  "(?:listen to|print|email|save|bookmark) this (?:article|story|page)",
  "\\d+ min(?:ute)?s? read",
  "reading time:? \\d+ min(?:ute)?s?",
  "(?:published|posted|updated) \\d+ \\w+ ago",
  "back to top",
  "follow us(?: on)?(?: (?:facebook|twitter|x|instagram|telegram|youtube|google news|and|,))*",
  "load more",
  "view all",
  "(?:most|more) (?:popular|read|viewed|shared|commented)(?: (?:stories|articles|news|posts))?",
  "(?:popular|related|recommended|similar|more|latest|top|other|trending) (?:stories|articles|news|posts|topics|content|links|reads)",
  "(?:you (?:may|might) (?:also )?(?:like|be interested in)|recommended for you|trending now|also read|read also|read next|up next)",
  "(?:\\d+ comments?|comments? ?\\(?\\d+\\)?|no comments? yet|be the first to comment|(?:leave|post|write|add) a (?:comment|reply))",
  "(?:legal )?disclaimer:?",
  "(?:cookie|privacy) (?:policy|settings|notice)",
  "terms (?:of (?:use|service)|(?:and|&) conditions)",
  "contact us",
  "about us",
  "advertise with us",
  "all rights reserved\\.?",
  "click here",
];

/** Words of menus and buttons that may also be a heading or a sentence. */
const MENU_WORDS = [
  "menu|search|home|news|world|business|sports?|politics|opinion|tech(?:nology)?|science|health",
  "entertainment|lifestyle|culture|arts|travel|videos?|photos?|pictures|podcasts?|live|weather|money",
  "markets?|economy|education|local|national|international|magazine|e-?paper|archives?|newsletters?",
  "facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit|instagram|youtube|email|print|share",
  "tweet|save|bookmark|register|sign up|contact|about|faq|help|careers|advertise(?:ment)?|sponsored",
  "trending|comments?|no comments?|read more|see more|tags|sitemap|privacy|cookies|terms",
].join("|");

/** A phrase is at the front, else a menu word; the longest first. */
const CHROME_PHRASE = new RegExp(`(?:${PHRASES.join("|")})(?![\\p{L}\\p{N}])`, "iuy");
const MENU_WORD = new RegExp(`(?:${MENU_WORDS})(?![\\p{L}\\p{N}])`, "iuy");
const SEPARATORS = /[\s|·•/>»›,:–—+×☰&#-]*/y;

/** What a legal notice says; one alone may be an article's sentence about the law. */
const LEGAL = [
  /without (?:any )?warrant(?:y|ies)|["“]as is["”]|no warrant(?:y|ies)/i,
  /(?:responsib|liab)\w+ (?:or (?:responsib|liab)\w+ )?(?:for|arising)/i,
  /(?:does|do) not (?:constitute|endorse|necessarily (?:reflect|represent))/i,
  /(?:investment|financial|legal|professional) advice/i,
  /may not be (?:published|republished|reproduced|redistributed|broadcast|rewritten|copied)/i,
  /all rights reserved/i,
  /(?:copyright (?:issues|infringement|holder|owner)|terms (?:of use|and conditions)|privacy policy)/i,
  /(?:kindly|please) contact (?:us|the (?:provider|author|publisher|editor))/i,
  /(?:views|opinions) expressed (?:in|here|are)/i,
];

/** The page speaks of itself, and nobody is quoted. */
const SELF =
  /\b(?:this (?:article|content|information|material|website|site|page|publication|story|press release)|the (?:information|content|material|views|opinions)|our (?:web)?site|we)\b/i;
const REPORTED = /\b(?:said|says|told|added|adds|argued|wrote|ruled|asked|warned|according to)\b/i;

const COPYRIGHT =
  /^(?:©|\(c\)|copyright (?:©|\(c\)|(?:19|20)\d\d))[^.]{0,140}\.?(?: all rights reserved\.?)?$/i;

/** Prompts, known by how they open; short. */
const PROMPT =
  /^(?:subscribe to (?:our|the|my)\b|sign up (?:for|to) (?:our|the|receive)\b|join (?:our|us on)\b|follow us\b|download our app|click here (?:to|for)\b|get (?:the|our) .{0,40}(?:newsletter|inbox)|don['’]t miss (?:a|our)\b|share this\b|support our journalism|enter your email)/i;

const DATED = /\b(?:published|posted|(?:last )?(?:updated|modified)|date)\b/i;
const CHANGED = /\b(?:updated|modified)\b/i;
/** "Jane Doe Published" and then the date: one line, no sentence. */
const STAMP = /^(?:[^.!?]|\.(?! ))*\b(?:published|posted|updated|modified)(?: on| at)?[\s:|-]*$/i;
const TIME =
  /\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s+(?:GMT|UTC|[A-Z]{2,4}T))?(?![\p{L}\p{N}])/giu;
const BYLINE = /^by:? \p{Lu}[\p{L}.'’-]+(?: (?:and |& )?\p{Lu}[\p{L}.'’-]*){0,6}$/u;
const LONGEST_LINE = 120;

const LOOKS_TEXT: Look = { kind: "text", words: 0, published: null };

/** What a block looks like; `before` is the block in front of it. */
export function lookOf(block: Block, before: Block | undefined): Look {
  if (block.kind === "list") return lookOfList(block.items.map(({ plain }) => plain.text));
  if (block.kind !== "prose" && block.kind !== "heading") return LOOKS_TEXT;
  const text = lineOf(block);
  const line = lookOfLine(text);
  if (line !== null) return line;
  if (isNotice(text, before)) return { ...LOOKS_TEXT, kind: "plain" };
  const headline = block.kind === "heading" || isHeadline(block);
  return headline ? { ...LOOKS_TEXT, kind: "headline" } : LOOKS_TEXT;
}

function lineOf(block: Block): string {
  if (block.kind === "heading") return onOneLine(block.text);
  return block.kind === "prose" ? onOneLine(block.plain.text) : "";
}

/** Whether a line is a byline without a date: chrome under a title, nowhere else. */
export function isByline(block: Block): boolean {
  return block.kind === "prose" && BYLINE.test(block.plain.text.replace(/^By\b/, "by"));
}

/** Whether a line is a date and nothing else. */
export function isDateLine(block: Block): boolean {
  if (block.kind !== "prose") return false;
  const found = findDate(block.plain.text);
  return found !== null && withoutDate(block.plain.text, found) === "";
}

function lookOfLine(text: string): Look | null {
  if (text.length > LONGEST_LINE) return null;
  const found = findDate(text);
  const labelled = found !== null && DATED.test(text);
  // When a page was changed is not when it was published.
  const published = labelled && !CHANGED.test(text) ? found.date : null;
  if (found !== null && STAMP.test(text.slice(0, found.start))) {
    const after = text
      .slice(found.end)
      .replace(TIME, "")
      .replace(/\bat\b|[\s|,·•–—()-]+/gi, "");
    if (after === "") return { kind: "plain", words: 0, published };
  }
  const rest = labelled ? withoutDate(text, found).replace(DATED, "") : text;
  const count = countPhrases(rest);
  if (count === null) return null;
  return { kind: count.phrases > 0 || labelled ? "plain" : "word", words: count.words, published };
}

function withoutDate(text: string, { start, end }: { start: number; end: number }): string {
  return (text.slice(0, start) + text.slice(end))
    .replace(TIME, "")
    .replace(/^[\s|,·•–—-]+|[\s|,·•–—-]+$/g, "");
}

/** How many phrases and menu words a line is made of; null where it says anything else. */
function countPhrases(line: string): { phrases: number; words: number } | null {
  let [at, phrases, words] = [0, 0, 0];
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(line);
    if (found) at = pattern.lastIndex;
    return found;
  };
  skip(SEPARATORS);
  while (at < line.length) {
    if (skip(CHROME_PHRASE)) phrases += 1;
    else if (skip(MENU_WORD)) words += 1;
    else return null;
    skip(SEPARATORS);
  }
  return { phrases, words };
}

function isNotice(text: string, before: Block | undefined): boolean {
  if (COPYRIGHT.test(text)) return true;
  if (PROMPT.test(text) && text.split(" ").length <= 25) return true;
  const signs = LEGAL.filter((sign) => sign.test(text)).length;
  if (signs === 0 || REPORTED.test(text)) return false;
  const above = before === undefined ? "" : lineOf(before);
  const announced =
    /^(?:legal )?disclaimer\b/i.test(text) || /^(?:legal )?disclaimer:?$/i.test(above);
  return announced || (signs > 1 && SELF.test(text));
}

/** A list of menu words is chrome; one of headlines may be other stories. */
function lookOfList(items: readonly string[]): Look {
  const looks = items.map((item) => lookOfLine(onOneLine(item)));
  if (looks.every((look) => look !== null)) {
    const plain = looks.some((look) => look.kind === "plain");
    const words = looks.reduce((sum, look) => sum + look.words, 0);
    return { kind: plain ? "plain" : "word", words, published: null };
  }
  const headlines = items.filter((item) => !/[.!;]["'”’]*$/.test(item) || isTitleCase(item));
  return headlines.length >= items.length * 0.7 ? { ...LOOKS_TEXT, kind: "headline" } : LOOKS_TEXT;
}
