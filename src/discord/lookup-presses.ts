/** What the page buttons under lists of passages and articles do. */
import { type MessageComponentInteraction, MessageFlags } from "discord.js";
import type { SearchResult } from "../engine/engine.ts";
import { latestOf } from "./commands/latest.ts";
import { searchNow, searchPage } from "./commands/search.ts";
import type { Context } from "./context.ts";
import { Declined } from "./faults.ts";
import type { Press } from "./presses.ts";

/** By the action that a custom id names. */
export const lookupPresses = {
  "search-page": {
    acknowledge: "update",
    async run(interaction, args, context) {
      const [id = 0, page = 0] = args.map(Number);
      const asked = context.state.findSearch(id);
      if (!asked) {
        throw new Declined(({ search }) => search.forgotten);
      }
      const found =
        context.recentSearches.find(id) ?? (await searchAgain(id, asked, interaction, context));
      const inGuild = interaction.inGuild();
      return searchPage(found, { filters: asked.filters, id, page, inGuild }, context);
    },
  },
  "latest-page": {
    acknowledge: "update",
    async run(_, [page, outlet], context) {
      return latestOf(context, outlet || null, Number(page));
    },
  },
} satisfies Record<string, Press>;

/**
 * For a page of what is not remembered any more. That it must wait is told beside the page that is
 * shown, which has to stay should nothing come of it.
 */
async function searchAgain(
  id: number,
  asked: Parameters<typeof searchNow>[0],
  interaction: MessageComponentInteraction,
  context: Context,
): Promise<SearchResult> {
  let told: string | null = null;
  try {
    const found = await searchNow(asked, interaction, context, async (waiting) => {
      if (told === null) {
        const flags = [waiting.flags, MessageFlags.Ephemeral] as const;
        ({ id: told } = await interaction.followUp({ ...waiting, flags }));
      } else await interaction.editReply({ ...waiting, message: told });
    });
    context.recentSearches.keep(id, found);
    return found;
  } finally {
    if (told !== null) await interaction.deleteReply(told).catch(() => {});
  }
}
