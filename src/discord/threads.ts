/** Threads on answers: opening one where the asker or the operator wants it, and knowing the bot's own. */
import {
  type Channel,
  ChannelType,
  type Message,
  type PermissionsBitField,
  ThreadAutoArchiveDuration,
} from "discord.js";
import type { Context } from "./context.ts";
import { described } from "./faults.ts";
import { answerIdIn } from "./message-answer.ts";
import { neededPermissions, type Permission } from "./permissions.ts";
import { notice } from "./render/message.ts";
import { plainWithin } from "./text.ts";
import type { Words } from "./words/words.ts";

const longestName = 100;
const needed = ["ViewChannel", "CreatePublicThreads", "SendMessagesInThreads"] as const;

/** The permissions that the bot lacks for opening a thread. */
export function missingForThread(permissions: Readonly<PermissionsBitField>): Permission[] {
  return needed.filter((name) => !permissions.has(neededPermissions[name]));
}

/** Whether a message there can have a thread: not one in a direct message, a thread, a voice channel. */
export function mayHaveThreads(channel: Channel | null): boolean {
  return channel?.type === ChannelType.GuildText || channel?.type === ChannelType.GuildAnnouncement;
}

/** Whether the bot opened that thread. */
export function isOwnThread(channel: Channel | null): boolean {
  return channel?.isThread() === true && channel.ownerId === channel.client.user.id;
}

/**
 * Opens a thread on the message that shows an answer, and says in it how to ask on; where the message
 * shows none, there is nothing to talk about.
 *
 * @returns what to tell the asker where Discord refused; null where all went well.
 */
export async function openThread(
  post: Message,
  { state, config, log, words }: Context,
): Promise<((words: Words) => string) | null> {
  const id = answerIdIn(post);
  const given = id === null ? undefined : state.findAnswer(id);
  if (!given) return null;
  const asked = given.followUp?.asked ?? given.answer.question;
  try {
    const thread = await post.startThread({
      name: plainWithin(asked, longestName),
      autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
    });
    state.openedThread(given.id, thread.id);
    const { threads, answer } = words;
    await thread.send(
      notice(config.discord.messageContent ? threads.askOn : threads.askOnBy(answer.followUp)),
    );
    return null;
  } catch (error) {
    log.warn({ answer: given.id, error: described(error) }, "a thread could not be opened");
    return (theirs) => theirs.threads.refused;
  }
}
