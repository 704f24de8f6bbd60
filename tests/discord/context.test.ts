import { rmSync } from "node:fs";
import { join } from "node:path";
import type { APIMessage } from "discord.js";
import { afterEach, expect, test } from "vitest";
import { indexCorpus } from "../../src/engine/index-corpus.ts";
import { buttonsOf, textOf } from "../discord-server/server.ts";
import { articles } from "./articles.ts";
import { readingRoom, restart } from "./footnote.ts";

const room = readingRoom();

afterEach(() => expect(room.server.refusals).toEqual([]));

async function passagesOf(question: string): Promise<APIMessage> {
  const answer = await room.server.command(room.ann, room.channel, "ask", { question }).response();
  return room.server.press(room.ann, answer, "Passages in full").response();
}

async function contextOf(question: string): Promise<APIMessage> {
  const pressed = room.server.press(room.ann, await passagesOf(question), "In the article");
  const context = await pressed.response();
  expect(pressed.ephemeral).toBe(true);
  return context;
}

async function serve(): Promise<void> {
  await indexCorpus(room.library.config());
  await room.engine.reload();
  await restart(room);
}

const boats = "How many boats did the harbour count in 1760?";

test("a passage shows in its article with what stands around it, and the rest is a page away", async () => {
  let context = await contextOf(boats);
  const shown = textOf(context);
  expect(shown).toContain("A chronicle of the harbour");
  expect(shown).toContain("> **In 1760 the harbour counted 60 boats.**");
  // Before and after the passage, outside of the quote.
  expect(shown).toMatch(/^In \d+ the harbour counted[^\n]*\n(?:In [^\n]*\n|\n)*> /m);
  expect(shown).toMatch(/^> [^\n]*\n(?:\n)?In \d+ the harbour counted/m);

  const seen = new Set<string>();
  const collect = (message: APIMessage) => {
    for (const [year] of textOf(message).matchAll(/(?<=In )1[78]\d\d/g)) {
      expect(seen).not.toContain(year);
      seen.add(year);
    }
  };
  const [, at = "", of = ""] = /Part (\d+) of (\d+)/.exec(shown) ?? [];
  for (let step = Number(at); step > 1; step -= 1) {
    context = await room.server.press(room.ann, context, "Previous").response();
  }
  expect(buttonsOf(context).find(({ label }) => label === "Previous")?.disabled).toBe(true);
  collect(context);
  for (let step = 1; step < Number(of); step += 1) {
    context = await room.server.press(room.ann, context, "Next").response();
    collect(context);
  }
  expect(buttonsOf(context).find(({ label }) => label === "Next")?.disabled).toBe(true);
  expect(seen.size).toBe(60);
});

test("at an article's start and end, and in a table", async () => {
  const start = textOf(await contextOf("When was the swing bridge built?"));
  expect(start).toContain("**The swing bridge over the Velle was built in 1911.**");
  expect(start).toContain("Part 1 of 1");
  let last = await passagesOf("What did the building work of the museum cost?");
  while (!textOf(last).includes("the town paid the rest")) {
    last = await room.server.press(room.ann, last, "Next").response();
  }
  const end = textOf(await room.server.press(room.ann, last, "In the article").response());
  expect(end).toContain("**The building work cost 4.2 million crowns.**");
  expect(end).toContain("the town paid the rest.\n-# Part 1 of 1");
  expect(end).toContain("children pay nothing");
  const table = textOf(await contextOf("What is the fare of a return crossing?"));
  expect(table).toMatch(/> \*\*\\\| Return crossing .*10 crowns.*\*\*/);
  expect(table).toContain("fuel has become dearer");
  expect(table).toContain("every forty minutes");
});

test("after a restart, pressed twice, it is shown twice and nothing is lost", async () => {
  const passages = await passagesOf(boats);
  await restart(room);
  const presses = [1, 2].map(() => room.server.press(room.ann, passages, "In the article"));
  for (const pressed of presses) expect(textOf(await pressed.response())).toContain("**In 1760");
});

test("in an article that has changed since, the quote is found again, or its loss is told", async () => {
  const [first, second] = [await passagesOf(boats), await passagesOf("Who cut the ribbon?")];
  const third = await passagesOf("When was the swing bridge built?");
  const { "chronicle.md": chronicle = "", "museum.md": museum = "" } = articles;
  room.library.write(
    "chronicle.md",
    chronicle
      // Quoted sentences stand here too, far from where they were.
      .replace(
        "In 1700",
        "A preface. In 1757 the harbour counted 59 boats. In 1760 the harbour counted 60 boats.\n\nIn 1700",
      )
      .replace("In 1763", "Anno 1763"),
  );
  room.library.write("museum.md", museum.replace("cut the ribbon", "made a speech"));
  rmSync(join(room.library.dir, "corpus", "bridge.txt"));
  await serve();

  const moved = textOf(await room.server.press(room.ann, first, "In the article").response());
  expect(moved).toContain("> **In 1760 the harbour counted 60 boats.**");
  expect(moved).not.toContain("A preface.");
  expect(moved).toContain("The article has changed since this was answered.");
  const lost = await room.server.press(room.ann, second, "In the article").response();
  expect(textOf(lost)).toContain("does not stand in it any more");
  const read = room.server.press(room.ann, lost, "Read");
  expect(textOf(await read.response())).toContain("made a speech");
  const removed = await room.server.press(room.ann, third, "In the article").response();
  expect(textOf(removed)).toBe("That article is not in the corpus any more.");
});
