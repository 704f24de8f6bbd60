import type { ChatInputCommandInteraction } from "discord.js";
import type { Context } from "../context.ts";
import { channelPost, replyPost } from "../live-post.ts";
import { actorOf, missingToWrite, requireModerator } from "../permissions.ts";
import { notice, type Rendering } from "../render/message.ts";
import { renderStatus } from "../render/status.ts";
import type { Command } from "./command.ts";

export const corpus: Command = {
  acknowledge: () => "private",
  run(interaction, context) {
    return interaction.options.getSubcommand() === "status"
      ? status(context)
      : reindex(interaction, context);
  },
};

async function status({ engine, reindexing }: Context): Promise<Rendering> {
  return renderStatus(await engine.status(), reindexing.running);
}

/**
 * Progress belongs in an ordinary message, since the reply to a command can be edited for 15 minutes
 * only. Where the bot may not write, the reply must do.
 */
async function reindex(
  interaction: ChatInputCommandInteraction,
  { config, reindexing }: Context,
): Promise<Rendering | null> {
  requireModerator(config, actorOf(interaction));
  const { client, channelId, id, user } = interaction;
  const order = { by: `<@${user.id}>`, id };

  const missing = missingHere(interaction);
  if (missing.length > 0) {
    const remark = `I may not write in this channel (missing: ${missing.join(", ")}), so only you see the progress, for 15 minutes.`;
    const { done } = await reindexing.start({
      ...order,
      async post(first) {
        const post = replyPost(interaction, remark);
        await post.show(first);
        return post;
      },
    });
    await done;
    return null;
  }

  const { url } = await reindexing.start({
    ...order,
    async post(first) {
      const channel = await client.channels.fetch(channelId);
      if (!channel?.isSendable()) throw new Error(`Channel ${channelId} takes no messages.`);
      return channelPost(channel, first);
    },
  });
  return notice(`The re-index has started: ${url}`);
}

function missingHere(interaction: ChatInputCommandInteraction): string[] {
  if (!interaction.inGuild()) return [];
  return missingToWrite(interaction.appPermissions, interaction.channel?.isThread() ?? false);
}
