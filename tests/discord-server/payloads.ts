/** The world's things as Discord sends them. */
import {
  type APIGuildMember,
  type APIMessage,
  GatewayIntentBits,
  type GuildMemberFlags,
} from "discord.js";
import type { Channel } from "./channels.ts";
import type { Guild, Member } from "./guilds.ts";
import type { World } from "./world.ts";

export function guildIdOf(channel: Channel): { guild_id?: string } {
  return channel.guild ? { guild_id: channel.guild.id } : {};
}

export function messageIntent(channel: Channel): GatewayIntentBits {
  return channel.guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
}

/** A member as Discord sends it; `user` is left out where the payload has it elsewhere. */
export function memberPayload(member: Member): Omit<APIGuildMember, "user"> {
  return {
    nick: member.nick,
    avatar: null,
    banner: null,
    roles: member.roles.map(({ id }) => id),
    joined_at: member.joinedAt,
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    flags: 0 as GuildMemberFlags,
    pending: false,
  };
}

/** A channel as the gateway and the routes send it. */
export function channelPayload(channel: Channel): Record<string, unknown> {
  const { id, type, name, recipient, thread } = channel;
  if (recipient) return { id, type, last_message_id: null, recipients: [recipient.api], flags: 0 };
  const common = { id, type, name, ...guildIdOf(channel), last_message_id: null, flags: 0 };
  if (!thread) {
    return {
      ...common,
      position: 0,
      permission_overwrites: channel.overwrites,
      nsfw: false,
      parent_id: null,
      topic: null,
      rate_limit_per_user: 0,
    };
  }
  return {
    ...common,
    parent_id: channel.parent?.id,
    owner_id: thread.owner,
    message_count: channel.messages.length,
    total_message_sent: channel.messages.length,
    member_count: 1,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchive,
      archive_timestamp: channel.createdAt,
      create_timestamp: channel.createdAt,
    },
    member: { id, user_id: thread.owner, join_timestamp: channel.createdAt, flags: 0 },
  };
}

/** A guild as GUILD_CREATE sends it. */
export function guildPayload(world: World, guild: Guild): Record<string, unknown> {
  const bot = guild.members.get(world.bot.id);
  const threads = [...world.channels.values()].filter(
    (channel) => channel.guild === guild && channel.thread && !channel.thread.archived,
  );
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.owner.id,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    region: null,
    features: [],
    emojis: [],
    stickers: [],
    roles: guild.roles,
    channels: guild.channels.map(channelPayload),
    threads: threads.map(channelPayload),
    members: bot ? [{ ...memberPayload(bot), user: bot.user.api }] : [],
    member_count: guild.members.size,
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    joined_at: bot?.joinedAt,
    large: false,
    unavailable: false,
    preferred_locale: guild.locale,
    afk_channel_id: null,
    afk_timeout: 300,
    application_id: null,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    max_members: 500_000,
    max_video_channel_users: 25,
    mfa_level: 0,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    premium_subscription_count: 0,
    premium_tier: 0,
    public_updates_channel_id: null,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    system_channel_flags: 0,
    system_channel_id: null,
    vanity_url_code: null,
    verification_level: 0,
    widget_enabled: false,
  };
}

/**
 * A message as the bot gets to read it. Without the Message Content intent the text arrives only in
 * direct messages, the bot's own messages, and messages that mention the bot.
 */
export function asBotReads(
  world: World,
  message: APIMessage,
  channel: Channel,
  canReadContent: boolean,
): APIMessage {
  const readable =
    canReadContent ||
    !channel.guild ||
    message.author.id === world.bot.id ||
    message.mentions.some(({ id }) => id === world.bot.id);
  const read = readable
    ? message
    : { ...message, content: "", embeds: [], attachments: [], components: [] };
  const { referenced_message: referenced } = read;
  return referenced
    ? { ...read, referenced_message: asBotReads(world, referenced, channel, canReadContent) }
    : read;
}
