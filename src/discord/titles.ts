/**
 * The titles of all articles in this process's memory, for autocomplete: it has three seconds and
 * must not wait behind a question that the engine is working on.
 */
import { createHash } from "node:crypto";
import type { Title } from "../engine/engine.ts";
import { limits } from "./limits.ts";
import { linesOf } from "./lines.ts";
import { provenance } from "./provenance.ts";
import { plainWithin } from "./text.ts";
import type { Words } from "./words/words.ts";

/** What stands for an article in custom ids and choices: its id may be a path longer than they hold. */
export type ArticleKey = string;

export function articleKey(articleId: string): ArticleKey {
  // 96 bits: no two of a million articles will meet.
  return createHash("sha256").update(articleId).digest("base64url").slice(0, 16);
}

export interface Choice {
  readonly name: string;
  /** An article's key, or an outlet's name. */
  readonly value: string;
}

interface OutletEntry {
  readonly name: string;
  /** What stands for it in custom ids. */
  readonly key: string;
  /** The name as it is compared. */
  readonly folded: string;
  /** Newest first. */
  readonly articles: readonly Title[];
}

/** All titles at one moment. */
export interface Titles {
  /**
   * At most 25: titles that begin with what was typed, then titles that hold it; where there are
   * none, those that hold it but for one typing mistake. Newest first.
   */
  suggest(typed: string, words: Words): Choice[];
  /** The same of the outlets' names, those with the most articles first. */
  suggestOutlets(typed: string): Choice[];
  /**
   * The articles with a date, newest first.
   *
   * @param outlet - Its name or key; null: of every outlet.
   * @returns undefined where no article is from that outlet.
   */
  newest(outlet: string | null): Newest | undefined;
  /** The article's id; undefined where no article has the key, or is the only one with the words in its title. */
  find(keyOrTitle: string): string | undefined;
}

/** Articles by date. */
export interface Newest {
  readonly outlet: { readonly name: string; readonly key: string } | null;
  readonly articles: readonly Title[];
  /** How many more have no date. */
  readonly undated: number;
}

interface Entry extends Title {
  readonly key: ArticleKey;
  /** The title as it is compared. */
  readonly folded: string;
}

export function titlesOf(list: readonly Title[]): Titles {
  const entries = list
    .map((title): Entry => ({ ...title, key: articleKey(title.id), folded: fold(title.title) }))
    .sort((a, b) => order(b.published ?? "", a.published ?? "") || order(a.folded, b.folded));
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  // Of equal titles, the newest one's article: the last that is set.
  const byTitle = new Map([...entries].reverse().map((entry) => [entry.folded, entry]));
  const lines = linesOf(entries.map(({ folded }) => folded));

  function matches(typed: string, most: number): Entry[] {
    const wanted = fold(typed);
    const found = lines.beginning(wanted, most);
    if (found.length < most) found.push(...lines.holding(wanted, most - found.length));
    if (found.length === 0) found.push(...lines.resembling(wanted, most));
    return found.flatMap((line) => entries[line] ?? []);
  }

  const outlets = outletsOf(entries);

  return {
    suggestOutlets(typed) {
      const wanted = fold(typed);
      const beginning = outlets.filter(({ folded }) => folded.startsWith(wanted));
      const holding = outlets.filter(({ folded }) => folded.indexOf(wanted) > 0);
      return [...beginning, ...holding]
        .slice(0, limits.choices)
        .map(({ name }) => ({ name: plainWithin(name, limits.choiceName), value: name }));
    },
    newest(outlet) {
      const from =
        outlet === null
          ? { articles: entries }
          : outlets.find(({ key, folded }) => key === outlet || folded === fold(outlet));
      if (from === undefined) return undefined;
      const articles = from.articles.filter(({ published }) => published !== null);
      return {
        outlet: "key" in from ? { name: from.name, key: from.key } : null,
        articles,
        undated: from.articles.length - articles.length,
      };
    },
    suggest: (typed, words) => matches(typed, limits.choices).map((entry) => choice(entry, words)),
    find(keyOrTitle) {
      const exact = byKey.get(keyOrTitle) ?? byTitle.get(fold(keyOrTitle));
      if (exact) return exact.id;
      const found = matches(keyOrTitle, 2);
      return found.length === 1 ? found[0]?.id : undefined;
    },
  };
}

/** Where a title is longer than a choice may be, its outlet and date still show. */
function choice(entry: Entry, words: Words): Choice {
  const from = ` — ${plainWithin(provenance(entry, words), limits.choiceName / 2)}`;
  return {
    name: plainWithin(entry.title, limits.choiceName - from.length) + from,
    value: entry.key,
  };
}

/** The outlets, those with the most articles first; one that two files write differently once. */
function outletsOf(entries: readonly Title[]): OutletEntry[] {
  // Few names stand in many articles.
  const foldedNames = new Map<string, string>();
  const known = new Map<string, OutletEntry & { articles: Title[] }>();
  for (const entry of entries) {
    const name = entry.outlet;
    // A longer name cannot be a choice's value.
    if (name === null || name.length > limits.choiceValue) continue;
    const folded = foldedNames.get(name) ?? fold(name);
    foldedNames.set(name, folded);
    if (folded === "") continue;
    const outlet = known.get(folded) ?? { name, key: articleKey(folded), folded, articles: [] };
    outlet.articles.push(entry);
    known.set(folded, outlet);
  }
  return [...known.values()].sort(
    (a, b) => b.articles.length - a.articles.length || order(a.folded, b.folded),
  );
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Without case and accents, on one line. */
function fold(text: string): string {
  // Only what is not ASCII needs the costly normalisation.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII, control characters included.
  const bare = /^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, "");
  return bare.toLowerCase().replace(/\s+/g, " ").trim();
}
