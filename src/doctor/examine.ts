/** `npm run doctor`: everything that Footnote needs, looked at one thing after the other. */
import { type Config, loadConfig } from "../config.ts";
import { FootnoteError } from "../errors.ts";
import { readHealth } from "../health.ts";
import { type Check, ok, problemOf, warning } from "./check.ts";
import { checkNativePackages, checkNode } from "./machine.ts";

/**
 * Looks at the machine, the settings, the files and, where there is a token, at Discord. Nothing is
 * changed, downloaded or registered.
 *
 * @param load - Gives the settings; the process's unless told.
 */
export async function* examine(load: () => Config = loadConfig): AsyncGenerator<Check> {
  yield checkNode();
  const native = await checkNativePackages();
  yield native;

  let config: Config;
  try {
    config = load();
  } catch (error) {
    yield* settingsFaults(error);
    return;
  }
  yield ok("settings", "every one can be used");
  yield checkBot(config);

  if (native.verdict === "ok") yield* examineFiles(config);
  const { checkDiscord } = await import("./discord.ts");
  yield* checkDiscord(config);
}

/** What the bot itself says, where one runs on this state. */
function checkBot({ state }: Config): Check {
  const health = readHealth(state.dir);
  if (health === null) return ok("bot", "none runs now");
  if (health.healthy) return ok("bot", health.told);
  return warning("bot", health.told, "Its log says more; then start it anew");
}

/** Imported here: none of this can be without the native packages. */
async function* examineFiles(config: Config): AsyncGenerator<Check> {
  const { checkModels } = await import("./models.ts");
  const { checkCorpus } = await import("./corpus.ts");
  const { checkIndex, servedBytes } = await import("./index-folder.ts");
  const { checkState } = await import("./state.ts");
  const { checkDisk } = await import("./disk.ts");

  const { checks, embedder } = await checkModels(config);
  yield* checks;
  yield* checkCorpus(config);
  yield* checkIndex(config, embedder);
  yield checkState(config);
  yield* checkDisk(config, await servedBytes(config.index.dir));
}

/** The error lists every setting that cannot be used on a line of its own. */
function* settingsFaults(error: unknown): Generator<Check> {
  const [heading, ...faults] = error instanceof FootnoteError ? error.message.split("\n  ") : [];
  if (heading === undefined || faults.length === 0) {
    yield problemOf("settings", error);
  }
  for (const fault of faults) yield problemOf("settings", new FootnoteError("settings", fault));
}
