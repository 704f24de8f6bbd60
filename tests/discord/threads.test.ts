import { type APIMessage, GatewayIntentBits } from "discord.js";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { definitions } from "../../src/discord/definitions.ts";
import { type Channel, isEphemeral, startDiscordServer, textOf } from "../discord-server/server.ts";
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

const settings = { THREADS: "on", MESSAGE_CONTENT: "on" };

/** The thread on a message. */
const threadOn = ({ id }: APIMessage) =>
  room.server.until("a thread", () => room.server.channels.get(id));

/** An answer with its thread, which is open when the bot's first message is there. */
async function askInThread(): Promise<{
  answer: APIMessage;
  thread: Channel;
  opening: APIMessage;
}> {
  const options = { question: built, thread: true };
  const answer = await room.server.command(room.ann, room.channel, "ask", options).response();
  const thread = await threadOn(answer);
  return { answer, thread, opening: await thread.nextMessage() };
}

test("a thread opens on the answer, named from the question, and tells how to ask on", async () => {
  await restart(room);
  const { answer, thread, opening } = await askInThread();
  expect(textOf(answer)).toContain("built in 1911");
  expect(thread.name).toBe(built);
  expect(thread.thread?.autoArchive).toBe(1440);
  expect(textOf(opening)).toContain("press **Follow up**, mention me");

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
  const thread = await threadOn(answer);
  expect(thread.name.length).toBeLessThanOrEqual(100);
  expect(question.startsWith(thread.name.replace(/ ?…$/, ""))).toBe(true);
});

test("the first message in a thread is a place to ask on from, by its button or by a reply", async () => {
  const { thread, opening } = await askInThread();
  await restart(room);
  const cleo = room.guild.addMember("cleo");
  const pressed = room.server.press(cleo, opening, "Follow up");
  const asked = await room.server.submitModal(cleo, pressed, { question: colour });
  expect(textOf(await asked.response())).toContain("painted green in 1954");
  expect(asked.channel).toBe(thread);
  const reply = room.server.say(cleo, thread, colour, { replyTo: opening });
  expect(textOf(await thread.replyTo(reply))).toContain("-# About: the swing bridge");
});

test("a command in the bot's thread asks on from what was answered there, to anybody", async () => {
  const { thread } = await askInThread();
  const dora = room.guild.addMember("dora");
  const asked = room.server.command(dora, thread, "ask", { question: colour });
  expect(textOf(await asked.response())).toContain("-# About: the swing bridge");
});

test("where there can be no thread, the answer is given and the asker is told why", async () => {
  const question = { question: built, thread: true };
  const { thread } = await askInThread();
  const direct = room.server.directChannel(room.ann);
  const bare = room.guild.addChannel("bare");
  bare.deny(["CreatePublicThreads"]);
  const silent = room.guild.addChannel("silent threads");
  silent.deny(["SendMessagesInThreads"]);
  for (const [channel, isPrivate, why] of [
    [bare, false, "I lack **Create Public Threads**."],
    [silent, false, "I lack **Send Messages in Threads**."],
    [room.channel, true, "this answer has none"],
    [direct, false, "this answer has none"],
    [thread, false, "this answer has none"],
  ] as const) {
    const options = { ...question, private: isPrivate };
    const asked = room.server.command(room.ann, channel, "ask", options);
    const told = await asked.nextFollowUp();
    expect(textOf(told)).toContain(why);
    expect(isEphemeral(told)).toBe(true);
    expect(textOf(await asked.response())).toContain("built in 1911");
  }

  const refusal = { code: 160006, message: "Maximum number of active threads reached" };
  room.server.disturb({ method: "POST", path: /\/threads$/, status: 400, ...refusal });
  const refused = room.server.command(room.ann, room.channel, "ask", question);
  expect(textOf(await refused.nextFollowUp())).toContain("I could not open a thread");
  expect(room.footnote.log.at(-1)).toContain(refusal.message);
});

test("with the setting, whoever wants no thread has none, and nobody is told where there can be none", async () => {
  await restart(room, { settings: { THREADS: "on" } });
  const followUps = () =>
    room.server.requests.filter(({ route }) => route === "/webhooks/:application/:token").length;
  const before = followUps();
  const bare = room.guild.addChannel("bare too");
  bare.deny(["CreatePublicThreads"]);
  const mentioned = room.server.say(room.ann, bare, built, { mentionBot: true });
  const answers = [await bare.replyTo(mentioned)];
  const without = { question: built, thread: false };
  const privately = { question: built, private: true };
  for (const [channel, options] of [
    [bare, { question: built }],
    [room.channel, without],
    [room.channel, privately],
    [room.server.directChannel(room.ann), { question: built }],
  ] as const) {
    const asked = room.server.command(room.ann, channel, "ask", options);
    answers.push(await asked.response((message) => textOf(message).includes("built in 1911")));
  }
  const help = await room.server.command(room.ann, bare, "help").response();
  expect(textOf(help)).toContain("I lack **Create Public Threads**.");
  // The bot ends when all it was doing is done.
  await restart(room, { settings: { THREADS: "on" } });
  expect(answers.filter(({ id }) => room.server.channels.has(id))).toEqual([]);
  expect(followUps()).toBe(before);
});

test("a mention that had to wait for its turn has its thread too", async () => {
  await restart(room, { settings: { THREADS: "on", COOLDOWN_SECONDS: "1" } });
  room.server.say(room.ann, room.channel, built, { mentionBot: true });
  const second = room.server.say(room.ann, room.channel, colour, { mentionBot: true });
  const reply = await room.channel.replyTo(second);
  expect((await threadOn(reply)).name).toBe(colour);
  expect(textOf(reply)).toContain("You asked me something a moment ago");
});

test("with the settings, every answer has a thread, and whoever writes there is answered", async () => {
  await restart(room, { settings });
  const asked = room.server.say(room.ann, room.channel, built, { mentionBot: true });
  const answer = await room.channel.replyTo(asked);
  const thread = await threadOn(answer);
  expect(textOf(await thread.nextMessage())).toContain("no mention is needed");

  const eva = room.guild.addMember("eva");
  const robot = room.server.addUser({ name: "robot", bot: true });
  room.guild.addMember(robot);
  room.server.say(robot, thread, colour);
  const aside = room.server.say(eva, thread, `<@${room.ann.id}> ${colour}`);
  room.server.say(room.ann, thread, colour, { replyTo: aside, ping: false });
  room.server.say(eva, room.channel, colour);
  await restart(room, { settings });
  const question = room.server.say(eva, thread, colour);
  const next = textOf(await thread.replyTo(question));
  expect(next).toContain("-# About: the swing bridge");
  expect(next).toContain("painted green in 1954");
  expect(thread.messages.filter(({ author }) => author.id === room.server.bot.id)).toHaveLength(2);
});

test("a thread that was archived when the bot started is known again by a message in it", async () => {
  await restart(room, { settings });
  const { thread } = await askInThread();
  if (thread.thread === null) throw new Error("a thread without its settings");
  thread.thread.archived = true;
  await restart(room, { settings });
  const question = room.server.say(room.ann, thread, colour);
  expect(textOf(await thread.replyTo(question))).toContain("-# About: the swing bridge");
});

test("in a thread that somebody else opened, the bot answers only who names it", async () => {
  await restart(room, { settings });
  const about = room.server.say(room.ann, room.channel, "The bridge!");
  const thread = room.server.openThread(room.ann, about, "The bridge");
  room.server.say(room.ann, thread, built);
  const named = room.server.say(room.ann, thread, built, { mentionBot: true });
  const answer = await thread.replyTo(named);
  // A reply to the bot is for it; words that no question is made of are for nobody.
  const reply = room.server.say(room.ann, thread, colour, { replyTo: answer });
  await thread.replyTo(reply);
  const { thread: own } = await askInThread();
  room.server.say(room.ann, own, "👍");
  const question = room.server.say(room.ann, own, colour);
  await own.replyTo(question);
  for (const [place, messages] of [
    [thread, 2],
    [own, 2],
  ] as const) {
    const said = place.messages.filter(({ author }) => author.id === room.server.bot.id);
    expect(said).toHaveLength(messages);
  }
});
