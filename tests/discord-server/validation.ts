/**
 * What Discord accepts: every request body is parsed with the schemas generated from Discord's own
 * specification, and then held against the limits that the specification leaves out. Lengths are
 * UTF-16 code units, never fewer than the characters Discord counts.
 */

import {
  type APIEmbed,
  type APIMessageTopLevelComponent,
  type ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonStyle,
  ComponentType,
  Locale,
  MessageFlags,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import * as spec from "discord-api-spec/zod";
import type { ZodMiniType } from "zod/mini";
import { type FormFault, refuse, refuseForm } from "./refused.ts";

const LIMITS = {
  content: 2_000,
  embedsTotal: 6_000,
  rows: 5,
  rowButtons: 5,
  components: 40,
  textDisplaysTotal: 4_000,
  modalComponents: 5,
  choice: 100,
  command: 8_000,
  chatCommands: 100,
  menuCommands: 15,
  /** Bytes over all files of one message, without boosts. */
  upload: 10 * 1024 * 1024,
} as const;

type Path = (string | number)[];
/** A component of any kind, as it arrives. */
type Loose = Record<string, unknown> & { type: number };

/** What a message will hold once the request has been carried out. */
export interface MessageShape {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
  readonly attachments: number;
  readonly poll?: unknown;
}

export const parseMessage = parser(spec.MessageCreateRequestSchema);
export const parseMessageEdit = parser(spec.MessageEditRequestPartialSchema);
export const parseFollowUp = parser(spec.IncomingWebhookRequestPartialSchema);
export const parseWebhookEdit = parser(spec.IncomingWebhookUpdateRequestPartialSchema);
export const parseReply = parser(spec.CreateMessageInteractionCallbackRequestSchema);
export const parseUpdate = parser(spec.UpdateMessageInteractionCallbackRequestSchema);
export const parseDirectChannel = parser(spec.CreatePrivateChannelRequestSchema);
export const parseThread = parser(spec.CreateTextThreadWithoutMessageRequestSchema);
export const parseMessageThread = parser(spec.CreateTextThreadWithMessageRequestSchema);
export const parseThreadEdit = parser(spec.UpdateThreadRequestPartialSchema);

/** Refuses a message that Discord would not show. `shape` is the message after the request. */
export function checkMessage(shape: MessageShape): void {
  const faults: FormFault[] = [];
  const isV2 = (shape.flags & MessageFlags.IsComponentsV2) !== 0;
  if (isV2) {
    for (const field of ["content", "embeds"] as const) {
      if (shape[field].length > 0) {
        faults.push(
          fault(
            [field],
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            "The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2",
          ),
        );
      }
    }
  } else {
    if (shape.content.length > LIMITS.content) {
      faults.push(tooLong(["content"], LIMITS.content));
    }
    faults.push(...faultsOfEmbeds(shape.embeds));
    shape.components.forEach((component, index) => {
      if (component.type !== ComponentType.ActionRow) {
        faults.push(
          fault(
            ["components", index, "type"],
            "UNION_TYPE_CHOICES",
            "Value of field \"type\" must be one of ('1',).",
          ),
        );
      }
    });
    if (shape.components.length > LIMITS.rows) {
      faults.push(tooMany(["components"], LIMITS.rows));
    }
  }
  faults.push(...faultsOfComponents(shape.components as unknown as Loose[], isV2));
  if (faults.length > 0) refuseForm(faults);

  const visible = isV2
    ? shape.components.length > 0
    : shape.content.trim() !== "" ||
      shape.embeds.some((embed) => embedTexts(embed).some(Boolean) || embed.image) ||
      shape.components.length > 0;
  if (!visible && shape.attachments === 0 && !shape.poll) refuse("emptyMessage");
}

/** Refuses files that are larger together than an upload may be. */
export function checkFiles(files: readonly { readonly content: Uint8Array }[]): void {
  const bytes = files.reduce((sum, file) => sum + file.content.byteLength, 0);
  if (bytes > LIMITS.upload) refuse("tooLarge");
}

/** Parses the answer to an autocomplete interaction. */
export function parseChoices(body: unknown): { name: string; value: string | number }[] {
  const parsed = parser(spec.ApplicationCommandAutocompleteCallbackRequestSchema)<{
    data?: { choices?: { name: string; value: string | number }[] };
  }>(body);
  const choices = parsed.data?.choices ?? [];
  const faults = choices.flatMap(({ name, value }, index) => {
    const path: Path = ["data", "choices", index];
    const found: FormFault[] = [];
    if (name.trim() === "") found.push(required([...path, "name"]));
    if (typeof value === "string" && (value.length < 1 || value.length > LIMITS.choice)) {
      found.push(lengthBetween([...path, "value"], 1, LIMITS.choice));
    }
    return found;
  });
  if (faults.length > 0) refuseForm(faults);
  return choices;
}

/** Parses the opening of a modal. */
export function parseModal<T>(body: unknown): T {
  const parsed = parser(spec.ModalInteractionCallbackRequestSchema)<{
    data: { components: Loose[] };
  }>(body);
  const { components } = parsed.data;
  const faults = faultsOfComponents(components, true, ["data", "components"]);
  if (components.length > LIMITS.modalComponents) {
    faults.push(lengthBetween(["data", "components"], 1, LIMITS.modalComponents));
  }
  for (const { component, path } of walk(components, ["data", "components"])) {
    if (component.type !== ComponentType.TextInput) continue;
    const { value, min_length: min, max_length: max } = component;
    const inLabel = path.at(-1) === "component";
    if (inLabel && component.label != null) {
      faults.push(fault([...path, "label"], "COMPONENT_LABEL_NOT_ALLOWED", "Use the Label's own"));
    }
    if (!inLabel && component.label == null) faults.push(required([...path, "label"]));
    if (typeof value === "string" && typeof max === "number" && value.length > max) {
      faults.push(tooLong([...path, "value"], max));
    }
    if (typeof min === "number" && typeof max === "number" && min > max) {
      faults.push(fault([...path, "min_length"], "NUMBER_TYPE_MAX", `Must be at most ${max}.`));
    }
  }
  if (faults.length > 0) refuseForm(faults);
  return parsed as T;
}

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

/** Every component of a tree with its place, parents before children. */
export function* walk(
  components: readonly Loose[],
  path: Path = ["components"],
): Generator<{ component: Loose; path: Path }> {
  for (const [index, component] of components.entries()) yield* visit(component, [...path, index]);

  function* visit(component: Loose, at: Path): Generator<{ component: Loose; path: Path }> {
    yield { component, path: at };
    if (Array.isArray(component.components)) {
      yield* walk(component.components as Loose[], [...at, "components"]);
    }
    for (const only of ["accessory", "component"] as const) {
      if (component[only]) yield* visit(component[only] as Loose, [...at, only]);
    }
  }
}

function faultsOfEmbeds(embeds: readonly APIEmbed[]): FormFault[] {
  const faults: FormFault[] = [];
  const total = embeds.flatMap(embedTexts).reduce((sum, text) => sum + (text?.length ?? 0), 0);
  if (total > LIMITS.embedsTotal) {
    faults.push(
      fault(
        ["embeds"],
        "MAX_EMBED_SIZE_EXCEEDED",
        `Embed size exceeds maximum size of ${LIMITS.embedsTotal}`,
      ),
    );
  }
  embeds.forEach((embed, index) => {
    embed.fields?.forEach((field, place) => {
      for (const part of ["name", "value"] as const) {
        if (field[part].trim() === "")
          faults.push(required(["embeds", index, "fields", place, part]));
      }
    });
    for (const [key, url] of [
      ["url", embed.url],
      ["image", embed.image?.url],
      ["thumbnail", embed.thumbnail?.url],
    ] as const) {
      const schemes = key === "url" ? ["http", "https"] : ["http", "https", "attachment"];
      if (url && !hasScheme(url, schemes)) faults.push(badScheme(["embeds", index, key], schemes));
    }
  });
  return faults;
}

function embedTexts(embed: APIEmbed): (string | undefined)[] {
  return [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ];
}

function faultsOfComponents(
  components: readonly Loose[],
  isV2: boolean,
  root: Path = ["components"],
): FormFault[] {
  const faults: FormFault[] = [];
  const customIds: string[] = [];
  let count = 0;
  let text = 0;
  for (const { component, path } of walk(components, root)) {
    count += 1;
    if (typeof component.custom_id === "string") customIds.push(component.custom_id);
    if (component.type === ComponentType.TextDisplay) {
      text += String(component.content).length;
      if (String(component.content).trim() === "") faults.push(required([...path, "content"]));
    }
    if (component.type === ComponentType.Button) faults.push(...faultsOfButton(component, path));
    if (component.type === ComponentType.ActionRow) faults.push(...faultsOfRow(component, path));
    if (component.type === ComponentType.StringSelect) {
      const values = (component.options as { value: string }[]).map(({ value }) => value);
      for (const value of repeated(values)) {
        faults.push(
          fault(
            [...path, "options"],
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
            `The specified option value is already used: ${value}`,
          ),
        );
      }
    }
  }
  if (isV2 && count > LIMITS.components) {
    faults.push(
      fault(
        root,
        "COMPONENT_LIMIT_EXCEEDED",
        `The maximum number of components is ${LIMITS.components}, and ${count} were sent`,
      ),
    );
  }
  if (text > LIMITS.textDisplaysTotal) {
    faults.push(
      fault(
        root,
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        `Total displayable text size of ${text} exceeds maximum of ${LIMITS.textDisplaysTotal}`,
      ),
    );
  }
  for (const id of repeated(customIds)) {
    faults.push(
      fault(
        root,
        "COMPONENT_CUSTOM_ID_DUPLICATED",
        `Component custom id cannot be duplicated: ${id}`,
      ),
    );
  }
  return faults;
}

function faultsOfRow(row: Loose, path: Path): FormFault[] {
  const children = row.components as Loose[];
  const buttons = children.filter(({ type }) => type === ComponentType.Button).length;
  const others = children.length - buttons;
  return buttons > LIMITS.rowButtons || others > 1 || (others === 1 && buttons > 0)
    ? [
        fault(
          [...path, "components"],
          "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
          "Width limit exceeded: five buttons or one select in a row",
        ),
      ]
    : [];
}

function faultsOfButton(button: Loose, path: Path): FormFault[] {
  const { style, custom_id: customId, url, label, emoji } = button;
  const faults: FormFault[] = [];
  if (style === ButtonStyle.Link) {
    if (!url) faults.push(required([...path, "url"]));
    else if (!hasScheme(String(url), ["http", "https", "discord"])) {
      faults.push(badScheme([...path, "url"], ["http", "https", "discord"]));
    }
    if (customId) {
      faults.push(
        fault(
          [...path, "custom_id"],
          "BUTTON_COMPONENT_INVALID_CUSTOM_ID",
          "A link button has no custom id",
        ),
      );
    }
  } else if (style !== ButtonStyle.Premium) {
    if (!customId) faults.push(required([...path, "custom_id"]));
    if (url)
      faults.push(
        fault([...path, "url"], "BUTTON_COMPONENT_INVALID_URL", "Only a link button has a URL"),
      );
  }
  if (!label && !emoji && style !== ButtonStyle.Premium) faults.push(required([...path, "label"]));
  return faults;
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

/** A function that parses a body with `schema` or refuses it with the faults in Discord's shape. */
function parser(schema: ZodMiniType): <T>(body: unknown) => T {
  return <T>(body: unknown) => {
    const result = schema.safeParse(body);
    if (!result.success) refuseForm(result.error.issues.flatMap((issue) => faultsOfIssue(issue)));
    // The schema drops fields it does not know, as Discord does.
    return result.data as T;
  };
}

interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly origin?: string;
  readonly maximum?: number | bigint;
  readonly minimum?: number | bigint;
  readonly expected?: string;
  readonly values?: readonly unknown[];
  readonly errors?: readonly (readonly Issue[])[];
}

function faultsOfIssue(issue: unknown, before: Path = []): FormFault[] {
  const { code, path, origin, maximum, minimum, expected, values, errors, message } =
    issue as Issue;
  const at = [...before, ...(path as Path)];
  switch (code) {
    case "too_big":
      return [
        origin === "string"
          ? tooLong(at, Number(maximum))
          : origin === "array"
            ? tooMany(at, Number(maximum))
            : fault(at, "NUMBER_TYPE_MAX", `int value should be less than or equal to ${maximum}.`),
      ];
    case "too_small":
      return [
        origin === "number"
          ? fault(at, "NUMBER_TYPE_MIN", `int value should be greater than or equal to ${minimum}.`)
          : fault(at, "BASE_TYPE_MIN_LENGTH", `Must be ${minimum} or more in length.`),
      ];
    case "invalid_type":
      return [fault(at, "BASE_TYPE_BAD_TYPE", `Expected ${expected}.`)];
    case "invalid_value":
      return [
        fault(at, "BASE_TYPE_CHOICES", `Value must be one of {${(values ?? []).join(", ")}}.`),
      ];
    case "invalid_union": {
      // The branch that the body meant is the one whose own shape and `type` fit.
      const branches = (errors ?? []).filter((branch) =>
        branch.every(
          ({ path: inner }) => inner.length > 1 || (inner.length === 1 && inner[0] !== "type"),
        ),
      );
      const meant = branches.sort((a, b) => a.length - b.length)[0];
      return meant
        ? meant.flatMap((inner) => faultsOfIssue(inner, at))
        : [fault(at, "UNION_TYPE_CHOICES", "No such kind is allowed here.")];
    }
    default:
      return [fault(at, "BASE_TYPE_INVALID", message)];
  }
}

function flatten(tree: unknown, path: Path): FormFault[] {
  return Object.entries(tree as Record<string, unknown>).flatMap(([key, value]) =>
    key === "_errors"
      ? (value as { code: string; message: string }[]).map((each) => ({ path, ...each }))
      : flatten(value, [...path, key]),
  );
}

function fault(path: Path, code: string, message: string): FormFault {
  return { path, code, message };
}

function tooLong(path: Path, most: number): FormFault {
  return fault(path, "BASE_TYPE_MAX_LENGTH", `Must be ${most} or fewer in length.`);
}

function tooMany(path: Path, most: number): FormFault {
  return fault(path, "BASE_TYPE_MAX_LENGTH", `Must be ${most} or fewer in length.`);
}

function lengthBetween(path: Path, least: number, most: number): FormFault {
  return fault(path, "BASE_TYPE_BAD_LENGTH", `Must be between ${least} and ${most} in length.`);
}

function required(path: Path): FormFault {
  return fault(path, "BASE_TYPE_REQUIRED", "This field is required");
}

function badScheme(path: Path, schemes: readonly string[]): FormFault {
  return fault(
    path,
    "URL_TYPE_INVALID_SCHEME",
    `Scheme must be one of (${schemes.map((scheme) => `'${scheme}'`).join(", ")}).`,
  );
}

function hasScheme(url: string, schemes: readonly string[]): boolean {
  return schemes.some((scheme) => url.toLowerCase().startsWith(`${scheme}://`));
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
