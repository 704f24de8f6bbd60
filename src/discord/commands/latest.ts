import type { Context } from "../context.ts";
import { Declined } from "../faults.ts";
import { renderLatest } from "../render/latest.ts";
import type { Rendering } from "../render/message.ts";
import type { Command } from "./command.ts";

export const latest: Command = {
  acknowledge: () => "now",
  run: (interaction, context) => latestOf(context, interaction.options.getString("outlet"), 0),
  suggest: (typed, { titles }) => titles.suggestOutlets(typed),
};

/**
 * A page of the newest articles.
 *
 * @param outlet - A name or a key; null: of every outlet.
 * @throws Declined where no article is from that outlet.
 */
export function latestOf(
  { titles, words }: Context,
  outlet: string | null,
  page: number,
): Rendering {
  const found = titles.newest(outlet);
  if (found) return renderLatest(found, page, words);
  throw new Declined((said) => said.latest.noOutlet);
}
