/** `npm run backup -- FILE`: a copy of the state database, also while the bot runs. */
import { resolve } from "node:path";
import { Command } from "commander";
import { loadConfig, projectRoot } from "../src/config.ts";
import { backUpState } from "../src/state/backup.ts";
import { runCommand } from "../src/terminal/command.ts";

const command = new Command("backup")
  .description("Copies the state database, also while the bot runs. The corpus needs no tool.")
  .argument("<file>", "where to, from the project's root; it must not exist yet")
  .action((file: string) => {
    const copy = resolve(projectRoot, file);
    backUpState(loadConfig().state.dir, copy);
    process.stdout.write(`${copy}\n`);
  });

await runCommand(command);
