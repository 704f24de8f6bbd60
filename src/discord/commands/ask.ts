import { answerTo } from "../asking.ts";
import { filtersIn, requireOutlet } from "../filtering.ts";
import type { Command } from "./command.ts";

export const ask: Command = {
  acknowledge(interaction) {
    // A date that is none is told before everybody sees that something was asked.
    filtersIn(interaction);
    return interaction.options.getBoolean("private") ? "private" : "public";
  },
  run(interaction, context) {
    const { user, guildId, channelId, options, ephemeral } = interaction;
    const filters = filtersIn(interaction);
    requireOutlet(filters, context.titles);
    return answerTo(
      options.getString("question", true),
      {
        asker: user.id,
        guild: guildId,
        channel: channelId,
        // In a direct message everything is private already.
        isPrivate: ephemeral === true && guildId !== null,
      },
      context,
      {
        echo: true,
        dismissible: !ephemeral,
        filters,
      },
      async (waiting) => {
        await interaction.editReply(waiting);
      },
    );
  },
  suggest: (typed, { titles }) => titles.suggestOutlets(typed),
};
