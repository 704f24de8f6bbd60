import type { ChatInputCommandInteraction } from "discord.js";
import { download, preview } from "../adding.ts";
import type { Context } from "../context.ts";
import { Declined } from "../faults.ts";
import { gapsAsCsv, groupGaps } from "../gaps.ts";
import { actorOf, requireModerator } from "../permissions.ts";
import { pasteForm, renderRemoveQuestion } from "../render/adding.ts";
import { renderGaps } from "../render/gaps.ts";
import { historyPage } from "../render/history.ts";
import { notice, type Rendering } from "../render/message.ts";
import { renderReindexQuestion, renderRollbackQuestion } from "../render/reindex.ts";
import { renderStatus } from "../render/status.ts";
import { articleKey } from "../titles.ts";
import type { Command } from "./command.ts";

const gapsFile = "gaps.csv";
// Grouping them takes a fraction of a second.
const mostGaps = 2000;

type Subcommand = (
  interaction: ChatInputCommandInteraction,
  context: Context,
) => Promise<Rendering | null>;

export const corpus: Command = {
  acknowledge({ options }) {
    // A form can only be opened at once.
    const opensForm = options.getSubcommand() === "add" && options.getAttachment("file") === null;
    return opensForm ? "now" : "private";
  },
  run(interaction, context) {
    const name = interaction.options.getSubcommand();
    if (name === "status") return status(interaction, context);
    requireModerator(context.config, actorOf(interaction));
    const subcommand = forModerators.get(name);
    if (!subcommand) {
      throw new Declined(({ faults }) => faults.unknownCommand);
    }
    return subcommand(interaction, context);
  },
  suggest: (typed, { titles, words }) => titles.suggest(typed, words),
};

const status: Subcommand = async (_, { engine, reindexing, words }) =>
  renderStatus(await engine.status(), reindexing.running, words);

const forModerators: ReadonlyMap<string, Subcommand> = new Map<string, Subcommand>([
  [
    "reindex",
    async (_, { engine, state, words }) =>
      renderReindexQuestion(await engine.status(), state.lastAction("reindex"), words),
  ],
  [
    "rollback",
    async (_, { engine, words }) => renderRollbackQuestion(await engine.status(), words),
  ],
  [
    "add",
    async (interaction, context) => {
      const file = interaction.options.getAttachment("file");
      if (file) return preview(file.name, await download(file, context.config), context);
      await interaction.showModal(pasteForm(context.words));
      return null;
    },
  ],
  [
    "remove",
    async ({ options }, { engine, titles, words }) => {
      const id = titles.find(options.getString("title", true));
      if (id === undefined) {
        throw new Declined(({ article }) => article.notOne);
      }
      return renderRemoveQuestion((await engine.article(id)).article.title, articleKey(id), words);
    },
  ],
  [
    "gaps",
    async (interaction, { state, words }) => {
      const groups = groupGaps(state.gaps(mostGaps));
      if (groups.length === 0) return notice(words.gaps.none);
      const attachment = Buffer.from(gapsAsCsv(groups));
      await interaction.editReply({
        ...renderGaps(groups, gapsFile, words),
        files: [{ name: gapsFile, attachment }],
      });
      return null;
    },
  ],
  ["history", async (_, { state, words }) => historyPage(state, 0, words)],
]);
