import { hitsShown, renderSearch } from "../render/search.ts";
import type { Command } from "./command.ts";

export const search: Command = {
  acknowledge: () => "private",
  async run(interaction, { engine, deadline }) {
    const query = interaction.options.getString("query", true);
    return renderSearch(await engine.search(query, { limit: hitsShown, signal: deadline }));
  },
};
