import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openHistory } from "../../src/terminal/history.ts";

const folder = mkdtempSync(join(tmpdir(), "footnote-history-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("what was typed comes back in the next chat, newest first, for its owner alone", () => {
  const file = join(folder, "state", "chat-history");
  const first = openHistory(file);
  expect(first.entries).toEqual([]);
  first.add("When does the ferry leave?");
  first.add("/help");
  expect(openHistory(file).entries).toEqual(["/help", "When does the ferry leave?"]);
  expect(statSync(file).mode & 0o077).toBe(0);
});

test("a file that has grown is shortened to its newest entries", () => {
  const file = join(folder, "long");
  const entries = Array.from({ length: 1200 }, (_, at) => `question ${at}`);
  writeFileSync(file, entries.join("\n"));
  const { entries: kept, size } = openHistory(file);
  expect(kept).toHaveLength(size);
  expect(kept[0]).toBe("question 1199");
  expect(readFileSync(file, "utf8").trimEnd().split("\n")).toHaveLength(size);
});

test("a history that cannot be kept is done without", () => {
  const history = openHistory(folder);
  expect(history.entries).toEqual([]);
  expect(() => history.add("When?")).not.toThrow();
});
