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
 * @param done - What was done before it, for whoever did it; markdown.
 * @returns null where the reply shows the re-index itself.
 * @throws Declined where one is under way.
 */
export async function startReindex(
  interaction: Answerable,
  { reindexing, state, config, words }: Context,
  done = "",
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
    const { done: ended } = await reindexing.start({
      ...order,
      async post(first) {
        const post = replyPost(interaction, [done, remark].filter(Boolean).join("\n"));
        await post.show(first);
        return post;
      },
    });
    await ended;
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
  return notice([done, words.reindex.started(url ?? "")].filter(Boolean).join("\n"));
}

function missingHere(interaction: Answerable): Permission[] {
  if (!interaction.inGuild()) return [];
  return missingToWrite(interaction.appPermissions, interaction.channel?.isThread() ?? false);
}
