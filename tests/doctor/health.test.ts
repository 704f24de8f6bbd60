import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { beforeEach, expect, test } from "vitest";
import { loadConfig, projectRoot } from "../../src/config.ts";
import { indexCorpus } from "../../src/engine/index-corpus.ts";
import { readHealth, showHealth, type Vitals } from "../../src/health.ts";
import { openState } from "../../src/state/state.ts";
import { startDiscordServer } from "../discord-server/server.ts";
import { run, temporaryFolder, town, writeFiles } from "../terminal/scripts.ts";

let dir: string;
beforeEach(() => {
  dir = temporaryFolder();
});

const well: Vitals = { discord: true, engine: true };
const fail = (error: unknown) => {
  throw error;
};

test("health is what the bot last wrote, as long as it goes on writing", async () => {
  expect(readHealth(dir)).toBeNull();
  const hide = await showHealth(dir, async () => well, fail);
  expect(readHealth(dir)?.healthy).toBe(true);
  expect(readHealth(dir, Date.now() + 60_000)?.healthy).toBe(true);
  expect(readHealth(dir, Date.now() + 180_000)).toMatchObject({
    healthy: false,
    told: expect.stringContaining("hangs"),
  });
  hide();
  expect(readHealth(dir)).toBeNull();
});

test("a lost connection, an engine that is silent, and a file that is none are told", async () => {
  for (const [vitals, told] of [
    [{ ...well, discord: false }, "not connected to Discord"],
    [{ ...well, engine: false }, "engine does not answer"],
  ] as const) {
    const hide = await showHealth(dir, async () => vitals, fail);
    expect(readHealth(dir)).toMatchObject({
      healthy: false,
      told: expect.stringContaining(told),
    });
    hide();
  }
  writeFileSync(join(dir, "health.json"), "{");
  expect(readHealth(dir)?.told).toContain("cannot be read");
});

test("a sign that cannot be written is told and ends nothing", async () => {
  writeFileSync(join(dir, "file"), "");
  const faults: unknown[] = [];
  const hide = await showHealth(
    join(dir, "file"),
    async () => well,
    (error) => faults.push(error),
  );
  hide();
  expect(faults).toHaveLength(2);
});

test("npm run health follows the bot from its start to its end; meanwhile its state can be copied, and no second bot starts", async () => {
  const token = "token.of.the-tests";
  const server = await startDiscordServer({ token });
  const settings = {
    CORPUS_DIR: writeFiles(join(dir, "corpus"), town),
    INDEX_DIR: join(dir, "index"),
    STATE_DIR: join(dir, "state"),
    ALLOW_MODEL_DOWNLOAD: "off",
    ANSWER_SCORER: "off",
    DISCORD_TOKEN: token,
    DISCORD_API: server.api,
  };
  await indexCorpus(loadConfig(settings));
  const start = join(projectRoot, "scripts", "start.ts");
  const bot = spawn(process.execPath, ["--import", "tsx", start], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(bot, "exit");
  try {
    for await (const line of createInterface(bot.stdout)) if (line.includes("is online")) break;
    // A second bot would answer everything again.
    expect(await run("start", [], { settings })).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(`runs on the state in .* already: process ${bot.pid} on `),
    });
    const copy = join(dir, "backups", "state.db");
    const [during, backup] = await Promise.all([
      run("health", [], { settings }),
      run("backup", [copy], { settings }),
    ]);
    expect(during).toMatchObject({ code: 0, stdout: expect.stringContaining("online") });
    expect(backup).toMatchObject({ code: 0, stdout: `${copy}\n` });
    expect(existsSync(copy)).toBe(true);
    openState({ ...loadConfig(settings).state, dir: join(dir, "backups") }).close();
  } finally {
    bot.kill("SIGTERM");
    await ended;
    await server.close();
  }
  expect(await run("health", [], { settings })).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("does not run"),
  });
});
