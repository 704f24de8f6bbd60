/** `npm start`: the bot. SIGTERM and SIGINT let it finish its answers; a second one ends it at once. */
import { loadConfig } from "../src/config.ts";
import { runBot } from "../src/discord/run.ts";
import { forkEngine } from "../src/engine/fork.ts";
import { renderError } from "../src/terminal/errors.ts";
import { prepareEngine } from "../src/terminal/prepare-engine.ts";

const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(130);
    process.stdout.write("Finishing what is under way; once more to end at once.\n");
    stop.abort();
  });
}

try {
  await runBot(
    loadConfig(),
    stop.signal,
    (line) => process.stdout.write(`${line}\n`),
    (config, options) =>
      prepareEngine(config, process.stderr, (config) => forkEngine(config, options)),
  );
} catch (error) {
  process.stderr.write(`${renderError(error, false)}\n`);
  process.exitCode = 1;
}
// A refused client may leave timers behind.
process.exit();
