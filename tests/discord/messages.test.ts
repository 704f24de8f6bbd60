import type { APIMessage } from "discord.js";
import { afterEach, expect, test } from "vitest";
import { buttonsOf, textOf } from "../discord-server/server.ts";
import { readingRoom } from "./footnote.ts";

const room = readingRoom();

afterEach(() => expect(room.server.refusals).toEqual([]));

const built = "When was the swing bridge built?";

test("a mention is answered by a reply that notifies nobody, after typing", async () => {
  const question = room.server.say(room.ann, room.channel, built, { mentionBot: true });
  const reply = await room.channel.replyTo(question);
  expect(room.channel.typing).toBeGreaterThan(0);
  expect(textOf(reply)).toContain("built in 1911");
  // The question stands above already.
  expect(textOf(reply)).not.toContain("Question:");
  expect(reply.mentions).toEqual([]);
  expect(buttonsOf(reply).map(({ label }) => label)).toEqual([
    "Passages in full",
    "Follow up",
    "👍",
    "👎",
    "Dismiss",
  ]);

  room.server.press(room.ann, reply, "Dismiss");
  await room.channel.deleted(reply.id);
});

test("the mention may stand anywhere; other mentions are read as names", async () => {
  const ben = room.guild.addMember("ben");
  const text = `<@${ben.id}> asks <@${room.server.bot.id}>: ${built}`;
  const question = room.server.say(room.ann, room.channel, text);
  expect(textOf(await room.channel.replyTo(question))).toContain("built in 1911");
});

test("a reply that pings the bot's message is a question", async () => {
  const first = room.server.say(room.ann, room.channel, built, { mentionBot: true });
  const answer = await room.channel.replyTo(first);
  const second = room.server.say(
    room.ann,
    room.channel,
    "What colour was the swing bridge painted in 1954?",
    {
      replyTo: answer,
    },
  );
  expect(textOf(await room.channel.replyTo(second))).toContain("painted green in 1954");
});

test("a reply to a command's answer is for the bot where it mentions it", async () => {
  const asked = room.server.command(room.ann, room.channel, "ask", { question: built });
  const answer = await asked.response();
  const colour = "What colour was it painted in 1954?";
  // Discord lets such a reply ping nobody and keeps its text back.
  const aside = room.server.say(room.ann, room.channel, colour, { replyTo: answer });
  const named = { replyTo: answer, mentionBot: true };
  const question = room.server.say(room.ann, room.channel, colour, named);
  const reply = textOf(await room.channel.replyTo(question));
  expect(reply).toContain("-# About: the swing bridge");
  expect(reply).toContain("painted green in 1954");
  const replies = room.channel.messages.map(({ message_reference: to }) => to?.message_id);
  expect(replies).not.toContain(aside.id);
});

test("a direct message needs no mention", async () => {
  const direct = room.server.directChannel(room.ann);
  const question = room.server.say(room.ann, direct, built);
  const reply = await direct.replyTo(question);
  expect(textOf(reply)).toContain("built in 1911");
  expect(textOf(await room.server.press(room.ann, reply, "Passages in full").response())).toContain(
    "1911",
  );
});

test("bots, webhooks, the bot itself, everyone-mentions and unmeant messages are ignored", async () => {
  const robot = room.server.addUser({ name: "robot", bot: true });
  room.guild.addMember(robot);
  const quiet = room.guild.addChannel("quiet");
  room.server.say(robot, quiet, built, { mentionBot: true });
  room.server.say(room.ann, quiet, built, { mentionBot: true, webhook: true });
  room.server.say(room.server.bot, quiet, built, { mentionBot: true });
  room.server.say(room.guild.owner, quiet, `@everyone ${built}`);
  room.server.say(room.ann, quiet, built);
  const meant = room.server.say(room.ann, quiet, built, { mentionBot: true });
  await quiet.replyTo(meant);
  const replies = quiet.messages.filter(
    (message) => message.author.id === room.server.bot.id && message.content === "",
  );
  expect(replies).toHaveLength(1);
});

test("a mention without a question, and one that is too long, are explained", async () => {
  const empty = room.server.say(room.ann, room.channel, "", { mentionBot: true });
  expect(textOf(await room.channel.replyTo(empty))).toContain(
    "Ask me something in the same message",
  );
  const long = room.server.say(room.ann, room.channel, "why ".repeat(200), { mentionBot: true });
  expect(textOf(await room.channel.replyTo(long))).toContain(
    "That is 799 characters long; I take questions of at most 500.",
  );
});

test("where the bot may not read the history, it answers without a reply and repeats the question", async () => {
  const shy = room.guild.addChannel("no-history");
  shy.deny(["ReadMessageHistory"]);
  room.server.say(room.ann, shy, built, { mentionBot: true });
  const answer = await shy.nextMessage();
  expect(answer.message_reference).toBeUndefined();
  expect(textOf(answer)).toContain(`-# Question: ${built}`);
});

test("where it may not write, the operator's log names the permission and nothing is tried", async () => {
  const mute = room.guild.addChannel("mute");
  mute.deny(["SendMessages"]);
  room.server.say(room.ann, mute, built, { mentionBot: true });
  mute.allowAll();
  const later = room.server.say(room.ann, mute, built, { mentionBot: true });
  await mute.replyTo(later);
  const warning = room.footnote.log.find((line) => line.includes("a mention cannot be answered"));
  expect(warning).toContain("Send Messages");
  expect(mute.messages.filter(({ author }) => author.id === room.server.bot.id)).toHaveLength(1);
});

test("a question deleted while it is answered is answered without a reply", async () => {
  const brief: APIMessage = room.server.say(room.ann, room.channel, built, { mentionBot: true });
  room.server.deleteMessage(brief);
  const answer = await room.server.until("the answer", () =>
    room.channel.messages.findLast(
      (message) => message.author.id === room.server.bot.id && !message.message_reference,
    ),
  );
  expect(textOf(answer)).toContain("built in 1911");
});
