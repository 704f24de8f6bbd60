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

const everywhere = {
  type: ApplicationCommandType.ChatInput,
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
} satisfies Partial<RESTPostAPIChatInputApplicationCommandsJSONBody>;

/** What an answer or a search may be limited to. */
const filterOptions = [
  {
    type: ApplicationCommandOptionType.String,
    name: "since",
    description:
      "Only articles published since: 2025, 2025-08, 2025-08-09, or 7d for the last week",
    max_length: longestDate,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: "until",
    description: "Only articles published until: 2025, 2025-08, 2025-08-09, or 7d",
    max_length: longestDate,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: "outlet",
    description: "Only articles of this outlet",
    autocomplete: true,
  },
] as const;

export const ask = {
  ...everywhere,
  name: "ask",
  description: "Ask a question; the answer quotes the articles that it rests on",
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: "question",
      description: "What you want to know, as a whole question",
      required: true,
      max_length: longestQuestion,
    },
    {
      type: ApplicationCommandOptionType.Boolean,
      name: "private",
      description: "Show the answer to you alone",
    },
    ...filterOptions,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

export const search = {
  ...everywhere,
  name: "search",
  description: "Find the passages nearest to some words; only you see them",
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: "query",
      description: "What to look for",
      required: true,
      max_length: longestQuestion,
    },
    ...filterOptions,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

const articleTitle = {
  type: ApplicationCommandOptionType.String,
  name: "title",
  description: "The beginning of the title, or a word of it",
  required: true,
  autocomplete: true,
} as const;

export const article = {
  ...everywhere,
  name: "article",
  description: "Read an article in full; only you see it",
  options: [articleTitle],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

export const latest = {
  ...everywhere,
  name: "latest",
  description: "The newest articles; only you see them",
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: "outlet",
      description: "Only articles of this outlet",
      autocomplete: true,
    },
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

/** In the menu of a message. */
export const findSources = {
  ...everywhere,
  type: ApplicationCommandType.Message,
  name: "Find sources",
} as const satisfies RESTPostAPIContextMenuApplicationCommandsJSONBody;

export const help = {
  ...everywhere,
  name: "help",
  description: "What this bot does and how to ask it",
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

export const privacy = {
  ...everywhere,
  name: "privacy",
  description: "What this bot keeps about you, and a button that erases it",
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

export const corpus = {
  ...everywhere,
  name: "corpus",
  description: "The collection of articles and its index",
  // A default that a server's administrators can change; who may re-index is checked in code.
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "status",
      description: "How many articles there are, and whether the index is up to date",
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "reindex",
      description: "Take in what has changed in the corpus folder (moderators)",
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "rollback",
      description: "Go back to the index before the present one (moderators)",
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "history",
      description: "Who did what to the corpus, and when (moderators)",
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "gaps",
      description: "What people asked and did not find, without names (moderators)",
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "add",
      description: "Add an article: attach its file, or paste its text (moderators)",
      options: [
        {
          type: ApplicationCommandOptionType.Attachment,
          name: "file",
          description: "A .md, .txt or .html file; a form for pasting opens without one",
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "remove",
      description: "Take an article out of the corpus (moderators)",
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
