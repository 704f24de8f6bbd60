/** `npm start`: the bot. SIGTERM and SIGINT let it finish its answers; a second one ends it at once. */
import { Command } from "commander";
import { loadConfig } from "../src/config.ts";
import { runBot } from "../src/discord/run.ts";
import { forkEngine } from "../src/engine/fork.ts";
import { lockState } from "../src/state/lock.ts";
import { runCommand } from "../src/terminal/command.ts";
import { prepareEngine } from "../src/terminal/prepare-engine.ts";

const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(130);
    process.stdout.write("Finishing what is under way; once more to end at once.\n");
    stop.abort();
  });
}

const command = new Command("start")
  .description("Runs the bot until it is told to stop.")
  .action(() =>
    runBot(
      loadConfig(),
      stop.signal,
      (line) => process.stdout.write(`${line}\n`),
      (config, options) => {
        // Until the process ends.
        lockState(config.state.dir);
        return prepareEngine(config, process.stderr, (config) => forkEngine(config, options));
      },
    ),
  );

await runCommand(command);
// A refused client may leave timers behind.
process.exit();
