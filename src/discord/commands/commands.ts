/** Which handler each command has. */
import type { definitions } from "../definitions.ts";
import { article } from "./article.ts";
import { ask } from "./ask.ts";
import type { Command } from "./command.ts";
import { corpus } from "./corpus.ts";
import { help } from "./help.ts";
import { privacy } from "./privacy.ts";
import { search } from "./search.ts";

export const commands: Readonly<Record<(typeof definitions)[number]["name"], Command>> = {
  ask,
  search,
  article,
  help,
  corpus,
  privacy,
};
