/**
 * The bot's commands as data, in the form in which Discord takes them. Registering them needs this
 * file and no handler.
 */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord.js";
import { longestDate, longestQuestion } from "./limits.ts";
import { type Words, wordsIn } from "./words/words.ts";

const everywhere = {
  type: ApplicationCommandType.ChatInput,
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
} satisfies Partial<RESTPostAPIChatInputApplicationCommandsJSONBody>;

/** In English, with the translations that Discord has locales for. */
function described(key: keyof Words["commands"]) {
  return {
    description: wordsIn.en.commands[key],
    description_localizations: translated(key),
  };
}

function translated(key: keyof Words["commands"]) {
  const { ru, es } = wordsIn;
  return { ru: ru.commands[key], "es-ES": es.commands[key], "es-419": es.commands[key] };
}

/** What an answer or a search may be limited to. */
const filterOptions = [
  {
    type: ApplicationCommandOptionType.String,
    name: "since",
    ...described("since"),
    max_length: longestDate,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: "until",
    ...described("until"),
    max_length: longestDate,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: "outlet",
    ...described("ofOutlet"),
    autocomplete: true,
  },
] as const;

export const ask = {
  ...everywhere,
  name: "ask",
  ...described("ask"),
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: "question",
      ...described("question"),
      required: true,
      max_length: longestQuestion,
    },
    {
      type: ApplicationCommandOptionType.Boolean,
      name: "private",
      ...described("private"),
    },
    {
      type: ApplicationCommandOptionType.Boolean,
      name: "thread",
      ...described("thread"),
    },
    ...filterOptions,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

export const search = {
  ...everywhere,
  name: "search",
  ...described("search"),
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: "query",
      ...described("query"),
      required: true,
      max_length: longestQuestion,
    },
    ...filterOptions,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

const articleTitle = {
  type: ApplicationCommandOptionType.String,
  name: "title",
  ...described("title"),
  required: true,
  autocomplete: true,
} as const;

export const article = {
  ...everywhere,
  name: "article",
  ...described("article"),
  options: [articleTitle],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

export const latest = {
  ...everywhere,
  name: "latest",
  ...described("latest"),
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: "outlet",
      ...described("ofOutlet"),
      autocomplete: true,
    },
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

/** In the menu of a message. */
export const findSources = {
  ...everywhere,
  type: ApplicationCommandType.Message,
  name: "Find sources",
  name_localizations: translated("findSources"),
} as const satisfies RESTPostAPIContextMenuApplicationCommandsJSONBody;

export const help = {
  ...everywhere,
  name: "help",
  ...described("help"),
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

export const privacy = {
  ...everywhere,
  name: "privacy",
  ...described("privacy"),
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

export const corpus = {
  ...everywhere,
  name: "corpus",
  ...described("corpus"),
  // A default that a server's administrators can change; who may re-index is checked in code.
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "status",
      ...described("status"),
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "reindex",
      ...described("reindex"),
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "rollback",
      ...described("rollback"),
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "history",
      ...described("history"),
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "gaps",
      ...described("gaps"),
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "add",
      ...described("add"),
      options: [
        {
          type: ApplicationCommandOptionType.Attachment,
          name: "file",
          ...described("file"),
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "remove",
      ...described("remove"),
      options: [articleTitle],
    },
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Every command, in the order in which Discord lists them. */
export const definitions = [
  ask,
  search,
  article,
  latest,
  findSources,
  help,
  corpus,
  privacy,
] as const;
