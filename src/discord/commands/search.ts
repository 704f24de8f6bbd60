import { isUnread } from "../../answer/question-language.ts";
import type { Search } from "../../state/searches.ts";
import type { Context } from "../context.ts";
import { filtersIn, requireOutlet } from "../filtering.ts";
import type { Rendering } from "../render/message.ts";
import { hitsShown, renderSearch } from "../render/search.ts";
import type { Command } from "./command.ts";

export const search: Command = {
  acknowledge: () => "private",
  run(interaction, context) {
    const query = interaction.options.getString("query", true);
    const asked = { query, filters: filtersIn(interaction) };
    requireOutlet(asked.filters, context.titles);
    return searchPage(asked, { id: null, page: 0, inGuild: interaction.inGuild() }, context);
  },
  suggest: (typed, { titles }) => titles.suggestOutlets(typed),
};

// Five pages: whoever looks further would rather search with other words.
const mostHits = 25;

interface SearchPage {
  /** The search's, where it has been kept already. */
  readonly id: number | null;
  /** From 0. */
  readonly page: number;
  readonly inGuild: boolean;
}

/** One page of what a search finds now; the search is kept where there are more pages. */
export async function searchPage(
  asked: Search,
  { id, page, inGuild }: SearchPage,
  { engine, state, deadline, words }: Context,
): Promise<Rendering> {
  const { query, filters } = asked;
  const found = await engine.search(query, { limit: mostHits, filters, signal: deadline });
  const kept = found.hits.length > hitsShown ? (id ?? state.saveSearch(asked)) : null;
  const unread = await isUnread(query, found.languages);
  return renderSearch(found, { filters, shareable: inGuild, page, id: kept, words, unread });
}
