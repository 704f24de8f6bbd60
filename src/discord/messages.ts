/**
 * Questions in ordinary messages: a mention of the bot, a reply that pings it, a direct message, and
 * what is said in a thread of the bot's own where the operator lets it read that.
 */
import {
  cleanContent,
  Locale,
  type Message,
  PermissionFlagsBits,
  type PermissionsBitField,
  type SendableChannels,
} from "discord.js";
import { answerTo } from "./asking.ts";
import type { BotContext, Context } from "./context.ts";
import { declinedForStop, described, explain, isOvertaken } from "./faults.ts";
import { answerIdIn } from "./message-answer.ts";
import { isServed, missingToWrite, type Permission, requireServed } from "./permissions.ts";
import { notice, type Rendering } from "./render/message.ts";
import { isOwnThread, openThread } from "./threads.ts";
import { english } from "./words/english.ts";
import { wordsForMessage } from "./words/for-question.ts";

/** Answers a message that is meant for the bot; never rejects. */
export async function handleMessage(message: Message, bot: BotContext): Promise<void> {
  const { author, channel, client, guildId, webhookId, system } = message;
  // The bot itself is a bot.
  if (author.bot || webhookId || system || !channel.isSendable()) return;
  // Mentions of everyone and of roles are not in `mentions.users`.
  const isNamed = guildId === null || message.mentions.users.has(client.user.id);
  const isHeard =
    bot.config.discord.messageContent && isServed(bot.config, guildId) && isForAnybody(message);
  if (!isNamed && !isHeard) return;
  const missing = missingIn(message);
  const inOwnThread = await isOwnThread(channel, bot);
  if (!isNamed && !inOwnThread) return;
  if (missing.length > 0) {
    const named = missing.map((name) => english.permissions[name]);
    bot.log.warn(
      { guild: guildId, channel: channel.id, missing: named },
      "a mention cannot be answered",
    );
    return;
  }
  const locale = message.guild?.preferredLocale ?? Locale.EnglishUS;
  const words = await wordsForMessage(questionIn(message), locale, bot.config.discord.language);
  const context: Context = { ...bot, words };
  const replies = mayReplyTo(message);
  const stopTyping = keepTyping(channel);
  let post: Message | null = null;
  const show = async (rendering: Rendering) => {
    if (post) post = await post.edit(rendering);
    else if (replies) post = await message.reply({ ...rendering, failIfNotExists: false });
    else post = await channel.send(rendering);
  };
  const rendering = await answerOrExplain(message, context, { echo: !replies, inOwnThread }, show);
  stopTyping();
  try {
    await show(rendering);
    // Nobody asked for this thread, so nobody but the operator is told where there can be none.
    if (post && bot.config.discord.threads) await openThread(post, permissionsIn(post), context);
  } catch (error) {
    context.log[isOvertaken(error) ? "info" : "error"](
      { id: message.id, error: described(error) },
      "an answer could not be sent",
    );
  }
}

async function answerOrExplain(
  message: Message,
  context: Context,
  options: { readonly echo: boolean; readonly inOwnThread: boolean },
  onWait: (waiting: Rendering) => Promise<void>,
): Promise<Rendering> {
  try {
    if (context.stopping.aborted) throw declinedForStop();
    requireServed(context.config, message.guildId);
    return await answerTo(
      questionIn(message),
      { asker: message.author.id, guild: message.guildId, channel: message.channelId },
      context,
      { ...options, dismissible: true, ...(await answerRepliedTo(message)) },
      onWait,
    );
  } catch (error) {
    return notice(explain(error, message.id, context));
  }
}

/** The answer of the bot's that a message replies to; nothing where it is another message. */
async function answerRepliedTo(message: Message): Promise<{ after?: number }> {
  if (!message.reference || !mayReplyTo(message)) return {};
  // It may have been deleted meanwhile, and then says nothing.
  const before = await message.fetchReference().catch(() => null);
  if (before?.author.id !== message.client.user.id) return {};
  const id = answerIdIn(before);
  return id === null ? {} : { after: id };
}

/** The text without mentions of the bot; other mentions as the names that people see. */
function questionIn({ content, client, channel }: Message): string {
  const withoutMe = content.replaceAll(new RegExp(`<@!?${client.user.id}>`, "g"), "");
  return cleanContent(withoutMe, channel);
}

function missingIn(message: Message): Permission[] {
  const permissions = permissionsIn(message);
  return permissions ? missingToWrite(permissions, message.channel.isThread()) : [];
}

/** The bot's own; null in a direct message, and where the server's roles have not arrived yet: trying will tell. */
function permissionsIn({ channel, client }: Message): Readonly<PermissionsBitField> | null {
  return channel.isDMBased() ? null : channel.permissionsFor(client.user);
}

// Discord's indicator goes out after ten seconds.
const typingEvery = 8000;

/** Shows that the bot is typing until the returned function is called. */
function keepTyping(channel: SendableChannels): () => void {
  // It is a courtesy: the answer matters, and tells of its own failure.
  const show = () => channel.sendTyping().catch(() => {});
  void show();
  const timer = setInterval(show, typingEvery);
  return () => clearInterval(timer);
}

/** Whether the answer can be a reply: that needs to read what was written before. */
function mayReplyTo(message: Message): boolean {
  return permissionsIn(message)?.has(PermissionFlagsBits.ReadMessageHistory) ?? true;
}

/** Whether a message speaks to nobody else, and says something. */
function isForAnybody({ client, reference, mentions, content }: Message): boolean {
  const isToOthers =
    mentions.everyone ||
    mentions.roles.size > 0 ||
    mentions.users.some(({ id }) => id !== client.user.id) ||
    (reference !== null && mentions.repliedUser?.id !== client.user.id);
  return !isToOthers && /[\p{L}\p{N}]/u.test(content);
}
