/** What an answer or a search was limited to, in words. */
import type { Filtered, Filters } from "../../engine/engine.ts";
import { day } from "../provenance.ts";
import { escapeWithin, oneLine } from "../text.ts";
import { count, number } from "./words.ts";

/** How long such a line is at most. */
export const filterRoom = 330;
const longestOutlet = 120;

/**
 * One line that tells the filters, how many articles passed, and how many were left out because
 * their file does not say what was filtered by; none where there were no filters.
 */
export function filterLines(filters: Filters, filtered: Filtered | null): string[] {
  if (filtered === null) return [];
  const { since, until, outlet } = filters;
  const limited = [
    ...(since === undefined ? [] : [`since ${day(since)}`]),
    ...(until === undefined ? [] : [`until ${day(until)}`]),
    ...(outlet === undefined ? [] : [`from ${escapeWithin(oneLine(outlet), longestOutlet)}`]),
  ].join(", ");
  const datesUnknown = since !== undefined || until !== undefined ? ["date"] : [];
  const lacking = [...datesUnknown, ...(outlet === undefined ? [] : ["outlet"])].join(" or no ");
  const { articles, unknown } = filtered;
  const left =
    unknown === 0
      ? ""
      : ` ${number(unknown)} more ${unknown === 1 ? "was" : "were"} left out: no ${lacking} known.`;
  return [`-# Only articles ${limited}: ${count(articles, "article")}.${left}`];
}
