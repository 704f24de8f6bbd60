import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareRuns } from "../../src/evaluation/comparison.ts";
import { renderComparison, renderReport, summarise } from "../../src/evaluation/report.ts";
import { loadRun, type QueryRecord, type Run, saveRun } from "../../src/evaluation/saved-run.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "runs-"));
});
afterAll(() => rm(folder, { recursive: true }));

function record(id: string, hit: number, answer: QueryRecord["answer"] = null): QueryRecord {
  return {
    id,
    text: `question ${id}`,
    found: [{ id: "d1", score: 1.25 }],
    figures: { "hit@1": hit, ...(answer?.answerable && { "answer in 1": answer.right ? 1 : 0 }) },
    answer,
    searchMs: Number(id),
    answerMs: answer && 10 * Number(id),
  };
}

function answer(
  confidence: number,
  right: boolean,
  kind: "answerable" | "unanswerable" | "outside" = "answerable",
): NonNullable<QueryRecord["answer"]> {
  return {
    answerable: kind === "answerable",
    outside: kind === "outside",
    answered: confidence >= 0.5,
    confidence,
    sentences: ["It was built in 1848.", "It burned."],
    documents: ["d1", "d1"],
    right,
  };
}

function run(records: readonly QueryRecord[], corpus = "a1"): Run {
  const setup = {
    dataset: "/collections/mills",
    corpus,
    documents: 12,
    mode: "hybrid" as const,
    k: 10,
    limit: null,
    embedder: "small",
    scorer: null,
    generation: "g1",
  };
  return { setup, records };
}

const answered = run([
  record("1", 1, answer(0.9, true)),
  record("2", 0, answer(0.4, false)),
  record("3", 1, answer(0.6, false, "unanswerable")),
  record("4", 0, answer(0.1, false, "outside")),
]);

describe("a report", () => {
  test("averages the figures over the queries that have them", () => {
    const { figures, queries, words } = summarise(answered);
    expect(figures["hit@1"]).toMatchObject({ mean: 0.5, count: 4 });
    expect(figures["answer in 1"]).toMatchObject({ mean: 0.5, count: 2 });
    expect(queries).toEqual({ run: 4, judged: 4, answerable: 2, unanswerable: 1, outside: 1 });
    expect(words).toEqual({ "answer in 1": 5, "answer in 2": 7, "answer in all": 7 });
  });

  test("keeps near misses and another collection's questions apart", () => {
    const { abstention } = summarise(answered);
    expect(abstention?.unanswerable?.mean).toBe(0.5);
    expect(abstention?.outside?.mean).toBe(1);
    expect(abstention?.answered).toEqual({ answerable: 0.5, unanswerable: 1, outside: 0 });
    expect(abstention?.risk.at(-1)).toMatchObject({ coverage: 1, risk: 2 / 3 });
    expect(abstention?.reliability.bins.map(({ count }) => count)).toEqual([1, 1, 1]);
  });

  test("gives the latency by nearest rank", () => {
    expect(summarise(answered).latency).toEqual({
      search: { p50: 2, p99: 4 },
      answer: { p50: 20, p99: 40 },
    });
  });

  test("says nothing of answers where none are known", () => {
    const { words, abstention, latency } = summarise(run([record("1", 1)]));
    expect([words, abstention, latency.answer]).toEqual([null, null, null]);
  });

  test("reads as a table", () => {
    const text = renderReport(summarise(answered));
    expect(text).toContain("/collections/mills: 12 documents, 4 queries");
    expect(text).toMatch(/^hit@1 +\.500 +\.000-1\.000 +4$/m);
    expect(text).toMatch(/^answer in 1 +\.500 +\.000-1\.000 +2 +5$/m);
    expect(text).toMatch(/^against outside +1\.000/m);
    expect(text).toMatch(/^answer +20\.0 +40\.0$/m);
    expect(text).not.toMatch(/NaN|undefined|null/);
  });
});

describe("a saved run", () => {
  test("comes back as it was", async () => {
    const file = join(folder, "run.json");
    await saveRun(file, answered);
    expect(await loadRun(file)).toMatchObject(answered);
  });

  test.each([
    ["another JSON file", '{"format":"else"}'],
    ["no JSON", "query 1: 0.5"],
  ])("is not made of %s", async (_, content) => {
    const file = join(folder, "other.json");
    await writeFile(file, content);
    await expect(loadRun(file)).rejects.toMatchObject({ name: "FootnoteError", kind: "usage" });
    await expect(loadRun(file)).rejects.toThrow(/other\.json is no saved run/);
  });

  test("that is not there is told by name", async () => {
    await expect(loadRun(join(folder, "none.json"))).rejects.toThrow(/none\.json is no saved run/);
  });
});

describe("two runs", () => {
  test("are compared over the queries that both have", () => {
    const first = run([record("1", 0), record("2", 1), record("3", 0), record("9", 1)]);
    const second = run([record("3", 1), record("2", 1), record("1", 0.5)]);
    const comparison = compareRuns(first, second);
    expect(comparison).toMatchObject({ shared: 3, unshared: 1 });
    expect(comparison.figures["hit@1"]).toMatchObject({ wins: 2, losses: 0, ties: 1 });
    expect(comparison.figures["hit@1"]?.difference).toBeCloseTo(0.5, 12);
    expect(renderComparison(comparison)).toMatch(/^hit@1 +\+\.500 +2 +0 +1 +\.5\d\d$/m);
  });

  test("over different documents are not compared", () => {
    const other = run([record("1", 0)], "b2");
    expect(() => compareRuns(other, run([record("1", 0)]))).toThrow(/documents differ/);
  });

  test("without a common query are not compared", () => {
    expect(() => compareRuns(run([record("1", 0)]), run([record("2", 0)]))).toThrow(
      /no query in common/,
    );
  });
});
