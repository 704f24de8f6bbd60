/**
 * What people do in Discord: write messages, run commands, press buttons, fill in modals. The client's
 * own checks are made too: a person cannot run a command that is not registered or that they may not
 * see, leave out a required option, or press a disabled button; a test that tries fails at once.
 */
import {
  type APIInteraction,
  type APIMessage,
  ApplicationCommandType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  MessageReferenceType,
  MessageType,
} from "discord.js";
import type { Channel } from "./channels.ts";
import type { Component } from "./components.ts";
import {
  type Attachment,
  asFile,
  emptyResolved,
  type OptionDefinition,
  type OptionValue,
  resolvedData,
  sentOptions,
  submitted,
  visibleCommand,
} from "./filling.ts";
import type { Interaction } from "./interaction.ts";
import type { Interactions } from "./interactions.ts";
import { composeMessage } from "./messages.ts";
import { asBotReads, channelPayload, guildIdOf, memberPayload } from "./payloads.ts";
import { may, permissionsIn } from "./permissions.ts";
import { buttonsOf, selectsOf } from "./reading.ts";
import type { StoredMessage, User, World } from "./world.ts";

export interface SayOptions {
  /** Puts a mention of the bot before the text. */
  readonly mentionBot?: boolean;
  readonly replyTo?: APIMessage;
  /** Whether a reply notifies; true unless told. */
  readonly ping?: boolean;
  /** Sent by a webhook, not by the user in person. */
  readonly webhook?: boolean;
  readonly attachments?: readonly Attachment[];
}

export interface People {
  /** Writes a message. */
  say(user: User, channel: Channel, text: string, options?: SayOptions): APIMessage;
  /**
   * Runs a slash command. `name` includes the subcommand: `"corpus reindex"`. Options are checked
   * against the registered definition.
   */
  command(
    user: User,
    channel: Channel,
    name: string,
    options?: Readonly<Record<string, OptionValue>>,
  ): Interaction;
  /** Types into an option with autocomplete; `others` are the options filled in already. */
  autocomplete(
    user: User,
    channel: Channel,
    name: string,
    option: string,
    typed: string,
    others?: Readonly<Record<string, OptionValue>>,
  ): Interaction;
  /** Runs a message command (Apps in a message's menu). */
  messageCommand(user: User, name: string, message: APIMessage): Interaction;
  /** Presses a button of a message, named by its label or custom id. */
  press(user: User, message: APIMessage, labelOrId: string): Interaction;
  /** Chooses values in a select menu of a message. */
  select(user: User, message: APIMessage, customId: string, values: readonly string[]): Interaction;
  /**
   * Submits the modal that an interaction opened. Fields go by custom id or label; those left out
   * stay as the bot filled them in.
   */
  submitModal(
    user: User,
    opener: Interaction,
    fields: Readonly<Record<string, string>>,
  ): Promise<Interaction>;
  /** Opens a thread on a message. */
  openThread(user: User, message: APIMessage, name: string): Channel;
  /** Deletes a message, as its author or a moderator does. */
  deleteMessage(message: APIMessage): void;
}

export function createPeople(world: World, interactions: Interactions): People {
  function stored(message: APIMessage): StoredMessage {
    const found = world.messages.get(message.id);
    if (!found || found.deleted) throw new Error(`Message ${message.id} is gone.`);
    return found;
  }

  /** What every interaction carries. */
  function envelope(user: User, channel: Channel, id: string, token: string) {
    const { guild } = channel;
    const member = guild?.members.get(user.id);
    if (guild && !member) throw new Error(`${user.name} is not a member of ${guild.name}.`);
    return {
      id,
      application_id: world.applicationId,
      token,
      version: 1,
      channel_id: channel.id,
      channel: { ...channelPayload(channel), permissions: permissionsIn(channel, user).toString() },
      locale: user.locale,
      entitlements: [],
      app_permissions: permissionsIn(channel, world.bot).toString(),
      attachment_size_limit: 10_485_760,
      ...(guild && member
        ? {
            guild_id: guild.id,
            guild_locale: guild.locale,
            guild: { id: guild.id, locale: guild.locale, features: [] },
            member: {
              ...memberPayload(member),
              user: user.api,
              permissions: permissionsIn(channel, user).toString(),
            },
            authorizing_integration_owners: guild.hasBot ? { 0: guild.id } : { 1: user.id },
            context: InteractionContextType.Guild,
          }
        : {
            user: user.api,
            authorizing_integration_owners: { 0: "0" },
            context: InteractionContextType.BotDM,
          }),
    };
  }

  function runCommand(
    user: User,
    channel: Channel,
    path: string,
    values: Readonly<Record<string, OptionValue>>,
    focused?: { option: string; typed: string },
  ): Interaction {
    const [name = "", ...subcommands] = path.split(" ");
    const command = visibleCommand(world, user, channel, name, ApplicationCommandType.ChatInput);
    if (!may(channel, user, "UseApplicationCommands")) {
      throw new Error(`${user.name} may not use commands here.`);
    }
    const resolved = emptyResolved();
    const definitions = ("options" in command ? command.options : []) as OptionDefinition[];
    const options = sentOptions(
      world,
      definitions,
      subcommands,
      values,
      channel,
      resolved,
      focused,
    );
    return interactions.start({
      user,
      channel,
      fill: (id, token) =>
        ({
          ...envelope(user, channel, id, token),
          type: focused
            ? InteractionType.ApplicationCommandAutocomplete
            : InteractionType.ApplicationCommand,
          data: {
            id: command.id,
            name: command.name,
            type: ApplicationCommandType.ChatInput,
            ...(command.guildId ? { guild_id: command.guildId } : {}),
            options,
            ...resolvedData(resolved),
          },
        }) as unknown as APIInteraction,
    });
  }

  function useComponent(
    user: User,
    message: APIMessage,
    data: Record<string, unknown>,
  ): Interaction {
    const source = stored(message);
    const { channel, ephemeralFor } = source;
    if (ephemeralFor && ephemeralFor !== user) {
      throw new Error(`${user.name} does not see this message: only ${ephemeralFor.name} does.`);
    }
    return interactions.start({
      user,
      channel,
      source,
      fill: (id, token) =>
        ({
          ...envelope(user, channel, id, token),
          type: InteractionType.MessageComponent,
          message: source.message,
          data: { id: 1, ...data },
        }) as unknown as APIInteraction,
    });
  }

  return {
    say(user, channel, text, options = {}) {
      const {
        mentionBot = false,
        replyTo,
        ping = true,
        webhook = false,
        attachments = [],
      } = options;
      if (channel.guild && !channel.guild.members.has(user.id) && !webhook) {
        throw new Error(`${user.name} is not a member of ${channel.guild.name}.`);
      }
      const replied = replyTo && stored(replyTo).message;
      const message = composeMessage(world, {
        channel,
        author: user,
        body: {
          content: `${mentionBot ? `<@${world.bot.id}> ` : ""}${text}`,
          allowed_mentions: { parse: ["users", "roles", "everyone"] as never, replied_user: ping },
        },
        files: attachments.map((file, index) => ({ index, ...asFile(file) })),
        extra: {
          ...(replied
            ? {
                type: MessageType.Reply,
                message_reference: {
                  type: MessageReferenceType.Default,
                  message_id: replied.id,
                  channel_id: channel.id,
                  ...guildIdOf(channel),
                },
                referenced_message: replied,
              }
            : {}),
          ...(webhook ? { webhook_id: world.newId() } : {}),
        },
      });
      world.post(message, channel);
      return message;
    },

    command: (user, channel, name, options = {}) => runCommand(user, channel, name, options),

    autocomplete: (user, channel, name, option, typed, others = {}) =>
      runCommand(user, channel, name, others, { option, typed }),

    messageCommand(user, name, message) {
      const { channel } = stored(message);
      const command = visibleCommand(world, user, channel, name, ApplicationCommandType.Message);
      const resolved = emptyResolved();
      // The bot reads the whole message: the person handed it over.
      resolved.messages[message.id] = asBotReads(world, stored(message).message, channel, true);
      return interactions.start({
        user,
        channel,
        fill: (id, token) =>
          ({
            ...envelope(user, channel, id, token),
            type: InteractionType.ApplicationCommand,
            data: {
              id: command.id,
              name: command.name,
              type: ApplicationCommandType.Message,
              ...(command.guildId ? { guild_id: command.guildId } : {}),
              target_id: message.id,
              ...resolvedData(resolved),
            },
          }) as unknown as APIInteraction,
      });
    },

    press(user, message, labelOrId) {
      const buttons = buttonsOf(stored(message).message);
      const button = buttons.find(
        ({ label, customId }) => label === labelOrId || customId === labelOrId,
      );
      if (!button?.customId) {
        const labels = buttons.map(({ label }) => `"${label}"`).join(", ") || "none";
        throw new Error(`No button "${labelOrId}" to press. Buttons: ${labels}.`);
      }
      if (button.disabled) throw new Error(`The button "${labelOrId}" is disabled.`);
      return useComponent(user, message, {
        custom_id: button.customId,
        component_type: ComponentType.Button,
      });
    },

    select(user, message, customId, values) {
      const selects = selectsOf(stored(message).message);
      const select = selects.find((each) => each.customId === customId);
      if (!select) throw new Error(`No select menu "${customId}" in message ${message.id}.`);
      for (const value of values) {
        if (select.options.length > 0 && !select.options.some((option) => option.value === value)) {
          throw new Error(`The select menu "${customId}" does not offer "${value}".`);
        }
      }
      return useComponent(user, message, {
        custom_id: customId,
        component_type: select.type,
        values,
      });
    },

    async submitModal(user, opener, fields) {
      if (opener.user !== user) throw new Error(`The modal was opened for ${opener.user.name}.`);
      const modal = await opener.modal();
      const opening = opener.payload;
      const source =
        opening.type === InteractionType.MessageComponent
          ? (world.messages.get(opening.message.id) ?? null)
          : null;
      return interactions.start({
        user,
        channel: opener.channel,
        source,
        fill: (id, token) =>
          ({
            ...envelope(user, opener.channel, id, token),
            type: InteractionType.ModalSubmit,
            ...(source ? { message: source.message } : {}),
            data: {
              custom_id: modal.custom_id,
              components: submitted(modal.components as unknown as Component[], fields),
              resolved: {},
            },
          }) as unknown as APIInteraction,
      });
    },

    openThread(owner, message, name) {
      const { channel } = stored(message);
      return world.addThread(channel, { id: message.id, name, autoArchive: 1440, owner });
    },

    deleteMessage(message) {
      world.remove(stored(message));
    },
  };
}
