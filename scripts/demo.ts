/** `npm run demo`: a conversation with the bot as members of a server would see it; needs no account. */
import { stripVTControlCharacters } from "node:util";
import { Command } from "commander";
import {
  type APIComponentInContainer,
  type APIMessage,
  type APIMessageTopLevelComponent,
  ComponentType,
} from "discord.js";
import pc from "picocolors";
import { runCommand } from "../src/terminal/command.ts";
import { converse, type Told, type Turn } from "../tests/discord/conversation.ts";

const width = Math.min(process.stdout.columns || 100, 100);

const opening =
  "The real bot in conversation with made-up members of a server, on a stand-in for Discord. It takes about half a minute.";

const command = new Command("demo")
  .description("Shows a conversation with the bot, on a stand-in for Discord.")
  .action(async () => {
    process.stdout.write(`${wrap(opening).map(pc.dim).join("\n")}\n\n`);
    await converse((turn, names) => process.stdout.write(`${describe(turn, names)}\n\n`));
  });

type Names = Told["names"];
type Shown = APIMessageTopLevelComponent | APIComponentInContainer;

function describe({ place, action, message, choices, ephemeral }: Turn, names: Names): string {
  const who = ephemeral ? "Footnote, seen by this person alone" : "Footnote";
  const lines = message ? linesOf(message, names) : (choices ?? []);
  return [
    `${pc.dim(place)}  ${pc.bold(action)}`,
    pc.dim(`  ${who}`),
    ...lines.flatMap(wrap).map((line) => `  ${pc.dim("│")} ${line}`),
  ].join("\n");
}

/** What a message shows from top to bottom, each button where it stands. */
function linesOf(message: APIMessage, names: Names): string[] {
  const told = Date.parse(message.timestamp);
  const show = (component: Shown): string[] => {
    if ("content" in component) return readable(component.content, names, told).split("\n");
    if ("file" in component) return [`[ ${component.file.url.replace("attachment://", "")} ]`];
    if (component.type === ComponentType.Separator) return [""];
    if (component.type === ComponentType.ActionRow)
      return [component.components.map(label).join("  ")];
    const inner = "components" in component ? component.components.flatMap(show) : [];
    return "accessory" in component ? [...inner, label(component.accessory)] : inner;
  };
  return (message.components ?? []).flatMap(show);
}

function label(control: object): string {
  const { label, emoji } = control as { label?: string; emoji?: { name: string } };
  return `[ ${label ?? emoji?.name ?? ""} ]`;
}

/** Discord's markdown as text for a terminal. */
function readable(markdown: string, names: Names, told: number): string {
  // Escaped signs step aside while the others are read.
  const signs: string[] = [];
  return (
    markdown
      .replace(/\\([^0-9A-Za-z\s])/g, (_, sign: string) => `\uE000${signs.push(sign) - 1}\uE001`)
      .replace(/\[([^[\]]*)\]\(<([^>]*)>\)/g, "$1 ($2)")
      .replace(/<\/([^:>]+):\d+>/g, "/$1")
      // Discord shows a link to a message as its channel and a sign.
      .replace(/https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+/g, "#caucasus-news › …")
      .replace(/<@(\d+)>/g, (_, id: string) => `@${names[id] ?? id}`)
      .replace(/<t:(\d+):R>/g, (_, at: string) =>
        Number(at) * 1000 > told ? "in a moment" : "a moment ago",
      )
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
