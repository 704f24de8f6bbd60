import type { APIMessage } from "discord.js";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import {
  buttonsOf,
  type Channel,
  type DiscordServer,
  type Guild,
  textOf,
  type User,
} from "../discord-server/server.ts";
import {
  buildLibrary,
  type Footnote,
  type Library,
  openEngine,
  startFootnote,
  startServer,
  stop,
} from "./footnote.ts";

let library: Library;
let engine: Engine;
let server: DiscordServer;
let footnote: Footnote;
let guild: Guild;
let channel: Channel;
let ann: User;

beforeAll(async () => {
  library = await buildLibrary();
  engine = await openEngine(library.config());
  server = await startServer();
  guild = server.addGuild({ name: "Reading Room" });
  channel = guild.addChannel("general");
  ann = guild.addMember("ann");
  footnote = await startFootnote(library, server, { engine });
});
afterAll(async () => {
  await stop(footnote);
  await server.close();
  await engine.close();
  library.remove();
});
afterEach(() => expect(server.refusals).toEqual([]));

const built = "When was the swing bridge built?";

test("a mention is answered by a reply that notifies nobody, after typing", async () => {
  const question = server.say(ann, channel, built, { mentionBot: true });
  const reply = await channel.replyTo(question);
  expect(channel.typing).toBeGreaterThan(0);
  expect(textOf(reply)).toContain("built in 1911");
  // The question stands above already.
  expect(textOf(reply)).not.toContain("Question:");
  expect(reply.mentions).toEqual([]);
  expect(buttonsOf(reply).map(({ label }) => label)).toEqual(["Passages in full", "Dismiss"]);

  server.press(ann, reply, "Dismiss");
  await channel.deleted(reply.id);
});

test("the mention may stand anywhere; other mentions are read as names", async () => {
  const ben = guild.addMember("ben");
  const text = `<@${ben.id}> asks <@${server.bot.id}>: ${built}`;
  const question = server.say(ann, channel, text);
  expect(textOf(await channel.replyTo(question))).toContain("built in 1911");
});

test("a reply that pings the bot's message is a question", async () => {
  const first = server.say(ann, channel, built, { mentionBot: true });
  const answer = await channel.replyTo(first);
  const second = server.say(ann, channel, "What colour was the swing bridge painted in 1954?", {
    replyTo: answer,
  });
  expect(textOf(await channel.replyTo(second))).toContain("painted green in 1954");
});

test("a direct message needs no mention", async () => {
  const direct = server.directChannel(ann);
  const question = server.say(ann, direct, built);
  const reply = await direct.replyTo(question);
  expect(textOf(reply)).toContain("built in 1911");
  expect(textOf(await server.press(ann, reply, "Passages in full").response())).toContain("1911");
});

test("bots, webhooks, the bot itself, everyone-mentions and unmeant messages are ignored", async () => {
  const robot = server.addUser({ name: "robot", bot: true });
  guild.addMember(robot);
  const quiet = guild.addChannel("quiet");
  server.say(robot, quiet, built, { mentionBot: true });
  server.say(ann, quiet, built, { mentionBot: true, webhook: true });
  server.say(server.bot, quiet, built, { mentionBot: true });
  server.say(guild.owner, quiet, `@everyone ${built}`);
  server.say(ann, quiet, built);
  const meant = server.say(ann, quiet, built, { mentionBot: true });
  await quiet.replyTo(meant);
  const replies = quiet.messages.filter(
    (message) => message.author.id === server.bot.id && message.content === "",
  );
  expect(replies).toHaveLength(1);
});

test("a mention without a question, and one that is too long, are explained", async () => {
  const empty = server.say(ann, channel, "", { mentionBot: true });
  expect(textOf(await channel.replyTo(empty))).toContain("Ask me something in the same message");
  const long = server.say(ann, channel, "why ".repeat(200), { mentionBot: true });
  expect(textOf(await channel.replyTo(long))).toContain(
    "That is 799 characters long; I take questions of at most 500.",
  );
});

test("where the bot may not read the history, it answers without a reply and repeats the question", async () => {
  const shy = guild.addChannel("no-history");
  shy.deny(["ReadMessageHistory"]);
  server.say(ann, shy, built, { mentionBot: true });
  const answer = await shy.nextMessage();
  expect(answer.message_reference).toBeUndefined();
  expect(textOf(answer)).toContain(`-# Question: ${built}`);
});

test("where it may not write, the operator's log names the permission and nothing is tried", async () => {
  const mute = guild.addChannel("mute");
  mute.deny(["SendMessages"]);
  server.say(ann, mute, built, { mentionBot: true });
  mute.allowAll();
  const later = server.say(ann, mute, built, { mentionBot: true });
  await mute.replyTo(later);
  const warning = footnote.log.find((line) => line.includes("a mention cannot be answered"));
  expect(warning).toContain("Send Messages");
  expect(mute.messages.filter(({ author }) => author.id === server.bot.id)).toHaveLength(1);
});

test("a question deleted while it is answered is answered without a reply", async () => {
  const brief: APIMessage = server.say(ann, channel, built, { mentionBot: true });
  server.deleteMessage(brief);
  const answer = await server.until("the answer", () =>
    channel.messages.findLast(
      (message) => message.author.id === server.bot.id && !message.message_reference,
    ),
  );
  expect(textOf(answer)).toContain("built in 1911");
});
