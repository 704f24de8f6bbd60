/** What every handler works with, and what of it is each request's own. */
import type { Config } from "../config.ts";
import type { Engine } from "../engine/engine.ts";
import type { Logger } from "../log.ts";
import type { State } from "../state/state.ts";
import type { Once } from "./once.ts";
import type { RecentSearches } from "./recent-searches.ts";
import type { Reindexing } from "./reindexing.ts";
import type { Titles } from "./titles.ts";
import type { Turns } from "./turns.ts";
import type { Words } from "./words/words.ts";

/** The same for all requests. */
export interface BotContext {
  readonly config: Config;
  readonly engine: Engine;
  readonly state: State;
  readonly log: Logger;
  readonly titles: Titles;
  readonly reindexing: Reindexing;
  readonly turns: Turns;
  readonly recentSearches: RecentSearches;
  /** What has been shared, so that a double press shares it once. */
  readonly shares: Once;
  /** Aborted when the bot takes no new work. */
  readonly stopping: AbortSignal;
  /** Aborted when it waits no longer for what is under way. */
  readonly deadline: AbortSignal;
}

/** What the handler of one request works with. */
export interface Context extends BotContext {
  /** The bot's words for the person who did it. */
  readonly words: Words;
}
