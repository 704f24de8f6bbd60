import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { IndexSummary } from "../../src/engine/engine.ts";
import { showProgress } from "../../src/terminal/progress.ts";
import { renderCuts, renderSkipped, renderSummary } from "../../src/terminal/summary.ts";
import { terminalOutput } from "./streams.ts";

test("on a terminal a bar shows the phase, rate and time left, and is taken away at the end", () => {
  const { stream, written } = terminalOutput();
  let now = 0;
  const display = showProgress(stream, () => now);
  display.show({ phase: "read", done: 3, total: 5 });
  display.show({ phase: "embed", done: 0, total: 1000 });
  now = 10_000;
  display.show({ phase: "embed", done: 250, total: 1000 });
  display.end();
  const shown = stripVTControlCharacters(written());
  expect(shown).toContain("Reading articles");
  expect(shown).toContain("Embedding sentences");
  expect(shown).toContain("250/1000 25 sentences/s, 30 s left");
  expect(written().endsWith("\n")).toBe(false);
  // The cursor is shown again.
  expect(written().lastIndexOf("\u001b[?25h")).toBeGreaterThan(
    written().lastIndexOf("\u001b[?25l"),
  );
});

test("elsewhere there are a few plain lines", () => {
  const { stream, written } = terminalOutput({ isTTY: false });
  let now = 0;
  const display = showProgress(stream, () => now);
  for (let done = 0; done <= 1000; done++) {
    display.show({ phase: "embed", done, total: 1000 });
    now += 25;
  }
  display.show({ phase: "publish", done: 0, total: 1 });
  display.end();
  expect(written().split("\n")).toEqual([
    "Embedding sentences: 1000",
    "Embedding sentences: 400 of 1000, 40 sentences/s, 15 s left",
    "Embedding sentences: 800 of 1000, 40 sentences/s, 5 s left",
    "Publishing the index",
    "",
  ]);
});

test("what an earlier build had done does not count as pace for long", () => {
  const { stream, written } = terminalOutput();
  let now = 0;
  const display = showProgress(stream, () => now);
  display.show({ phase: "embed", done: 0, total: 6000 });
  for (const done of [5000, 5050, 5100, 5150]) {
    now += 5_000;
    display.show({ phase: "embed", done, total: 6000 });
  }
  display.end();
  expect(written()).toContain("10 sentences/s, 1 min 25 s left");
});

const summary: IndexSummary = {
  generation: "g2",
  published: true,
  counts: { articles: 4, passages: 9, sentences: 70 },
  before: null,
  added: 3,
  changed: 1,
  removed: 2,
  unchanged: 0,
  embedded: 41,
  cut: 1,
  skipped: [{ path: "empty.md", reason: "it is empty;\nwrite something or delete it" }],
  remarks: [],
  ignored: 6,
  golden: null,
  seconds: 1.26,
  bytes: 2_345_678,
};

test("the summary has every count, the time and the size", () => {
  const shown = renderSummary(summary, "/news");
  for (const part of [
    "/news in 1.3 s",
    "4 (3 added, 1 changed, 2 removed, 0 unchanged)",
    "passages   9",
    "sentences  70 (41 embedded anew)",
    "1 stretch",
    "1 file; ignored 6",
    "2.3 MB",
  ]) {
    expect(shown).toContain(part);
  }
  expect(renderSummary({ ...summary, published: false }, "/news")).toContain("up to date");
});

test("every skipped file has one line", () => {
  expect(renderSkipped(summary.skipped)).toBe(
    "Skipped empty.md: it is empty; write something or delete it",
  );
});

test("what was cut is printed with its file and reason", () => {
  const shown = renderCuts([
    { path: "a.txt", text: "Open Menu\u001b[5m\nLog in", reason: "chrome" },
    { path: "b.txt", text: "Once more.", reason: "repeated" },
  ]);
  expect(shown).toContain("a.txt (page furniture):\n    Open Menu\n    Log in");
  expect(shown).toContain("b.txt (said before):\n    Once more.");
  expect(shown).not.toContain("\u001b");
});
