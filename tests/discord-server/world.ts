/**
 * The server's world: users, guilds, roles, channels, messages, and who may do what in them. Tests
 * hold these objects; the gateway and the routes read and change them.
 */
import {
  type APIMessage,
  type APIUser,
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Locale,
  MessageFlags,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import { type Channel, createChannel } from "./channels.ts";
import { createGuild, type Guild } from "./guilds.ts";
import {
  asBotReads,
  channelPayload,
  guildIdOf,
  guildPayload,
  memberPayload,
  messageIntent,
} from "./payloads.ts";
import { type Changes, watchChanges } from "./waiting.ts";

/** A person or a bot. */
export interface User {
  readonly id: string;
  readonly name: string;
  /** The user as Discord sends it. */
  readonly api: APIUser;
  readonly locale: Locale;
}

export interface NewUser {
  readonly name: string;
  /** What others see; the name unless told. */
  readonly displayName?: string;
  readonly locale?: Locale;
  readonly bot?: boolean;
}

/** A message with what Discord keeps to itself. */
export interface StoredMessage {
  readonly channel: Channel;
  /** The present version. */
  message: APIMessage;
  readonly versions: APIMessage[];
  /** The one user who sees it; null for an ordinary message. */
  readonly ephemeralFor: User | null;
  deleted: boolean;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** A registered command. */
export type Command = RESTPostAPIApplicationCommandsJSONBody & {
  id: string;
  guildId: string | null;
};

/** Sends a gateway event to the sessions whose intents cover it; 0 goes to all. */
export type Dispatch = (
  event: GatewayDispatchEvents,
  data: (canReadContent: boolean) => unknown,
  intent: GatewayIntentBits | 0,
) => void;

export interface World {
  readonly bot: User;
  readonly applicationId: string;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, StoredMessage>;
  readonly files: Map<string, StoredFile>;
  commands: Command[];
  readonly changes: Changes;
  /** Set by the gateway once it listens. */
  dispatch: Dispatch;
  /** `elapsed`: milliseconds by which tests have let time pass. */
  readonly clock: { elapsed: number };
  now(): number;
  newId(): string;
  addUser(user: NewUser): User;
  addGuild(options: { name: string; locale?: Locale; withoutBot?: boolean; owner?: User }): Guild;
  directChannel(user: User): Channel;
  /** @param options - `owner`: who opened it; the bot unless told. */
  addThread(
    parent: Channel,
    options: { id: string; name: string; autoArchive: number; owner?: User },
  ): Channel;
  /** Puts a message into the world and tells the gateway. */
  post(message: APIMessage, channel: Channel, ephemeralFor?: User | null): StoredMessage;
  /** Replaces the present version and tells the gateway. */
  edit(stored: StoredMessage, message: APIMessage): void;
  remove(stored: StoredMessage): void;
  /** Adds a file that can be fetched at the returned address. */
  keepFile(channel: Channel, name: string, contentType: string, content: Uint8Array): string;
}

const DISCORD_EPOCH = 1_420_070_400_000n;

export function createWorld(options: {
  botName: string;
  /** Where files are served, without a slash at the end. */
  origin: () => string;
  patience: number;
  seen: () => string;
}): World {
  const changes = watchChanges(options.patience, options.seen);
  const users = new Map<string, User>();
  const clock = { elapsed: 0 };
  const now = () => Date.now() + clock.elapsed;

  let lastId = 0n;
  /** A snowflake: the present in its upper bits, and greater than all before. */
  const newId = () => {
    const id = (BigInt(now()) - DISCORD_EPOCH) << 22n;
    lastId = id > lastId ? id : lastId + 1n;
    return lastId.toString();
  };

  const addUser: World["addUser"] = ({
    name,
    displayName,
    locale = Locale.EnglishUS,
    bot = false,
  }) => {
    const id = newId();
    const api: APIUser = {
      id,
      username: name,
      discriminator: bot ? "0001" : "0",
      global_name: bot ? null : (displayName ?? name),
      avatar: null,
      ...(bot ? { bot } : {}),
    };
    const user: User = { id, name, api, locale };
    users.set(id, user);
    return user;
  };

  const bot = addUser({ name: options.botName, bot: true });

  const world: World = {
    bot,
    applicationId: bot.id,
    users,
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    files: new Map(),
    commands: [],
    changes,
    dispatch: () => {},
    clock,
    now,
    newId,
    addUser,

    addGuild({ name, locale = Locale.EnglishUS, withoutBot = false, owner }) {
      const guild = createGuild(world, name, locale, !withoutBot, owner);
      world.guilds.set(guild.id, guild);
      if (!withoutBot) {
        guild.addMember(world.bot);
        world.dispatch(
          GatewayDispatchEvents.GuildCreate,
          () => guildPayload(world, guild),
          GatewayIntentBits.Guilds,
        );
      }
      return guild;
    },

    directChannel(user) {
      const known = [...world.channels.values()].find((channel) => channel.recipient === user);
      return known ?? createChannel(world, { type: ChannelType.DM, name: "", recipient: user });
    },

    addThread(parent, { id, name, autoArchive, owner = world.bot }) {
      const thread = createChannel(world, {
        id,
        type: ChannelType.PublicThread,
        name,
        guild: parent.guild,
        parent,
        thread: { archived: false, locked: false, autoArchive, owner: owner.id },
      });
      world.dispatch(
        GatewayDispatchEvents.ThreadCreate,
        () => ({ ...channelPayload(thread), newly_created: true }),
        GatewayIntentBits.Guilds,
      );
      return thread;
    },

    post(message, channel, ephemeralFor = null) {
      const stored: StoredMessage = {
        channel,
        message,
        versions: [message],
        ephemeralFor,
        deleted: false,
      };
      world.messages.set(message.id, stored);
      announce(world, stored, GatewayDispatchEvents.MessageCreate);
      // A message wakes a thread up; which of the two events comes first is not documented.
      if (channel.thread?.archived) {
        channel.thread.archived = false;
        world.dispatch(
          GatewayDispatchEvents.ThreadUpdate,
          () => channelPayload(channel),
          GatewayIntentBits.Guilds,
        );
      }
      changes.notify();
      return stored;
    },

    edit(stored, message) {
      stored.message = message;
      stored.versions.push(message);
      announce(world, stored, GatewayDispatchEvents.MessageUpdate);
      changes.notify();
    },

    remove(stored) {
      stored.deleted = true;
      const { id, channel_id } = stored.message;
      if (!stored.ephemeralFor) {
        world.dispatch(
          GatewayDispatchEvents.MessageDelete,
          () => ({ id, channel_id, ...guildIdOf(stored.channel) }),
          messageIntent(stored.channel),
        );
      }
      changes.notify();
    },

    keepFile(channel, name, contentType, content) {
      const id = world.newId();
      world.files.set(id, { id, name, contentType, content });
      return `${options.origin()}/attachments/${channel.id}/${id}/${encodeURIComponent(name)}`;
    },
  };

  return world;
}

function announce(
  world: World,
  { message, channel, ephemeralFor }: StoredMessage,
  event: GatewayDispatchEvents.MessageCreate | GatewayDispatchEvents.MessageUpdate,
): void {
  // Ephemeral messages reach nobody but their reader.
  if (ephemeralFor || (message.flags ?? 0) & MessageFlags.Ephemeral) return;
  if (channel.guild && !channel.guild.hasBot) return;
  const member = channel.guild?.members.get(message.author.id);
  world.dispatch(
    event,
    (canReadContent) => ({
      ...asBotReads(world, message, channel, canReadContent),
      ...guildIdOf(channel),
      channel_type: channel.type,
      ...(member && !message.webhook_id ? { member: memberPayload(member) } : {}),
    }),
    messageIntent(channel),
  );
}
