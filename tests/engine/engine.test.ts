import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LEAST_CONFIDENCE } from "../../src/answer/confidence.ts";
import { type Config, loadConfig } from "../../src/config.ts";
import type { Engine, IndexProgress } from "../../src/engine/engine.ts";
import { forkEngine } from "../../src/engine/fork.ts";
import { indexCorpus } from "../../src/engine/index-corpus.ts";
import { openEngine } from "../../src/engine/open.ts";
import { watchPublished } from "../../src/engine/published.ts";
import { FootnoteError } from "../../src/errors.ts";

const HARBOUR =
  "---\ntitle: Harbour deepened\noutlet: Coast Daily\npublished: 2024-03-05\n---\nThe harbour of Lindal was deepened to 14 metres. Mayor Ida Holm opened it on Tuesday.\n";
const LIBRARY =
  "---\ntitle: Library moves\n---\nThe town library moves to the old mill. It opens on 3 June.\n";

let folder: string;
let config: Config;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "footnote-engine-"));
  const dir = path.join(folder, "corpus");
  await mkdir(dir);
  await writeFile(path.join(dir, "harbour.md"), HARBOUR);
  await writeFile(path.join(dir, "library.md"), LIBRARY);
  const defaults = loadConfig({});
  config = {
    ...defaults,
    corpus: { ...defaults.corpus, dir },
    index: { dir: path.join(folder, "index") },
  };
  await indexCorpus(config);
});
afterAll(() => rm(folder, { recursive: true }));

const kindOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error) => (error instanceof FootnoteError ? error.kind : error),
  );

/** The processes that this one has started, by the file they run. */
function childrenRunning(file: string): number[] {
  const listing = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], {
    encoding: "utf8",
  });
  return listing
    .split("\n")
    .filter((line) => line.includes(file))
    .map((line) => Number.parseInt(line, 10));
}

describe.each([
  ["in this process", openEngine],
  ["in a child process", forkEngine],
])("the engine %s", (_, open: (config: Config) => Promise<Engine>) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open(config);
  });
  afterAll(() => engine.close());

  test("answers with the sentence, its article, and its exact place", async () => {
    const answer = await engine.ask("How deep is the harbour of Lindal?");
    expect(answer.answered).toBe(true);
    const [citation] = answer.citations;
    expect(citation?.quote).toBe("The harbour of Lindal was deepened to 14 metres.");
    expect(citation?.article).toEqual({
      id: "harbour.md",
      title: "Harbour deepened",
      outlet: "Coast Daily",
      published: "2024-03-05",
      url: null,
      path: "harbour.md",
    });
    const { text } = await engine.article("harbour.md");
    expect(text.slice(citation?.start, citation?.end)).toBe(citation?.quote);
    const { passage } = citation as NonNullable<typeof citation>;
    expect(text.slice(passage.start, passage.end)).toBe(passage.text);
    expect(answer.sentences[0]).toEqual({ text: citation?.quote, citation: 1 });
  });

  test("says when the corpus does not say, with the nearest articles", async () => {
    const answer = await engine.ask("What is the capital of Australia?");
    expect(answer).toMatchObject({ answered: false, sentences: [], citations: [] });
    expect(answer.nearest.length).toBeGreaterThan(0);
    expect(answer.confidence).toBeLessThan(LEAST_CONFIDENCE);
  });

  test("finds passages, and marks their best sentence", async () => {
    const { hits } = await engine.search("old mill", { limit: 1 });
    expect(hits).toHaveLength(1);
    expect(hits[0]?.article.id).toBe("library.md");
    const { text } = await engine.article("library.md");
    const best = hits[0]?.bestSentence;
    expect(text.slice(best?.start, best?.end)).toBe("The town library moves to the old mill.");
  });

  test("keeps to a time and an outlet, and tells what was left out", async () => {
    const question = "How deep is the harbour of Lindal?";
    const inTime = { since: "2024-03", until: "2024-03-05", outlet: "coast daily" };
    const answer = await engine.ask(question, { filters: inTime });
    expect(answer).toMatchObject({ answered: true, filtered: { articles: 1, unknown: 1 } });
    const { hits, filtered } = await engine.search(question, { filters: { until: "2023" } });
    expect(hits).toEqual([]);
    expect(filtered).toEqual({ articles: 0, unknown: 1 });
    expect(await engine.ask(question, { filters: { until: "2023" } })).toMatchObject({
      answered: false,
      nearest: [],
    });
    expect((await engine.ask(question)).filtered).toBeNull();
    expect(await kindOf(engine.ask(question, { filters: { since: "soon" } }))).toBe("usage");
    expect(await kindOf(engine.search(question, { filters: { outlet: "Moon" } }))).toBe("usage");
  });

  test("lists titles and outlets, and tells its state", async () => {
    expect(await engine.titles()).toEqual([
      {
        id: "harbour.md",
        title: "Harbour deepened",
        outlet: "Coast Daily",
        published: "2024-03-05",
      },
      { id: "library.md", title: "Library moves", outlet: null, published: null },
    ]);
    expect(await engine.outlets()).toEqual([{ name: "Coast Daily", articles: 1 }]);
    expect(await engine.status()).toMatchObject({
      counts: { articles: 2 },
      stale: null,
      embedder: "all-MiniLM-L6-v2",
      scorer: "answer-scorer",
    });
  });

  test("an unknown article is an error of its own", async () => {
    expect(await kindOf(engine.article("nothing.md"))).toBe("not-found");
  });

  test("re-indexing serves the old generation meanwhile and the new one after", async () => {
    const file = path.join(config.corpus.dir, "bridge.md");
    await writeFile(file, "The iron bridge is closed until autumn.\n");
    expect((await engine.status()).stale).toEqual({ added: 1, changed: 0, removed: 0 });
    const before = (await engine.status()).generation;
    const phases = new Set<string>();
    let meanwhile: Promise<unknown> | undefined;
    const reindexing = engine.reindex({
      onProgress: ({ phase }: IndexProgress) => {
        phases.add(phase);
        meanwhile ??= engine.ask("How deep is the harbour of Lindal?");
      },
    });
    expect(await kindOf(engine.reindex())).toBe("index-locked");
    expect(await reindexing).toMatchObject({ published: true, added: 1, unchanged: 2 });
    expect(await meanwhile).toMatchObject({ answered: true, generation: before });
    expect([...phases]).toContain("embed");
    expect(await engine.ask("When does the iron bridge open?")).toMatchObject({ answered: true });

    expect((await engine.rollback()).generation).toBe(before);
    expect(await engine.ask("When does the iron bridge open?")).toMatchObject({ answered: false });
    expect((await engine.rollback()).generation).not.toBe(before);

    await rm(file);
    await engine.reindex();
    expect((await engine.titles()).map(({ id }) => id)).toEqual(["harbour.md", "library.md"]);
  });

  test("a cancelled re-index leaves the index as it was", async () => {
    const before = (await engine.status()).generation;
    const cancelled = engine.reindex({ rebuild: true, signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toThrow();
    const controller = new AbortController();
    const late = engine.reindex({
      rebuild: true,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(await kindOf(late)).toBe("cancelled");
    expect((await engine.status()).generation).toBe(before);
  });
});

describe("a generation published by another process", () => {
  test("is noticed", async () => {
    let notice = () => {};
    const noticed = new Promise<void>((resolve) => {
      notice = resolve;
    });
    const unwatch = watchPublished(config.index.dir, notice, 20);
    const engine = await openEngine(config);
    try {
      const { generation } = await indexCorpus(config, { rebuild: true });
      await noticed;
      expect((await engine.reload()).generation).toBe(generation);
      expect((await engine.reload()).generation).toBe(generation);
    } finally {
      unwatch();
      await engine.close();
    }
  });
});

describe("the engine's child process", () => {
  test("is started again after it was killed; what was in flight asks to try again", async () => {
    const restarts: string[] = [];
    const engine = await forkEngine(config, { onRestart: (reason) => restarts.push(reason) });
    const [pid] = childrenRunning("engine-child") as [number];
    const asked = engine.ask("How deep is the harbour of Lindal?");
    const inFlight = kindOf(asked);
    // The call has been sent when the next one is made.
    await Promise.resolve();
    process.kill(pid, "SIGKILL");
    expect(await inFlight).toBe("engine-restarted");
    expect(await engine.ask("How deep is the harbour of Lindal?")).toMatchObject({
      answered: true,
    });
    expect(restarts).toEqual(["SIGKILL"]);
    expect(childrenRunning("engine-child")).toHaveLength(1);
    await engine.close();
    expect(childrenRunning("engine-child")).toHaveLength(0);
  });

  test("a start that fails says why and leaves no process behind", async () => {
    const missing = { ...config, index: { dir: path.join(folder, "nothing") } };
    expect(await kindOf(forkEngine(missing))).toBe("index-missing");
    expect(childrenRunning("engine-child")).toHaveLength(0);
  });
});
