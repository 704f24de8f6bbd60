/** The bot: discord.js's client with the handlers, from logging in to an orderly end. */
import { setMaxListeners } from "node:events";
import {
  Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  OAuth2Routes,
  OAuth2Scopes,
  Options,
  Partials,
  PermissionsBitField,
  Status,
} from "discord.js";
import type { Config } from "../config.ts";
import type { Engine } from "../engine/engine.ts";
import { watchPublished } from "../engine/published.ts";
import { FootnoteError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { State } from "../state/state.ts";
import type { BotContext } from "./context.ts";
import { described } from "./faults.ts";
import { handleInteraction } from "./interactions.ts";
import { handleMessage } from "./messages.ts";
import { createOnce } from "./once.ts";
import { neededPermissions } from "./permissions.ts";
import { portal, refusedToken, unreachable } from "./portal.ts";
import { createRecentSearches } from "./recent-searches.ts";
import { createReindexing } from "./reindexing.ts";
import { kept } from "./render/history.ts";
import { titlesOf } from "./titles.ts";
import { createTurns } from "./turns.ts";
import { createUnderWay } from "./under-way.ts";

export interface BotOptions {
  readonly config: Config;
  /** Stays the caller's to close, as the state does. */
  readonly engine: Engine;
  readonly state: State;
  readonly log: Logger;
  /** Milliseconds between two edits of a re-index's message; 3,000 unless told. */
  readonly editEvery?: number;
}

/** A bot that is online. */
export interface Bot {
  readonly name: string;
  /** Names of the servers it is in. */
  readonly guilds: readonly string[];
  /** Where it is invited to a server, with the scopes and permissions it uses. */
  readonly invite: string;
  /** Whether the connection stands at this moment; a lost one is taken up again by itself. */
  isConnected(): boolean;
  /** Resolves when the bot is offline; rejects where Discord has sent it away for good. */
  readonly ended: Promise<void>;
  /**
   * Takes no new work, waits for what is under way, and goes offline.
   *
   * @param graceMs - How long it waits at most; 10,000 unless told.
   */
  stop(graceMs?: number): Promise<void>;
}

const secondsBetweenEdits = 3;
const sharesRemembered = 10_000;
// Each holds the passages of up to 25 hits, some 50 kB.
const searchesRemembered = 200;
const stopGraceMs = 10_000;
// For those who were waiting, to be told so.
const lastWordsMs = 2000;
const purgeEveryMs = 6 * 60 * 60 * 1000;

/**
 * Goes online.
 *
 * @throws FootnoteError of kind `settings`, one line, where Discord refuses the token or an intent,
 *   or cannot be reached.
 */
export async function startBot({
  config,
  engine,
  state,
  log,
  editEvery = secondsBetweenEdits * 1000,
}: BotOptions): Promise<Bot> {
  const stopping = new AbortController();
  const deadline = new AbortController();
  // Each question that waits or is with the engine listens until it is answered: any number of them.
  setMaxListeners(0, stopping.signal, deadline.signal);
  const underWay = createUnderWay();
  // A rejection that nobody handles would end the process.
  const track = (work: Promise<void>) =>
    underWay.add(work.catch((error) => log.error({ error: described(error) }, "a handler failed")));

  // The bot before this one did not live to tell.
  state.reportActions(kept("underWay"), kept("brokenOff"));

  let titles = titlesOf(await engine.titles());
  const recentSearches = createRecentSearches(searchesRemembered);
  const onPublished = async () => {
    recentSearches.forget();
    titles = titlesOf(await engine.titles());
  };
  const context: BotContext = {
    config,
    engine,
    state,
    log,
    get titles() {
      return titles;
    },
    reindexing: createReindexing({
      engine,
      log,
      stopping: stopping.signal,
      editEvery,
      track,
      onPublished,
    }),
    recentSearches,
    shares: createOnce(sharesRemembered),
    turns: createTurns({
      cooldownMs: config.discord.cooldownSeconds * 1000,
      atOnce: config.discord.questionsAtOnce,
      stopping: stopping.signal,
    }),
    stopping: stopping.signal,
    deadline: deadline.signal,
  };

  const client = createClient(config);
  // Without a listener an error ends the process.
  client.on(Events.Error, (error) => log.error({ error: described(error) }, "the client failed"));
  client.on(Events.InteractionCreate, (interaction) =>
    track(handleInteraction(interaction, context)),
  );
  client.on(Events.MessageCreate, (message) => track(handleMessage(message, context)));

  const sentAway = new Promise<never>((_, reject) => {
    client.on(Events.ShardDisconnect, ({ code }) => reject(refusal(code)));
    client.on(Events.Invalidated, () => reject(refusal(GatewayCloseCodes.AuthenticationFailed)));
  });
  const online = await Promise.race([goOnline(client, config), sentAway]).catch(
    async (error: unknown) => {
      await client.destroy();
      throw error;
    },
  );
  // Not before: what keeps it from going online is told on one line.
  const tellReconnecting = () => log.info("reconnecting to Discord");
  client.on(Events.ShardReconnecting, tellReconnecting);
  client.on(Events.ShardResume, () => log.info("reconnected to Discord"));
  client.on(Events.ShardError, (error) =>
    log.warn({ error: described(error) }, "the connection failed"),
  );
  purge(state, log);
  const purging = setInterval(() => purge(state, log), purgeEveryMs).unref();
  // `npm run index` beside the bot publishes too.
  const unwatch = watchPublished(config.index.dir, () => track(engine.reload().then(onPublished)));

  async function end(graceMs: number): Promise<void> {
    stopping.abort();
    clearInterval(purging);
    unwatch();
    await underWay.finished(graceMs);
    if (underWay.count > 0) {
      log.warn({ requests: underWay.count }, "requests were still under way at the deadline");
      deadline.abort();
      await underWay.finished(lastWordsMs);
    }
    // Its own end is no loss of the connection.
    client.off(Events.ShardReconnecting, tellReconnecting);
    await client.destroy();
  }
  let ending: Promise<void> | undefined;
  let wentOffline = () => {};
  const offline = new Promise<void>((resolve) => {
    wentOffline = resolve;
  });

  return {
    name: online.user.tag,
    guilds: online.guilds.cache.map(({ name }) => name),
    invite: inviteOf(online.application.id),
    isConnected: () => client.ws.shards.every(({ status }) => status === Status.Ready),
    ended: Promise.race([offline, sentAway]),
    stop(graceMs = stopGraceMs) {
      ending ??= end(graceMs).then(wentOffline);
      return ending;
    },
  };
}

function inviteOf(application: string): string {
  const scopes = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands];
  const permissions = new PermissionsBitField(Object.values(neededPermissions));
  const link = new URL(OAuth2Routes.authorizationURL);
  link.searchParams.set("client_id", application);
  link.searchParams.set("scope", scopes.join(" "));
  link.searchParams.set("permissions", String(permissions.bitfield));
  return link.href;
}

function createClient({ discord }: Config): Client {
  return new Client({
    // What mentions the bot or is sent to it arrives without Message Content.
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(discord.messageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // A direct channel is not known before its first message.
    partials: [Partials.Channel],
    // Whatever an article or a question says, it notifies nobody.
    allowedMentions: { parse: [], repliedUser: false },
    // The bot never looks back at messages.
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    ...(discord.api === null ? {} : { rest: { api: discord.api } }),
  });
}

async function goOnline(client: Client, { discord }: Config): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    await client.login(discord.token ?? "");
  } catch (error) {
    throw loginFault(error);
  }
  return await ready;
}

/** Why a login failed, for the operator; on one line. */
function loginFault(error: unknown): FootnoteError {
  const isRefused =
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    (error instanceof DiscordAPIError && error.status === 401);
  if (isRefused) return new FootnoteError("settings", refusedToken, { cause: error });
  return new FootnoteError("settings", unreachable(error), { cause: error });
}

/** Why the gateway closed for good; on one line. */
function refusal(code: number): FootnoteError {
  if (code === GatewayCloseCodes.AuthenticationFailed) {
    return new FootnoteError("settings", refusedToken);
  }
  if (code === GatewayCloseCodes.DisallowedIntents || code === GatewayCloseCodes.InvalidIntents) {
    return new FootnoteError(
      "settings",
      `Discord refused the intents that the bot asks for. MESSAGE_CONTENT=on needs Message Content: set it to off, or turn the intent on under “Privileged Gateway Intents” on the page “Bot” of your application at ${portal}.`,
    );
  }
  return new FootnoteError(
    "settings",
    `Discord closed the connection for good (${GatewayCloseCodes[code] ?? code}). Your application's page at ${portal} may tell why.`,
  );
}

function purge(state: State, log: Logger): void {
  try {
    const answers = state.purge();
    if (answers > 0) log.info({ answers }, "expired answers were deleted");
  } catch (error) {
    log.error({ error: described(error) }, "expired answers could not be deleted");
  }
}
