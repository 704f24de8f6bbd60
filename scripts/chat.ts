/** `npm run chat`: questions and answers at a prompt. */
import { join } from "node:path";
import { Command } from "commander";
import { loadConfig, withFolders } from "../src/config.ts";
import { chat } from "../src/terminal/chat.ts";
import {
  type FolderOptions,
  isDetailed,
  runCommand,
  withFolderOptions,
} from "../src/terminal/command.ts";
import { prepareEngine } from "../src/terminal/prepare-engine.ts";

const command = withFolderOptions(new Command("chat"))
  .description("Answers questions at a prompt, or line by line from a pipe.")
  .action(async (options: FolderOptions) => {
    const config = withFolders(loadConfig(), options);
    const engine = await prepareEngine(config, process.stderr);
    try {
      await chat(
        engine,
        { input: process.stdin, output: process.stdout, errorOutput: process.stderr },
        { history: join(config.state.dir, "chat-history"), detailed: isDetailed() },
      );
    } finally {
      await engine.close();
    }
  });

await runCommand(command);
