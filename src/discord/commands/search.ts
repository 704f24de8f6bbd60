import type { BaseInteraction } from "discord.js";
import { isUnread } from "../../answer/question-language.ts";
import type { SearchResult } from "../../engine/engine.ts";
import type { Search } from "../../state/searches.ts";
import type { Context } from "../context.ts";
import { filtersIn, requireOutlet } from "../filtering.ts";
import type { Rendering } from "../render/message.ts";
import { hitsShown, renderSearch } from "../render/search.ts";
import { searchInTurn } from "../searching.ts";
import type { Command } from "./command.ts";

export const search: Command = {
  acknowledge: () => "private",
  async run(interaction, context) {
    const query = interaction.options.getString("query", true);
    const asked = { query, filters: filtersIn(interaction) };
    requireOutlet(asked.filters, context.titles);
    const found = await searchNow(asked, interaction, context, async (waiting) => {
      await interaction.editReply(waiting);
    });
    const id = found.hits.length > hitsShown ? context.state.saveSearch(asked) : null;
    if (id !== null) context.recentSearches.keep(id, found);
    const { filters } = asked;
    return searchPage(found, { filters, id, page: 0, inGuild: interaction.inGuild() }, context);
  },
  suggest: (typed, { titles }) => titles.suggestOutlets(typed),
};

// Five pages: whoever looks further would rather search with other words.
const mostHits = 25;

/** All that a search finds now, when its turn has come. */
export function searchNow(
  { query, filters }: Search,
  interaction: Pick<BaseInteraction, "user" | "guildId" | "channelId">,
  context: Context,
  onWait: (waiting: Rendering) => Promise<void>,
): Promise<SearchResult> {
  return searchInTurn(query, interaction, { limit: mostHits, filters, onWait }, context);
}

interface SearchPage {
  readonly filters: Search["filters"];
  /** The search's; null where it has one page, and was not kept. */
  readonly id: number | null;
  /** From 0. */
  readonly page: number;
  readonly inGuild: boolean;
}

/** One page of what a search has found. */
export async function searchPage(
  found: SearchResult,
  { inGuild, ...shown }: SearchPage,
  { words }: Pick<Context, "words">,
): Promise<Rendering> {
  const unread = await isUnread(found.query, found.languages);
  return renderSearch(found, { ...shown, shareable: inGuild, words, unread });
}
