/**
 * What a person fills in, a command's options and a modal's fields, with the checks that Discord's
 * client makes before anything is sent.
 */
import {
  type APIRole,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionContextType,
} from "discord.js";
import type { Channel } from "./channels.ts";
import type { Component } from "./components.ts";
import { channelPayload, memberPayload } from "./payloads.ts";
import { permissionsIn } from "./permissions.ts";
import type { Command, User, World } from "./world.ts";

/** A file that a person attaches. */
export interface Attachment {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly contentType?: string;
}

export type OptionValue = string | number | boolean | User | Channel | APIRole | Attachment;

export interface OptionDefinition {
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

/** The registered command that `user` sees in `channel` under that name. */
export function visibleCommand(
  world: World,
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
  world: World,
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
export function sentOptions(
  world: World,
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
    const options = sentOptions(
      world,
      found.options ?? [],
      deeper,
      values,
      channel,
      resolved,
      focused,
    );
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
    return { name, type, value: resolveValue(world, definition, value, channel, resolved) };
  });
}

/** A modal's components with what the person typed; checks what the client would check. */
export function submitted(
  components: readonly Component[],
  fields: Readonly<Record<string, string>>,
): unknown {
  const unused = new Set(Object.keys(fields));
  const typed = (input: Component, label: unknown) => {
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
      return { type, id, component: typed(component.component as Component, label) };
    }
    if (type === ComponentType.ActionRow) {
      const inputs = component.components as Component[];
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

export function asFile({ name, content, contentType = "text/plain" }: Attachment) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { name, contentType, content: bytes };
}

export function emptyResolved(): Resolved {
  return { users: {}, members: {}, roles: {}, channels: {}, messages: {}, attachments: {} };
}

/** Kinds with nothing in them are left out, as Discord leaves them out. */
export function resolvedData(resolved: Resolved): { resolved?: Partial<Resolved> } {
  const used = Object.entries(resolved).filter(([, entries]) => Object.keys(entries).length > 0);
  return used.length > 0 ? { resolved: Object.fromEntries(used) } : {};
}
