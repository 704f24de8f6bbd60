/** What an answer or a search was limited to, in words. */
import type { Filtered, Filters } from "../../engine/engine.ts";
import { escapeWithin, oneLine } from "../text.ts";
import type { Words } from "../words/words.ts";

/** How long such a line is at most. */
export const filterRoom = 330;
const longestOutlet = 120;

/**
 * One line that tells the filters, how many articles passed, and how many were left out because
 * their file does not say what was filtered by; none where there were no filters.
 */
export function filterLines(
  filters: Filters,
  filtered: Filtered | null,
  { filters: said, formats }: Words,
): string[] {
  if (filtered === null) return [];
  const { since, until, outlet } = filters;
  const limited = [
    ...(since === undefined ? [] : [said.since(formats.day(since))]),
    ...(until === undefined ? [] : [said.until(formats.day(until))]),
    ...(outlet === undefined ? [] : [said.outlet(escapeWithin(oneLine(outlet), longestOutlet))]),
  ];
  const { articles, unknown } = filtered;
  const left =
    unknown === 0
      ? ""
      : ` ${said.unknown(unknown, {
          date: since !== undefined || until !== undefined,
          outlet: outlet !== undefined,
        })}`;
  return [`-# ${said.only(limited, articles)}${left}`];
}
