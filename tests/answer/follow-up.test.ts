import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readFollowUp } from "../../src/answer/follow-up.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open.ts";
import { buildLibrary, type Library } from "../discord/footnote.ts";

interface Pair {
  readonly first: string;
  readonly then: string;
  /** What the answer to the second question says. */
  readonly answer: string;
}

const pairs = JSON.parse(
  readFileSync(new URL("follow-ups.json", import.meta.url), "utf8"),
) as readonly Pair[];
const leastUnderstood = 0.8;

let library: Library;
let engine: Engine;
beforeAll(async () => {
  library = await buildLibrary();
  engine = await openEngine(library.config({ ANSWER_SCORER: "answer-scorer" }));
});
afterAll(async () => {
  await engine.close();
  library.remove();
});

test("of our follow-up questions at least four in five get the answer that they ask for", async () => {
  const failed: string[] = [];
  for (const { first, then, answer } of pairs) {
    const before = await engine.ask(first);
    const turn = { question: first, sentences: before.sentences.map(({ text }) => text) };
    const { question, about } = readFollowUp(then, turn);
    if (about === null) failed.push(`${then} was not read as a follow-up`);
    const { sentences } = await engine.ask(question);
    const said = sentences.map(({ text }) => text).join(" ");
    if (!said.includes(answer)) failed.push(`${then} → ${question} → ${said || "nothing"}`);
  }
  expect(pairs.length).toBe(25);
  expect(1 - failed.length / pairs.length, failed.join("\n")).toBeGreaterThanOrEqual(
    leastUnderstood,
  );
});
