/** The options `since`, `until` and `outlet` of a command, as the engine takes them. */
import type { ChatInputCommandInteraction } from "discord.js";
import { type Filters, parseDateBound } from "../engine/engine.ts";
import { FootnoteError } from "../errors.ts";
import { Declined } from "./faults.ts";
import { escapeText } from "./text.ts";

/**
 * What was filled in. Dates are whole days already: "7d" must not move when the message is looked at
 * again tomorrow.
 *
 * @throws Declined where a bound is no date.
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
  return {
    ...bound("since"),
    ...bound("until"),
    ...(outlet === null ? {} : { outlet }),
  };
}
