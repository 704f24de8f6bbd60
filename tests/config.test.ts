import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "dotenv";
import { describe, expect, test } from "vitest";
import { loadConfig, projectRoot, settings, withFolders } from "../src/config.ts";
import { FootnoteError } from "../src/errors.ts";
import { openLog } from "../src/log.ts";

function refusal(environment: Record<string, string>): string {
  try {
    loadConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(FootnoteError);
    expect((error as FootnoteError).kind).toBe("settings");
    return (error as FootnoteError).message;
  }
  throw new Error("the settings were accepted");
}

describe(".env.example", () => {
  const documented = parse(readFileSync(join(projectRoot, ".env.example")));

  test("lists every setting, and nothing else, with its default", () => {
    const defaults = Object.fromEntries(
      Object.entries(settings).map(([name, setting]) => [name, setting.default]),
    );
    expect(documented).toEqual(defaults);
  });

  test("copied as it stands, changes nothing", () => {
    expect(loadConfig(documented)).toEqual(loadConfig({}));
  });
});

describe("values", () => {
  test("a blank variable has its default", () => {
    expect(loadConfig({ MAX_FILE_BYTES: " ", LOG_LEVEL: "" })).toEqual(loadConfig({}));
  });

  test("relative folders start at the project's root, absolute ones stay", () => {
    const config = loadConfig({ CORPUS_DIR: "articles", INDEX_DIR: "/var/lib/footnote" });
    expect(config.corpus.dir).toBe(join(projectRoot, "articles"));
    expect(config.index.dir).toBe("/var/lib/footnote");
  });

  test("every setting arrives where it is used", () => {
    const config = loadConfig({
      MAX_FILE_BYTES: "1000",
      GOLDEN_GATE: "on",
      MODELS_DIR: "/models",
      ALLOW_MODEL_DOWNLOAD: "off",
      EMBEDDING_MODEL: "Xenova/bge-small-en-v1.5",
      EMBEDDING_DTYPE: "fp32",
      EMBEDDING_POOLING: "cls",
      EMBEDDING_QUERY_PREFIX: "query: ",
      EMBEDDING_PASSAGE_PREFIX: "passage: ",
      ANSWER_SCORER: "off",
      STATE_DIR: "/state",
      ANSWER_DAYS: "7",
      DISCORD_TOKEN: " a.b.c ",
      MODERATOR_ROLES: "112233445566778899, 223344556677889900,",
      MODERATOR_USERS: "334455667788990011",
      ALLOWED_GUILDS: "445566778899001122",
      DISCORD_API: "http://127.0.0.1:8080/api",
      LOG_LEVEL: "debug",
      LOG_QUESTIONS: "on",
    });
    expect(config).toMatchObject({
      corpus: { maxFileBytes: 1000 },
      golden: { gate: true },
      models: { dir: "/models", allowRemote: false },
      embedder: {
        model: "Xenova/bge-small-en-v1.5",
        dtype: "fp32",
        pooling: "cls",
        queryPrefix: "query: ",
        passagePrefix: "passage: ",
      },
      scorer: null,
      state: { dir: "/state", answerDays: 7 },
      discord: {
        token: "a.b.c",
        moderatorRoles: ["112233445566778899", "223344556677889900"],
        moderatorUsers: ["334455667788990011"],
        allowedGuilds: ["445566778899001122"],
        api: "http://127.0.0.1:8080/api",
      },
      log: { level: "debug", questions: true },
    });
  });
});

describe("a value that cannot be used", () => {
  test.each([
    ["MAX_FILE_BYTES", "2 MiB", "whole number"],
    ["MAX_FILE_BYTES", "0", "whole number"],
    ["ANSWER_DAYS", "1.5", "whole number"],
    ["ANSWER_DAYS", "99999", "from 1 to 3650"],
    ["ALLOW_MODEL_DOWNLOAD", "true", "on or off"],
    ["EMBEDDING_MODEL", "../secrets", "hub id"],
    ["EMBEDDING_DTYPE", "int4", "q8, fp32"],
    ["EMBEDDING_POOLING", "max", "mean, cls"],
    ["MODERATOR_ROLES", "moderators", "Discord ids"],
    ["ALLOWED_GUILDS", "112233445566778899;223344556677889900", "commas"],
    ["DISCORD_API", "discord.example", "http or https"],
    ["DISCORD_API", "file:///etc/passwd", "http or https"],
    ["LOG_LEVEL", "verbose", "trace, debug, info"],
    ["LOG_QUESTIONS", "yes", "on or off"],
  ])("%s=%s: the message names the variable, the fault and an example", (name, value, fault) => {
    const message = refusal({ [name]: value });
    expect(message).toContain(`${name} is ${JSON.stringify(value)}`);
    expect(message).toContain(fault);
    expect(message).toContain(`Example: ${name}=`);
  });

  test("the example in the message is one that works", () => {
    for (const [name, setting] of Object.entries(settings)) {
      if (name === "DISCORD_TOKEN") continue;
      expect(() => loadConfig(parse(`${name}=${setting.example}`))).not.toThrow();
    }
  });

  test("several are listed at once, one line each", () => {
    const message = refusal({ ANSWER_DAYS: "soon", LOG_LEVEL: "loud", EMBEDDING_POOLING: "sum" });
    expect(message.split("\n")).toHaveLength(4);
    for (const name of ["ANSWER_DAYS", "LOG_LEVEL", "EMBEDDING_POOLING"]) {
      expect(message).toContain(name);
    }
  });

  test("a token is never shown", () => {
    const message = refusal({ DISCORD_TOKEN: "Bot abc.def.ghi" });
    expect(message).toContain("DISCORD_TOKEN");
    expect(message).not.toContain("abc.def.ghi");
  });
});

describe("folders named on a command line", () => {
  const config = loadConfig({});

  test("relative ones start where the person is", () => {
    const changed = withFolders(config, { corpus: "news", index: "../index" }, "/home/ada");
    expect(changed.corpus.dir).toBe("/home/ada/news");
    expect(changed.index.dir).toBe("/home/index");
    expect(changed.corpus.maxFileBytes).toBe(config.corpus.maxFileBytes);
  });

  test("none named: the configured ones stay", () => {
    expect(withFolders(config, {}, "/home/ada")).toEqual(config);
  });
});

describe("the log", () => {
  test("hides the token wherever it turns up", () => {
    const lines: string[] = [];
    const log = openLog(loadConfig({ DISCORD_TOKEN: "abc.def.ghi" }), (line) => lines.push(line));
    log.info({ headers: { authorization: "Bot abc.def.ghi" } }, "sent abc.def.ghi");
    log.error({ err: new Error("refused abc.def.ghi") });
    expect(lines).toHaveLength(2);
    expect(lines.join("")).not.toContain("abc.def.ghi");
    expect(lines[1]).toContain("refused [hidden]");
  });

  test("is quiet below its level", () => {
    const lines: string[] = [];
    const log = openLog(loadConfig({ LOG_LEVEL: "error" }), (line) => lines.push(line));
    log.warn("not heard");
    log.error("heard");
    expect(lines).toHaveLength(1);
  });
});
