/** What the bot can do, in its own words. */
import type { Permission } from "../permissions.ts";
import type { Words } from "../words/words.ts";
import { card, colours, line, type Rendering, text } from "./message.ts";

export interface HelpOptions {
  /** Whether what moderators do is named too. */
  readonly moderator: boolean;
  /** Whether Discord shows the person the commands about the corpus, as far as can be told. */
  readonly seesCorpus: boolean;
  /** The ids of commands by their names: with one, a click puts the command into the message box. */
  readonly commandIds: ReadonlyMap<string, string>;
  /** Permissions that the bot lacks in this channel. */
  readonly missing: readonly Permission[];
  readonly words: Words;
}

/** The commands, and what `words.help` calls each. */
const forEverybody = {
  ask: "ask",
  search: "search",
  article: "article",
  latest: "latest",
  privacy: "privacy",
} as const;

const forManagers = { "corpus status": "status" } as const;

const forModerators = {
  "corpus reindex": "reindex",
  "corpus rollback": "rollback",
  "corpus add": "add",
  "corpus remove": "remove",
  "corpus gaps": "gaps",
  "corpus history": "history",
} as const;

export function renderHelp({
  moderator,
  seesCorpus,
  commandIds,
  missing,
  words,
}: HelpOptions): Rendering {
  const { help } = words;
  const list = (
    commands: Partial<typeof forEverybody & typeof forManagers & typeof forModerators>,
  ) =>
    Object.entries(commands)
      .map(([name, what]) => `${mention(name, commandIds)} — ${help[what]}`)
      .join("\n");
  const lacking = missing.map((name) => `**${words.permissions[name]}**`);
  return card(colours.lookup, [
    text(`**${help.what}** ${help.honesty}`),
    line(),
    text(list(seesCorpus ? { ...forEverybody, ...forManagers } : forEverybody)),
    ...(moderator ? [text(`**${help.forModerators}**\n${list(forModerators)}`)] : []),
    line(),
    text(help.also(words.answer.passages, words.commands.findSources)),
    ...(lacking.length === 0 ? [] : [text(`⚠️ ${help.lacking(lacking)}`)]),
  ]);
}

function mention(name: string, ids: ReadonlyMap<string, string>): string {
  const id = ids.get(name.split(" ")[0] ?? "");
  return id === undefined ? `\`/${name}\`` : `</${name}:${id}>`;
}
