import { type ChatInputCommandInteraction, type Message, MessageFlags } from "discord.js";
import { answerTo } from "../asking.ts";
import type { Context } from "../context.ts";
import { filtersIn, requireOutlet } from "../filtering.ts";
import { notice } from "../render/message.ts";
import { isOwnThread, mayHaveThreads, missingForThread, openThread } from "../threads.ts";
import type { Command } from "./command.ts";

export const ask: Command = {
  acknowledge(interaction) {
    // A date that is none is told before everybody sees that something was asked.
    filtersIn(interaction);
    return interaction.options.getBoolean("private") ? "private" : "public";
  },
  async run(interaction, context) {
    const { user, guildId, channelId, options, ephemeral } = interaction;
    const filters = filtersIn(interaction);
    requireOutlet(filters, context.titles);
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
        inOwnThread: isOwnThread(interaction.channel),
        filters,
      },
      async (waiting) => {
        await interaction.editReply(waiting);
      },
    );
    const post = await interaction.editReply(rendering);
    const told = await threadOn(post, interaction, context);
    if (told) {
      await interaction.followUp({ ...notice(told), flags: noticeFlags });
    }
    return null;
  },
  suggest: (typed, { titles }) => titles.suggestOutlets(typed),
};

const noticeFlags = [MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] as const;

/** Opens a thread where one is wanted; what to tell the asker who wanted one and has none. */
async function threadOn(
  post: Message,
  { options, channel, ephemeral, appPermissions, guildId }: ChatInputCommandInteraction,
  context: Context,
): Promise<string | null> {
  const wanted = options.getBoolean("thread");
  if (!(wanted ?? context.config.discord.threads)) return null;
  const { words, log } = context;
  if (ephemeral || guildId === null || !mayHaveThreads(channel)) {
    return wanted ? words.threads.notHere : null;
  }
  const missing = missingForThread(appPermissions);
  if (missing.length === 0) {
    const refused = await openThread(post, context);
    return wanted && refused ? refused(words) : null;
  }
  log.warn({ guild: guildId, channel: channel?.id, missing }, "a thread cannot be opened");
  return wanted
    ? words.threads.lacking(missing.map((name) => `**${words.permissions[name]}**`))
    : null;
}
