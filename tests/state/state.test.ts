import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Answer } from "../../src/answer/answer.ts";
import { FootnoteError } from "../../src/errors.ts";
import { backUpState } from "../../src/state/backup.ts";
import { openState } from "../../src/state/state.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "footnote-state-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const day = 24 * 60 * 60 * 1000;
const asking = { asker: "1001", guild: "2001", channel: "3001" };
const answer: Answer = {
  question: "Who's “there” — 🦊?",
  answered: false,
  sentences: [],
  citations: [],
  confidence: 0.25,
  nearest: [],
  filtered: null,
  timings: { embedMs: 1, searchMs: 2, answerMs: 3 },
  generation: "g1",
};

test("an answer is found again, by another process's turn too, until its days are over", () => {
  let clock = 1_000_000;
  const first = openState({ dir, answerDays: 30 }, () => clock);
  const id = first.saveAnswer(asking, answer);
  const inMessage = first.saveAnswer({ ...asking, guild: null }, answer);
  first.close();

  const second = openState({ dir, answerDays: 30 }, () => clock);
  expect(second.findAnswer(id)).toEqual({
    ...asking,
    isPrivate: false,
    id,
    answer,
    filters: {},
    followUp: null,
    created: new Date(clock),
  });
  expect(second.findAnswer(inMessage)?.guild).toBeNull();
  expect(second.findAnswer(id + 100)).toBeUndefined();

  clock += 30 * day - 1;
  expect(second.findAnswer(id)).toBeDefined();
  expect(second.purge()).toBe(0);
  clock += 1;
  expect(second.findAnswer(id)).toBeUndefined();
  expect(second.purge()).toBe(2);
  expect(second.purge()).toBe(0);
  second.close();
});

test("an id is never given twice, so an old button cannot open another's answer", () => {
  let clock = 0;
  const state = openState({ dir, answerDays: 1 }, () => clock);
  const first = state.saveAnswer(asking, answer);
  clock += 2 * day;
  state.purge();
  expect(state.saveAnswer(asking, answer)).toBeGreaterThan(first);
  state.close();
});

test("a person has one vote on an answer, which can be changed; votes go with the answer", () => {
  let clock = 0;
  const state = openState({ dir, answerDays: 1 }, () => clock);
  const id = state.saveAnswer(asking, answer);
  const other = state.saveAnswer(asking, answer);
  expect(state.votesFor(id)).toEqual({ up: 0, down: 0 });
  state.vote(id, "1001", 1);
  state.vote(id, "1001", 1);
  state.vote(id, "1002", 1);
  expect(state.votesFor(id)).toEqual({ up: 2, down: 0 });
  state.vote(id, "1001", -1);
  expect(state.votesFor(id)).toEqual({ up: 1, down: 1 });
  expect(state.votesFor(other)).toEqual({ up: 0, down: 0 });
  clock += day;
  expect(state.purge()).toBe(2);
  expect(state.votesFor(id)).toEqual({ up: 0, down: 0 });
  state.close();
});

test("what an answer was limited to is kept; a state of the first schema is brought up to date", () => {
  const database = new Database(join(dir, "state.db"));
  database.exec(`CREATE TABLE answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT, asker TEXT NOT NULL, guild TEXT, channel TEXT NOT NULL,
    question TEXT NOT NULL, generation TEXT NOT NULL, answer TEXT NOT NULL,
    created INTEGER NOT NULL, expires INTEGER NOT NULL);
    PRAGMA user_version = 1;`);
  database
    .prepare("INSERT INTO answers VALUES (7, '1001', NULL, '3001', 'q', 'g1', ?, 0, ?)")
    .run(JSON.stringify(answer), day);
  database.close();

  const state = openState({ dir, answerDays: 1 }, () => 1);
  expect(state.findAnswer(7)).toMatchObject({ answer, filters: {} });
  // Nobody knows who saw it, so it is no turn before a public question.
  const next = { asker: "1001", guild: null, channel: "3001" };
  expect(state.lastAnswer(next)).toBeUndefined();
  expect(state.lastAnswer({ ...next, isPrivate: true })?.id).toBe(7);
  const filters = { since: "2024-01-01", outlet: "Courier" };
  const id = state.saveAnswer({ ...asking, filters }, answer);
  expect(state.findAnswer(id)?.filters).toEqual(filters);
  state.close();
});

test("the last answer to a person in a channel is a turn for half an hour", () => {
  let clock = day;
  const state = openState({ dir, answerDays: 30 }, () => clock);
  state.saveAnswer(asking, answer);
  const followUp = { asked: "And when was that?", about: "the mole" };
  const last = state.saveAnswer({ ...asking, followUp }, answer);
  state.saveAnswer({ ...asking, channel: "3002" }, answer);
  state.saveAnswer({ ...asking, asker: "1002" }, answer);
  expect(state.lastAnswer({ asker: "1001", guild: null, channel: "3001" })).toMatchObject({
    id: last,
    followUp,
  });
  expect(state.lastAnswer({ asker: "1003", guild: null, channel: "3001" })).toBeUndefined();
  clock += 30 * 60 * 1000;
  expect(state.lastAnswer({ asker: "1001", guild: null, channel: "3001" })).toBeUndefined();
  expect(state.findAnswer(last)?.followUp).toEqual(followUp);
  state.close();
});

test("a search is kept for a day", () => {
  let clock = 0;
  const state = openState({ dir, answerDays: 30 }, () => clock);
  const search = { query: "ferry", filters: { outlet: "Gazette" } };
  const id = state.saveSearch(search);
  expect(state.findSearch(id)).toEqual(search);
  expect(state.findSearch(id + 1)).toBeUndefined();
  clock += day;
  expect(state.findSearch(id)).toBeUndefined();
  state.purge();
  clock = 0;
  expect(state.findSearch(id)).toBeUndefined();
  state.close();
});

test("a backup taken while the state is open is a state of its own", () => {
  const copy = join(dir, "copy");
  const state = openState({ dir, answerDays: 30 });
  const id = state.saveAnswer(asking, answer);
  openState({ dir: copy, answerDays: 30 }).close();
  expect(() => backUpState(dir, join(copy, "state.db"))).toThrow(/exists already/);
  rmSync(copy, { recursive: true });
  backUpState(dir, join(dir, "state-copy.db"));
  state.close();

  expect(existsSync(join(dir, "state-copy.db"))).toBe(true);
  const database = new Database(join(dir, "state-copy.db"));
  expect(database.prepare("SELECT id, question FROM answers").all()).toMatchObject([
    { id, question: answer.question },
  ]);
  database.close();
});

test("a backup that fails leaves no file in the way of the next one", () => {
  writeFileSync(join(dir, "state.db"), "garbage ".repeat(200));
  const copy = join(dir, "copy.db");
  expect(() => backUpState(dir, copy)).toThrow(/cannot be copied/);
  expect(existsSync(copy)).toBe(false);
});

test("a state of a newer schema is refused and left as it is", () => {
  openState({ dir, answerDays: 30 }).close();
  const database = new Database(join(dir, "state.db"));
  database.exec("PRAGMA user_version = 999");
  database.close();

  expect(() => openState({ dir, answerDays: 30 })).toThrow(FootnoteError);
  expect(() => openState({ dir, answerDays: 30 })).toThrow(/newer Footnote \(schema 999/);
});

test("a file that is no database, and a folder that cannot be made, are named with a way out", () => {
  writeFileSync(
    join(dir, "state.db"),
    "this is no database, whatever its name may say. ".repeat(50),
  );
  expect(() => openState({ dir, answerDays: 30 })).toThrow(/state\.db cannot be used.*STATE_DIR/s);
  const inFile = join(dir, "state.db", "below");
  expect(() => openState({ dir: inFile, answerDays: 30 })).toThrow(FootnoteError);
});
