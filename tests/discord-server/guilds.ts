/** Guilds with their roles and members. */
import {
  type APIRole,
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type Locale,
  type PermissionsString,
  type RoleFlags,
} from "discord.js";
import { type Channel, createChannel } from "./channels.ts";
import { channelPayload } from "./payloads.ts";
import { bitsOf } from "./permissions.ts";
import type { User, World } from "./world.ts";

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

export function createGuild(
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
