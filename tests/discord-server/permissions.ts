/** Who may do what in a channel, by roles and the channel's overwrites, as Discord computes it. */
import { PermissionFlagsBits, type PermissionsString } from "discord.js";
import type { Channel } from "./channels.ts";
import type { Guild } from "./guilds.ts";
import type { User } from "./world.ts";

const all = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

/** What `user` may do by the guild's roles, as bits. */
export function permissionsByRoles(guild: Guild, user: User): bigint {
  const member = guild.members.get(user.id);
  if (!member) return 0n;
  if (guild.owner === user) return all;
  const roles = [guild.roles[0], ...member.roles].filter((role) => role !== undefined);
  const bits = roles.reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  return bits & PermissionFlagsBits.Administrator ? all : bits;
}

/** What `user` may do in `channel`, as bits. */
export function permissionsIn(channel: Channel, user: User): bigint {
  const { guild } = channel;
  if (!guild) return all;
  const base = permissionsByRoles(guild, user);
  const member = guild.members.get(user.id);
  // Overwrites bind neither an owner nor an administrator.
  if (!member || base === all) return base;
  const { overwrites } = channel.parent ?? channel;
  const apply = (bits: bigint, ids: readonly string[]) => {
    const found = overwrites.filter(({ id }) => ids.includes(id));
    const denied = found.reduce((sum, { deny }) => sum | BigInt(deny), 0n);
    const allowed = found.reduce((sum, { allow }) => sum | BigInt(allow), 0n);
    return (bits & ~denied) | allowed;
  };
  const everyone = apply(base, [guild.id]);
  const byRoles = apply(
    everyone,
    member.roles.map(({ id }) => id),
  );
  return apply(byRoles, [user.id]);
}

/** Whether `user` has every one of the permissions in `channel`. */
export function may(channel: Channel, user: User, ...permissions: PermissionsString[]): boolean {
  const needed = bitsOf(permissions);
  return (permissionsIn(channel, user) & needed) === needed;
}

export function bitsOf(permissions: readonly PermissionsString[]): bigint {
  return permissions.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
}
