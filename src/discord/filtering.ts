/** The options `since`, `until` and `outlet` of a command, as the engine takes them. */
import type { ChatInputCommandInteraction } from "discord.js";
import { type Filters, parseDateBound } from "../engine/engine.ts";
import { FootnoteError } from "../errors.ts";
import { Declined } from "./faults.ts";
import { limits } from "./limits.ts";
import { escapeText, escapeWithin, oneLine } from "./text.ts";
import type { Titles } from "./titles.ts";

/**
 * What was filled in. Dates are whole days already: "7d" must not move when the message is looked at
 * again tomorrow.
 *
 * @throws Declined where a bound is no date, or no day is between the two.
 */
export function filtersIn({ options }: Pick<ChatInputCommandInteraction, "options">): Filters {
  const today = new Date().toISOString().slice(0, 10);
  const bound = (name: "since" | "until") => {
    const written = options.getString(name);
    if (written === null) return {};
    try {
      return { [name]: parseDateBound(written, name, today) };
    } catch (error) {
      if (!(error instanceof FootnoteError && error.kind === "usage")) throw error;
      throw new Declined(({ asking }) => asking.noDate(escapeText(written), name));
    }
  };
  const outlet = options.getString("outlet");
  const filters: Filters = {
    ...bound("since"),
    ...bound("until"),
    ...(outlet === null ? {} : { outlet }),
  };
  const { since, until } = filters;
  if (since !== undefined && until !== undefined && since > until) {
    throw new Declined(({ asking, formats }) =>
      asking.noDayBetween(formats.day(since), formats.day(until)),
    );
  }
  return filters;
}

const outletsNamed = 10;
const longestOutlet = 120;

/** @throws Declined where no article is from the outlet; it names some that there are. */
export function requireOutlet({ outlet }: Filters, titles: Titles): void {
  // A longer name is none that titles suggest; the engine knows it.
  if (outlet === undefined || outlet.length > limits.choiceValue || titles.newest(outlet)) return;
  const shown = (name: string) => escapeWithin(oneLine(name), longestOutlet);
  const others = titles.suggestOutlets("").slice(0, outletsNamed);
  throw new Declined(({ asking }) =>
    asking.noOutlet(
      shown(outlet),
      others.map(({ name }) => shown(name)),
    ),
  );
}
