import { Declined } from "../faults.ts";
import { renderLatest } from "../render/latest.ts";
import type { Titles } from "../titles.ts";
import type { Command } from "./command.ts";

export const latest: Command = {
  acknowledge: () => "now",
  run: (interaction, { titles }) => latestOf(titles, interaction.options.getString("outlet"), 0),
  suggest: (typed, { titles }) => titles.suggestOutlets(typed),
};

/**
 * A page of the newest articles.
 *
 * @param outlet - A name or a key; null: of every outlet.
 * @throws Declined where no article is from that outlet.
 */
export function latestOf(titles: Titles, outlet: string | null, page: number) {
  const found = titles.newest(outlet);
  if (found) return renderLatest(found, page);
  throw new Declined(
    "No article is from that outlet. Choose one of those that come up as you type.",
  );
}
