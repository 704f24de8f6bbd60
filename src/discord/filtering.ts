/** The options `since`, `until` and `outlet` of a command, as the engine takes them. */
import type { ChatInputCommandInteraction } from "discord.js";
import { type Filters, parseDateBound } from "../engine/engine.ts";

/**
 * What was filled in. Dates are whole days already: "7d" must not move when the message is looked at
 * again tomorrow.
 *
 * @throws FootnoteError of kind `usage` where a bound is no date.
 */
export function filtersIn({ options }: Pick<ChatInputCommandInteraction, "options">): Filters {
  const today = new Date().toISOString().slice(0, 10);
  const bound = (name: "since" | "until") => {
    const written = options.getString(name);
    return written === null ? {} : { [name]: parseDateBound(written, name, today) };
  };
  const outlet = options.getString("outlet");
  return {
    ...bound("since"),
    ...bound("until"),
    ...(outlet === null ? {} : { outlet }),
  };
}
