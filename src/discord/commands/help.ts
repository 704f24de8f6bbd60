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
  run: async (interaction, { config, words }) => {
    const moderator = isModerator(config, actorOf(interaction));
    return renderHelp({
      moderator,
      seesCorpus: moderator || seesCorpus(interaction),
      commandIds: await registeredIds(interaction),
      missing: missingHere(interaction, config),
      words,
    });
  },
};

/** Unless a server's administrators have changed it, who may not manage the server is not shown `/corpus`. */
function seesCorpus({ memberPermissions }: ChatInputCommandInteraction): boolean {
  return memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? true;
}

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
