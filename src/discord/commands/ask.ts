import { answerTo } from "../asking.ts";
import type { Command } from "./command.ts";

export const ask: Command = {
  acknowledge: (interaction) => (interaction.options.getBoolean("private") ? "private" : "public"),
  run(interaction, context) {
    const { user, guildId, channelId, options, ephemeral } = interaction;
    return answerTo(
      options.getString("question", true),
      { asker: user.id, guild: guildId, channel: channelId },
      context,
      { echo: true, dismissible: !ephemeral },
    );
  },
};
