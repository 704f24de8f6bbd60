/**
 * The titles of all articles in this process's memory, for autocomplete: it has three seconds and
 * must not wait behind a question that the engine is working on.
 */
import { createHash } from "node:crypto";
import type { Title } from "../engine/engine.ts";
import { limits } from "./limits.ts";
import { provenance } from "./provenance.ts";
import { plainWithin } from "./text.ts";
import { withOneMistake } from "./typing-mistake.ts";
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

  function matches(typed: string, most: number): Entry[] {
    const wanted = fold(typed);
    const beginning: Entry[] = [];
    const holding: Entry[] = [];
    for (const entry of entries) {
      const at = entry.folded.indexOf(wanted);
      if (at === 0) beginning.push(entry);
      else if (at > 0 && holding.length < most) holding.push(entry);
      if (beginning.length === most) break;
    }
    if (beginning.length + holding.length > 0) return [...beginning, ...holding].slice(0, most);
    const resembles = withOneMistake(wanted);
    const meant: Entry[] = [];
    for (const entry of entries) {
      if (resembles(entry.folded)) meant.push(entry);
      if (meant.length === most) break;
    }
    return meant;
  }

  const outlets = outletsOf(list);

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
          ? null
          : outlets.find(({ key, folded }) => key === outlet || folded === fold(outlet));
      if (from === undefined) return undefined;
      const all =
        from === null
          ? entries
          : entries.filter((entry) => entry.outlet !== null && fold(entry.outlet) === from.folded);
      const articles = all.filter(({ published }) => published !== null);
      return { outlet: from, articles, undated: all.length - articles.length };
    },
    suggest: (typed, words) => matches(typed, limits.choices).map((entry) => choice(entry, words)),
    find(keyOrTitle) {
      const wanted = fold(keyOrTitle);
      const exact = byKey.get(keyOrTitle) ?? entries.find(({ folded }) => folded === wanted);
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

/** The outlets' names, those with the most articles first; one that two files write differently once. */
function outletsOf(list: readonly Title[]): OutletEntry[] {
  const known = new Map<string, OutletEntry & { articles: number }>();
  for (const { outlet } of list) {
    // A longer name cannot be a choice's value.
    if (outlet === null || outlet.length > limits.choiceValue) continue;
    const folded = fold(outlet);
    if (folded === "") continue;
    const entry = known.get(folded) ?? {
      name: outlet,
      key: articleKey(folded),
      folded,
      articles: 0,
    };
    entry.articles += 1;
    known.set(folded, entry);
  }
  return [...known.values()].sort((a, b) => b.articles - a.articles || order(a.folded, b.folded));
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Without case and accents, on one line. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}
