/** Which handler each command has. */
import type { ApplicationCommandType } from "discord.js";
import type { definitions } from "../definitions.ts";
import { article } from "./article.ts";
import { ask } from "./ask.ts";
import type { Command, MessageCommand } from "./command.ts";
import { corpus } from "./corpus.ts";
import { findSources } from "./find-sources.ts";
import { help } from "./help.ts";
import { latest } from "./latest.ts";
import { privacy } from "./privacy.ts";
import { search } from "./search.ts";

type Definition = (typeof definitions)[number];
type NamesOf<Type> = Extract<Definition, { type: Type }>["name"];

export const messageCommands: Readonly<
  Record<NamesOf<ApplicationCommandType.Message>, MessageCommand>
> = { "Find sources": findSources };

export const commands: Readonly<Record<NamesOf<ApplicationCommandType.ChatInput>, Command>> = {
  ask,
  search,
  article,
  latest,
  help,
  corpus,
  privacy,
};
