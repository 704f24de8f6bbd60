/** `npm start`: everything that the bot needs opened, the bot online until it is told to stop. */
import type { Config } from "../config.ts";
import type { Engine } from "../engine/engine.ts";
import { type ForkOptions, forkEngine } from "../engine/fork.ts";
import { FootnoteError } from "../errors.ts";
import { showHealth } from "../health.ts";
import { openLog } from "../log.ts";
import { openState } from "../state/state.ts";
import { startBot } from "./bot.ts";
import { described } from "./faults.ts";
import { portal } from "./portal.ts";
import { english } from "./words/english.ts";

const noToken = [
  "DISCORD_TOKEN is not set, and the bot cannot go online without it.",
  `Make an application at ${portal}, copy the token from its page “Bot”, and write DISCORD_TOKEN=… into .env.`,
  "To ask questions here in the terminal instead, run npm run chat: it needs no token.",
].join("\n");

/**
 * Runs the bot until `stop` is aborted or Discord sends it away.
 *
 * @param print - Takes the lines that an operator sees at the start.
 * @param open - How the engine is opened; a caller may build a missing index first.
 * @throws FootnoteError in the operator's words.
 */
export async function runBot(
  config: Config,
  stop: AbortSignal,
  print: (line: string) => void,
  open: (config: Config, options: ForkOptions) => Promise<Engine> = forkEngine,
): Promise<void> {
  if (config.discord.token === null) throw new FootnoteError("settings", noToken);
  const log = openLog(config);
  const state = openState({ dir: config.state.dir, answerDays: config.state.answerDays });
  try {
    const engine = await open(config, {
      onRestart: (reason) => log.error({ reason }, "the engine ended and is started again"),
    });
    let hideHealth = () => {};
    try {
      const bot = await startBot({ config, engine, state, log });
      hideHealth = await showHealth(
        config.state.dir,
        async () => ({
          discord: bot.isConnected(),
          engine: await engine.outlets().then(
            () => true,
            () => false,
          ),
        }),
        (error) => log.warn({ error: described(error) }, "the sign of life could not be written"),
      );
      const { counts } = await engine.status();
      print(`${bot.name} is online.`);
      print(`Servers: ${bot.guilds.length === 0 ? "none yet" : bot.guilds.join(", ")}`);
      const { articles, passages } = english.corpus;
      print(`Corpus: ${articles(counts.articles)}, ${passages(counts.passages)}`);
      print(`Invite it to a server: ${bot.invite}`);
      print("Where its commands do not show up: npm run register");
      const stopBot = () => void bot.stop();
      stop.addEventListener("abort", stopBot);
      if (stop.aborted) stopBot();
      await bot.ended;
    } finally {
      hideHealth();
      await engine.close();
    }
  } finally {
    state.close();
  }
}
