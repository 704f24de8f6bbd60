import { expect, test } from "vitest";
import { type BenchReport, renderBench } from "../../src/bench/run.ts";
import { run } from "../terminal/scripts.ts";

test("every row says what was timed among how many, and the table names them all", async () => {
  const { code, stdout } = await run("bench", ["--size", "200", "--json"]);
  expect(code).toBe(0);
  const report = JSON.parse(stdout) as BenchReport;
  expect(report.rows.map(({ name }) => name)).toEqual([
    "reading the titles anew",
    "a title by its first letters",
    "a title by a word",
    "a title by two words, one letter wrong",
    "a title that there is not",
    "an outlet by its first letters",
    "the newest of an outlet",
    "passages by five common words",
    "passages by five rare words",
    "the 50 nearest passages by HNSW",
    "a whole search",
    "… of one outlet (1 in 100)",
    "… since 2017 (1 in 2)",
    "opening a generation",
    "embedding a question",
    "scoring sentences",
  ]);
  const table = renderBench(report);
  expect(table).toContain(report.machine.cpu);
  for (const { name, timing, recall } of report.rows) {
    expect(table).toContain(name);
    expect(timing.p99).toBeGreaterThanOrEqual(timing.p50);
    if (recall !== undefined) expect(recall).toBeGreaterThan(0.9);
  }
});

test("one part is timed alone, and a part that there is not is refused by name", async () => {
  const { stdout } = await run("bench", ["--only", "titles", "--size", "50"]);
  expect(stdout).toContain("a title by a word");
  expect(stdout).not.toContain("passages by");
  const { code, stderr } = await run("bench", ["--only", "tires"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/tires.*titles, words/s);
});
