import { afterEach, expect, test } from "vitest";
import { buttonsOf, textOf } from "../discord-server/server.ts";
import { readingRoom, restart } from "./footnote.ts";

const room = readingRoom();
let clock = Date.now();
const options = { now: () => clock };

afterEach(() => expect(room.server.refusals).toEqual([]));

const built = "When was the swing bridge built?";
const colour = "What colour was it painted in 1954?";

function ask(user: typeof room.ann, question: string, more: Record<string, string | boolean> = {}) {
  return room.server.command(user, room.channel, "ask", { question, ...more }).response();
}

test("a question that leans on the one before is understood, and shows how", async () => {
  const dan = room.guild.addMember("dan");
  await ask(dan, built);
  const answer = textOf(await ask(dan, colour));
  expect(answer.split("\n").slice(0, 2)).toEqual([
    `-# Question: ${colour}`,
    "-# About: the swing bridge",
  ]);
  expect(answer).toContain("painted green in 1954");
});

test("another person's question before it is not theirs to lean on", async () => {
  const eve = room.guild.addMember("eve");
  expect(textOf(await ask(eve, colour))).not.toContain("About:");
});

test("what was asked in private is no turn before a public question, until it is shared", async () => {
  const kim = room.guild.addMember("kim");
  await ask(kim, built, { private: true });
  expect(textOf(await ask(kim, colour))).not.toContain("About:");
  const privately = { private: true };
  await ask(kim, built, privately);
  expect(textOf(await ask(kim, colour, privately))).toContain("-# About: the swing bridge");

  const lou = room.guild.addMember("lou");
  const shared = await ask(lou, built, { private: true });
  await room.server.press(lou, shared, "Share").nextFollowUp();
  expect(textOf(await ask(lou, colour))).toContain("-# About: the swing bridge");
});

test("a private question may follow on from a public one", async () => {
  const max = room.guild.addMember("max");
  await ask(max, built);
  expect(textOf(await ask(max, colour, { private: true }))).toContain("-# About: the swing bridge");
});

test("a question that stands by itself is taken as it stands", async () => {
  const fay = room.guild.addMember("fay");
  await ask(fay, built);
  const answer = textOf(await ask(fay, "How many desks does the quiet room of the library hold?"));
  expect(answer).not.toContain("About:");
  expect(answer).toContain("twelve desks");
});

test("after a restart the kept answer is what is meant; after half an hour nothing is", async () => {
  const gus = room.guild.addMember("gus");
  await restart(room, options);
  await ask(gus, built);
  await restart(room, options);
  clock += 29 * 60 * 1000;
  expect(textOf(await ask(gus, colour))).toContain("-# About: the swing bridge");
  clock += 30 * 60 * 1000;
  expect(textOf(await ask(gus, colour))).not.toContain("About:");
});

test("a reply to an answer asks on from that one, whoever it was for and however old", async () => {
  const hal = room.guild.addMember("hal");
  const first = room.server.say(room.ann, room.channel, built, { mentionBot: true });
  const answer = await room.channel.replyTo(first);
  await ask(hal, "How many people came to the harbour museum on the first day?");
  clock += 60 * 60 * 1000;
  const reply = room.server.say(hal, room.channel, colour, { replyTo: answer });
  const second = textOf(await room.channel.replyTo(reply));
  expect(second.split("\n")[0]).toBe("-# About: the swing bridge");
  expect(second).toContain("painted green in 1954");
});

test("filters stay in force, and a shared answer tells how its question was read", async () => {
  const ida = room.guild.addMember("ida");
  await ask(ida, "When did the harbour museum of Vellmar open again?", {
    outlet: "Vellmar Courier",
  });
  const answer = await ask(ida, "And who cut the ribbon there?", { private: true });
  expect(textOf(answer)).toContain("Ilse Brandt");
  expect(textOf(answer)).toContain("Only articles from Vellmar Courier");
  const post = await room.server.press(ida, answer, "Share").nextFollowUp();
  expect(textOf(post).split("\n").slice(1, 3)).toEqual([
    "-# Question: And who cut the ribbon there?",
    "-# About: the harbour museum of Vellmar",
  ]);
  expect(buttonsOf(post).map(({ label }) => label)).toContain("Dismiss");
});

test("Follow up asks on from an answer in a form, after a restart too; from a private one privately", async () => {
  const jo = room.guild.addMember("jo");
  for (const isPrivate of [false, true]) {
    const answer = await ask(room.ann, built, { private: isPrivate });
    await restart(room, options);
    const asker = isPrivate ? room.ann : jo;
    const pressed = room.server.press(asker, answer, "Follow up");
    const asked = await room.server.submitModal(asker, pressed, { question: colour });
    const next = await asked.response();
    expect(asked.ephemeral).toBe(isPrivate);
    expect(textOf(next)).toContain(`-# Question: ${colour}\n-# About: the swing bridge`);
    expect(textOf(next)).toContain("painted green in 1954");
  }
});

test("a form that was open when the bot was restarted is answered", async () => {
  const answer = await ask(room.ann, built);
  const pressed = room.server.press(room.ann, answer, "Follow up");
  await pressed.modal();
  await restart(room, options);
  const asked = await room.server.submitModal(room.ann, pressed, { question: colour });
  expect(textOf(await asked.response())).toContain("painted green in 1954");
});

test("an answer that is not kept any more opens no form", async () => {
  const answer = await ask(room.ann, built);
  clock += 31 * 24 * 60 * 60 * 1000;
  const pressed = room.server.press(room.ann, answer, "Follow up");
  expect(textOf(await pressed.response())).toContain("I keep answers for 30 days");
  expect(pressed.ephemeral).toBe(true);
});
