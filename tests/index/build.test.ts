import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listCorpus } from "../../src/corpus/files.ts";
import { readCorpus } from "../../src/corpus/read.ts";
import { FootnoteError } from "../../src/errors.ts";
import { type BuildOptions, buildIndex } from "../../src/index/build.ts";
import { type Generation, openPublished } from "../../src/index/generation.ts";
import { lockIndex } from "../../src/index/lock.ts";
import type { Embedder } from "../../src/inference/embedder.ts";
import { search } from "../../src/search/search.ts";
import { loadTestEmbedder } from "../models.ts";

const embedder = await loadTestEmbedder();

const ARTICLES: Record<string, string> = {
  "harbour.md":
    "---\ntitle: Harbour deepened\noutlet: Coast Daily\npublished: 2024-03-05\n---\nThe harbour of Lindal was deepened to 14 metres. Mayor Ida Holm opened it on Tuesday.\n\n## Ships\n\nLarger ships call from May. The first one carries timber.\n",
  "library.md":
    "---\ntitle: Library moves\n---\nThe town library moves to the old mill. It opens on 3 June.\n\n| Floor | Holds |\n| --- | --- |\n| Ground | Children's books |\n| First | Maps |\n",
  "bridge.txt":
    "Bridge closed for repairs\n\nThe iron bridge is closed until autumn. Buses take the ferry.\n",
};

let folder: string;
let corpus: string;
let indexDir: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "footnote-build-"));
  corpus = path.join(folder, "corpus");
  indexDir = path.join(folder, "index");
  await mkdir(corpus);
  for (const [name, text] of Object.entries(ARTICLES))
    await writeFile(path.join(corpus, name), text);
});
afterEach(() => rm(folder, { recursive: true }));

async function build(options: Partial<BuildOptions> = {}, from: Embedder = embedder) {
  const listing = await listCorpus(corpus);
  const { countPieces } = from;
  return await buildIndex({
    source: {
      path: listing.dir,
      total: listing.files.length,
      ignored: listing.ignored,
      readings: readCorpus(listing, { maxBytes: 1_000_000, countPieces }),
    },
    indexDir,
    embedder: from,
    ...options,
  });
}

const expected = () => ({ fingerprint: embedder.fingerprint, embedder: "test", corpus: null });

async function opened<Result>(use: (generation: Generation) => Result | Promise<Result>) {
  const generation = await openPublished(indexDir, expected());
  try {
    return await use(generation);
  } finally {
    generation.close();
  }
}

/** Contents of the served generation's files, but for what names the time of the build. */
function contents(): Record<string, string> {
  const { generation } = JSON.parse(readFileSync(path.join(indexDir, "current.json"), "utf8"));
  const served = path.join(indexDir, "generations", generation);
  return Object.fromEntries(
    readdirSync(served)
      .filter((name) => name !== "manifest.json")
      .map((name) => [name, readFileSync(path.join(served, name)).toString("base64")]),
  );
}

const kind = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error) => (error instanceof FootnoteError ? error.kind : error),
  );

/** Embeds like the real one, and counts. */
function counting(onEmbed: (count: number) => void = () => {}) {
  let count = 0;
  const counted: Embedder = {
    ...embedder,
    embed(text, as) {
      onEmbed(++count);
      return embedder.embed(text, as);
    },
  };
  return { counted, count: () => count };
}

describe("building an index", () => {
  test("every offset in it is a slice of its article", async () => {
    await build();
    await opened(({ store, articles, manifest }) => {
      expect(manifest.counts.articles).toBe(3);
      // Confidence was fitted on a hundred times as many passages.
      expect(manifest.calibration.offset).toBeGreaterThan(0.1);
      for (let ordinal = 0; ordinal < manifest.counts.passages; ordinal++) {
        const passage = store.passage(ordinal);
        const { text } = store.text(passage.article);
        const sentences = store.sentences(passage.firstSentence, passage.endSentence);
        expect(sentences[0]?.start).toBe(passage.start);
        expect(sentences.at(-1)?.end).toBe(passage.end);
        for (const sentence of sentences) {
          expect(sentence.article).toBe(passage.article);
          expect(text.slice(sentence.start, sentence.end).trim()).not.toBe("");
        }
      }
      expect(articles.find(({ path }) => path === "harbour.md")).toMatchObject({
        title: "Harbour deepened",
        outlet: "Coast Daily",
        published: "2024-03-05",
      });
    });
  });

  test("only what is new is embedded, and the result is that of a fresh build", async () => {
    const first = await build();
    expect(first).toMatchObject({ added: 3, published: true, before: null });
    expect(first.embedded).toBe(first.counts.sentences);

    await writeFile(
      path.join(corpus, "bridge.txt"),
      `${ARTICLES["bridge.txt"]}It reopens in October.\n`,
    );
    await writeFile(path.join(corpus, "school.md"), "The school has a new roof.\n");
    await rm(path.join(corpus, "library.md"));
    const { counted, count } = counting();
    const second = await build({}, counted);
    expect(second).toMatchObject({ added: 1, changed: 1, removed: 1, unchanged: 1, embedded: 2 });
    expect(second.before).toEqual(first.counts);
    // Two sentences, and the passages that they stand in.
    expect(count()).toBe(4);

    const incremental = contents();
    await rm(indexDir, { recursive: true });
    await build();
    expect(contents()).toEqual(incremental);
  });

  test("nothing changed, nothing published; --rebuild publishes all the same", async () => {
    const first = await build();
    const again = await build();
    expect(again).toMatchObject({ published: false, generation: first.generation, unchanged: 3 });
    const rebuilt = await build({ rebuild: true });
    expect(rebuilt).toMatchObject({ published: true, embedded: first.counts.sentences });
    expect(rebuilt.generation).not.toBe(first.generation);
  });

  test("the generation before is kept, older ones go", async () => {
    const generations: string[] = [];
    for (let round = 0; round < 3; round++) {
      await writeFile(path.join(corpus, "news.md"), `Issue ${round} is out.\n`);
      generations.push((await build()).generation);
    }
    expect(readdirSync(path.join(indexDir, "generations")).sort()).toEqual(
      generations.slice(1).sort(),
    );
  });

  test("an interrupted build keeps the embeddings it made and leaves the old index serving", async () => {
    const { generation } = await build();
    await writeFile(
      path.join(corpus, "long.md"),
      Array.from({ length: 60 }, (_, n) => `Parcel number ${n} went to house ${n + 7}.`).join(" "),
    );
    const { counted } = counting((count) => {
      if (count === 40) throw new Error("power cut");
    });
    await expect(build({}, counted)).rejects.toThrow("power cut");
    expect(await opened(({ manifest }) => manifest.id)).toBe(generation);
    expect(readdirSync(path.join(indexDir, "generations"))).toEqual([generation]);
    expect((await build()).embedded).toBe(60 - 39);
  });

  test("aborting ends the build", async () => {
    await writeFile(path.join(corpus, "long.md"), "One more sentence. ".repeat(40));
    const controller = new AbortController();
    const building = build({
      signal: controller.signal,
      onProgress: ({ phase, done }) => phase === "embed" && done === 3 && controller.abort(),
    });
    expect(await kind(building)).toBe("cancelled");
    expect(await kind(opened(() => {}))).toBe("index-missing");
  });

  test("a corpus without a usable article is an error that says why", async () => {
    for (const name of Object.keys(ARTICLES)) await rm(path.join(corpus, name));
    await writeFile(path.join(corpus, "empty.md"), "");
    await expect(build()).rejects.toThrow(/no usable article.*empty\.md/s);
  });

  test("a second build at the same time hears who holds the lock", async () => {
    const unlock = lockIndex(indexDir);
    await expect(build()).rejects.toThrow(`process ${process.pid}`);
    unlock();
    expect((await build()).published).toBe(true);
  });

  test("a folder that is a file: what to do, and nothing is done to it", async () => {
    await writeFile(indexDir, "not an index");
    await expect(build()).rejects.toMatchObject({
      kind: "index-folder",
      message: expect.stringMatching(/is no folder.*INDEX_DIR/),
    });
    expect(readFileSync(indexDir, "utf8")).toBe("not an index");
  });

  test.runIf(existsSync("/dev/full"))(
    "a full disk: what to do, and the lock is let go",
    async () => {
      await mkdir(indexDir);
      await symlink("/dev/full", path.join(indexDir, "lock.json"));
      await expect(build()).rejects.toMatchObject({
        kind: "index-folder",
        message: expect.stringMatching(/the disk is full\. Make room/),
      });
      await rm(path.join(indexDir, "lock.json"));
      expect((await build()).published).toBe(true);
    },
  );

  test("a lock that is damaged: which file to delete", async () => {
    await mkdir(indexDir);
    await writeFile(path.join(indexDir, "lock.db"), "garbage ".repeat(200));
    await expect(build()).rejects.toThrow(/lock\.db is damaged\. Delete it/);
  });

  // The superuser may read and write everything.
  test.skipIf(process.getuid?.() === 0)("another user's folder: whose it must be", async () => {
    await build();
    await chmod(path.join(indexDir, "lock.db"), 0o400);
    await chmod(indexDir, 0o500);
    await expect(build()).rejects.toThrow(/cannot be used: EACCES.*chown/);
    await chmod(indexDir, 0o000);
    await expect(opened(() => {})).rejects.toThrow(/cannot be used: EACCES.*chown/);
    await chmod(indexDir, 0o700);
  });
});

describe("opening an index", () => {
  test("there is none", async () => {
    expect(await kind(opened(() => {}))).toBe("index-missing");
  });

  test("any file that differs from its manifest is damage, and a build mends it", async () => {
    await build();
    const { generation } = JSON.parse(readFileSync(path.join(indexDir, "current.json"), "utf8"));
    const served = path.join(indexDir, "generations", generation);
    await cp(served, path.join(folder, "intact"), { recursive: true });
    for (const name of readdirSync(served)) {
      const file = path.join(served, name);
      truncateSync(file, readFileSync(file).length - 1);
      expect(await kind(opened(() => {})), `${name} cut short`).toBe("index-damaged");
      const bytes = readFileSync(path.join(folder, "intact", name));
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
      writeFileSync(file, bytes);
      expect(await kind(opened(() => {})), `${name} with a flipped bit`).toMatch(/^index-/);
      await rm(file);
      expect(await kind(opened(() => {})), `${name} gone`).toBe("index-damaged");
      await cp(path.join(folder, "intact", name), file);
    }
    await rm(path.join(served, "hnsw.bin"));
    await build();
    expect(await opened(({ manifest }) => manifest.counts.articles)).toBe(3);
  });

  test("another model, format or corpus is foreign", async () => {
    await build();
    const other = { ...expected(), fingerprint: "other" };
    expect(await kind(openPublished(indexDir, other))).toBe("index-foreign");
    const elsewhere = { ...expected(), corpus: "/nowhere" };
    await expect(openPublished(indexDir, elsewhere)).rejects.toThrow(
      /npm run index -- --corpus \/nowhere/,
    );
    const { generation } = JSON.parse(readFileSync(path.join(indexDir, "current.json"), "utf8"));
    const manifest = path.join(indexDir, "generations", generation, "manifest.json");
    writeFileSync(
      manifest,
      readFileSync(manifest, "utf8").replace(/"format": \d+/, '"format": 99'),
    );
    await expect(opened(() => {})).rejects.toThrow(/format 99/);
  });
});

describe("searching an index", () => {
  test.each([
    ["How deep is the harbour?", "harbour.md"],
    ["Where does the library move?", "library.md"],
    ["When can I cross the iron bridge?", "bridge.txt"],
  ])("%s", async (question, path) => {
    await build();
    const vector = await embedder.embed(question, "query");
    for (const mode of ["lexical", "dense", "hybrid"] as const) {
      await opened((generation) => {
        const [best] = search(generation, question, vector, { mode });
        expect(generation.articles[best?.article as number]?.path, mode).toBe(path);
      });
    }
  });
});
