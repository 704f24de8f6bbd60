/** `npm run register`: tells Discord which commands the bot has. */
import { Command, InvalidArgumentError } from "commander";
import { ApplicationCommandType } from "discord.js";
import { loadConfig } from "../src/config.ts";
import { definitions } from "../src/discord/definitions.ts";
import { registerCommands } from "../src/discord/register.ts";
import { FootnoteError } from "../src/errors.ts";
import { runCommand } from "../src/terminal/command.ts";

const names = definitions
  .map(({ name, type }) => (type === ApplicationCommandType.Message ? `“${name}”` : `/${name}`))
  .join(" ");

function serverId(value: string): string {
  if (/^\d{17,20}$/.test(value)) return value;
  throw new InvalidArgumentError("It must be a server's id, 17 to 20 digits");
}

const command = new Command("register")
  .description("Registers the bot's commands with Discord; needed once, and after an upgrade.")
  .option("--guild <id>", "in that server alone, where they show at once", serverId)
  .option("--dry-run", "print what would be registered, and send nothing")
  .action(async ({ guild, dryRun }: { guild?: string; dryRun?: true }) => {
    if (dryRun) {
      process.stdout.write(`${JSON.stringify(definitions, null, 2)}\n`);
      return;
    }
    const { token, api } = loadConfig().discord;
    if (token === null) {
      throw new FootnoteError(
        "settings",
        "DISCORD_TOKEN is not set; npm start tells how to get one. With --dry-run none is needed.",
      );
    }
    const application = await registerCommands({ token, api, guild: guild ?? null });
    process.stdout.write(
      guild === undefined
        ? `Registered for ${application}, in all servers and direct messages: ${names}\n`
        : `Registered for ${application}, in server ${guild} alone: ${names}\nRegistered for all servers too, they would show twice there.\n`,
    );
  });

await runCommand(command);
