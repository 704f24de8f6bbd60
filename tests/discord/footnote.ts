/** The real bot over the real engine and a small corpus, connected to the tests' Discord server. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { type Config, loadConfig } from "../../src/config.ts";
import { type Bot, startBot } from "../../src/discord/bot.ts";
import { definitions } from "../../src/discord/definitions.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { indexCorpus } from "../../src/engine/index-corpus.ts";
import { openEngine } from "../../src/engine/open.ts";
import { openLog } from "../../src/log.ts";
import { openState, type State } from "../../src/state/state.ts";
import {
  type Channel,
  type DiscordServer,
  type Guild,
  startDiscordServer,
  type User,
} from "../discord-server/server.ts";
import { articles } from "./articles.ts";

export const token = "token.of.the-tests";

/** A folder with the articles and their index; `remove` it at the end. */
export interface Library {
  readonly dir: string;
  /** The settings for it, with others by their names in the environment. */
  config(settings?: Readonly<Record<string, string>>): Config;
  /** Writes an article's file. */
  write(name: string, text: string): void;
  remove(): void;
}

export async function buildLibrary(): Promise<Library> {
  const dir = mkdtempSync(join(tmpdir(), "footnote-discord-"));
  const library: Library = {
    dir,
    config: (settings = {}) =>
      loadConfig({
        CORPUS_DIR: join(dir, "corpus"),
        INDEX_DIR: join(dir, "index"),
        STATE_DIR: join(dir, "state"),
        REMOVED_DIR: join(dir, "removed"),
        ALLOW_MODEL_DOWNLOAD: "off",
        // Its quality is not what these tests are about, and it takes most of an answer's time.
        ANSWER_SCORER: "off",
        // Tests ask faster than people do.
        COOLDOWN_SECONDS: "0",
        QUESTIONS_AT_ONCE: "100",
        DISCORD_TOKEN: token,
        LOG_LEVEL: "debug",
        ...settings,
      }),
    write: (name, text) => writeFileSync(join(dir, "corpus", name), text),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
  mkdirSync(join(dir, "corpus"));
  for (const [name, text] of Object.entries(articles)) library.write(name, text);
  await indexCorpus(library.config());
  return library;
}

/** A bot that is online, and what is around it. */
export interface Footnote {
  readonly bot: Bot;
  readonly server: DiscordServer;
  readonly engine: Engine;
  readonly state: State;
  readonly config: Config;
  /** The operator's log, line by line. */
  readonly log: readonly string[];
}

export interface StartOptions {
  readonly engine: Engine;
  readonly settings?: Readonly<Record<string, string>>;
  /** The state's clock. */
  readonly now?: () => number;
}

/** Starts the bot on a server; `stop` it at the end. */
export async function startFootnote(
  library: Library,
  server: DiscordServer,
  { engine, settings = {}, now }: StartOptions,
): Promise<Footnote> {
  const config = library.config({ DISCORD_API: server.api, ...settings });
  const log: string[] = [];
  const state = openState({ dir: config.state.dir, answerDays: config.state.answerDays }, now);
  const bot = await startBot({
    config,
    engine,
    state,
    log: openLog(config, (line) => log.push(line)),
    editEvery: 1,
  });
  return { bot, server, engine, state, config, log };
}

export async function stop({ bot, state }: Footnote): Promise<void> {
  await bot.stop();
  state.close();
}

export function startServer(): Promise<DiscordServer> {
  return startDiscordServer({ token, commands: definitions });
}

/** A server with a bot in it, for all tests of a file. */
export interface ReadingRoom {
  library: Library;
  engine: Engine;
  server: DiscordServer;
  footnote: Footnote;
  guild: Guild;
  /** Where everybody may write. */
  channel: Channel;
  /** A member without any role. */
  ann: User;
}

/**
 * Opens the room before the tests of a file and closes it after them; its fields are there in between.
 *
 * @param open - Opens the engine; in this process unless told.
 */
export function readingRoom(
  open: (library: Library) => Promise<Engine> = (library) => openEngine(library.config()),
): ReadingRoom {
  const room = {} as ReadingRoom;
  beforeAll(async () => {
    room.library = await buildLibrary();
    room.engine = await open(room.library);
    room.server = await startServer();
    room.guild = room.server.addGuild({ name: "Reading Room" });
    room.channel = room.guild.addChannel("general");
    room.ann = room.guild.addMember("ann");
    room.footnote = await startFootnote(room.library, room.server, { engine: room.engine });
  });
  afterAll(async () => {
    await stop(room.footnote);
    await room.server.close();
    await room.engine.close();
    room.library.remove();
  });
  return room;
}

/** The bot stopped and started again, on the same state. */
export async function restart(
  room: ReadingRoom,
  options: Partial<StartOptions> = {},
): Promise<void> {
  await stop(room.footnote);
  room.footnote = await startFootnote(room.library, room.server, {
    engine: room.engine,
    ...options,
  });
}
