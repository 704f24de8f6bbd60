import { type ChatInputCommandInteraction, PermissionFlagsBits } from "discord.js";
import type { Config } from "../../config.ts";
import {
  actorOf,
  isModerator,
  missingForThread,
  missingToWrite,
  type Permission,
} from "../permissions.ts";
import { renderHelp } from "../render/help.ts";
import { mayHaveThreads } from "../threads.ts";
import type { Command } from "./command.ts";

export const help: Command = {
  acknowledge: () => "private",
  run: async (interaction, { config, words }) =>
    renderHelp({
      moderator: isModerator(config, actorOf(interaction)),
      commandIds: await registeredIds(interaction),
      missing: missingHere(interaction, config),
      words,
    }),
};

/** By name; those of this server before those for all. Empty where Discord does not tell. */
async function registeredIds({
  client,
  guildId,
}: ChatInputCommandInteraction): Promise<Map<string, string>> {
  const { commands } = client.application;
  const lists = [commands.fetch(), ...(guildId === null ? [] : [commands.fetch({ guildId })])];
  // Without ids the commands are named all the same.
  const found = await Promise.all(lists).catch(() => []);
  return new Map(found.flatMap((list) => list.map(({ name, id }) => [name, id] as const)));
}

function missingHere(interaction: ChatInputCommandInteraction, { discord }: Config): Permission[] {
  if (!interaction.inGuild()) return [];
  const { appPermissions, channel } = interaction;
  const missing = new Set(missingToWrite(appPermissions, channel?.isThread() ?? false));
  if (!appPermissions.has(PermissionFlagsBits.ReadMessageHistory)) {
    missing.add("ReadMessageHistory");
  }
  // Without the setting, whoever wants a thread is told.
  if (discord.threads && mayHaveThreads(channel)) {
    for (const name of missingForThread(appPermissions)) missing.add(name);
  }
  return [...missing];
}
