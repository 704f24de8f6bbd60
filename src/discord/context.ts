/** What every handler works with. */
import type { Config } from "../config.ts";
import type { Engine } from "../engine/engine.ts";
import type { Logger } from "../log.ts";
import type { State } from "../state/state.ts";
import type { Once } from "./once.ts";
import type { Reindexing } from "./reindexing.ts";
import type { Titles } from "./titles.ts";
import type { Turns } from "./turns.ts";

export interface Context {
  readonly config: Config;
  readonly engine: Engine;
  readonly state: State;
  readonly log: Logger;
  readonly titles: Titles;
  readonly reindexing: Reindexing;
  readonly turns: Turns;
  /** What has been shared, so that a double press shares it once. */
  readonly shares: Once;
  /** Aborted when the bot takes no new work. */
  readonly stopping: AbortSignal;
  /** Aborted when it waits no longer for what is under way. */
  readonly deadline: AbortSignal;
}
