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

const turn = {
  question: "Who is the captain of the Petrel?",
  sentences: ["Captain Mona Eide has done the trip four thousand times."],
};

test.each([
  "How far is it from Merrow to Aster?",
  "How far is it between Merrow and the islands?",
  "How long does it take to get from Merrow to Aster?",
  "Is it true that Merrow has an airport?",
])('%s stands by itself: its "it" stands for nothing', (question) => {
  expect(readFollowUp(question, turn)).toEqual({ question, about: null });
});

test.each([
  "How far is it from the harbour?",
  "How long does it take?",
  "How far is it from there to Aster?",
  "How far is it from it to Aster?",
])("%s is read with the question before", (question) => {
  expect(readFollowUp(question, turn).question).toContain("captain of the Petrel");
});

test.each([
  ["When will the clinic close its ward?", "Why will the clinic close its ward?"],
  ["And when was the bridge built?", "Why was the bridge built?"],
  ["Has the town closed the bridge?", "Why has the town closed the bridge?"],
])("“Why is that?” after %s asks for the reason of what it says", (first, read) => {
  const before = { question: first, sentences: ["It will be in June."] };
  for (const why of ["Why is that?", "And why?", "How come?", "why was this"]) {
    expect(readFollowUp(why, before)).toEqual({ question: read, about: first.replace("And ", "") });
  }
});

test("courtesy around either question does not hide what it is about", () => {
  const before = {
    question: "Hey, could you tell me when the Karst dam was built?",
    sentences: ["The Karst dam was built in 1986."],
  };
  expect(readFollowUp("thanks! do you know who built it?", before)).toMatchObject({
    question: "Who built the Karst dam?",
  });
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
  expect(pairs.length).toBeGreaterThanOrEqual(25);
  expect(1 - failed.length / pairs.length, failed.join("\n")).toBeGreaterThanOrEqual(
    leastUnderstood,
  );
}, 180_000);
