/** Registering commands: what Discord takes as the definition of a command. */
import {
  type ApplicationCommandOptionType,
  ApplicationCommandType,
  Locale,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import * as spec from "discord-api-spec/zod";
import { fault, type Path, parser, repeated, required } from "./form.ts";
import { type FormFault, refuseForm } from "./refused.ts";

const LIMITS = { command: 8_000, chatCommands: 100, menuCommands: 15 } as const;

/** Parses the bulk overwrite of an application's commands. */
export function parseCommands(body: unknown): RESTPostAPIApplicationCommandsJSONBody[] {
  if (!Array.isArray(body)) {
    refuseForm([fault([], "BASE_TYPE_BAD_TYPE", "Only iterables may be used")]);
  }
  const faults: FormFault[] = [];
  const parse = parser(spec.ApplicationCommandUpdateRequestSchema);
  const commands = body.map((command: Record<string, unknown>, index) => {
    // The specification calls this a number; Discord takes the bits as a string of digits.
    const bits = command.default_member_permissions;
    const numeric = typeof bits === "string" && /^\d+$/.test(bits) ? Number(bits) : bits;
    try {
      parse({ ...command, default_member_permissions: numeric });
    } catch (error) {
      if (!(error instanceof Error && "errors" in error)) throw error;
      faults.push(...flatten(error.errors, [index]));
    }
    return command as unknown as RESTPostAPIApplicationCommandsJSONBody;
  });
  if (faults.length === 0)
    faults.push(...commands.flatMap((command, index) => faultsOfCommand(command, [index])));
  const ofType = (type: ApplicationCommandType) =>
    commands.filter((c) => (c.type ?? ApplicationCommandType.ChatInput) === type);
  for (const [type, most] of [
    [ApplicationCommandType.ChatInput, LIMITS.chatCommands],
    [ApplicationCommandType.User, LIMITS.menuCommands],
    [ApplicationCommandType.Message, LIMITS.menuCommands],
  ] as const) {
    const names = ofType(type).map(({ name }) => name);
    if (names.length > most) {
      faults.push(
        fault(
          [],
          "APPLICATION_COMMANDS_TOO_MANY",
          `Maximum number of application commands reached (${most})`,
        ),
      );
    }
    for (const name of repeated(names)) {
      faults.push(
        fault(
          [],
          "APPLICATION_COMMANDS_DUPLICATE_NAME",
          `Application command names must be unique: ${name}`,
        ),
      );
    }
  }
  if (faults.length > 0) refuseForm(faults);
  return commands;
}

type AnyOption = {
  type: ApplicationCommandOptionType;
  name: string;
  name_localizations?: Record<string, string> | null;
  description: string;
  description_localizations?: Record<string, string> | null;
  required?: boolean;
  autocomplete?: boolean;
  choices?: { name: string; value: string | number }[];
  options?: AnyOption[];
};

const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES: ReadonlySet<string> = new Set(Object.values(Locale));

function faultsOfCommand(command: RESTPostAPIApplicationCommandsJSONBody, path: Path): FormFault[] {
  const isChat = (command.type ?? ApplicationCommandType.ChatInput) === 1;
  const body = { options: [], ...command } as unknown as AnyOption;
  const faults = isChat ? faultsOfNamed(body, path) : [];
  if (!isChat && (body.description || body.options?.length)) {
    faults.push(
      fault(
        [...path, "description"],
        "APPLICATION_COMMAND_INVALID_DESCRIPTION",
        "Context menu commands cannot have description",
      ),
    );
  }
  if (commandSize(body) > LIMITS.command) {
    faults.push(
      fault(
        path,
        "APPLICATION_COMMAND_TOO_LARGE",
        `Command exceeds maximum size (${LIMITS.command})`,
      ),
    );
  }
  return faults;
}

function faultsOfNamed(command: AnyOption, path: Path): FormFault[] {
  const faults: FormFault[] = [];
  const names = [command.name, ...Object.values(command.name_localizations ?? {})];
  if (names.some((name) => !COMMAND_NAME.test(name) || name !== name.toLowerCase())) {
    faults.push(
      fault([...path, "name"], "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"),
    );
  }
  if (!command.description) faults.push(required([...path, "description"]));
  for (const key of ["name_localizations", "description_localizations"] as const) {
    for (const locale of Object.keys(command[key] ?? {})) {
      if (!LOCALES.has(locale)) {
        faults.push(
          fault([...path, key], "DICT_TYPE_INVALID_KEY", `${locale} is not a locale of Discord's`),
        );
      }
    }
  }
  if (command.autocomplete && command.choices?.length) {
    faults.push(
      fault(
        [...path, "choices"],
        "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES",
        "Autocomplete and choices exclude each other",
      ),
    );
  }
  const options = command.options ?? [];
  for (const name of repeated(options.map((option) => option.name))) {
    faults.push(
      fault(
        [...path, "options"],
        "APPLICATION_COMMAND_OPTIONS_NAME_INVALID",
        `Option name ${name} must be unique`,
      ),
    );
  }
  const firstOptional = options.findIndex((option) => !option.required);
  if (
    options.some((option, index) => option.required && index > firstOptional && firstOptional >= 0)
  ) {
    faults.push(
      fault(
        [...path, "options"],
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        "Required options must be placed before non-required options",
      ),
    );
  }
  faults.push(...options.flatMap((o, index) => faultsOfNamed(o, [...path, "options", index])));
  return faults;
}

/** Of each text with translations, the longest counts. */
function commandSize(command: AnyOption): number {
  const longest = (text: string | undefined, others?: Record<string, string> | null) =>
    Math.max(...[text ?? "", ...Object.values(others ?? {})].map((each) => each.length));
  const choices = (command.choices ?? []).reduce(
    (sum, { name, value }) => sum + name.length + String(value).length,
    0,
  );
  return (
    longest(command.name, command.name_localizations) +
    longest(command.description, command.description_localizations) +
    choices +
    (command.options ?? []).reduce((sum, option) => sum + commandSize(option), 0)
  );
}

function flatten(tree: unknown, path: Path): FormFault[] {
  return Object.entries(tree as Record<string, unknown>).flatMap(([key, value]) =>
    key === "_errors"
      ? (value as { code: string; message: string }[]).map((each) => ({ path, ...each }))
      : flatten(value, [...path, key]),
  );
}
