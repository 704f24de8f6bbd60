import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Config, loadConfig } from "../../src/config.ts";
import { indexCorpus } from "../../src/engine/index-corpus.ts";
import { openEngine } from "../../src/engine/open.ts";
import { FootnoteError } from "../../src/errors.ts";
import { readGoldenQuestions } from "../../src/index/golden-questions.ts";
import { renderSummary } from "../../src/terminal/summary.ts";

const HARBOUR =
  "---\ntitle: Harbour deepened\nid: harbour\n---\nThe harbour of Lindal was deepened to 14 metres. Mayor Ida Holm opened it on Tuesday.\n";
const LIBRARY =
  "---\ntitle: Library moves\n---\nThe town library moves to the old mill. It opens on 3 June.\n";

const DEPTH = "How deep is the harbour of Lindal?";
const MOVE = "Where does the town library move?";
const CAPITAL = "What is the capital of Australia?";
const QUESTIONS = `
- question: ${DEPTH}
  article: harbour
  words: [14, 14 Metres, deepened]
- question: ${MOVE}
  article: library.md
  words: old mill
- question: ${CAPITAL}
  notAnswered: true
`;

let folder: string;
let config: Config;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "footnote-golden-"));
  const dir = path.join(folder, "corpus");
  await mkdir(dir);
  const defaults = loadConfig({ ANSWER_SCORER: "off" });
  config = {
    ...defaults,
    corpus: { ...defaults.corpus, dir },
    index: { dir: path.join(folder, "index") },
  };
  await write("harbour.md", HARBOUR);
  await write("library.md", LIBRARY);
  await write("questions.yml", QUESTIONS);
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text: string) => writeFile(path.join(config.corpus.dir, name), text);
const gated = () => ({ ...config, golden: { gate: true } });

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(FootnoteError);
  expect((error as FootnoteError).kind).toBe("golden");
  return (error as FootnoteError).message;
}

describe("questions.yml", () => {
  test("is no article, and nothing that was ignored", async () => {
    const summary = await indexCorpus(config);
    expect(summary.counts.articles).toBe(2);
    expect(summary.ignored).toBe(0);
    expect(summary.skipped).toEqual([]);
  });

  test("missing or empty, nothing is asked", async () => {
    await write("questions.yml", "# none yet\n");
    expect((await indexCorpus(config)).golden).toBeNull();
    await rm(path.join(config.corpus.dir, "questions.yml"));
    expect(await readGoldenQuestions(config.corpus.dir)).toBeNull();
  });

  test.each([
    ["- question: Why?\n  article: a.md\n- article: a.md\n", "entry 2: question"],
    ["- question: Why?\n", "entry 1 needs either the article"],
    ["- question: Why?\n  article: a.md\n  notAnswered: true\n", "entry 1 needs either"],
    ["- question: Why?\n  notAnswered: true\n  words: no\n", "entry 1 cannot have words"],
    ["- question: Why?\n  artikel: a.md\n", '"artikel"'],
    ["- question: ' '\n  article: a.md\n", "entry 1: question must not be empty"],
    ["- question: Why?\n  article: a.md\n  words: { is: 14 }\n", "entry 1: words"],
    ["question: Why?\n", "must be a list"],
    ["- question: Why?\n  article: [a.md\n- question: Who?\n", "line 3"],
    ["- Why?\n", "entry 1"],
  ])("%j is refused before anything is built", async (text, fault) => {
    await write("questions.yml", text);
    const message = await refusal(indexCorpus(config));
    expect(message).toContain(path.join(config.corpus.dir, "questions.yml"));
    expect(message).toContain(fault);
  });
});

describe("a new index", () => {
  test("is asked; what fails is told with the reason", async () => {
    await write(
      "questions.yml",
      `${QUESTIONS}
- question: ${DEPTH}
  article: harbour.md
  words: Jon Berg
- question: When does the town library open?
  article: mill.md
`,
    );
    const summary = await indexCorpus(config);
    expect(summary.golden).toMatchObject({ asked: 5, passed: 3, lost: [], won: [] });
    const shown = renderSummary(summary, "corpus");
    expect(shown).toContain("3 of 5 questions");
    expect(shown).toContain('the answer lacks "Jon Berg"');
    expect(shown).toContain("there is no article mill.md");
  });

  test("is compared with the one before, also where the articles have not changed", async () => {
    expect((await indexCorpus(config)).golden).toMatchObject({ passed: 3, lost: [], won: [] });
    await write("harbour.md", HARBOUR.replace("14 metres", "15 metres"));
    const worse = await indexCorpus(config);
    expect(worse.golden).toMatchObject({ passed: 2, lost: [DEPTH], won: [] });
    expect(renderSummary(worse, "corpus")).toMatch(/lost +How deep/);
    const again = await indexCorpus(config);
    expect(again).toMatchObject({ published: false, golden: { passed: 2, lost: [], won: [] } });
    await write("harbour.md", HARBOUR);
    expect((await indexCorpus(config)).golden).toMatchObject({ passed: 3, lost: [], won: [DEPTH] });
  });

  test("a question that now expects something else is not lost", async () => {
    await indexCorpus(config);
    await write("questions.yml", QUESTIONS.replace("14 Metres", "15 metres"));
    expect((await indexCorpus(gated())).golden).toMatchObject({ passed: 2, lost: [] });
  });
});

describe("with the gate on", () => {
  test("an index that loses a question is not published, and says which and why", async () => {
    const before = await indexCorpus(gated());
    await rm(path.join(config.corpus.dir, "library.md"));
    await write("bridge.md", "The iron bridge is closed until autumn.\n");
    const message = await refusal(indexCorpus(gated()));
    expect(message).toContain(MOVE);
    expect(message).toContain("there is no article library.md");
    expect(message).not.toContain(DEPTH);
    expect(message).toContain("GOLDEN_GATE=off");

    const engine = await openEngine(config);
    expect((await engine.status()).generation).toBe(before.generation);
    expect(await engine.ask(MOVE)).toMatchObject({ answered: true });
    await engine.close();

    const after = await indexCorpus(config);
    expect(after).toMatchObject({ published: true, golden: { lost: [MOVE] } });
  });

  test("what failed before may fail again", async () => {
    await write("questions.yml", QUESTIONS.replace("14 Metres", "99 metres"));
    await indexCorpus(gated());
    await write("bridge.md", "The iron bridge is closed until autumn.\n");
    expect(await indexCorpus(gated())).toMatchObject({ published: true, golden: { passed: 2 } });
  });
});

test("the articles of this repository answer their golden questions", async () => {
  const own = { ...loadConfig({}), index: config.index };
  expect((await indexCorpus(own)).golden).toMatchObject({ asked: 15, failed: [] });
});
