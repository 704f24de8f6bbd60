import type { ChatInputCommandInteraction } from "discord.js";
import type { Context } from "../context.ts";
import { Declined } from "../faults.ts";
import { actorOf, requireModerator } from "../permissions.ts";
import { historyPage } from "../render/history.ts";
import type { Rendering } from "../render/message.ts";
import { renderReindexQuestion, renderRollbackQuestion } from "../render/reindex.ts";
import { renderStatus } from "../render/status.ts";
import type { Command } from "./command.ts";

type Subcommand = (
  interaction: ChatInputCommandInteraction,
  context: Context,
) => Promise<Rendering | null>;

export const corpus: Command = {
  acknowledge: () => "private",
  run(interaction, context) {
    const name = interaction.options.getSubcommand();
    if (name === "status") return status(interaction, context);
    requireModerator(context.config, actorOf(interaction));
    const subcommand = forModerators.get(name);
    if (!subcommand) {
      throw new Declined(
        "I do not know this command any more; my operator can register mine anew.",
      );
    }
    return subcommand(interaction, context);
  },
};

const status: Subcommand = async (_, { engine, reindexing }) =>
  renderStatus(await engine.status(), reindexing.running);

const forModerators: ReadonlyMap<string, Subcommand> = new Map<string, Subcommand>([
  [
    "reindex",
    async (_, { engine, state }) =>
      renderReindexQuestion(await engine.status(), state.lastAction("reindex")),
  ],
  ["rollback", async (_, { engine }) => renderRollbackQuestion(await engine.status())],
  ["history", async (_, { state }) => historyPage(state, 0)],
]);
