/**
 * What people do in Discord: write messages, run commands, press buttons, fill in modals. The client's
 * own checks are made too: a person cannot run a command that is not registered or that they may not
 * see, leave out a required option, or press a disabled button; a test that tries fails at once.
 */
import {
  type APIInteraction,
  type APIMessage,
  type APIRole,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  MessageReferenceType,
  MessageType,
} from "discord.js";
import type { Interaction, Interactions } from "./interactions.ts";
import { composeMessage } from "./messages.ts";
import { buttonsOf, selectsOf } from "./reading.ts";
import type { walk } from "./validation.ts";
import {
  asBotReads,
  type Channel,
  type Command,
  channelPayload,
  guildIdOf,
  may,
  memberPayload,
  permissionsIn,
  type StoredMessage,
  type User,
  type World,
} from "./world.ts";

/** A file that a person attaches. */
export interface Attachment {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly contentType?: string;
}

export type OptionValue = string | number | boolean | User | Channel | APIRole | Attachment;

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
  /** Deletes a message, as its author or a moderator does. */
  deleteMessage(message: APIMessage): void;
}

interface OptionDefinition {
  readonly type: ApplicationCommandOptionType;
  readonly name: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { name: string; value: string | number }[];
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly options?: readonly OptionDefinition[];
}

interface SentOption {
  name: string;
  type: ApplicationCommandOptionType;
  value?: string | number | boolean;
  focused?: true;
  options?: SentOption[];
}

type Resolved = Record<
  "users" | "members" | "roles" | "channels" | "messages" | "attachments",
  Record<string, unknown>
>;

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
      channel: channelPayload(channel),
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

  /** The registered command that `user` sees in `channel` under that name. */
  function visibleCommand(
    user: User,
    channel: Channel,
    name: string,
    type: ApplicationCommandType,
  ): Command {
    const here = world.commands.filter(
      (command) =>
        (command.type ?? ApplicationCommandType.ChatInput) === type &&
        (command.guildId === null || command.guildId === channel.guild?.id),
    );
    const found =
      here.find((command) => command.name === name && command.guildId) ??
      here.find((command) => command.name === name);
    if (!found) {
      const names = here.map((command) => command.name).join(", ") || "none";
      throw new Error(`No command "${name}" is registered. Registered here: ${names}.`);
    }
    const { contexts, default_member_permissions: bits } = found;
    const context = channel.guild ? InteractionContextType.Guild : InteractionContextType.BotDM;
    if (contexts && !contexts.includes(context)) {
      throw new Error(`"${name}" is not offered in this kind of channel.`);
    }
    if (bits != null && channel.guild) {
      const needed = BigInt(bits);
      const has = permissionsIn(channel, user);
      const isAdministrator = (has & 8n) !== 0n;
      if (!isAdministrator && (needed === 0n || (has & needed) !== needed)) {
        throw new Error(`${user.name} does not see "${name}": it needs the permissions ${bits}.`);
      }
    }
    return found;
  }

  function resolveValue(
    definition: OptionDefinition,
    value: OptionValue,
    channel: Channel,
    resolved: Resolved,
  ): string | number | boolean {
    const wrong = (wish: string): never => {
      throw new Error(`Option "${definition.name}" takes ${wish}, not ${JSON.stringify(value)}.`);
    };
    const object = typeof value === "object" ? value : null;
    switch (definition.type) {
      case ApplicationCommandOptionType.String: {
        if (typeof value !== "string") return wrong("text");
        const { min_length: min = 0, max_length: max = 6000, choices } = definition;
        if (value.length < min || value.length > max) wrong(`${min} to ${max} characters`);
        if (choices?.length && !choices.some((choice) => choice.value === value)) {
          wrong(`one of ${choices.map((choice) => choice.value).join(", ")}`);
        }
        return value;
      }
      case ApplicationCommandOptionType.Integer:
      case ApplicationCommandOptionType.Number: {
        if (typeof value !== "number") return wrong("a number");
        if (definition.type === ApplicationCommandOptionType.Integer && !Number.isInteger(value)) {
          wrong("a whole number");
        }
        const { min_value: min = -Infinity, max_value: max = Infinity } = definition;
        if (value < min || value > max) wrong(`${min} to ${max}`);
        return value;
      }
      case ApplicationCommandOptionType.Boolean:
        return typeof value === "boolean" ? value : wrong("true or false");
      case ApplicationCommandOptionType.User: {
        if (!object || !("api" in object)) return wrong("a user");
        resolved.users[object.id] = object.api;
        const member = channel.guild?.members.get(object.id);
        if (member) {
          const permissions = permissionsIn(channel, object).toString();
          resolved.members[object.id] = { ...memberPayload(member), permissions };
        }
        return object.id;
      }
      case ApplicationCommandOptionType.Channel: {
        if (!object || !("messages" in object)) return wrong("a channel");
        const permissions = permissionsIn(object, world.bot).toString();
        resolved.channels[object.id] = { ...channelPayload(object), permissions };
        return object.id;
      }
      case ApplicationCommandOptionType.Role: {
        if (!object || !("hoist" in object)) return wrong("a role");
        resolved.roles[object.id] = object;
        return object.id;
      }
      case ApplicationCommandOptionType.Attachment: {
        if (!object || !("content" in object)) return wrong("a file");
        const attachment = attach(world, channel, object);
        resolved.attachments[attachment.id] = attachment;
        return attachment.id;
      }
      default:
        throw new Error(`Options of type ${definition.type} are not modelled.`);
    }
  }

  /** The options of a command as they are sent, nested under their subcommand. */
  function sentOptions(
    definitions: readonly OptionDefinition[],
    path: readonly string[],
    values: Readonly<Record<string, OptionValue>>,
    channel: Channel,
    resolved: Resolved,
    focused?: { option: string; typed: string },
  ): SentOption[] {
    const [subcommand, ...deeper] = path;
    if (subcommand) {
      const found = definitions.find(({ name }) => name === subcommand);
      if (!found) throw new Error(`No subcommand "${subcommand}".`);
      const options = sentOptions(found.options ?? [], deeper, values, channel, resolved, focused);
      return [{ name: found.name, type: found.type, options }];
    }
    if (definitions.some(({ type }) => type === ApplicationCommandOptionType.Subcommand)) {
      throw new Error("A subcommand has to be named.");
    }
    for (const name of [...Object.keys(values), ...(focused ? [focused.option] : [])]) {
      if (!definitions.some((definition) => definition.name === name)) {
        const names = definitions.map((definition) => definition.name).join(", ") || "none";
        throw new Error(`No option "${name}". Options: ${names}.`);
      }
    }
    return definitions.flatMap((definition) => {
      const { name, type } = definition;
      if (focused?.option === name) {
        if (!definition.autocomplete) throw new Error(`Option "${name}" has no autocomplete.`);
        return { name, type, value: focused.typed, focused: true as const };
      }
      const value = values[name];
      if (value === undefined) {
        if (definition.required && !focused) throw new Error(`Option "${name}" is required.`);
        return [];
      }
      return { name, type, value: resolveValue(definition, value, channel, resolved) };
    });
  }

  function runCommand(
    user: User,
    channel: Channel,
    path: string,
    values: Readonly<Record<string, OptionValue>>,
    focused?: { option: string; typed: string },
  ): Interaction {
    const [name = "", ...subcommands] = path.split(" ");
    const command = visibleCommand(user, channel, name, ApplicationCommandType.ChatInput);
    if (!may(channel, user, "UseApplicationCommands")) {
      throw new Error(`${user.name} may not use commands here.`);
    }
    const resolved = emptyResolved();
    const definitions = ("options" in command ? command.options : []) as OptionDefinition[];
    const options = sentOptions(definitions, subcommands, values, channel, resolved, focused);
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
      const command = visibleCommand(user, channel, name, ApplicationCommandType.Message);
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
              components: submitted(modal.components as unknown as Loose[], fields),
              resolved: {},
            },
          }) as unknown as APIInteraction,
      });
    },

    deleteMessage(message) {
      world.remove(stored(message));
    },
  };
}

type Loose = Parameters<typeof walk>[0][number];

/** A modal's components with what the person typed; checks what the client would check. */
function submitted(
  components: readonly Loose[],
  fields: Readonly<Record<string, string>>,
): unknown {
  const unused = new Set(Object.keys(fields));
  const typed = (input: Loose, label: unknown) => {
    const key = [input.custom_id, label].find((name) => typeof name === "string" && name in fields);
    unused.delete(String(key));
    const value = key === undefined ? String(input.value ?? "") : (fields[String(key)] ?? "");
    const { min_length: min = 0, max_length: max = 4000, required = true } = input;
    const empty = value === "";
    if (
      (empty && required) ||
      (!empty && value.length < Number(min)) ||
      value.length > Number(max)
    ) {
      throw new Error(`The field "${label ?? input.custom_id}" takes ${min} to ${max} characters.`);
    }
    return { type: input.type, id: input.id ?? 2, custom_id: input.custom_id, value };
  };
  const filled = components.map((component, index) => {
    const { type, label } = component;
    const id = component.id ?? index + 1;
    if (type === ComponentType.Label) {
      return { type, id, component: typed(component.component as Loose, label) };
    }
    if (type === ComponentType.ActionRow) {
      const inputs = component.components as Loose[];
      return { type, id, components: inputs.map((input) => typed(input, input.label)) };
    }
    return { type, id };
  });
  if (unused.size > 0) throw new Error(`The modal has no field ${[...unused].join(", ")}.`);
  return filled;
}

function attach(world: World, channel: Channel, attachment: Attachment) {
  const { name, contentType, content } = asFile(attachment);
  const url = world.keepFile(channel, name, contentType, content);
  return {
    id: url.split("/").at(-2) ?? "",
    filename: name,
    size: content.byteLength,
    content_type: contentType,
    url,
    proxy_url: url,
    ephemeral: true,
  };
}

function asFile({ name, content, contentType = "text/plain" }: Attachment) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { name, contentType, content: bytes };
}

function emptyResolved(): Resolved {
  return { users: {}, members: {}, roles: {}, channels: {}, messages: {}, attachments: {} };
}

/** Kinds with nothing in them are left out, as Discord leaves them out. */
function resolvedData(resolved: Resolved): { resolved?: Partial<Resolved> } {
  const used = Object.entries(resolved).filter(([, entries]) => Object.keys(entries).length > 0);
  return used.length > 0 ? { resolved: Object.fromEntries(used) } : {};
}
