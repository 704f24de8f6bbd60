/** Threads on answers: opening one where the asker or the operator wants it, and knowing the bot's own. */
import {
  type APIThreadChannel,
  type Channel,
  ChannelType,
  type Client,
  type Message,
  MessageFlags,
  type PermissionsBitField,
  Routes,
  ThreadAutoArchiveDuration,
} from "discord.js";
import type { BotContext, Context } from "./context.ts";
import { customId } from "./custom-id.ts";
import { described, isOvertaken } from "./faults.ts";
import { limits } from "./limits.ts";
import { answerIdIn } from "./message-answer.ts";
import { missingForThread } from "./permissions.ts";
import { button, buttons, notice, type Rendering } from "./render/message.ts";
import { plainWithin } from "./text.ts";
import { english } from "./words/english.ts";
import type { Words } from "./words/words.ts";

/** Whether a message there can have a thread: not one in a direct message, a thread, a voice channel. */
export function mayHaveThreads(channel: Channel | null): boolean {
  return channel?.type === ChannelType.GuildText || channel?.type === ChannelType.GuildAnnouncement;
}

/** Whether the bot opened that thread. */
export async function isOwnThread(channel: Channel | null, { log }: BotContext): Promise<boolean> {
  if (!channel?.isThread()) return false;
  const { client, id } = channel;
  try {
    // One that was archived when the bot started is first known by a message in it, which does not
    // tell its owner.
    channel.ownerId ??= await ownerOf(id, client);
  } catch (error) {
    log.warn({ channel: id, error: described(error) }, "a thread's owner cannot be told");
  }
  return channel.ownerId === client.user.id;
}

async function ownerOf(thread: string, { rest }: Client): Promise<string> {
  const { owner_id = "" } = (await rest.get(Routes.channel(thread))) as APIThreadChannel;
  return owner_id;
}

/**
 * Opens a thread on the message that shows an answer, and says in it how to ask on; where the message
 * shows none, there is nothing to talk about.
 *
 * @param permissions - The bot's in that channel; null where they are not known, and trying will tell.
 * @returns why there is no thread, for whoever wanted it; null where nothing is to be told.
 */
export async function openThread(
  post: Message,
  permissions: Readonly<PermissionsBitField> | null,
  { state, config, log, words }: Context,
): Promise<string | null> {
  const id = answerIdIn(post);
  const given = id === null ? undefined : state.findAnswer(id);
  if (!given) return null;
  const { threads } = words;
  const { channel, flags } = post;
  if (flags.has(MessageFlags.Ephemeral) || !mayHaveThreads(channel)) return threads.notHere;
  const missing = permissions ? missingForThread(permissions) : [];
  if (missing.length > 0) {
    const named = missing.map((name) => english.permissions[name]);
    log.warn(
      { guild: given.guild, channel: channel.id, missing: named },
      "a thread cannot be opened",
    );
    return threads.lacking(missing.map((name) => `**${words.permissions[name]}**`));
  }
  try {
    const thread = await post.startThread({
      name: plainWithin(given.followUp?.asked ?? given.answer.question, limits.threadName),
      autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
    });
    state.openedThread(given.id, thread.id);
    await thread.send(renderOpening(given.id, config.discord.messageContent, words));
    return null;
  } catch (error) {
    // The answer was taken away meanwhile: then nobody misses its thread.
    if (isOvertaken(error)) return null;
    log.warn({ answer: given.id, error: described(error) }, "a thread could not be opened");
    return threads.refused;
  }
}

/** The first message of a thread. The buttons of the answer that it was opened on work in the channel. */
function renderOpening(id: number, readsAll: boolean, { threads, answer }: Words): Rendering {
  if (readsAll) return notice(threads.askOn);
  const { flags, components } = notice(threads.askOnBy(answer.followUp));
  const followUp = button(answer.followUp, customId("follow-up", id));
  return { flags, components: [...components, buttons(followUp)] };
}
