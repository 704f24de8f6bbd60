import { createHash } from "node:crypto";
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GatewayIntentBits } from "discord.js";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig, projectRoot } from "../../src/config.ts";
import { definitions } from "../../src/discord/definitions.ts";
import type { Check } from "../../src/doctor/check.ts";
import { checkDiscord } from "../../src/doctor/discord.ts";
import { judgeSpace } from "../../src/doctor/disk.ts";
import { examine } from "../../src/doctor/examine.ts";
import { checkNativePackages, checkNode } from "../../src/doctor/machine.ts";
import { shippedWeights } from "../../src/doctor/models.ts";
import { differenceOf } from "../../src/doctor/registered.ts";
import { indexCorpus } from "../../src/engine/index-corpus.ts";
import { lockIndex } from "../../src/index/lock.ts";
import { openState } from "../../src/state/state.ts";
import { type DiscordServer, startDiscordServer } from "../discord-server/server.ts";
import { run, temporaryFolder, town, writeFiles } from "../terminal/scripts.ts";

const token = "token.of.the-tests";

/** A corpus and its index, built once; every test spoils a copy. */
let sound: string;
beforeAll(async () => {
  sound = temporaryFolder(afterAll);
  writeFiles(join(sound, "corpus"), town);
  await indexCorpus(loadConfig(settingsFor(sound)));
});

function settingsFor(dir: string, others: Record<string, string> = {}): Record<string, string> {
  return {
    CORPUS_DIR: join(sound, "corpus"),
    INDEX_DIR: join(dir, "index"),
    STATE_DIR: join(dir, "state"),
    ALLOW_MODEL_DOWNLOAD: "off",
    ANSWER_SCORER: "off",
    ...others,
  };
}

function copy(): string {
  const dir = temporaryFolder();
  cpSync(sound, dir, { recursive: true });
  return dir;
}

async function diagnose(settings: Record<string, string>): Promise<Check[]> {
  const checks: Check[] = [];
  for await (const check of examine(() => loadConfig(settings))) checks.push(check);
  return checks;
}

/** The part of it that asks Discord. */
async function askDiscord(settings: Record<string, string>): Promise<Check[]> {
  const checks: Check[] = [];
  for await (const check of checkDiscord(loadConfig(settings))) checks.push(check);
  return checks;
}

/** What is said of one thing, as "verdict: found → fix". */
async function said(
  about: string,
  settings: Record<string, string>,
  look = diagnose,
): Promise<string[]> {
  return (await look(settings))
    .filter((check) => check.about === about)
    .map(({ verdict, found, fix }) => `${verdict}: ${found}${fix === null ? "" : ` → ${fix}`}`);
}

test("a sound installation has no problem, and only the token is missing", async () => {
  const checks = await diagnose(settingsFor(copy()));
  expect(checks.filter(({ verdict }) => verdict !== "ok").map(({ about }) => about)).toEqual([
    "token",
  ]);
  expect(checks.find(({ about }) => about === "corpus")?.found).toMatch(/^3 files in /);
  expect(checks.find(({ about }) => about === "index")?.found).toMatch(/^3 articles, /);
});

test("every fault of the settings is told, each with an example", async () => {
  const checks = await diagnose({ ANSWER_DAYS: "soon", LOG_LEVEL: "loud", DISCORD_TOKEN: "a b" });
  const faults = checks.filter(({ about }) => about === "settings");
  expect(faults.map(({ found }) => found)).toEqual([
    'ANSWER_DAYS is "soon": it must be a whole number from 1 to 3650.',
    "DISCORD_TOKEN must be the bot's token alone, without a space in it.",
    expect.stringMatching(/^LOG_LEVEL is "loud": it must be one of /),
  ]);
  expect(faults.map(({ fix }) => fix)).toContain("Example: ANSWER_DAYS=30");
});

describe("the index", () => {
  test("is missing", async () => {
    expect(await said("index", settingsFor(temporaryFolder()))).toEqual([
      expect.stringMatching(/^problem: There is no index in .* → Build it: npm run index$/),
    ]);
  });

  test("is damaged: the file and the command are named", async () => {
    const dir = copy();
    const { generation } = JSON.parse(readFileSync(join(dir, "index", "current.json"), "utf8"));
    appendFileSync(join(dir, "index", "generations", generation, "hnsw.bin"), "!");
    expect(await said("index", settingsFor(dir))).toEqual([
      expect.stringMatching(
        /^problem: .*hnsw\.bin has .* → Build it anew: npm run index -- --rebuild$/,
      ),
    ]);
  });

  test("is of another format, of another corpus, or of another model", async () => {
    const dir = copy();
    const { generation } = JSON.parse(readFileSync(join(dir, "index", "current.json"), "utf8"));
    const manifest = join(dir, "index", "generations", generation, "manifest.json");
    const text = readFileSync(manifest, "utf8");
    writeFileSync(manifest, JSON.stringify({ ...JSON.parse(text), format: 99 }));
    expect(await said("index", settingsFor(dir))).toEqual([
      expect.stringMatching(/^problem: .* has format 99.*npm run index -- --rebuild$/),
    ]);
    writeFileSync(manifest, text);
    const CORPUS_DIR = writeFiles(temporaryFolder(), town);
    expect(await said("index", settingsFor(dir, { CORPUS_DIR }))).toEqual([
      expect.stringMatching(/^problem: .* was built from .*npm run index -- --corpus /),
    ]);
    expect(await said("index", settingsFor(dir, { EMBEDDING_POOLING: "cls" }))).toEqual([
      expect.stringMatching(/^problem: .* built with the model .* → Build it anew: npm run index$/),
    ]);
  });

  test("is stale: how many files were added, changed and removed", async () => {
    const dir = copy();
    const settings = settingsFor(dir, { CORPUS_DIR: join(dir, "corpus") });
    await indexCorpus(loadConfig(settings));
    appendFileSync(join(dir, "corpus", "library.txt"), "\nIt closes at six.\n");
    rmSync(join(dir, "corpus", "bridge.html"));
    writeFiles(join(dir, "corpus"), { "new.txt": "A new bench stands at pier two.\n" });
    expect((await said("index", settings)).at(-1)).toBe(
      "warning: the corpus has changed since: 1 file added, 1 changed, 1 removed → npm run index",
    );
  });

  test("is being written: by whom", async () => {
    const dir = copy();
    const unlock = lockIndex(join(dir, "index"));
    try {
      expect(await said("index lock", settingsFor(dir))).toEqual([
        expect.stringContaining(`process ${process.pid} on `),
      ]);
    } finally {
      unlock();
    }
  });
});

describe("the models", () => {
  test("their hashes are those of models/README.md and of the files", () => {
    const readme = readFileSync(join(projectRoot, "models", "README.md"), "utf8");
    for (const [id, sha256] of Object.entries(shippedWeights)) {
      expect(readme).toContain(sha256);
      const weights = readFileSync(join(projectRoot, "models", id, "onnx", "model_quantized.onnx"));
      expect(createHash("sha256").update(weights).digest("hex")).toBe(sha256);
    }
  });

  test("are missing, or damaged", async () => {
    const MODELS_DIR = temporaryFolder();
    const dir = copy();
    expect(await said("embedder", settingsFor(dir, { MODELS_DIR }))).toEqual([
      expect.stringMatching(
        /^problem: .*all-MiniLM-L6-v2.* → Put its files into the models folder/,
      ),
    ]);
    writeFiles(MODELS_DIR, { "all-MiniLM-L6-v2/onnx/model_quantized.onnx": "half of it" });
    const settings = settingsFor(dir, { MODELS_DIR });
    expect(await said("embedder", settings)).toEqual([
      expect.stringMatching(/^problem: .* it is damaged.* → Restore it: git checkout/),
    ]);
    // What can be said of the index without a model still is.
    expect(await said("index", settings)).toEqual([expect.stringMatching(/^ok: 3 articles/)]);
  });
});

test("a corpus that is gone, and one without articles", async () => {
  const dir = copy();
  const gone = join(dir, "gone");
  expect(await said("corpus", settingsFor(dir, { CORPUS_DIR: gone }))).toEqual([
    expect.stringMatching(/^problem: The corpus folder .* does not exist\. → Create it/),
  ]);
  mkdirSync(gone);
  expect(await said("corpus", settingsFor(dir, { CORPUS_DIR: gone }))).toEqual([
    expect.stringMatching(/^problem: .* holds no .md, .txt or .html file → /),
  ]);
});

test("the state database: its schema and size, a newer one, and one that is none", async () => {
  const dir = copy();
  const settings = settingsFor(dir);
  const state = openState(loadConfig(settings).state);
  state.close();
  expect(await said("state", settings)).toEqual([expect.stringMatching(/^ok: .*: schema \d+, \d/)]);

  const file = join(dir, "state", "state.db");
  const database = new Database(file);
  database.exec("PRAGMA user_version = 999");
  database.close();
  expect(await said("state", settings)).toEqual([
    expect.stringMatching(/^problem: .* was written by a newer Footnote .* → Run that version/),
  ]);
  for (const suffix of ["-wal", "-shm"]) rmSync(`${file}${suffix}`, { force: true });
  writeFileSync(file, "no database".repeat(100));
  expect(await said("state", settings)).toEqual([
    expect.stringMatching(/^problem: .* cannot be read: .* → Restore a backup/),
  ]);
});

test("an old Node, a package that does not load, a full disk", async () => {
  expect(checkNode("18.19.1").verdict).toBe("problem");
  expect(checkNode("20.9.0").verdict).toBe("problem");
  expect(checkNode("20.19.0").verdict).toBe("ok");
  expect(checkNode("22.0.0").verdict).toBe("ok");
  expect(await checkNativePackages(["no-such-package"])).toMatchObject({
    verdict: "problem",
    found: expect.stringContaining("no-such-package"),
  });
  const dir = "/data/index";
  expect(judgeSpace("disk", { dir, free: 5e9, bytes: 1e9 }).verdict).toBe("ok");
  expect(judgeSpace("disk", { dir, free: 1.5e9, bytes: 1e9 }).verdict).toBe("warning");
  expect(judgeSpace("disk", { dir, free: 0.5e9, bytes: 1e9 }).verdict).toBe("problem");
});

describe("Discord", () => {
  let server: DiscordServer;
  beforeAll(async () => {
    server = await startDiscordServer({ token, commands: definitions });
  });
  afterAll(() => server.close());

  const withBot = (others: Record<string, string> = {}) =>
    settingsFor(sound, {
      DISCORD_TOKEN: token,
      DISCORD_API: server.api,
      MODERATOR_USERS: "112233445566778899",
      ...others,
    });

  test("a bot that has all it needs", async () => {
    server.addGuild({ name: "Reading Room" });
    const checks = await askDiscord(withBot());
    expect(checks.filter(({ verdict }) => verdict !== "ok")).toEqual([]);
    expect(checks.find(({ about }) => about === "commands")?.found).toContain("in all servers");
    expect(server.refusals).toEqual([]);
  });

  test("a refused token is told without the token, and nothing else is asked", async () => {
    const bad = "wrong.token.here";
    const before = server.requests.length;
    const checks = await askDiscord(withBot({ DISCORD_TOKEN: bad }));
    expect(checks.at(-1)).toMatchObject({
      about: "token",
      verdict: "problem",
      fix: expect.stringContaining("developers/applications"),
    });
    expect(JSON.stringify(checks)).not.toContain(bad);
    expect(server.requests.length - before).toBe(1);
  });

  test("no moderators, and a listed server that the bot is not in", async () => {
    const ALLOWED_GUILDS = "998877665544332211";
    const settings = withBot({ MODERATOR_USERS: "", ALLOWED_GUILDS });
    expect(await said("moderators", settings, askDiscord)).toEqual([
      expect.stringMatching(/^warning: .*nobody may re-index/),
    ]);
    expect(await said("servers", settings, askDiscord)).toContainEqual(
      expect.stringMatching(/^warning: .*998877665544332211.*npm start prints/),
    );
  });

  test("missing permissions are named by server, and an administrator lacks none", async () => {
    const guild = server.addGuild({ name: "Quiet Room" });
    const [everyone] = guild.roles;
    if (everyone === undefined) throw new Error("a guild without @everyone");
    const all = everyone.permissions;
    everyone.permissions = "1024";
    try {
      expect(await said("servers", withBot(), askDiscord)).toEqual([
        expect.stringMatching(
          /^problem: in “Quiet Room” the bot lacks: Send Messages, Send Messages in Threads, Create Public Threads, Read Message History → /,
        ),
      ]);
      everyone.permissions = "8";
      expect(await said("servers", withBot(), askDiscord)).toEqual([
        expect.stringMatching(/^ok: /),
      ]);
    } finally {
      everyone.permissions = all;
    }
  });

  test("a server where the bot may open no threads is a problem only where every answer is to have one", async () => {
    const guild = server.addGuild({ name: "No Threads" });
    const [everyone] = guild.roles;
    if (everyone === undefined) throw new Error("a guild without @everyone");
    const all = everyone.permissions;
    everyone.permissions = String(BigInt(all) & ~(1n << 35n));
    const lacks = "in “No Threads” the bot lacks: Create Public Threads";
    try {
      expect((await said("servers", withBot(), askDiscord))[0]).toContain(`warning: ${lacks} → `);
      const on = withBot({ THREADS: "on" });
      expect((await said("servers", on, askDiscord))[0]).toContain(`problem: ${lacks} → `);
    } finally {
      everyone.permissions = all;
    }
  });

  test("MESSAGE_CONTENT needs its intent, which is needless without the setting", async () => {
    const on = { MESSAGE_CONTENT: "on" };
    expect(await said("application", withBot(on), askDiscord)).toEqual([
      expect.stringMatching(
        /^problem: MESSAGE_CONTENT is on, .* → Turn it on under “Privileged Gateway Intents”/,
      ),
    ]);
    const privilegedIntents = [GatewayIntentBits.MessageContent];
    const granting = await startDiscordServer({ token, commands: definitions, privilegedIntents });
    try {
      const settings = { DISCORD_API: granting.api };
      expect(await said("application", withBot({ ...settings, ...on }), askDiscord)).toEqual([
        "ok: Footnote: has Message Content",
      ]);
      expect(await said("application", withBot(settings), askDiscord)).toEqual([
        expect.stringMatching(/^ok: .* has Message Content, which Footnote does not use/),
      ]);
    } finally {
      await granting.close();
    }
  });

  test("commands that were never registered, or are of another version", async () => {
    const [first, ...others] = definitions;
    const bare = await startDiscordServer({ token });
    try {
      const settings = withBot({ DISCORD_API: bare.api });
      expect((await said("commands", settings, askDiscord))[0]).toMatch(
        /^problem: .*ask.*: missing.* → npm run register$/,
      );
    } finally {
      await bare.close();
    }
    const older = { ...first, description: "An older one" };
    expect(differenceOf([older, ...others], definitions)).toEqual({
      missing: [],
      outdated: [first.name],
      unknown: [],
    });
    expect(differenceOf([...definitions, { name: "gone" }], definitions)?.unknown).toEqual([
      "gone",
    ]);
  });

  test("an outage, and an address where nobody answers, are one line each", async () => {
    server.disturb({ status: 503 });
    expect(await said("discord", withBot(), askDiscord)).toEqual([
      expect.stringMatching(/^problem: Discord answers 503 → Try again later/),
    ]);
    expect(
      await said("discord", withBot({ DISCORD_API: "http://127.0.0.1:1/api" }), askDiscord),
    ).toEqual([expect.stringMatching(/^problem: Discord cannot be reached: .* → Check/)]);
  });
});

test("npm run doctor: lines for people, one object for programs, and the exit code", async () => {
  const dir = temporaryFolder();
  const [text, json] = await Promise.all([
    run("doctor", [], { settings: settingsFor(dir, { MODELS_DIR: dir }) }),
    run("doctor", ["--json"], { settings: { LOG_LEVEL: "loud" } }),
  ]);
  expect(text.stdout).toMatch(
    /^problem {2}index: There is no index in .*\n +→ Build it: npm run index$/m,
  );
  expect(text.stdout).toMatch(/\n2 problems, 1 warning\.\n$/);
  expect([text.code, text.stderr]).toEqual([1, ""]);
  const report = JSON.parse(json.stdout);
  expect([report.ok, json.code]).toEqual([false, 1]);
  expect(report.checks.at(-1)).toMatchObject({
    about: "settings",
    verdict: "problem",
    fix: "Example: LOG_LEVEL=info",
  });
});
