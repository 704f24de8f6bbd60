/**
 * Filters by date of publication and by outlet: what a person may write, and which articles it lets
 * through. An article whose file does not say its date or outlet never passes a filter on it; how
 * many those are is told with the result.
 */
import { FootnoteError } from "../errors.ts";
import { type Generation, UNKNOWN } from "../index/generation.ts";
import { dayOf, parseDateBound } from "./date-bounds.ts";

/** What a search is limited to; a bound is written as `parseDateBound` reads it. */
export interface Filters {
  /** The first day of publication that passes. */
  readonly since?: string | undefined;
  /** The last day of publication that passes. */
  readonly until?: string | undefined;
  /** An outlet's name; capitals and accents do not matter. */
  readonly outlet?: string | undefined;
}

/** What filters left of the corpus. */
export interface Filtered {
  /** Articles that pass. */
  readonly articles: number;
  /**
   * Articles left out because their file does not say what is filtered by, while nothing that it
   * says speaks against them.
   */
  readonly unknown: number;
}

/** Filters, applied to a generation. */
export interface ArticleFilter {
  /** 1 for the articles that pass, by ordinal. */
  readonly allowed: Uint8Array;
  readonly filtered: Filtered;
}

/**
 * Which articles of a generation pass.
 *
 * @param today for bounds in days back, `YYYY-MM-DD`.
 * @returns null where nothing is filtered by.
 * @throws FootnoteError `usage` for a bound that is no date, bounds in the wrong order, and an outlet
 *   that no article names.
 */
export function filterArticles(
  generation: Generation,
  { since, until, outlet }: Filters,
  today = new Date().toISOString().slice(0, 10),
): ArticleFilter | null {
  if (since === undefined && until === undefined && outlet === undefined) return null;
  const first = since === undefined ? null : parseDateBound(since, "since", today);
  const last = until === undefined ? null : parseDateBound(until, "until", today);
  if (first !== null && last !== null && first > last) {
    throw new FootnoteError(
      "usage",
      `No day is both since ${first} and until ${last}. Swap the two dates.`,
    );
  }
  const from = first === null ? Number.NEGATIVE_INFINITY : dayOf(first);
  const to = last === null ? Number.POSITIVE_INFINITY : dayOf(last);
  const outlets = outlet === undefined ? null : outletsNamed(outlet, generation.outlets);

  const { articleDay, articleOutlet } = generation;
  const allowed = new Uint8Array(articleDay.length);
  let articles = 0;
  let unknown = 0;
  for (let article = 0; article < allowed.length; article++) {
    const day = articleDay[article] as number;
    const by = articleOutlet[article] as number;
    const dayUnknown = day === UNKNOWN && (first !== null || last !== null);
    const outletUnknown = by === UNKNOWN && outlets !== null;
    if (!dayUnknown && (day < from || day > to)) continue;
    if (!outletUnknown && outlets?.has(by) === false) continue;
    if (dayUnknown || outletUnknown) {
      unknown += 1;
    } else {
      allowed[article] = 1;
      articles += 1;
    }
  }
  return { allowed, filtered: { articles, unknown } };
}

const alike = new Intl.Collator("en", { sensitivity: "base" });
/** How many outlets the message about an unknown one names. */
const OUTLETS_NAMED = 10;

/** The numbers of the outlets with that name: two files may write it in different ways. */
function outletsNamed(name: string, outlets: readonly string[]): ReadonlySet<number> {
  const wanted = name.trim();
  const found = outlets.flatMap((outlet, id) => (alike.compare(outlet, wanted) === 0 ? [id] : []));
  if (found.length > 0) return new Set(found);
  const named = outlets.slice(0, OUTLETS_NAMED).join(", ");
  const more = outlets.length - OUTLETS_NAMED;
  throw new FootnoteError(
    "usage",
    outlets.length === 0
      ? `No article says its outlet, so none can be chosen by it ("${name}").`
      : `No article is from the outlet "${name}". There are: ${named}${more > 0 ? `, and ${more} more` : ""}.`,
  );
}
