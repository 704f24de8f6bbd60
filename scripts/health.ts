/** `npm run health`: whether the bot that runs beside this is well; for monitors and containers. */
import { Command } from "commander";
import { loadConfig } from "../src/config.ts";
import { readHealth } from "../src/health.ts";
import { exitCode, runCommand } from "../src/terminal/command.ts";

const command = new Command("health")
  .description("Tells whether the bot is well. Exit code 0: it is, 1: it is not, or none runs.")
  .action(() => {
    const health = readHealth(loadConfig().state.dir);
    process.stdout.write(`${health?.told ?? "The bot does not run."}\n`);
    if (!health?.healthy) process.exitCode = exitCode.failed;
  });

await runCommand(command);
