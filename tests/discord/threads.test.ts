import { type APIMessage, GatewayIntentBits } from "discord.js";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { definitions } from "../../src/discord/definitions.ts";
import { type Channel, startDiscordServer, textOf } from "../discord-server/server.ts";
import { readingRoom, restart, startFootnote, stop, token } from "./footnote.ts";

const room = readingRoom();
beforeAll(async () => {
  // This server's application was granted the intent.
  await stop(room.footnote);
  await room.server.close();
  const privilegedIntents = [GatewayIntentBits.MessageContent];
  room.server = await startDiscordServer({ token, commands: definitions, privilegedIntents });
  room.guild = room.server.addGuild({ name: "Reading Room" });
  room.channel = room.guild.addChannel("general");
  room.ann = room.guild.addMember("ann");
  room.footnote = await startFootnote(room.library, room.server, { engine: room.engine });
});
afterEach(() => expect(room.server.refusals).toEqual([]));
afterAll(() => expect(room.footnote.log.join("\n")).not.toContain('"level":50'));

const built = "When was the swing bridge built?";
const colour = "What colour was it painted in 1954?";

async function askInThread(): Promise<{ answer: APIMessage; thread: Channel }> {
  const options = { question: built, thread: true };
  const answer = await room.server.command(room.ann, room.channel, "ask", options).response();
  const thread = await room.server.until("a thread", () => room.server.channels.get(answer.id));
  return { answer, thread };
}

test("a thread opens on the answer, named from the question, and tells how to ask on", async () => {
  await restart(room);
  const { answer, thread } = await askInThread();
  expect(textOf(answer)).toContain("built in 1911");
  expect(thread.name).toBe(built);
  expect(thread.thread?.autoArchive).toBe(1440);
  expect(textOf(await thread.nextMessage())).toContain("press **Follow up** under an answer");

  // Without the setting, what does not name the bot is not for it; the thread's answer is the turn.
  const ben = room.guild.addMember("ben");
  room.server.say(room.ann, thread, colour);
  const named = room.server.say(ben, thread, colour, { mentionBot: true });
  expect(textOf(await thread.replyTo(named))).toContain("-# About: the swing bridge");
  expect(thread.messages.filter(({ author }) => author.id === room.server.bot.id)).toHaveLength(2);
});

test("a long question's name is cut at a word", async () => {
  const question = `${built} ${"And please tell me everything about it. ".repeat(5)}`.trim();
  const options = { question, thread: true };
  const answer = await room.server.command(room.ann, room.channel, "ask", options).response();
  const thread = await room.server.until("a thread", () => room.server.channels.get(answer.id));
  expect(thread.name.length).toBeLessThanOrEqual(100);
  expect(question.startsWith(thread.name.replace(/ ?…$/, ""))).toBe(true);
});

test("where there can be no thread, the answer is given and the asker is told why", async () => {
  const bare = room.guild.addChannel("bare");
  bare.deny(["CreatePublicThreads"]);
  const lacking = room.server.command(room.ann, bare, "ask", { question: built, thread: true });
  expect(textOf(await lacking.nextFollowUp())).toContain("I lack **Create Public Threads**.");
  expect(textOf(await lacking.response())).toContain("built in 1911");

  const alone = { question: built, thread: true, private: true };
  const privately = room.server.command(room.ann, room.channel, "ask", alone);
  expect(textOf(await privately.nextFollowUp())).toContain("this answer has none");
});

test("with the settings, every answer has a thread, and whoever writes there is answered", async () => {
  await restart(room, { settings: { THREADS: "on", MESSAGE_CONTENT: "on" } });
  const asked = room.server.say(room.ann, room.channel, built, { mentionBot: true });
  const answer = await room.channel.replyTo(asked);
  const thread = await room.server.until("a thread", () => room.server.channels.get(answer.id));
  expect(textOf(await thread.nextMessage())).toContain("no mention is needed");

  const eva = room.guild.addMember("eva");
  const robot = room.server.addUser({ name: "robot", bot: true });
  room.guild.addMember(robot);
  room.server.say(robot, thread, colour);
  const aside = room.server.say(eva, thread, `<@${room.ann.id}> ${colour}`);
  room.server.say(room.ann, thread, colour, { replyTo: aside, ping: false });
  room.server.say(eva, room.channel, colour);
  await restart(room, { settings: { THREADS: "on", MESSAGE_CONTENT: "on" } });
  const question = room.server.say(eva, thread, colour);
  const next = textOf(await thread.replyTo(question));
  expect(next).toContain("-# About: the swing bridge");
  expect(next).toContain("painted green in 1954");
  expect(thread.messages.filter(({ author }) => author.id === room.server.bot.id)).toHaveLength(2);
});
