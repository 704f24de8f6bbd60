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
} from "discord.js";
import { longestQuestion } from "./limits.ts";

const everywhere = {
  type: ApplicationCommandType.ChatInput,
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
} satisfies Partial<RESTPostAPIChatInputApplicationCommandsJSONBody>;

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
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

export const article = {
  ...everywhere,
  name: "article",
  description: "Read an article in full; only you see it",
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: "title",
      description: "The beginning of the title, or a word of it",
      required: true,
      autocomplete: true,
    },
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

export const help = {
  ...everywhere,
  name: "help",
  description: "What this bot does and how to ask it",
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
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Every command, in the order in which Discord lists them. */
export const definitions = [ask, search, article, help, corpus] as const;
