/**
 * The server's world: users, guilds, roles, channels, messages, and who may do what in them. Tests
 * hold these objects; the gateway and the routes read and change them.
 */
import {
  type APIMessage,
  type APIOverwrite,
  type APIRole,
  type APIUser,
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Locale,
  MessageFlags,
  OverwriteType,
  type PermissionsString,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RoleFlags,
} from "discord.js";
import {
  asBotReads,
  channelPayload,
  guildIdOf,
  guildPayload,
  memberPayload,
  messageIntent,
} from "./payloads.ts";
import { bitsOf } from "./permissions.ts";
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

export interface Member {
  readonly user: User;
  readonly roles: APIRole[];
  readonly nick: string | null;
  readonly joinedAt: string;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  readonly owner: User;
  /** False for a guild in which the bot is not a member and that only lends its commands. */
  readonly hasBot: boolean;
  readonly roles: APIRole[];
  readonly members: Map<string, Member>;
  readonly channels: Channel[];
  /** A text channel that everybody may read and write. */
  addChannel(name: string): Channel;
  addRole(name: string, permissions?: readonly PermissionsString[]): APIRole;
  /** Adds a user; a plain name makes a new one. */
  addMember(user: User | string, options?: { roles?: readonly APIRole[]; nick?: string }): User;
}

export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  name: string;
  /** Null for a direct channel. */
  readonly guild: Guild | null;
  /** The channel that a thread belongs to. */
  readonly parent: Channel | null;
  /** The other side of a direct channel. */
  readonly recipient: User | null;
  readonly createdAt: string;
  readonly overwrites: APIOverwrite[];
  /** A thread's settings; null for other channels. */
  readonly thread: {
    archived: boolean;
    locked: boolean;
    autoArchive: number;
    owner: string;
  } | null;
  /** How often the bot showed that it types. */
  typing: number;
  /** What everybody in the channel sees, oldest first: no ephemeral and no deleted messages. */
  readonly messages: APIMessage[];
  /** Takes permissions in this channel from a role, or from the bot. */
  deny(permissions: readonly PermissionsString[], from?: APIRole): void;
  /** Undoes every `deny` of this channel. */
  allowAll(): void;
  /**
   * The oldest ordinary message of the bot here that no earlier call returned; waits for one. Answers
   * to commands and presses do not count: those belong to their `Interaction`.
   */
  nextMessage(): Promise<APIMessage>;
  /** The bot's message here that replies to `message`; waits for it. */
  replyTo(message: APIMessage): Promise<APIMessage>;
  /** The first version of a message that satisfies the predicate, past ones included; waits for it. */
  messageEdited(id: string, predicate: (message: APIMessage) => boolean): Promise<APIMessage>;
  /** Every version of a message, from the first to the present one. */
  versions(id: string): readonly APIMessage[];
  /** Resolves once the message is gone. */
  deleted(id: string): Promise<void>;
  /** Resolves once the bot has shown typing here. */
  typingShown(): Promise<void>;
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
  /** The bot as a member, by guild. */
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
  /** Milliseconds by which tests have let time pass. */
  elapsed: number;
  now(): number;
  newId(): string;
  addUser(user: NewUser): User;
  addGuild(options: { name: string; locale?: Locale; withoutBot?: boolean; owner?: User }): Guild;
  directChannel(user: User): Channel;
  addThread(parent: Channel, options: { id: string; name: string; autoArchive: number }): Channel;
  /** Puts a message into the world and tells the gateway. */
  post(message: APIMessage, channel: Channel, ephemeralFor?: User | null): StoredMessage;
  /** Replaces the present version and tells the gateway. */
  edit(stored: StoredMessage, message: APIMessage): void;
  remove(stored: StoredMessage): void;
  /** Adds a file that can be fetched at the returned address. */
  keepFile(channel: Channel, name: string, contentType: string, content: Uint8Array): string;
}

const DISCORD_EPOCH = 1_420_070_400_000n;

const EVERYONE: readonly PermissionsString[] = [
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "CreatePublicThreads",
  "EmbedLinks",
  "AttachFiles",
  "AddReactions",
  "ReadMessageHistory",
  "UseApplicationCommands",
  "UseExternalEmojis",
];

export function createWorld(options: {
  botName: string;
  /** Where files are served, without a slash at the end. */
  origin: () => string;
  patience: number;
  seen: () => string;
}): World {
  let lastId = 0n;
  const changes = watchChanges(options.patience, options.seen);

  const world: World = {
    // Filled in below; a world without its bot is never seen outside.
    bot: undefined as unknown as User,
    applicationId: "",
    users: new Map(),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    files: new Map(),
    commands: [],
    changes,
    dispatch: () => {},
    elapsed: 0,
    now: () => Date.now() + world.elapsed,

    newId() {
      const id = (BigInt(world.now()) - DISCORD_EPOCH) << 22n;
      lastId = id > lastId ? id : lastId + 1n;
      return lastId.toString();
    },

    addUser({ name, displayName, locale = Locale.EnglishUS, bot = false }) {
      const id = world.newId();
      const api: APIUser = {
        id,
        username: name,
        discriminator: bot ? "0001" : "0",
        global_name: bot ? null : (displayName ?? name),
        avatar: null,
        ...(bot ? { bot } : {}),
      };
      const user: User = { id, name, api, locale };
      world.users.set(id, user);
      return user;
    },

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

    addThread(parent, { id, name, autoArchive }) {
      const thread = createChannel(world, {
        id,
        type: ChannelType.PublicThread,
        name,
        guild: parent.guild,
        parent,
        thread: { archived: false, locked: false, autoArchive, owner: world.bot.id },
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

  const bot = world.addUser({ name: options.botName, bot: true });
  return Object.assign(world, { bot, applicationId: bot.id });
}

function createGuild(
  world: World,
  name: string,
  locale: Locale,
  hasBot: boolean,
  owner: User | undefined,
): Guild {
  const id = world.newId();
  const guildOwner = owner ?? world.addUser({ name: `owner of ${name}` });
  const guild: Guild = {
    id,
    name,
    locale,
    hasBot,
    owner: guildOwner,
    roles: [],
    members: new Map(),
    channels: [],
    addChannel(channelName) {
      const channel = createChannel(world, {
        type: ChannelType.GuildText,
        name: channelName,
        guild,
      });
      guild.channels.push(channel);
      if (hasBot) {
        world.dispatch(
          GatewayDispatchEvents.ChannelCreate,
          () => channelPayload(channel),
          GatewayIntentBits.Guilds,
        );
      }
      return channel;
    },
    addRole(roleName, permissions = []) {
      const role = createRole(world.newId(), roleName, guild.roles.length, permissions);
      guild.roles.push(role);
      if (hasBot) {
        world.dispatch(
          GatewayDispatchEvents.GuildRoleCreate,
          () => ({ guild_id: id, role }),
          GatewayIntentBits.Guilds,
        );
      }
      return role;
    },
    addMember(who, { roles = [], nick } = {}) {
      const user = typeof who === "string" ? world.addUser({ name: who }) : who;
      const joinedAt = new Date(world.now()).toISOString();
      guild.members.set(user.id, { user, roles: [...roles], nick: nick ?? null, joinedAt });
      return user;
    },
  };
  guild.roles.push(createRole(id, "@everyone", 0, EVERYONE));
  guild.addMember(guildOwner);
  return guild;
}

function createRole(
  id: string,
  name: string,
  position: number,
  permissions: readonly PermissionsString[],
): APIRole {
  return {
    id,
    name,
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    permissions: bitsOf(permissions).toString(),
    flags: 0 as RoleFlags,
  };
}

function createChannel(
  world: World,
  given: {
    type: ChannelType;
    name: string;
    id?: string;
    guild?: Guild | null;
    parent?: Channel;
    recipient?: User;
    thread?: Channel["thread"];
  },
): Channel {
  const returned = new Set<string>();
  const byBot = ({ author, webhook_id }: APIMessage) => author.id === world.bot.id && !webhook_id;
  const where = given.name ? `#${given.name}` : `the direct channel of ${given.recipient?.name}`;
  const stored = (id: string) => {
    const found = world.messages.get(id);
    if (found?.channel !== channel) throw new Error(`No message ${id} was ever in ${where}.`);
    return found;
  };
  const announceChange = () =>
    world.dispatch(
      GatewayDispatchEvents.ChannelUpdate,
      () => channelPayload(channel),
      GatewayIntentBits.Guilds,
    );

  const channel: Channel = {
    id: given.id ?? world.newId(),
    type: given.type,
    name: given.name,
    guild: given.guild ?? null,
    parent: given.parent ?? null,
    recipient: given.recipient ?? null,
    createdAt: new Date(world.now()).toISOString(),
    overwrites: [],
    thread: given.thread ?? null,
    typing: 0,
    get messages() {
      return [...world.messages.values()]
        .filter((each) => each.channel === channel && !each.deleted && !each.ephemeralFor)
        .map(({ message }) => message);
    },
    deny(permissions, from) {
      const id = from?.id ?? world.bot.id;
      const others = channel.overwrites.filter((overwrite) => overwrite.id !== id);
      const before = channel.overwrites.find((overwrite) => overwrite.id === id);
      const deny = (BigInt(before?.deny ?? 0) | bitsOf(permissions)).toString();
      const type = from ? OverwriteType.Role : OverwriteType.Member;
      channel.overwrites.splice(0, Infinity, ...others, { id, type, allow: "0", deny });
      announceChange();
    },
    allowAll() {
      channel.overwrites.length = 0;
      announceChange();
    },
    nextMessage: () =>
      world.changes.until(`a message of the bot in ${where}`, () => {
        const next = channel.messages.find((each) => byBot(each) && !returned.has(each.id));
        if (next) returned.add(next.id);
        return next;
      }),
    replyTo: (message) =>
      world.changes.until(`a reply of the bot to "${message.content}" in ${where}`, () =>
        channel.messages.find(
          (each) =>
            each.author.id === world.bot.id && each.message_reference?.message_id === message.id,
        ),
      ),
    messageEdited: (id, predicate) =>
      world.changes.until(`message ${id} in ${where} to be edited as expected`, () =>
        stored(id).versions.find(predicate),
      ),
    versions: (id) => stored(id).versions,
    deleted: (id) =>
      world.changes
        .until(`message ${id} in ${where} to be deleted`, () => stored(id).deleted || undefined)
        .then(() => {}),
    typingShown: () =>
      world.changes
        .until(`typing in ${where}`, () => channel.typing > 0 || undefined)
        .then(() => {}),
  };
  world.channels.set(channel.id, channel);
  return channel;
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
