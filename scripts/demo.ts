/** `npm run demo`: a conversation with the bot as members of a server would see it; needs no account. */
import { stripVTControlCharacters } from "node:util";
import { Command } from "commander";
import pc from "picocolors";
import { runCommand } from "../src/terminal/command.ts";
import { converse, type Told, type Turn } from "../tests/discord/conversation.ts";
import { buttonsOf, textOf } from "../tests/discord-server/server.ts";

const width = Math.min(process.stdout.columns || 100, 100);

const command = new Command("demo")
  .description("Shows a conversation with the bot, on a stand-in for Discord.")
  .action(async () => {
    const { turns, names } = await converse();
    for (const turn of turns) process.stdout.write(`${describe(turn, names)}\n\n`);
  });

function describe(
  { place, action, message, choices, ephemeral }: Turn,
  names: Told["names"],
): string {
  const who = ephemeral ? "Footnote, seen by this person alone" : "Footnote";
  const lines = message ? readable(textOf(message), names).split("\n") : (choices ?? []);
  const labels = message ? buttonsOf(message).map(({ label }) => `[ ${label} ]`) : [];
  return [
    `${pc.dim(place)}  ${pc.bold(action)}`,
    pc.dim(`  ${who}`),
    ...[...lines, ...(labels.length > 0 ? [labels.join("  ")] : [])]
      .flatMap(wrap)
      .map((line) => `  ${pc.dim("│")} ${line}`),
  ].join("\n");
}

/** Discord's markdown as text for a terminal. */
function readable(markdown: string, names: Told["names"]): string {
  // Escaped signs step aside while the others are read.
  const signs: string[] = [];
  return (
    markdown
      .replace(/\\([^0-9A-Za-z\s])/g, (_, sign: string) => `\uE000${signs.push(sign) - 1}\uE001`)
      .replace(/\[([^[\]]*)\]\(<([^>]*)>\)/g, "$1 ($2)")
      .replace(/<\/([^:>]+):\d+>/g, "/$1")
      .replace(/<@(\d+)>/g, (_, id: string) => `@${names[id] ?? id}`)
      .replace(/<t:\d+:R>/g, "a moment ago")
      // Without colours the asterisks stay, to show what is in bold.
      .replace(/\*\*(.+?)\*\*/gs, (bold, words: string) =>
        pc.isColorSupported ? pc.bold(words) : bold,
      )
      .replace(/^-# (.*)$/gm, (_, small: string) => pc.dim(small))
      .replace(/\uE000(\d+)\uE001/g, (_, index: string) => signs[Number(index)] ?? "")
  );
}

function wrap(line: string): string[] {
  const indent = line.startsWith("> ") ? "> " : "";
  const lines = [""];
  for (const word of line.slice(indent.length).split(" ")) {
    const last = lines.at(-1) ?? "";
    const longer = last === "" ? word : `${last} ${word}`;
    if (stripVTControlCharacters(longer).length <= width - 8) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((each) => indent + each);
}

await runCommand(command);
