/** Starting a re-index where it was ordered. */
import type { Context } from "./context.ts";
import { type Answerable, channelPost, replyPost } from "./live-post.ts";
import { missingToWrite, type Permission } from "./permissions.ts";
import { kept, type Outcome } from "./render/history.ts";
import { notice, type Rendering } from "./render/message.ts";

/**
 * Starts a re-index on the order of whoever is behind the interaction, which has been acknowledged.
 *
 * Progress belongs in an ordinary message, since a reply can be edited for 15 minutes only. Where the
 * bot may not write, the reply must do.
 *
 * @returns null where the reply shows the re-index itself.
 * @throws Declined where one is under way.
 */
export async function startReindex(
  interaction: Answerable,
  { reindexing, state, config, words }: Context,
): Promise<Rendering | null> {
  const { client, channelId, guildId, id, user } = interaction;
  const order = {
    by: `<@${user.id}>`,
    id,
    words,
    // Recorded when it starts, so that one that the bot does not outlive is known too.
    onStart() {
      const about = kept("underWay");
      const action = { moderator: user.id, guild: guildId, kind: "reindex", about } as const;
      const recorded = state.recordAction(action, config.state.historyDays);
      return (outcome: Outcome) => state.reportAction(recorded, kept(outcome));
    },
  };

  const missing = missingHere(interaction);
  if (missing.length > 0) {
    const remark = words.reindex.onlyYou(missing.map((name) => words.permissions[name]));
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
      const channel = channelId === null ? null : await client.channels.fetch(channelId);
      if (!channel?.isSendable()) throw new Error(`Channel ${channelId} takes no messages.`);
      return channelPost(channel, first);
    },
  });
  return notice(words.reindex.started(url ?? ""));
}

function missingHere(interaction: Answerable): Permission[] {
  if (!interaction.inGuild()) return [];
  return missingToWrite(interaction.appPermissions, interaction.channel?.isThread() ?? false);
}
