import { type ChatInputCommandInteraction, PermissionFlagsBits } from "discord.js";
import { actorOf, isModerator, missingToWrite, type Permission } from "../permissions.ts";
import { renderHelp } from "../render/help.ts";
import type { Command } from "./command.ts";

export const help: Command = {
  acknowledge: () => "private",
  run: async (interaction, { config, words }) =>
    renderHelp({
      moderator: isModerator(config, actorOf(interaction)),
      commandIds: await registeredIds(interaction),
      missing: missingHere(interaction),
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

function missingHere(interaction: ChatInputCommandInteraction): Permission[] {
  if (!interaction.inGuild()) return [];
  const { appPermissions } = interaction;
  const missing = missingToWrite(appPermissions, interaction.channel?.isThread() ?? false);
  return appPermissions.has(PermissionFlagsBits.ReadMessageHistory)
    ? missing
    : [...missing, "ReadMessageHistory"];
}
