/** What each REST route does to the world. */
import {
  type APIMessage,
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  MessageFlags,
  MessageType,
  type PermissionsString,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
} from "discord.js";
import type { Channel } from "./channels.ts";
import { parseCommands } from "./commands.ts";
import type { Guild } from "./guilds.ts";
import type { Interactions } from "./interactions.ts";
import { composeMessage, editedMessage, type SentFile } from "./messages.ts";
import { asBotReads, channelPayload, guildPayload, memberPayload } from "./payloads.ts";
import { may, permissionsByRoles } from "./permissions.ts";
import { refuse } from "./refused.ts";
import {
  parseDirectChannel,
  parseMessage,
  parseMessageEdit,
  parseMessageThread,
  parseThread,
  parseThreadEdit,
} from "./validation.ts";
import type { StoredMessage, World } from "./world.ts";

export interface Call {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly SentFile[];
}

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  /** The answer's body; undefined makes 204 No Content. */
  readonly handle: (call: Call) => unknown;
}

const CALLBACK = "/interactions/:interaction/:token/callback";
const WEBHOOK = "/webhooks/:application/:token";
const WEBHOOK_MESSAGE = "/webhooks/:application/:token/messages/:message";

/** Routes whose token stands in the path. */
export const unauthorizedRoutes: ReadonlySet<string> = new Set([
  CALLBACK,
  WEBHOOK,
  WEBHOOK_MESSAGE,
]);

export interface RouteOptions {
  readonly gatewayUrl: () => string;
  /** Whether the application was granted the Message Content intent. */
  readonly canReadContent: boolean;
}

export function createRoutes(
  world: World,
  interactions: Interactions,
  options: RouteOptions,
): readonly Route[] {
  const read = (message: APIMessage, channel: Channel) =>
    asBotReads(world, message, channel, options.canReadContent);

  /** The channel, if the bot sees it and may do all of `permissions`. */
  function channelOf({ parameters }: Call, ...permissions: PermissionsString[]): Channel {
    const channel = world.channels.get(parameters.channel ?? "");
    if (!channel) refuse("unknownChannel");
    if (channel.guild && !channel.guild.hasBot) refuse("missingAccess");
    if (!may(channel, world.bot, "ViewChannel")) refuse("missingAccess");
    if (!may(channel, world.bot, ...permissions)) refuse("missingPermissions");
    return channel;
  }

  function guildOf({ parameters }: Call): Guild {
    const guild = world.guilds.get(parameters.guild ?? "");
    if (!guild) refuse("unknownGuild");
    if (!guild.hasBot) refuse("missingAccess");
    return guild;
  }

  function messageOf(call: Call, channel: Channel): StoredMessage {
    const stored = world.messages.get(call.parameters.message ?? "");
    const visible = stored && stored.channel === channel && !stored.deleted && !stored.ephemeralFor;
    if (!visible) refuse("unknownMessage");
    return stored;
  }

  const mayWrite = (channel: Channel) =>
    may(channel, world.bot, channel.thread ? "SendMessagesInThreads" : "SendMessages");

  function sendMessage(call: Call): APIMessage {
    const body = parseMessage<RESTPostAPIChannelMessageJSONBody>(call.body);
    const channel = channelOf(call);
    if (!mayWrite(channel)) refuse("missingPermissions");
    if (channel.thread?.locked) refuse("archivedThread");
    if (call.files.length > 0 && !may(channel, world.bot, "AttachFiles")) {
      refuse("missingPermissions");
    }
    // Without the permission Discord drops embeds and keeps the rest of the message.
    const mayEmbed = may(channel, world.bot, "EmbedLinks");
    if (!mayEmbed && body.embeds?.length && !body.content) refuse("missingPermissions");
    const message = composeMessage(world, {
      channel,
      author: world.bot,
      body: mayEmbed ? body : { ...body, embeds: [] },
      files: call.files,
      extra: reference(world, channel, body),
    });
    world.post(message, channel);
    return message;
  }

  function editMessage(call: Call): APIMessage {
    const body = parseMessageEdit<RESTPatchAPIChannelMessageJSONBody>(call.body);
    const channel = channelOf(call);
    const stored = messageOf(call, channel);
    const { message } = stored;
    if (message.author.id !== world.bot.id) refuse("othersMessage");
    world.edit(stored, editedMessage(world, message, channel, world.bot, body, call.files));
    return stored.message;
  }

  function deleteMessage(call: Call): void {
    const channel = channelOf(call);
    const stored = messageOf(call, channel);
    const own = stored.message.author.id === world.bot.id;
    if (!own && !(channel.guild && may(channel, world.bot, "ManageMessages"))) {
      refuse("missingPermissions");
    }
    world.remove(stored);
  }

  function openThread(call: Call, from: StoredMessage | null): unknown {
    const parent = channelOf(call, "CreatePublicThreads");
    const parse = from ? parseMessageThread : parseThread;
    const { name, auto_archive_duration } = parse<{
      name: string;
      auto_archive_duration?: number;
    }>(call.body);
    if (parent.type !== ChannelType.GuildText) refuse("wrongChannelType");
    if (from && world.channels.has(from.message.id)) refuse("threadExists");
    const thread = world.addThread(parent, {
      id: from?.message.id ?? world.newId(),
      name,
      autoArchive: auto_archive_duration ?? 1440,
    });
    if (from) {
      const flags = (from.message.flags ?? 0) | MessageFlags.HasThread;
      world.edit(from, { ...from.message, flags });
    }
    return channelPayload(thread);
  }

  function editThread(call: Call): unknown {
    const channel = channelOf(call);
    const { thread } = channel;
    if (!thread) refuse("missingPermissions");
    const { name, archived, locked, auto_archive_duration } = parseThreadEdit<{
      name?: string;
      archived?: boolean;
      locked?: boolean;
      auto_archive_duration?: number;
    }>(call.body);
    if (locked !== undefined && !may(channel, world.bot, "ManageThreads")) {
      refuse("missingPermissions");
    }
    channel.name = name ?? channel.name;
    thread.archived = archived ?? thread.archived;
    thread.locked = locked ?? thread.locked;
    thread.autoArchive = auto_archive_duration ?? thread.autoArchive;
    world.dispatch(
      GatewayDispatchEvents.ThreadUpdate,
      () => channelPayload(channel),
      GatewayIntentBits.Guilds,
    );
    return channelPayload(channel);
  }

  function putCommands(call: Call): unknown {
    if (call.parameters.application !== world.applicationId) refuse("missingAccess");
    const guildId = call.parameters.guild ?? null;
    if (guildId) guildOf(call);
    setCommands(world, parseCommands(call.body), guildId);
    return listCommands(call);
  }

  function listCommands({ parameters }: Call): unknown {
    return world.commands
      .filter(({ guildId }) => guildId === (parameters.guild ?? null))
      .map(({ guildId, ...command }) => ({
        application_id: world.applicationId,
        version: command.id,
        type: 1,
        default_member_permissions: null,
        nsfw: false,
        ...command,
        ...(guildId ? { guild_id: guildId } : {}),
      }));
  }

  const application = () => ({
    id: world.applicationId,
    name: world.bot.name,
    icon: null,
    description: "",
    bot: world.bot.api,
    bot_public: true,
    bot_require_code_grant: false,
    // 1 << 19: Message Content for applications that need no verification.
    flags: options.canReadContent ? 1 << 19 : 0,
    owner: null,
    team: null,
    verify_key: "",
    approximate_guild_count: [...world.guilds.values()].filter(({ hasBot }) => hasBot).length,
  });

  return [
    route("GET", "/gateway/bot", () => ({
      url: options.gatewayUrl(),
      shards: 1,
      session_start_limit: {
        total: 1000,
        remaining: 999,
        reset_after: 86_400_000,
        max_concurrency: 1,
      },
    })),
    route("GET", "/users/@me", () => world.bot.api),
    route("GET", "/users/@me/guilds", () =>
      [...world.guilds.values()]
        .filter(({ hasBot }) => hasBot)
        .map((guild) => ({
          id: guild.id,
          name: guild.name,
          icon: null,
          owner: false,
          permissions: String(permissionsByRoles(guild, world.bot)),
          features: [],
        })),
    ),
    route("GET", "/users/:user", ({ parameters }) => {
      const user = world.users.get(parameters.user ?? "");
      return user ? user.api : refuse("unknownUser");
    }),
    route("GET", "/applications/@me", application),
    route("GET", "/oauth2/applications/@me", application),
    route("POST", "/users/@me/channels", ({ body }) => {
      const { recipient_id } = parseDirectChannel<{ recipient_id?: string }>(body);
      const user = world.users.get(recipient_id ?? "");
      if (!user) refuse("unknownUser");
      if (user.api.bot) refuse("cannotMessageUser");
      return channelPayload(world.directChannel(user));
    }),

    route("GET", "/guilds/:guild", (call) => guildPayload(world, guildOf(call))),
    route("GET", "/guilds/:guild/channels", (call) => guildOf(call).channels.map(channelPayload)),
    route("GET", "/guilds/:guild/roles", (call) => guildOf(call).roles),
    route("GET", "/guilds/:guild/members/:user", (call) => {
      const member = guildOf(call).members.get(call.parameters.user ?? "");
      if (!member) refuse("unknownMember");
      return { ...memberPayload(member), user: member.user.api };
    }),

    route("GET", "/channels/:channel", (call) => channelPayload(channelOf(call))),
    route("PATCH", "/channels/:channel", editThread),
    route("POST", "/channels/:channel/typing", (call) => {
      const channel = channelOf(call);
      if (!mayWrite(channel)) refuse("missingPermissions");
      channel.typing += 1;
      world.changes.notify();
    }),
    route("GET", "/channels/:channel/messages", (call) => {
      const channel = channelOf(call, "ReadMessageHistory");
      const limit = Number(call.query.get("limit") ?? 50);
      const before = BigInt(call.query.get("before") ?? 2n ** 64n);
      const after = BigInt(call.query.get("after") ?? 0);
      return channel.messages
        .filter(({ id }) => BigInt(id) > after && BigInt(id) < before)
        .slice(-limit)
        .reverse()
        .map((message) => read(message, channel));
    }),
    route("POST", "/channels/:channel/messages", sendMessage),
    route("GET", "/channels/:channel/messages/:message", (call) => {
      const channel = channelOf(call, "ReadMessageHistory");
      return read(messageOf(call, channel).message, channel);
    }),
    route("PATCH", "/channels/:channel/messages/:message", editMessage),
    route("DELETE", "/channels/:channel/messages/:message", deleteMessage),
    route("PUT", "/channels/:channel/messages/:message/reactions/:emoji/@me", (call) => {
      messageOf(call, channelOf(call, "AddReactions", "ReadMessageHistory"));
    }),
    route("DELETE", "/channels/:channel/messages/:message/reactions/:emoji/@me", (call) => {
      messageOf(call, channelOf(call));
    }),
    route("POST", "/channels/:channel/threads", (call) => openThread(call, null)),
    route("POST", "/channels/:channel/messages/:message/threads", (call) =>
      openThread(call, messageOf(call, channelOf(call))),
    ),
    route("PUT", "/channels/:channel/thread-members/@me", (call) => {
      if (!channelOf(call).thread) refuse("unknownChannel");
    }),

    route("GET", "/applications/:application/commands", listCommands),
    route("PUT", "/applications/:application/commands", putCommands),
    route("GET", "/applications/:application/guilds/:guild/commands", listCommands),
    route("PUT", "/applications/:application/guilds/:guild/commands", putCommands),

    route("POST", CALLBACK, ({ parameters, query, body, files }) => {
      const { interaction = "", token = "" } = parameters;
      const answer = interactions.acknowledge(interaction, token, body, files);
      return query.get("with_response") === "true" ? answer : undefined;
    }),
    route("POST", WEBHOOK, ({ parameters, body, files }) =>
      interactions.followUp(parameters.token ?? "", body, files),
    ),
    route("GET", WEBHOOK_MESSAGE, ({ parameters }) =>
      interactions.read(parameters.token ?? "", parameters.message ?? ""),
    ),
    route("PATCH", WEBHOOK_MESSAGE, ({ parameters, body, files }) =>
      interactions.edit(parameters.token ?? "", parameters.message ?? "", body, files),
    ),
    route("DELETE", WEBHOOK_MESSAGE, ({ parameters }) =>
      interactions.remove(parameters.token ?? "", parameters.message ?? ""),
    ),
  ];
}

/** Replaces the commands of a guild, or the global ones; a name that stays keeps its id. */
export function setCommands(
  world: World,
  commands: ReturnType<typeof parseCommands>,
  guildId: string | null,
): void {
  const kept = world.commands.filter((command) => command.guildId !== guildId);
  const before = world.commands.filter((command) => command.guildId === guildId);
  const added = commands.map((command) => {
    const known = before.find(
      ({ name, type }) => name === command.name && (type ?? 1) === (command.type ?? 1),
    );
    return { ...command, id: known?.id ?? world.newId(), guildId };
  });
  world.commands = [...kept, ...added];
  world.changes.notify();
}

function reference(
  world: World,
  channel: Channel,
  { message_reference: wanted }: RESTPostAPIChannelMessageJSONBody,
): Partial<APIMessage> {
  if (!wanted) return {};
  const stored = world.messages.get(String(wanted.message_id));
  if (!stored || stored.deleted || stored.channel !== channel) {
    if (wanted.fail_if_not_exists === false) return {};
    refuse("unknownMessage");
  }
  if (!may(channel, world.bot, "ReadMessageHistory")) refuse("replyNeedsHistory");
  return {
    type: MessageType.Reply,
    message_reference: {
      message_id: stored.message.id,
      channel_id: channel.id,
      ...(channel.guild ? { guild_id: channel.guild.id } : {}),
    } as NonNullable<APIMessage["message_reference"]>,
    referenced_message: stored.message,
  };
}

function route(method: string, path: string, handle: Route["handle"]): Route {
  const pattern = new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
  return { method, path, pattern, handle };
}
