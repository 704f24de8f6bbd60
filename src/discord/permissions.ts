/** Who may do what. Asked on every command, press and message, whatever Discord's own settings say. */
import { type BaseInteraction, PermissionFlagsBits, type PermissionsBitField } from "discord.js";
import type { Config } from "../config.ts";
import { Declined } from "./faults.ts";

/** Whoever does something, and where; Discord's ids. */
export interface Actor {
  readonly user: string;
  readonly roles: readonly string[];
  /** Null: a direct message. */
  readonly guild: string | null;
}

export function actorOf(interaction: BaseInteraction): Actor {
  const { member, user, guildId } = interaction;
  const roles =
    member === null ? [] : "cache" in member.roles ? [...member.roles.cache.keys()] : member.roles;
  return { user: user.id, roles, guild: guildId };
}

/** Whether the bot answers there. With a list of servers, direct messages are from elsewhere. */
export function isServed({ discord }: Config, guild: string | null): boolean {
  const { allowedGuilds } = discord;
  return allowedGuilds.length === 0 || (guild !== null && allowedGuilds.includes(guild));
}

/** @throws Declined where the bot does not answer there. */
export function requireServed(config: Config, guild: string | null): void {
  if (!isServed(config, guild)) throw new Declined(({ faults }) => faults.notServed);
}

export function isModerator({ discord }: Config, { user, roles }: Actor): boolean {
  return (
    discord.moderatorUsers.includes(user) ||
    roles.some((role) => discord.moderatorRoles.includes(role))
  );
}

/** @throws Declined, in words that say who may. */
export function requireModerator(config: Config, actor: Actor): void {
  if (isModerator(config, actor)) return;
  const { moderatorRoles, moderatorUsers } = config.discord;
  const hasNone = moderatorRoles.length + moderatorUsers.length === 0;
  throw new Declined(({ moderators }) => (hasNone ? moderators.none : moderators.only));
}

/** Everything the bot needs in a server, as its invitation asks for it. */
export const neededPermissions = {
  ViewChannel: PermissionFlagsBits.ViewChannel,
  SendMessages: PermissionFlagsBits.SendMessages,
  SendMessagesInThreads: PermissionFlagsBits.SendMessagesInThreads,
  CreatePublicThreads: PermissionFlagsBits.CreatePublicThreads,
  ReadMessageHistory: PermissionFlagsBits.ReadMessageHistory,
} as const;

export type Permission = keyof typeof neededPermissions;

/** The permissions that the bot lacks for opening a thread on a message, and writing in it. */
export function missingForThread(permissions: Readonly<PermissionsBitField>): Permission[] {
  const needed = ["ViewChannel", "CreatePublicThreads", "SendMessagesInThreads"] as const;
  return needed.filter((name) => !permissions.has(name));
}

/** The permissions that the bot lacks for writing there. */
export function missingToWrite(
  permissions: Readonly<PermissionsBitField>,
  isThread: boolean,
): Permission[] {
  const needed = ["ViewChannel", isThread ? "SendMessagesInThreads" : "SendMessages"] as const;
  return needed.filter((name) => !permissions.has(name));
}
