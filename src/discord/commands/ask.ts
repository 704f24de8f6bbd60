import { MessageFlags } from "discord.js";
import { answerTo } from "../asking.ts";
import { described } from "../faults.ts";
import { filtersIn, requireOutlet } from "../filtering.ts";
import { notice } from "../render/message.ts";
import { isOwnThread, openThread } from "../threads.ts";
import type { Command } from "./command.ts";

export const ask: Command = {
  acknowledge(interaction, { titles }) {
    // A date or outlet that is none is told before everybody sees that something was asked.
    requireOutlet(filtersIn(interaction), titles);
    return interaction.options.getBoolean("private") ? "private" : "public";
  },
  async run(interaction, context) {
    const { user, guildId, channelId, options, ephemeral } = interaction;
    const filters = filtersIn(interaction);
    const rendering = await answerTo(
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
        inOwnThread: await isOwnThread(interaction.channel, context),
        filters,
      },
      async (waiting) => {
        await interaction.editReply(waiting);
      },
    );
    const post = await interaction.editReply(rendering);
    const wanted = options.getBoolean("thread");
    if (!(wanted ?? context.config.discord.threads)) return null;
    const why = await openThread(post, interaction.appPermissions, context);
    // Whoever did not ask for a thread is not told that there is none.
    if (why === null || !wanted) return null;
    const told = notice(why);
    await interaction
      .followUp({ ...told, flags: [told.flags, MessageFlags.Ephemeral] })
      // The answer stands there, and must not be replaced by a fault.
      .catch((error) =>
        context.log.warn(
          { id: interaction.id, error: described(error) },
          "the asker could not be told why there is no thread",
        ),
      );
    return null;
  },
  suggest: (typed, { titles }) => titles.suggestOutlets(typed),
};
