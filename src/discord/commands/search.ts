import { filtersIn } from "../filtering.ts";
import { hitsShown, renderSearch } from "../render/search.ts";
import type { Command } from "./command.ts";

export const search: Command = {
  acknowledge: () => "private",
  async run(interaction, { engine, deadline }) {
    const query = interaction.options.getString("query", true);
    const filters = filtersIn(interaction);
    const found = await engine.search(query, { limit: hitsShown, filters, signal: deadline });
    return renderSearch(found, { filters, shareable: interaction.guildId !== null });
  },
  suggest: (typed, { titles }) => titles.suggestOutlets(typed),
};
