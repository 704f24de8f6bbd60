/** What the page buttons under lists of passages and articles do. */
import { latestOf } from "./commands/latest.ts";
import { searchPage } from "./commands/search.ts";
import { Declined } from "./faults.ts";
import type { Press } from "./presses.ts";

/** By the action that a custom id names. */
export const lookupPresses = {
  "search-page": {
    acknowledge: "update",
    async run(interaction, [id, page], context) {
      const asked = context.state.findSearch(Number(id));
      if (!asked) {
        throw new Declined(({ search }) => search.forgotten);
      }
      const at = { id: Number(id), page: Number(page), inGuild: interaction.inGuild() };
      return searchPage(asked, at, context);
    },
  },
  "latest-page": {
    acknowledge: "update",
    async run(_, [page, outlet], context) {
      return latestOf(context, outlet || null, Number(page));
    },
  },
} satisfies Record<string, Press>;
