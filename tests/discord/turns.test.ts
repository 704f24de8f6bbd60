import { afterAll, beforeAll, expect, test } from "vitest";
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
    expect.stringMatching(/^3 .*1 question before yours; I expect to answer it <t:\d+:R>/),
    expect.stringMatching(/^4 .*2 questions before yours/),
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
  expect(told[0]).toContain("You asked a moment ago; I answer this one <t:1700000060:R>.");
  expect(told[9]).toContain("<t:1700000600:R>");
  // Longer than a reply can be filled in.
  await expect(ask("ann")).rejects.toThrow("Ask it again <t:1700000060:R>.");

  stopping.abort();
  for (const error of await Promise.all(waiting)) {
    expect(error).toBeInstanceOf(Declined);
    expect((error as Declined).message).toContain("I am being restarted");
  }
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
/** Lets the questions that are held go on. */
let go = () => {};
beforeAll(async () => {
  let open = Promise.resolve();
  const engine: Engine = {
    ...room.engine,
    async ask(question, options) {
      await open;
      return room.engine.ask(question, options);
    },
  };
  open = new Promise((resolve) => {
    go = resolve;
  });
  await restart(room, { engine, settings: { QUESTIONS_AT_ONCE: "1" } });
});
afterAll(() => expect(room.server.refusals).toEqual([]));

test("commands and mentions that must wait say until when, and are all answered", async () => {
  const question = "When was the swing bridge built?";
  const ben = room.guild.addMember("ben");
  const first = room.server.command(room.ann, room.channel, "ask", { question });
  const second = room.server.command(ben, room.channel, "ask", { question });
  const isWaiting = (message: Parameters<typeof textOf>[0]) =>
    /^\d+ questions? before yours; I expect to answer it <t:\d+:R>\.$/.test(textOf(message));
  await Promise.any([first.response(isWaiting), second.response(isWaiting)]);
  const said = room.server.say(ben, room.channel, question, { mentionBot: true });
  const reply = await room.channel.replyTo(said);
  expect(isWaiting(reply)).toBe(true);

  go();
  const isAnswer = (message: Parameters<typeof textOf>[0]) =>
    textOf(message).includes("built in 1911");
  await first.response(isAnswer);
  await second.response(isAnswer);
  await room.channel.messageEdited(reply.id, isAnswer);
});
