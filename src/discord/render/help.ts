/** What the bot can do, in its own words. */
import { card, colours, line, type Rendering, text } from "./message.ts";

export interface HelpOptions {
  /** Whether what moderators do is named too. */
  readonly moderator: boolean;
  /** The ids of commands by their names: with one, a click puts the command into the message box. */
  readonly commandIds: ReadonlyMap<string, string>;
  /** Permissions that the bot lacks in this channel, as Discord calls them. */
  readonly missing: readonly string[];
}

const forEverybody = {
  ask: "a question; with `private` the answer is shown to you alone",
  search: "the passages nearest to some words",
  article: "an article in full; titles are suggested as you type",
  latest: "the newest articles",
  "corpus status": "how many articles there are, and how recent the index is",
  privacy: "what I keep about you, and erasing it",
} as const;

const forModerators = {
  "corpus reindex": "take in what has changed in the corpus folder",
  "corpus rollback": "go back to the index before",
  "corpus add": "add an article",
  "corpus remove": "take one out",
  "corpus gaps": "what people asked and did not find",
  "corpus history": "who did what, and when",
} as const;

export function renderHelp({ moderator, commandIds, missing }: HelpOptions): Rendering {
  const list = (commands: Readonly<Record<string, string>>) =>
    Object.entries(commands)
      .map(([name, what]) => `${mention(name, commandIds)} ${what}`)
      .join("\n");
  return card(colours.lookup, [
    text(
      "**Footnote answers questions from a collection of articles and quotes the passages its answers rest on.** It says nothing that no article says; where the articles do not answer, it tells you so.",
    ),
    line(),
    text(list(forEverybody)),
    ...(moderator ? [text(`**For moderators**\n${list(forModerators)}`)] : []),
    line(),
    text(
      "You can also mention me with a question, reply to a message of mine, or write to me directly. **Passages in full** under an answer shows what stands around each quoted sentence.",
    ),
    ...(missing.length === 0
      ? []
      : [
          text(
            `⚠️ In this channel I cannot answer mentions as I should: I lack ${missing.map((name) => `**${name}**`).join(", ")}. Somebody who manages this server can give it to me in the channel's settings; the commands above work all the same.`,
          ),
        ]),
  ]);
}

function mention(name: string, ids: ReadonlyMap<string, string>): string {
  const id = ids.get(name.split(" ")[0] ?? "");
  return id === undefined ? `\`/${name}\`` : `</${name}:${id}>`;
}
