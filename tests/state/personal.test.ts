import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Answer } from "../../src/answer/answer.ts";
import { openState, type State } from "../../src/state/state.ts";

let dir: string;
let state: State;
let clock: number;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "footnote-personal-"));
  clock = 1_000_000;
  state = openState({ dir, answerDays: 30 }, () => clock);
});
afterEach(() => {
  state.close();
  rmSync(dir, { recursive: true, force: true });
});

const day = 24 * 60 * 60 * 1000;
const answer: Answer = {
  question: "Where did the heron nest?",
  answered: false,
  sentences: [],
  citations: [],
  confidence: 0.25,
  nearest: [],
  filtered: null,
  timings: { embedMs: 1, searchMs: 2, answerMs: 3 },
  generation: "g1",
};
const by = (asker: string) => ({ asker, guild: "2001", channel: "3001" });
const action = { guild: "2001", kind: "reindex", about: "1 new" } as const;

/** Everything that the state has on disk. */
const onDisk = () =>
  readdirSync(dir)
    .map((name) => readFileSync(join(dir, name), "latin1"))
    .join("");

test("erasing takes a person's rows and no others', and nothing of them is left on the disk", () => {
  const anns = state.saveAnswer(by("1001"), answer);
  const bens = state.saveAnswer(by("1002"), { ...answer, question: "Who built the weir?" });
  state.vote(anns, "1002", -1);
  state.vote(bens, "1001", 1);
  state.vote(bens, "1002", 1);
  state.recordAction({ ...action, moderator: "1001" }, 365);
  state.recordAction({ ...action, moderator: "1002" }, 365);
  expect(state.rowsAbout("1001")).toEqual({ answers: 1, votes: 1, actions: 1 });
  expect(onDisk()).toContain("heron");

  expect(state.erase("1001")).toEqual({ answers: 1, votes: 1, actions: 1 });
  expect(state.rowsAbout("1001")).toEqual({ answers: 0, votes: 0, actions: 0 });
  expect(state.findAnswer(anns)).toBeUndefined();
  expect(state.votesFor(bens)).toEqual({ up: 1, down: 0 });
  expect(state.findAnswer(bens)).toBeDefined();
  // Ben's vote was on Ann's answer.
  expect(state.rowsAbout("1002")).toEqual({ answers: 1, votes: 1, actions: 1 });
  expect(state.actions({ skip: 0, most: 5 }).actions.map(({ moderator }) => moderator)).toEqual([
    "1002",
    null,
  ]);
  expect(onDisk()).not.toMatch(/heron|1001/);
  expect(onDisk()).toContain("weir");
});

test("what moderators did is kept for its days, newest first, in pages", () => {
  for (const about of ["a", "b", "c"]) state.recordAction({ ...action, moderator: "1", about }, 2);
  state.recordAction({ ...action, moderator: "1", kind: "rollback", about: "" }, 1);
  expect(state.actions({ skip: 1, most: 2 })).toMatchObject({
    actions: [{ about: "c", at: new Date(clock) }, { about: "b" }],
    total: 4,
  });
  expect(state.lastAction("reindex")).toMatchObject({ about: "c", moderator: "1" });
  expect(state.lastAction("add")).toBeNull();

  clock += day;
  expect(state.actions({ skip: 0, most: 9 }).total).toBe(3);
  clock += day;
  state.purge();
  expect(state.rowsAbout("1").actions).toBe(0);
});
