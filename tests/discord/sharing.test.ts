import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { APIMessage } from "discord.js";
import { beforeEach, expect, test } from "vitest";
import { buttonsOf, textOf } from "../discord-server/server.ts";
import { readingRoom, restart } from "./footnote.ts";

const room = readingRoom();

beforeEach(() => {
  room.server.refusals.length = 0;
});

const cost = "How much did the building work on the harbour museum cost?";

function ask(question = cost, isPrivate = false) {
  return room.server
    .command(room.ann, room.channel, "ask", { question, private: isPrivate })
    .response();
}

function thumb(message: APIMessage, which: "up" | "down"): string {
  return buttonsOf(message).find(({ customId }) => customId?.endsWith(which))?.customId ?? "";
}

function answerId(message: APIMessage): number {
  return Number(thumb(message, "up").split(":")[2]);
}

test("everybody has one vote on an answer and can change it, after a restart too", async () => {
  const answer = await ask();
  const ben = room.guild.addMember("ben");
  const voted = room.server.press(ben, answer, thumb(answer, "up"));
  expect(textOf(await voted.response())).toContain("this helped");
  expect(voted.ephemeral).toBe(true);
  await room.server.press(ben, answer, thumb(answer, "up")).response();
  await room.server.press(room.ann, answer, thumb(answer, "up")).response();
  expect(room.footnote.state.votesFor(answerId(answer))).toEqual({ up: 2, down: 0 });

  await restart(room);
  const changed = room.server.press(ben, answer, thumb(answer, "down"));
  expect(textOf(await changed.response())).toContain("did not help");
  expect(room.footnote.state.votesFor(answerId(answer))).toEqual({ up: 1, down: 1 });
  expect(room.server.refusals).toEqual([]);
});

test("an answer that is none can be voted on as well", async () => {
  const refusal = await ask("Who won the chess championship of 1972 in Reykjavik?");
  await room.server.press(room.ann, refusal, thumb(refusal, "down")).response();
  expect(room.footnote.state.votesFor(answerId(refusal))).toEqual({ up: 0, down: 1 });
  expect(room.server.refusals).toEqual([]);
});

test("a private answer is shared once, with the name of who shared it, and notifies nobody", async () => {
  const answer = await ask(cost, true);
  const presses = [
    room.server.press(room.ann, answer, "Share"),
    room.server.press(room.ann, answer, "Share"),
  ];
  const posts = await Promise.all(presses.map((press) => press.nextFollowUp()));
  const [post] = posts.filter((message) => !textOf(message).includes("already"));
  const [again] = posts.filter((message) => textOf(message).includes("already"));
  expect(again && textOf(again)).toBe("You have shared this already.");
  if (!post) throw new Error("nothing was shared");

  expect(room.channel.messages.map(({ id }) => id)).toContain(post.id);
  expect(textOf(post).split("\n").slice(0, 2)).toEqual([
    `-# Shared by <@${room.ann.id}>`,
    `-# Question: ${cost}`,
  ]);
  expect(textOf(post)).toContain("4.2 million crowns");
  expect(post.mentions).toEqual([]);
  // For all who see it now: to be read in full, voted on, and taken away again.
  expect(buttonsOf(post).map(({ label }) => label)).toEqual([
    "Passages in full",
    "Follow up",
    "👍",
    "👎",
    "Dismiss",
  ]);
  room.server.press(room.ann, post, "Dismiss");
  await room.channel.deleted(post.id);
  expect(room.server.refusals).toEqual([]);
});

test("in a direct message there is nobody to share with", async () => {
  const direct = room.server.directChannel(room.ann);
  const asked = room.server.command(room.ann, direct, "ask", { question: cost, private: true });
  expect(buttonsOf(await asked.response()).map(({ label }) => label)).not.toContain("Share");
  const searched = room.server.command(room.ann, direct, "search", { query: "ferry" });
  expect(buttonsOf(await searched.response()).map(({ label }) => label)).not.toContain("Share");
  expect(room.server.refusals).toEqual([]);
});

test("a hit is shared with its passage; its sharer takes it away, others do not", async () => {
  const found = await room.server
    .command(room.ann, room.channel, "search", { query: "wreck of the Marigold" })
    .response();
  const [share] = buttonsOf(found).filter(({ label }) => label === "Share");
  const post = await room.server.press(room.ann, found, share?.customId ?? "").nextFollowUp();
  expect(textOf(post)).toContain(`-# Shared by <@${room.ann.id}>`);
  expect(textOf(post)).toContain("> **The new hall shows the wreck of the Marigold");
  const read = room.server.press(room.ann, post, "Read");
  expect(textOf(await read.response())).toContain("**What is new**\n\nThe new hall shows");

  const cleo = room.guild.addMember("cleo");
  const refused = room.server.press(cleo, post, "Dismiss");
  expect(textOf(await refused.nextFollowUp())).toContain("Only the person who shared this");
  room.server.press(room.ann, post, "Dismiss");
  await room.channel.deleted(post.id);
  expect(room.server.refusals).toEqual([]);
});

test("a hit whose article has changed is not shared with other words", async () => {
  const found = await room.server
    .command(room.ann, room.channel, "search", { query: "wreck of the Marigold" })
    .response();
  const file = join(room.library.config().corpus.dir, "museum.md");
  writeFileSync(file, readFileSync(file, "utf8").replace("opened again", "was opened once again"));
  appendFileSync(file, "\nA café has opened beside it.\n");
  await room.engine.reindex();

  const [share] = buttonsOf(found).filter(({ label }) => label === "Share");
  const pressed = room.server.press(room.ann, found, share?.customId ?? "");
  expect(textOf(await pressed.nextFollowUp())).toContain("That article has changed since.");
  expect(room.server.refusals).toEqual([]);
});
