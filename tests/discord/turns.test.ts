import { MessageFlags } from "discord.js";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Declined } from "../../src/discord/faults.ts";
import type { Rendering } from "../../src/discord/render/message.ts";
import { createTurns } from "../../src/discord/turns.ts";
import { english } from "../../src/discord/words/english.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { textOf } from "../discord-server/server.ts";
import { readingRoom, restart } from "./footnote.ts";

const wordsOf = (rendering: Rendering) => JSON.stringify(rendering.components);
const silent = async () => {};
const idle = new AbortController().signal;

test("a place answers so many at once; the others wait in order and are told", async () => {
  const turns = createTurns({ cooldownMs: 0, atOnce: 2, stopping: idle, now: () => 0 });
  const order: number[] = [];
  const told: string[] = [];
  const take = async (number: number, place = "a") => {
    const onWait = async (waiting: Rendering) => {
      told.push(`${number} ${wordsOf(waiting)}`);
    };
    const release = await turns.take({ asker: String(number), place, onWait, words: english });
    order.push(number);
    return release;
  };
  const first = await take(1);
  const second = await take(2);
  const third = take(3);
  const fourth = take(4);
  await take(5, "b");
  expect(order).toEqual([1, 2, 5]);
  expect(told).toEqual([
    expect.stringMatching(/^3 .*1 request before yours; I expect to get to it <t:\d+:R>/),
    expect.stringMatching(/^4 .*2 requests before yours/),
  ]);
  second();
  await third;
  expect(order).toEqual([1, 2, 5, 3]);
  first();
  (await third)();
  await fourth;
  expect(order).toEqual([1, 2, 5, 3, 4]);
});

test("a person's questions keep their distance, and nobody else's are held up", async () => {
  const now = () => 1_700_000_000_000;
  const stopping = new AbortController();
  const turns = createTurns({ cooldownMs: 60_000, atOnce: 9, stopping: stopping.signal, now });
  const told: string[] = [];
  const ask = (asker: string) =>
    turns.take({
      asker,
      place: "a",
      onWait: async (waiting) => {
        told.push(wordsOf(waiting));
      },
      words: english,
    });
  await ask("ann");
  await ask("ben");
  expect(told).toEqual([]);
  const waiting = Array.from({ length: 10 }, () => ask("ann").catch((error: unknown) => error));
  expect(told[0]).toContain(
    "You asked me something a moment ago; this one's turn comes <t:1700000060:R>.",
  );
  expect(told[9]).toContain("<t:1700000600:R>");
  // Longer than a reply can be filled in.
  await expect(ask("ann")).rejects.toThrow("Try again <t:1700000060:R>.");

  stopping.abort();
  for (const error of await Promise.all(waiting)) {
    expect(error).toBeInstanceOf(Declined);
    expect((error as Declined).message).toContain("I am being restarted");
  }
});

test("what has waited for its cooldown does not wait in line until its reply can be filled in no more", async () => {
  let clock = 0;
  const turns = createTurns({ cooldownMs: 20, atOnce: 1, stopping: idle, now: () => clock });
  const take = () => turns.take({ asker: "ann", place: "a", onWait: silent, words: english });
  await take();
  const second = take();
  clock = 9 * 60_000 + 58_000;
  await expect(second).rejects.toThrow(`Try again <t:${clock / 1000}:R>.`);
});

test("a wait that cannot be shown is waited all the same", async () => {
  const turns = createTurns({ cooldownMs: 0, atOnce: 1, stopping: idle });
  const release = await turns.take({ asker: "1", place: "a", onWait: silent, words: english });
  const onWait = () => Promise.reject(new Error("Unknown Message"));
  const second = turns.take({ asker: "2", place: "a", onWait, words: english });
  release();
  await second;
});

const room = readingRoom();
/** What holds the engine up, and lets it go on. */
let held = deferred();
/** Resolved when the engine has been asked. */
let reached = deferred();
const engine = (): Engine => ({
  ...room.engine,
  async ask(question, options) {
    reached.resolve();
    await held.promise;
    return room.engine.ask(question, options);
  },
});
const oneAtATime = () => ({ engine: engine(), settings: { QUESTIONS_AT_ONCE: "1" } });

beforeAll(async () => {
  for (const pier of ["one", "two", "three", "four", "five", "six", "seven", "eight"]) {
    room.library.write(`pier-${pier}.md`, `# Pier ${pier}\n\nPier ${pier} has a crane.\n`);
  }
  await room.engine.reindex();
});
beforeEach(() => {
  held = deferred();
  reached = deferred();
});
afterEach(() => expect(room.server.refusals).toEqual([]));

type Shown = Parameters<typeof textOf>[0];
const isWaiting = (message: Shown) =>
  /^\d+ requests? before yours; I expect to get to it <t:\d+:R>\.$/.test(textOf(message));
const isCoolingDown = (message: Shown) =>
  /^You asked me something a moment ago; this one's turn comes <t:\d+:R>\.$/.test(textOf(message));
const isAnswer = (message: Shown) => textOf(message).includes("built in 1911");
const isFound = (message: Shown) => textOf(message).includes("Passages nearest");
const question = "When was the swing bridge built?";

test("what must wait says until when, however it was asked, and is done when its turn comes", async () => {
  await restart(room, oneAtATime());
  const ben = room.guild.addMember("ben");
  const first = room.server.command(room.ann, room.channel, "ask", { question });
  const second = room.server.command(ben, room.channel, "ask", { question });
  await Promise.any([first.response(isWaiting), second.response(isWaiting)]);
  const said = room.server.say(ben, room.channel, question, { mentionBot: true });
  const reply = await room.channel.replyTo(said);
  expect(isWaiting(reply)).toBe(true);
  const search = room.server.command(ben, room.channel, "search", { query: "swing bridge" });
  const sources = room.server.messageCommand(ben, "Find sources", said);
  for (const interaction of [search, sources]) {
    await interaction.response(isWaiting);
    expect(interaction.ephemeral).toBe(true);
  }

  held.resolve();
  await first.response(isAnswer);
  await second.response(isAnswer);
  await room.channel.messageEdited(reply.id, isAnswer);
  await search.response(isFound);
  await sources.response(isFound);
});

test("a person's searches keep the same distance as their questions", async () => {
  held.resolve();
  await restart(room, { engine: engine(), settings: { COOLDOWN_SECONDS: "1" } });
  const said = room.server.say(room.ann, room.channel, "The swing bridge was built in 1911.");
  const search = () => room.server.command(room.ann, room.channel, "search", { query: "pier" });
  const first = search();
  expect(isCoolingDown(await first.response())).toBe(false);
  const second = search();
  expect(isCoolingDown(await second.response())).toBe(true);
  await second.response(isFound);
  const sources = room.server.messageCommand(room.ann, "Find sources", said);
  expect(isCoolingDown(await sources.response())).toBe(true);
  await sources.response(isFound);
});

test("the pages of what was found take no turn; what must be searched anew does", async () => {
  await restart(room, oneAtATime());
  const search = room.server.command(room.ann, room.channel, "search", { query: "a crane" });
  const found = await search.response(isFound);
  const ben = room.guild.addMember("ben");
  room.server.command(ben, room.channel, "ask", { question });
  await reached.promise;
  const turned = room.server.press(room.ann, found, "Next");
  const second = await turned.response();
  expect(textOf(second)).toContain("Page 2 of");

  held.resolve();
  held = deferred();
  reached = deferred();
  await restart(room, oneAtATime());
  room.server.command(ben, room.channel, "ask", { question });
  await reached.promise;
  const back = room.server.press(room.ann, second, "Previous");
  const waiting = await back.nextFollowUp();
  expect(isWaiting(waiting)).toBe(true);
  expect(Number(waiting.flags) & MessageFlags.Ephemeral).toBeTruthy();
  held.resolve();
  expect(textOf(await back.response())).toBe(textOf(found));
  await room.server.until("the notice to go", () => back.followUps.length === 0 || undefined);
});

test("an answer that comes after its reply's fifteen minutes is given up quietly", async () => {
  await restart(room, oneAtATime());
  const asked = room.server.command(room.ann, room.channel, "ask", { question });
  await reached.promise;
  asked.expire();
  held.resolve();
  await room.server.until("the refusals", () => room.server.refusals.length >= 1 || undefined);
  const next = room.server.command(room.ann, room.channel, "ask", { question });
  await next.response(isAnswer);
  expect(new Set(room.server.refusals.map(({ code }) => code))).toEqual(new Set([50027]));
  room.server.refusals.length = 0;
  expect(room.footnote.log.join("\n")).not.toContain("a request failed");
});

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
