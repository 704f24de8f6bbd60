import { appendFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Outcome, run, temporaryFolder, town, writeFiles } from "./scripts.ts";

let corpus: string;
let index: string;
let built: Outcome;
/** What most commands are given. */
let folders: string[];

beforeAll(async () => {
  corpus = writeFiles(temporaryFolder(afterAll), town);
  index = temporaryFolder(afterAll);
  folders = ["--corpus", corpus, "--index", index];
  built = await run("index", folders);
});

/** The one object on standard output. */
function onlyObject({ stdout }: Outcome) {
  expect(stdout.endsWith("\n")).toBe(true);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  return JSON.parse(stdout);
}

describe("index", () => {
  test("builds, and sums up what it did", () => {
    expect(built.stderr).toContain("Embedding sentences");
    expect(built.stdout).toContain(`Indexed ${corpus}`);
    expect(built.stdout).toContain("articles   3 (3 added, 0 changed, 0 removed, 0 unchanged)");
    expect(built.code).toBe(0);
  });

  test("a second time there is nothing to do", async () => {
    const again = await run("index", folders);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("is up to date");
    expect(again.stdout).toContain("(0 embedded anew)");
  });

  test("files that cannot be taken have one line each; the rest is indexed; exit code 2", async () => {
    const folder = writeFiles(temporaryFolder(), {
      ...town,
      "empty.md": "",
      "binary.txt": new Uint8Array([0, 1, 2, 3, 0, 255, 254, 0]),
      "latin.txt": new Uint8Array([0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68]),
      "huge.txt": "The harbour is wide. ".repeat(200),
      "broken.md": "---\ntitle: [never closed\n---\n\nThe harbour is wide.\n",
      "twin.md": "---\nid: library.txt\n---\n\nThe harbour is wide.\n",
      "picture.png": "not read",
      ".hidden.md": "not read",
    });
    const { code, stdout, stderr } = await run(
      "index",
      ["--corpus", folder, "--index", temporaryFolder()],
      { settings: { MAX_FILE_BYTES: "3000" } },
    );
    expect(code).toBe(2);
    const skipped = stderr.split("\n").filter((line) => line.startsWith("Skipped "));
    for (const path of ["empty.md", "binary.txt", "latin.txt", "huge.txt", "broken.md"]) {
      expect(skipped.filter((line) => line.startsWith(`Skipped ${path}: `))).toHaveLength(1);
    }
    // Of two articles with one id, one is kept.
    expect(skipped).toHaveLength(6);
    expect(stdout).toContain("articles   3 (3 added");
    expect(stdout).toContain("skipped    6 files; ignored 2");
  });

  test("nothing usable: exit code 1, and why", async () => {
    const folder = writeFiles(temporaryFolder(), { "empty.md": "" });
    const { code, stdout, stderr } = await run("index", [
      "--corpus",
      folder,
      "--index",
      temporaryFolder(),
    ]);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("empty.md");
    expect(stderr).not.toContain("    at ");
  });

  test("a corpus folder that is not there: exit code 1, and its name", async () => {
    const { code, stderr } = await run("index", ["--corpus", join(corpus, "nowhere")]);
    expect(code).toBe(1);
    expect(stderr).toContain(join(corpus, "nowhere"));
  });

  test("--show-cut prints what was cut", async () => {
    const said = "The harbour is wide and its water is deep enough for every ship of the line.";
    const folder = writeFiles(temporaryFolder(), {
      "twice.txt": `Harbour report\n\n${said}\n\nThe tide was measured on Tuesday by two surveyors.\n\n${said}\n`,
    });
    const { stdout } = await run("index", [
      "--corpus",
      folder,
      "--index",
      temporaryFolder(),
      "--show-cut",
    ]);
    expect(stdout).toContain("Cut from twice.txt");
    expect(stdout).toContain(said);
  });

  test.each([
    ["SIGINT" as const, 130],
    ["SIGKILL" as const, null],
  ])("%s leaves the old index serving", async (signal, expected) => {
    const folder = writeFiles(temporaryFolder(), town);
    const where = ["--corpus", folder, "--index", temporaryFolder()];
    await run("index", where);
    const tides = Array.from(
      { length: 600 },
      (_, day) => `On day ${day} the tide stood at ${day * 7} inches above the old mark.`,
    );
    writeFiles(folder, { "tides.md": `# Tides\n\n${tides.join(" ")}\n` });

    let sent = false;
    const interrupted = await run("index", where, {
      watch(stderr, kill) {
        if (sent || !stderr.includes("Embedding sentences")) return;
        sent = true;
        kill(signal);
      },
    });
    expect(interrupted.code).toBe(expected);
    expect(interrupted.stdout).toBe("");
    if (signal === "SIGINT") expect(interrupted.stderr).toContain("cancelled");

    const asked = await run("ask", ["What does a single ticket cost?", "--json", ...where]);
    expect(onlyObject(asked)).toMatchObject({ answered: true });
    expect(asked.stderr).toContain("1 added");
  });
});

describe("ask", () => {
  test("an answer as text: sentences, sources, quotes", async () => {
    const { code, stdout, stderr } = await run("ask", [
      "What does a single ticket cost?",
      ...folders,
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain("A single ticket costs 38 crowns. [1]");
    expect(stdout).toContain(
      "[1] Night ferry returns to Lindholm — Harbour Gazette, 2024-03-02 · harbour/ferry.md",
    );
    expect(stderr).toBe("");
  });

  test("an answer as JSON: its quotes are slices of the articles that `article` prints", async () => {
    const asked = await run("ask", ["--json", ...folders, "Who", "collected", "the", "volumes?"]);
    expect(asked.code).toBe(0);
    const answer = onlyObject(asked);
    expect(Object.keys(answer)).toEqual([
      "question",
      "answered",
      "answer",
      "citations",
      "nearest",
      "confidence",
      "timings",
    ]);
    expect(answer.question).toBe("Who collected the volumes?");
    expect(answer.confidence).toBeGreaterThan(0);
    expect(answer.confidence).toBeLessThanOrEqual(1);
    const [citation] = answer.citations;
    expect(citation).toEqual({
      number: 1,
      article: {
        id: "library.txt",
        title: "Lindholm library opens a reading room",
        outlet: null,
        published: null,
        path: "library.txt",
      },
      quote: expect.stringContaining("Jonas Petrauskas"),
      start: expect.any(Number),
      end: expect.any(Number),
      score: expect.any(Number),
    });

    const printed = await run("article", [citation.article.id, ...folders]);
    expect(printed.code).toBe(0);
    expect(printed.stdout.slice(citation.start, citation.end)).toBe(citation.quote);
    const article = onlyObject(await run("article", [citation.article.id, "--json", ...folders]));
    expect(article.text).toBe(printed.stdout);
  });

  test("what the corpus does not say: exit code 3, and the nearest articles", async () => {
    const { code, ...output } = await run("ask", [
      "Which planet has the most moons?",
      "--json",
      ...folders,
    ]);
    expect(code).toBe(3);
    const answer = onlyObject({ code, ...output });
    expect(answer).toMatchObject({ answered: false, answer: null, citations: [] });
    expect(answer.nearest.length).toBeGreaterThan(0);
  });

  test("a missing index is built first; standard output stays one object", async () => {
    const asked = await run("ask", [
      "Who collected the volumes?",
      "--json",
      "--corpus",
      corpus,
      "--index",
      join(temporaryFolder(), "new"),
    ]);
    expect(asked.code).toBe(0);
    expect(onlyObject(asked).citations[0].quote).toContain("Jonas Petrauskas");
    expect(asked.stderr).toContain("Indexed");
  });

  test("a corpus that has changed since: answers, and warns with counts", async () => {
    const folder = writeFiles(temporaryFolder(), town);
    const where = ["--corpus", folder, "--index", temporaryFolder()];
    await run("index", where);
    appendFileSync(join(folder, "library.txt"), "\nIt is closed on Fridays.\n");
    rmSync(join(folder, "bridge.html"));
    const { code, stderr } = await run("ask", ["What does a single ticket cost?", ...where]);
    expect(code).toBe(0);
    expect(stderr).toContain("1 changed, 1 removed");
    expect(stderr).toContain("npm run index");
  });

  test.each([
    ["no question", () => [...folders], "usage", "npm run ask -- --help"],
    ["a blank question", () => ["  ", ...folders], "usage", "empty"],
    ["an unknown option", () => ["--corpse", "x", "When?"], "usage", "--corpse"],
    [
      "another corpus than the index's",
      () => ["When?", "--corpus", join(corpus, "harbour"), "--index", index],
      "index-foreign",
      "npm run index",
    ],
  ])("%s: one error object, exit code 1", async (_case, args, kind, hint) => {
    const outcome = await run("ask", ["--json", ...args()]);
    expect(outcome.code).toBe(1);
    const { error } = onlyObject(outcome);
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(hint);
    expect(outcome.stderr).not.toContain("    at ");
  });

  test("settings that cannot be used: one error object, exit code 1", async () => {
    const outcome = await run("ask", ["--json", "When?"], {
      settings: { ANSWER_DAYS: "soon", LOG_LEVEL: "loud" },
    });
    expect(outcome.code).toBe(1);
    const { error } = onlyObject(outcome);
    expect(error.kind).toBe("settings");
    expect(error.message).toContain("ANSWER_DAYS");
    expect(error.message).toContain("LOG_LEVEL");
  });

  test("a damaged index: the command that mends it", async () => {
    const where = ["--corpus", corpus, "--index", temporaryFolder()];
    await run("index", where);
    const generations = join(where[3] as string, "generations");
    const [generation] = readdirSync(generations);
    appendFileSync(join(generations, generation as string, "hnsw.bin"), "x");
    const outcome = await run("ask", ["--json", "When?", ...where]);
    expect(outcome.code).toBe(1);
    const { error } = onlyObject(outcome);
    expect(error.kind).toBe("index-damaged");
    expect(error.message).toContain("npm run index -- --rebuild");
    expect((await run("index", [...where, "--rebuild"])).code).toBe(0);
    expect((await run("ask", ["What does a single ticket cost?", ...where])).code).toBe(0);
  });
});

describe("article", () => {
  test("an id that is not there: exit code 1, and the id", async () => {
    const outcome = await run("article", ["nowhere.md", "--json", ...folders]);
    expect(outcome.code).toBe(1);
    expect(onlyObject(outcome).error).toMatchObject({ kind: "not-found" });
  });
});

describe("register", () => {
  test("a server's id that is none is refused before anything is sent", async () => {
    const settings = { DISCORD_TOKEN: "token", DISCORD_API: "http://127.0.0.1:9/api" };
    const { code, stderr } = await run("register-commands", ["--guild", "harbour"], { settings });
    expect(code).toBe(1);
    expect(stderr).toContain("'harbour' is invalid. It must be a server's id");
  });
});

describe.each(["start", "demo"])("%s", (name) => {
  test("an option that it does not have is refused, not passed over", async () => {
    const { code, stdout, stderr } = await run(name, ["--corpus", "elsewhere"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(`Unknown option '--corpus'.\nnpm run ${name} -- --help`);
  });
});

describe("chat on a pipe", () => {
  test("answers line by line without prompt or colours, and ends with its input", async () => {
    const { code, stdout, stderr } = await run("chat", folders, {
      input:
        "What does a single ticket cost?\n\n/search cracks in girders\n/article swing\n/nonsense\n" +
        "Which planet has the most moons?",
      settings: { FORCE_COLOR: "1" },
    });
    expect(code).toBe(0);
    expect(stdout).not.toContain("\u001b");
    const order = [
      "A single ticket costs 38 crowns. [1]",
      "1. Swing bridge closed for repairs",
      "nine weeks",
      "The corpus does not say.",
    ].map((part) => stdout.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(stdout).not.toMatch(/^> /m);
    expect(stderr).toContain("There is no command /nonsense");
  });

  test("/quit ends it early", async () => {
    const { code, stdout } = await run("chat", folders, { input: "/help\n/quit\n/help\n" });
    expect(code).toBe(0);
    expect(stdout.split("/search QUERY")).toHaveLength(2);
  });
});
