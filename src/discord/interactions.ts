/**
 * Where every command, press and autocomplete arrives: acknowledged in time, refused where it must
 * be, handed to its handler, and whatever goes wrong told in safe words.
 */
import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from "discord.js";
import type { Command } from "./commands/command.ts";
import { commands, messageCommands } from "./commands/commands.ts";
import type { BotContext, Context } from "./context.ts";
import { parseCustomId } from "./custom-id.ts";
import { Declined, declinedForStop, described, explain, isOvertaken } from "./faults.ts";
import { modals } from "./modals.ts";
import { isServed, requireServed } from "./permissions.ts";
import { presses } from "./presses.ts";
import { notice } from "./render/message.ts";
import { wordsFor } from "./words/words.ts";

type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/** Answers an interaction; never rejects. */
export async function handleInteraction(interaction: Interaction, bot: BotContext): Promise<void> {
  const words = wordsFor(interaction.locale, bot.config.discord.language);
  const context: Context = { ...bot, words };
  if (interaction.isAutocomplete()) return await suggest(interaction, context);
  if (interaction.isModalSubmit()) return await submit(interaction, context);
  if (
    !interaction.isChatInputCommand() &&
    !interaction.isMessageContextMenuCommand() &&
    !interaction.isMessageComponent()
  ) {
    return;
  }
  try {
    if (context.stopping.aborted) throw declinedForStop();
    requireServed(context.config, interaction.guildId);
    if (interaction.isChatInputCommand()) await runCommand(interaction, context);
    else if (interaction.isMessageContextMenuCommand()) {
      await runMessageCommand(interaction, context);
    } else await runPress(interaction, context);
  } catch (error) {
    await tell(interaction, error, context);
  }
}

async function runCommand(
  interaction: ChatInputCommandInteraction,
  context: Context,
): Promise<void> {
  const command = commandNamed(interaction.commandName);
  if (!command) throw unknownCommand();
  const how = command.acknowledge(interaction, context);
  if (how !== "now") await interaction.deferReply(how === "private" ? privately : {});
  const rendering = await command.run(interaction, context);
  if (!rendering) return;
  if (how === "now") {
    await interaction.reply({ ...rendering, flags: [rendering.flags, MessageFlags.Ephemeral] });
  } else await interaction.editReply(rendering);
}

function unknownCommand(): Declined {
  return new Declined(({ faults }) => faults.unknownCommand);
}

async function runMessageCommand(
  interaction: MessageContextMenuCommandInteraction,
  context: Context,
): Promise<void> {
  const { commandName } = interaction;
  if (!Object.hasOwn(messageCommands, commandName)) throw unknownCommand();
  await interaction.deferReply(privately);
  const command = messageCommands[commandName as keyof typeof messageCommands];
  await interaction.editReply(await command.run(interaction, context));
}

const privately = { flags: MessageFlags.Ephemeral } as const;

async function runPress(interaction: MessageComponentInteraction, context: Context): Promise<void> {
  const parsed = parseCustomId(interaction.customId);
  const press = parsed && presses.get(parsed.action);
  if (!press) throw new Declined(({ faults }) => faults.outdated);
  if (press.acknowledge === "reply") await interaction.deferReply(privately);
  else if (press.acknowledge === "update") await interaction.deferUpdate();
  const rendering = await press.run(interaction, parsed.args, context);
  if (rendering) await interaction.editReply(rendering);
}

async function submit(interaction: ModalSubmitInteraction, context: Context): Promise<void> {
  try {
    if (context.stopping.aborted) throw declinedForStop();
    requireServed(context.config, interaction.guildId);
    const parsed = parseCustomId(interaction.customId);
    const modal = parsed && modals.get(parsed.action);
    if (!modal) throw new Declined(({ faults }) => faults.outdated);
    await interaction.deferReply(modal.acknowledge === "private" ? privately : {});
    const rendering = await modal.run(interaction, parsed.args, context);
    if (rendering) await interaction.editReply(rendering);
  } catch (error) {
    await tell(interaction, error, context);
  }
}

async function suggest(interaction: AutocompleteInteraction, context: Context): Promise<void> {
  const { config, stopping } = context;
  try {
    const serves = !stopping.aborted && isServed(config, interaction.guildId);
    const typed = interaction.options.getFocused();
    const suggest = commandNamed(interaction.commandName)?.suggest;
    await interaction.respond(serves && suggest ? suggest(typed, context) : []);
  } catch (error) {
    // Nothing can be told here; whoever types on is asked again.
    context.log.warn({ id: interaction.id, error: described(error) }, "autocomplete failed");
  }
}

function commandNamed(name: string): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined;
}

/** Tells the person what went wrong, in the way that the acknowledgement so far leaves open. */
async function tell(interaction: Answerable, error: unknown, context: Context): Promise<void> {
  const { log } = context;
  if (isOvertaken(error)) {
    log.info({ id: interaction.id, error: described(error) }, "an interaction was overtaken");
    return;
  }
  const words = notice(explain(error, interaction.id, context));
  const alone = { ...words, flags: [words.flags, MessageFlags.Ephemeral] as const };
  try {
    if (!interaction.deferred && !interaction.replied) await interaction.reply(alone);
    // A press that would have changed its message leaves it as it is.
    else if (interaction.ephemeral === null) await interaction.followUp(alone);
    else await interaction.editReply(words);
  } catch (failure) {
    log.warn({ id: interaction.id, error: described(failure) }, "a fault could not be told");
  }
}
