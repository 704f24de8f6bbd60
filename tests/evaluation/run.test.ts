import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { loadModels } from "../../src/engine/models.ts";
import { type EvaluationModels, evaluate } from "../../src/evaluation/run.ts";
import type { Run } from "../../src/evaluation/saved-run.ts";
import { evaluateSentences } from "../../src/evaluation/sentence-choice.ts";

const documents = [
  {
    _id: "mill",
    title: "The mill at Orrin",
    text:
      "The mill at Orrin was built in 1848 by Agnes Tolland. It ground oats for the whole valley. " +
      "A flood carried off its wheel in 1903, and it was never repaired.",
  },
  {
    _id: "ferry",
    title: "The ferry at Kessock",
    text: "The ferry crossed the firth nine times a day. Its last captain was Iain Ross.",
  },
  {
    _id: "bees",
    title: "Bees in winter",
    text: "Bees form a cluster in winter. They eat about ten kilograms of honey until spring.",
  },
];
const queries = [
  { _id: "q1", text: "Who built the mill?", metadata: { answers: ["Agnes Tolland"] } },
  { _id: "q2", text: "How much honey do bees eat?", metadata: { answers: ["ten kilograms"] } },
  { _id: "q3", text: "Who repaired the mill's wheel?", metadata: { answerable: false } },
  { _id: "q4", text: "Neither judged nor known to have an answer?" },
];
const judgements = "query-id\tcorpus-id\tscore\nq1\tmill\t1\nq2\tbees\t1\n";
const outside = [
  { _id: "q1", text: "Which striker moved to Turin in the January transfer window?" },
];

const lines = (objects: readonly object[]) => objects.map((o) => JSON.stringify(o)).join("\n");

let folder: string;
let models: EvaluationModels;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "evaluation-"));
  await mkdir(join(folder, "qrels"));
  await mkdir(join(folder, "outside"));
  await writeFile(join(folder, "corpus.jsonl"), lines(documents));
  await writeFile(join(folder, "queries.jsonl"), lines(queries));
  await writeFile(join(folder, "qrels", "test.tsv"), judgements);
  await writeFile(join(folder, "outside", "queries.jsonl"), lines(outside));
  models = await loadModels({ ...loadConfig({}), scorer: null });
});
afterAll(() => rm(folder, { recursive: true }));

function run(changes: Partial<Parameters<typeof evaluate>[0]> = {}): Promise<Run> {
  return evaluate(
    {
      dataset: folder,
      cacheDir: join(folder, "cache"),
      mode: "hybrid",
      k: 10,
      limit: null,
      outside: null,
      ...changes,
    },
    models,
  );
}

describe("a run", () => {
  test("ranks documents for judged queries and answers those with known answers", async () => {
    const { setup, records } = await run();
    expect(setup).toMatchObject({ documents: 3, mode: "hybrid", scorer: null });
    expect(records.map(({ id }) => id)).toEqual(["q1", "q2", "q3"]);

    const [first, , unanswerable] = records;
    expect(first?.found[0]?.id).toBe("mill");
    expect(first?.figures).toMatchObject({ "hit@1": 1, "nDCG@10": 1, "answer in 1": 1 });
    expect(first?.answer).toMatchObject({ answerable: true, right: true });
    expect(first?.answer?.sentences[0]).toBe(
      "The mill at Orrin was built in 1848 by Agnes Tolland.",
    );
    expect(first?.answer?.documents[0]).toBe("mill");

    expect(unanswerable?.figures).toEqual({});
    expect(unanswerable?.answer).toMatchObject({ answerable: false, right: false });
  });

  test.each(["lexical", "dense", "rrf"] as const)(
    "finds the document in %s mode too",
    async (mode) => {
      const { records } = await run({ mode });
      expect(records[0]?.found[0]?.id).toBe("mill");
    },
  );

  test("sets another collection's queries against its own", async () => {
    const { records } = await run({ outside: join(folder, "outside") });
    const [other] = records.filter(({ answer }) => answer?.outside);
    expect(other).toMatchObject({ id: "outside/q1", figures: {} });
    expect(other?.answer?.confidence).toBeLessThan(records[0]?.answer?.confidence ?? 0);
  });

  test("can be limited to a sample of the queries", async () => {
    expect((await run({ limit: 1 })).records.map(({ id }) => id)).toEqual(["q1"]);
  });

  test("embeds nothing that an earlier run has embedded", async () => {
    const cacheDir = join(folder, "cache-of-its-own");
    const phases: string[] = [];
    const onIndexProgress = ({ phase }: { phase: string }) => phases.push(phase);
    await run({ cacheDir, onIndexProgress });
    expect(phases).toContain("embed");
    phases.length = 0;
    await run({ cacheDir, onIndexProgress });
    expect(phases).not.toContain("embed");
  });

  test("says which judged query is missing", async () => {
    await writeFile(join(folder, "qrels", "test.tsv"), `${judgements}q9\tmill\t1\n`);
    await expect(run()).rejects.toMatchObject({
      kind: "usage",
      message: expect.stringContaining('judges the query "q9"'),
    });
    await writeFile(join(folder, "qrels", "test.tsv"), judgements);
  });
});

describe("sentence choice", () => {
  test("ranks the sentences of each set that has an answer", async () => {
    const file = join(folder, "sentences.jsonl");
    const sentences = [
      "The wheel was red.",
      "It was built in 1848 by Agnes Tolland.",
      "Oats grow.",
    ];
    await writeFile(
      file,
      lines([
        { _id: "a", question: "When was it built?", sentences, labels: [0, 1, 0] },
        { _id: "b", question: "What does it cost?", sentences, labels: [0, 0, 0] },
      ]),
    );
    const report = await evaluateSentences(file, { cacheDir: join(folder, "cache") }, models);
    expect(report).toMatchObject({ questions: 1, MAP: { mean: 1 }, MRR: { mean: 1 } });
  });
});
