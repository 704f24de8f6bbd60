/** What the buttons under the answers to `/corpus` do. Each asks anew who may. */
import { actorOf, requireModerator } from "./permissions.ts";
import type { Press } from "./presses.ts";
import { notice } from "./render/message.ts";
import { renderStatus } from "./render/status.ts";
import { startReindex } from "./start-reindex.ts";

/** By the action that a custom id names. */
export const corpusPresses = {
  reindex: {
    acknowledge: "update",
    run(interaction, _, context) {
      requireModerator(context.config, actorOf(interaction));
      return startReindex(interaction, context);
    },
  },
  "cancel-reindex": {
    acknowledge: "update",
    async run(interaction, [order = ""], { config, reindexing }) {
      requireModerator(config, actorOf(interaction));
      reindexing.cancel(order, `<@${interaction.user.id}>`);
      // The re-index shows its end itself.
      return null;
    },
  },
  rollback: {
    acknowledge: "update",
    async run(interaction, [from = ""], { config, reindexing }) {
      requireModerator(config, actorOf(interaction));
      return renderStatus(await reindexing.rollBack(from), reindexing.running);
    },
  },
  "never-mind": {
    acknowledge: "update",
    async run() {
      return notice("Nothing has been changed.");
    },
  },
} satisfies Record<string, Press>;
