/** What the buttons under the answers to `/corpus` do. Each asks anew who may. */
import type { MessageComponentInteraction } from "discord.js";
import type { ActionKind } from "../state/actions.ts";
import type { Context } from "./context.ts";
import { actorOf, requireModerator } from "./permissions.ts";
import type { Press } from "./presses.ts";
import { historyPage } from "./render/history.ts";
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
    async run(interaction, [order = ""], context) {
      const { config, reindexing } = context;
      requireModerator(config, actorOf(interaction));
      reindexing.cancel(order, `<@${interaction.user.id}>`);
      record(interaction, context, "cancel");
      // The re-index shows its end itself.
      return null;
    },
  },
  rollback: {
    acknowledge: "update",
    async run(interaction, [from = ""], context) {
      const { config, reindexing } = context;
      requireModerator(config, actorOf(interaction));
      const status = await reindexing.rollBack(from);
      record(interaction, context, "rollback");
      return renderStatus(status, reindexing.running);
    },
  },
  "history-page": {
    acknowledge: "update",
    async run(interaction, [page], { config, state }) {
      requireModerator(config, actorOf(interaction));
      return historyPage(state, Number(page));
    },
  },
  "never-mind": {
    acknowledge: "update",
    async run() {
      return notice("Nothing has been changed.");
    },
  },
} satisfies Record<string, Press>;

function record(
  { user, guildId }: MessageComponentInteraction,
  { state, config }: Context,
  kind: ActionKind,
): void {
  const action = { moderator: user.id, guild: guildId, kind, about: "" };
  state.recordAction(action, config.state.historyDays);
}
