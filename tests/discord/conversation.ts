/**
 * A conversation with the real bot about the repository's own articles, on the tests' Discord server:
 * what `npm run demo` prints, and what the pictures in the documentation are taken of.
 */
import { cpSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type APIMessage, Locale } from "discord.js";
import { type Config, loadConfig, projectRoot } from "../../src/config.ts";
import { startBot } from "../../src/discord/bot.ts";
import { definitions } from "../../src/discord/definitions.ts";
import { forkEngine } from "../../src/engine/fork.ts";
import { indexCorpus } from "../../src/engine/index-corpus.ts";
import { openLog } from "../../src/log.ts";
import { openState } from "../../src/state/state.ts";
import {
  type DiscordServer,
  type Interaction,
  startDiscordServer,
  textOf,
} from "../discord-server/server.ts";

/** One thing that somebody did, and the message that came of it. */
export interface Turn {
  readonly kind:
    | "answer"
    | "follow-up"
    | "thread"
    | "passages"
    | "context"
    | "shared"
    | "mention"
    | "direct"
    | "refusal"
    | "unread"
    | "differing"
    | "waiting"
    | "search"
    | "sources"
    | "suggestions"
    | "article"
    | "latest"
    | "status"
    | "not-allowed"
    | "confirm"
    | "reindex-running"
    | "reindex-done"
    | "preview"
    | "added"
    | "remove"
    | "history"
    | "gaps"
    | "help"
    | "privacy";
  /** Where it happened: a channel, or a direct message. */
  readonly place: string;
  /** What was done, in words: `ann: /ask question: …`. */
  readonly action: string;
  /** Null where only `choices` came of it. */
  readonly message: APIMessage | null;
  readonly choices?: readonly string[];
  /** Whether only the person saw it. */
  readonly ephemeral: boolean;
}

export interface Told {
  readonly turns: readonly Turn[];
  /** Names of users by id. */
  readonly names: Readonly<Record<string, string>>;
}

const token = "token.of.the-demo";
// Left out of the first index, so that a re-index finds something new.
const lateArticles = ["nato-hails-peace-roadmap.md", "enduring-peace-in-the-south-caucasus.md"];
const newArticles = [
  {
    name: "night-sailings.md",
    content: `---
title: Ferry to Lindholm sails at night again
outlet: Lindholm Post
published: 2024-03-01
---

The night ferry leaves pier four at 22:40 from Friday on. Bicycles travel free of charge.
`,
  },
  {
    name: "night-ferry.md",
    content: `---
title: Night ferry returns to Lindholm
outlet: Harbour Gazette
published: 2024-03-02
---

From Friday on, the ferry leaves pier four at 23:10. Tickets are sold on board.
`,
  },
];

/**
 * Holds the conversation from beginning to end.
 *
 * @param onTurn - Told of each turn as it happens, with the users' names by their ids.
 */
export async function converse(
  onTurn: (turn: Turn, names: Told["names"]) => void = () => {},
): Promise<Told> {
  const dir = mkdtempSync(join(tmpdir(), "footnote-demo-"));
  const server = await startDiscordServer({ token, commands: definitions, patience: 180_000 });
  try {
    cpSync(join(projectRoot, "corpus"), join(dir, "corpus"), { recursive: true });
    return await speak(server, dir, onTurn);
  } finally {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function speak(
  server: DiscordServer,
  dir: string,
  onTurn: (turn: Turn, names: Told["names"]) => void,
): Promise<Told> {
  const guild = server.addGuild({ name: "Reading Room" });
  const channel = guild.addChannel("caucasus-news");
  const ann = guild.addMember("ann");
  const ben = guild.addMember("ben");
  const olga = guild.addMember(server.addUser({ name: "olga", locale: Locale.Russian }));
  const mo = guild.addMember("mo", { roles: [guild.addRole("keepers", ["ManageGuild"])] });

  const config = loadConfig({
    CORPUS_DIR: join(dir, "corpus"),
    INDEX_DIR: join(dir, "index"),
    STATE_DIR: join(dir, "state"),
    COOLDOWN_SECONDS: "0",
    DISCORD_TOKEN: token,
    DISCORD_API: server.api,
    MODERATOR_USERS: mo.id,
    LOG_LEVEL: "warn",
  });
  for (const name of lateArticles) renameSync(join(dir, "corpus", name), join(dir, name));
  await indexCorpus(config);
  for (const name of lateArticles) renameSync(join(dir, name), join(dir, "corpus", name));

  const engine = await forkEngine(config);
  const state = openState({ dir: config.state.dir, answerDays: config.state.answerDays });
  // Every step of the re-index shows, however small the corpus.
  const start = (settings: Config) =>
    startBot({ config: settings, engine, state, log: openLog(config), editEvery: 1 });
  let bot = await start(config);

  const keeper = guild.owner;
  const people = [ann, ben, olga, mo, keeper].map(({ id, name }) => [id, name]);
  const names: Told["names"] = Object.fromEntries(people);
  const turns: Turn[] = [];
  const tell = (turn: Turn) => {
    turns.push(turn);
    onTurn(turn, names);
  };
  const here = "#caucasus-news";
  async function replied(kind: Turn["kind"], action: string, to: Interaction): Promise<APIMessage> {
    const message = await to.response();
    tell({ kind, place: here, action, message, ephemeral: to.ephemeral ?? false });
    return message;
  }

  const constitution = "What is Armenia expected to change?";
  const answer = await replied(
    "answer",
    `ann: /ask question: ${constitution}`,
    server.command(ann, channel, "ask", { question: constitution }),
  );
  const passages = await replied(
    "passages",
    "ben presses “Passages in full”",
    server.press(ben, answer, "Passages in full"),
  );
  await replied(
    "context",
    "ben presses “In the article”",
    server.press(ben, passages, "In the article"),
  );

  const talks = "Where were the ministerial talks held?";
  const mention = server.say(ben, channel, talks, { mentionBot: true });
  const mentioned = await channel.replyTo(mention);
  tell({
    kind: "mention",
    place: here,
    action: `ben: @Footnote ${talks}`,
    message: mentioned,
    ephemeral: false,
  });
  const offered = "Who had offered to hold them there?";
  await replied(
    "follow-up",
    `ben presses “Follow up” and asks: ${offered}`,
    await server.submitModal(ben, server.press(ben, mentioned, "Follow up"), { question: offered }),
  );
  const said = server.say(ann, channel, "They say a corridor to Nakhchivan is to be built.");
  await replied(
    "sources",
    "ben chooses “Find sources” in the menu of ann’s message",
    server.messageCommand(ben, "Find sources", said),
  );

  const direct = server.directChannel(ann);
  const secretary = "Who is the press secretary of the President of Kazakhstan?";
  tell({
    kind: "direct",
    place: "direct message",
    action: `ann: ${secretary}`,
    message: await direct.replyTo(server.say(ann, direct, secretary)),
    ephemeral: false,
  });

  const railway = "How many passengers did the railway to Nakhchivan carry last year?";
  await replied(
    "refusal",
    `ben: /ask question: ${railway}`,
    server.command(ben, channel, "ask", { question: railway }),
  );

  const unread = "Сколько пассажиров перевезла железная дорога?";
  await replied(
    "unread",
    `olga, whose Discord is in Russian: /ask question: ${unread}`,
    server.command(olga, channel, "ask", { question: unread }),
  );

  const typed = server.autocomplete(ann, channel, "article", "title", "historic");
  const choices = await typed.choices();
  tell({
    kind: "suggestions",
    place: here,
    action: "ann types: /article title: historic",
    message: null,
    choices: choices.map(({ name }) => name),
    ephemeral: true,
  });
  await replied(
    "article",
    `ann chooses: /article title: ${choices[0]?.name}`,
    server.command(ann, channel, "article", { title: String(choices[0]?.value) }),
  );

  await replied("latest", "ann: /latest", server.command(ann, channel, "latest"));

  await replied(
    "status",
    "the server's owner: /corpus status",
    server.command(keeper, channel, "corpus status"),
  );
  await replied(
    "not-allowed",
    "the server's owner: /corpus reindex",
    server.command(keeper, channel, "corpus reindex"),
  );

  await replied("confirm", "mo: /corpus reindex", server.command(mo, channel, "corpus reindex"));
  const question = turns.at(-1)?.message;
  if (question) server.press(mo, question, "Re-index");
  const post = await server.until("the re-index", () =>
    channel.messages.find((message) => textOf(message).includes("Re-indexing the corpus")),
  );
  const done = await channel.messageEdited(post.id, (message) =>
    textOf(message).includes("has been re-indexed"),
  );
  const onTheWay = channel.versions(post.id).filter((version) => /▰.*▱/.test(textOf(version)));
  for (const [kind, message] of [
    ["reindex-running", onTheWay.at(-1) ?? post],
    ["reindex-done", done],
  ] as const) {
    const action = kind === "reindex-done" ? "a moment later" : "mo presses “Re-index”";
    tell({ kind, place: here, action, message, ephemeral: false });
  }

  const signed = "What did Azerbaijan and the US sign?";
  await replied(
    "answer",
    `ann: /ask question: ${signed}`,
    server.command(ann, channel, "ask", { question: signed }),
  );
  const query = "trade and transport corridors";
  await replied(
    "search",
    `ann: /search query: ${query}`,
    server.command(ann, channel, "search", { query }),
  );

  const named = "What is the corridor to be named?";
  const own = server.command(ann, channel, "ask", { question: named, private: true });
  const sharing = server.press(ann, await own.response(), "Share");
  tell({
    kind: "shared",
    place: here,
    action: `ann: /ask question: ${named} private: true; presses “Share”`,
    message: await sharing.nextFollowUp(),
    ephemeral: false,
  });
  const inThread = server.command(ben, channel, "ask", { question: named, thread: true });
  const opening = await inThread.response();
  const thread = await server.until("a thread", () => server.channels.get(opening.id));
  tell({
    kind: "thread",
    place: `thread “${thread.name}”`,
    action: `ben: /ask question: ${named} thread: true`,
    message: await thread.nextMessage(),
    ephemeral: false,
  });

  for (const file of newArticles) {
    const preview = await replied(
      "preview",
      `mo: /corpus add file: ${file.name}`,
      server.command(mo, channel, "corpus add", { file }),
    );
    const added = await replied(
      "added",
      "mo presses “Add it”",
      server.press(mo, preview, "Add it"),
    );
    const [post = ""] = /\d+$/.exec(textOf(added).replace(/\W+$/, "")) ?? [];
    await channel.messageEdited(post, (message) => textOf(message).includes("has been re-indexed"));
  }
  const sailing = "When does the night ferry leave pier four?";
  await replied(
    "differing",
    `ben: /ask question: ${sailing}`,
    server.command(ben, channel, "ask", { question: sailing }),
  );
  await replied(
    "remove",
    `mo: /corpus remove title: ${choices[0]?.name}`,
    server.command(mo, channel, "corpus remove", { title: String(choices[0]?.value) }),
  );
  await replied("history", "mo: /corpus history", server.command(mo, channel, "corpus history"));
  await replied("gaps", "mo: /corpus gaps", server.command(mo, channel, "corpus gaps"));

  await replied("help", "ben: /help", server.command(ben, channel, "help"));
  await replied("privacy", "ben: /privacy", server.command(ben, channel, "privacy"));

  // Until here nobody had to wait, so that the conversation is not held up.
  await bot.stop();
  bot = await start({ ...config, discord: { ...config.discord, cooldownSeconds: 5 } });
  await server.command(ann, channel, "search", { query: "ferry" }).response();
  await replied(
    "waiting",
    "ann: /search query: ferry, and at once /search query: night ferry",
    server.command(ann, channel, "search", { query: "night ferry" }),
  );

  await bot.stop();
  await engine.close();
  state.close();
  if (server.refusals.length > 0) {
    throw new Error(`Discord would have refused: ${JSON.stringify(server.refusals)}`);
  }
  return { turns, names };
}
