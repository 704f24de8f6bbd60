import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { projectRoot } from "../../src/config.ts";
import { definitions } from "../../src/discord/definitions.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { forkEngine } from "../../src/engine/fork.ts";
import {
  type Channel,
  type DiscordServer,
  type Guild,
  textOf,
  type User,
} from "../discord-server/server.ts";
import { run } from "../terminal/scripts.ts";
import {
  buildLibrary,
  type Footnote,
  type Library,
  startFootnote,
  startServer,
  stop,
  token,
} from "./footnote.ts";

let library: Library;
let engine: Engine;
let server: DiscordServer;
let guild: Guild;
let channel: Channel;
let ann: User;

beforeAll(async () => {
  library = await buildLibrary();
  engine = await forkEngine(library.config());
});
afterAll(async () => {
  await engine.close();
  library.remove();
});
beforeEach(async () => {
  server = await startServer();
  guild = server.addGuild({ name: "Reading Room" });
  channel = guild.addChannel("general");
  ann = guild.addMember("ann");
});
afterEach(async () => {
  expect(server.refusals.filter(({ status }) => status !== 401)).toEqual([]);
  await server.close();
});

const built = { question: "When was the swing bridge built?" };

/** The same engine, whose answers wait at a gate. */
function gated(): { engine: Engine; reached: Promise<void>; open: () => void } {
  let open = () => {};
  let reach = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return {
    reached,
    open,
    engine: {
      ...engine,
      async ask(question, options) {
        reach();
        const { signal } = options ?? {};
        await Promise.race([opened, signal && once(signal, "abort")]);
        return engine.ask(question, options);
      },
    },
  };
}

describe("a server that is not on the operator's list", () => {
  let footnote: Footnote;
  let listed: Channel;

  beforeEach(async () => {
    const home = server.addGuild({ name: "Home" });
    home.addMember(ann);
    listed = home.addChannel("general");
    footnote = await startFootnote(library, server, {
      engine,
      settings: { ALLOWED_GUILDS: home.id },
    });
  });
  afterEach(() => stop(footnote));

  const refused = "I answer only in the servers that my operator has listed";

  test("is refused commands, presses, mentions and suggestions; so are direct messages", async () => {
    const asked = server.command(ann, channel, "ask", built);
    expect(textOf(await asked.response())).toContain(refused);
    expect(asked.ephemeral).toBe(true);
    const mention = server.say(ann, channel, built.question, { mentionBot: true });
    expect(textOf(await channel.replyTo(mention))).toContain(refused);
    const direct = server.directChannel(ann);
    expect(textOf(await direct.replyTo(server.say(ann, direct, built.question)))).toContain(
      refused,
    );
    const typed = server.autocomplete(ann, channel, "article", "title", "the");
    expect(await typed.choices()).toEqual([]);

    const answer = await server.command(ann, listed, "ask", built).response();
    expect(textOf(answer)).toContain("built in 1911");
  });

  test("is refused the presses of messages from before", async () => {
    await stop(footnote);
    const before = await startFootnote(library, server, { engine });
    const answer = await server.command(ann, channel, "ask", built).response();
    await stop(before);
    footnote = await startFootnote(library, server, {
      engine,
      settings: { ALLOWED_GUILDS: listed.guild?.id ?? "" },
    });
    const pressed = server.press(ann, answer, "Passages in full");
    expect(textOf(await pressed.response())).toContain(refused);
    expect(pressed.ephemeral).toBe(true);
  });
});

test("without moderators nobody may re-index, and the refusal names the settings", async () => {
  const footnote = await startFootnote(library, server, { engine });
  const ordered = server.command(guild.owner, channel, "corpus reindex");
  const text = textOf(await ordered.response());
  expect(text).toContain("MODERATOR_ROLES");
  expect(text).toContain("MODERATOR_USERS");
  await stop(footnote);
});

test("a fault shows safe words and an id; the cause is in the log, a token never", async () => {
  const broken: Engine = {
    ...engine,
    ask: () => Promise.reject(new Error(`no such table in /srv/secret (${token})`)),
  };
  const footnote = await startFootnote(library, server, { engine: broken });
  const asked = server.command(ann, channel, "ask", { ...built, private: true });
  const text = textOf(await asked.response());
  expect(text).toBe(
    `Something went wrong, and it is not your fault. The operator finds the cause in the log under \`${asked.id}\`.`,
  );
  const mention = server.say(ann, channel, built.question, { mentionBot: true });
  expect(textOf(await channel.replyTo(mention))).toContain(`\`${mention.id}\``);

  // A request that Discord refuses carries the interaction's token in its address.
  server.disturb({ path: /callback/, status: 400, code: 50035, message: "Invalid Form Body" });
  const refused = server.command(ann, channel, "ask", built);
  await server.until("the log", () => footnote.log.find((line) => line.includes(refused.id)));

  const log = footnote.log.join("\n");
  expect(log).toContain("no such table in /srv/secret");
  expect(log).toContain(asked.id);
  expect(log).not.toContain(token);
  expect(log).not.toContain(refused.token);
  expect(log).not.toContain(built.question);
  await stop(footnote);
});

/** The processes that this one has started. */
function children(): number[] {
  const list = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8");
  return list.split(" ").filter(Boolean).map(Number);
}

test.runIf(process.platform === "linux")(
  "when the engine dies, questions in flight are told and the next ones are answered",
  async () => {
    const others = new Set(children());
    const mortal = await forkEngine(library.config());
    const [engineProcess] = children().filter((pid) => !others.has(pid));
    const footnote = await startFootnote(library, server, { engine: mortal });

    process.kill(engineProcess ?? 0, "SIGSTOP");
    const asked = server.command(ann, channel, "ask", built);
    await asked.acknowledged();
    process.kill(engineProcess ?? 0, "SIGKILL");
    expect(textOf(await asked.response())).toContain("Please try again in a moment.");
    const next = server.command(ann, channel, "ask", built);
    expect(textOf(await next.response())).toContain("built in 1911");
    await stop(footnote);
    await mortal.close();
  },
);

test("a shutdown lets answers in flight finish and takes no new work", async () => {
  const gate = gated();
  const footnote = await startFootnote(library, server, { engine: gate.engine });
  const inFlight = server.command(ann, channel, "ask", built);
  await gate.reached;
  const stopped = stop(footnote);

  const late = server.command(ann, channel, "ask", built);
  expect(textOf(await late.response())).toContain("I am being restarted.");
  expect(late.ephemeral).toBe(true);
  const mention = server.say(ann, channel, built.question, { mentionBot: true });
  expect(textOf(await channel.replyTo(mention))).toContain("I am being restarted.");

  gate.open();
  expect(textOf(await inFlight.response())).toContain("built in 1911");
  await stopped;
  await server.gateway.disconnected();
});

test("a shutdown does not wait for ever: who was still waiting is told", async () => {
  const gate = gated();
  const footnote = await startFootnote(library, server, { engine: gate.engine });
  const inFlight = server.command(ann, channel, "ask", built);
  await gate.reached;
  await footnote.bot.stop(1);
  expect(textOf(await inFlight.response())).toContain("I am being restarted.");
  await server.gateway.disconnected();
  footnote.state.close();
});

test("a broken connection is taken up again", async () => {
  const footnote = await startFootnote(library, server, { engine });
  server.gateway.drop();
  await server.gateway.resumed();
  const asked = server.command(ann, channel, "ask", built);
  expect(textOf(await asked.response())).toContain("built in 1911");
  await stop(footnote);
});

test("a bot that Discord sends away ends, with the way to mend it on one line", async () => {
  for (const [code, setting] of [
    [4004, "DISCORD_TOKEN"],
    [4014, "Privileged Gateway Intents"],
  ] as const) {
    const footnote = await startFootnote(library, server, { engine });
    const ended = expect(footnote.bot.ended).rejects.toMatchObject({
      kind: "settings",
      message: expect.stringMatching(
        new RegExp(`^.*${setting}.*https://discord.com/developers/applications.*$`),
      ),
    });
    await server.gateway.connected();
    for (const { socket } of server.gateway.sessions) socket?.close(code);
    await ended;
    await stop(footnote);
  }
});

test("without the intent that MESSAGE_CONTENT needs, the bot does not start and says how to mend it", async () => {
  const settings = { MESSAGE_CONTENT: "on" };
  await expect(startFootnote(library, server, { engine, settings })).rejects.toMatchObject({
    kind: "settings",
    message: expect.stringMatching(
      /^.* MESSAGE_CONTENT=on needs Message Content: set it to off, .*$/,
    ),
  });
});

describe("npm start", () => {
  test("without a token tells in three lines how to get one, and of the chat that needs none", async () => {
    const { code, stdout, stderr } = await run("start", []);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    const lines = stderr.trim().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain("https://discord.com/developers/applications");
    expect(lines[2]).toContain("npm run chat");
  });

  test("with a refused token says so on one line and tries once", async () => {
    const { code, stderr } = await run("start", [], {
      settings: { ...folders(), DISCORD_API: server.api, DISCORD_TOKEN: "not.the.token" },
    });
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain("DISCORD_TOKEN");
    expect(stderr).toContain("https://discord.com/developers/applications");
    expect(stderr).not.toContain("not.the.token");
    expect(server.requests).toHaveLength(1);
  });

  test("builds a missing index, goes online, tells where and with what, and ends in order at SIGTERM", async () => {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", join(projectRoot, "scripts", "start.ts")],
      {
        env: {
          ...process.env,
          ...folders(),
          INDEX_DIR: join(library.dir, "first-index"),
          DISCORD_API: server.api,
          DISCORD_TOKEN: token,
          LOG_LEVEL: "info",
        },
      },
    );
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    const ended = once(child, "exit");
    await Promise.race([server.gateway.connected(), ended]);
    const asked = server.command(ann, channel, "ask", built);
    expect(textOf(await asked.response())).toContain("built in 1911");

    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    expect(stderr).toMatch(/^There is no index .*first-index yet; it is built now\.$/m);
    expect(stderr).toMatch(/^ +articles +5 /m);
    expect(stdout).toMatch(/^Footnote\S* is online\.$/m);
    expect(stdout).toMatch(/^Servers: Reading Room$/m);
    expect(stdout).toMatch(/^Corpus: 5 articles, \d+ passages$/m);
    expect(stdout).toMatch(/^Invite it to a server: https:\/\/discord\.com\/\S+permissions=\d+/m);
    expect(stdout + stderr).not.toContain("reconnecting");
    await server.gateway.disconnected();
  });
});

function folders() {
  const { corpus, index, state } = library.config();
  return {
    CORPUS_DIR: corpus.dir,
    INDEX_DIR: index.dir,
    STATE_DIR: state.dir,
    ALLOW_MODEL_DOWNLOAD: "off",
    ANSWER_SCORER: "off",
  };
}

describe("npm run register", () => {
  test("--dry-run prints the commands and needs no token", async () => {
    const { code, stdout } = await run("register-commands", ["--dry-run"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(definitions);
  });

  test("replaces the commands of all servers, or of one, with a single request", async () => {
    const settings = { DISCORD_API: server.api, DISCORD_TOKEN: token };
    const all = await run("register-commands", [], { settings });
    expect(all).toMatchObject({ code: 0, stderr: "" });
    expect(all.stdout).toContain("/ask /search /article /latest “Find sources” /help /corpus");
    const one = await run("register-commands", ["--guild", guild.id], { settings });
    expect(one.code).toBe(0);
    const puts = server.requests.filter(({ method }) => method === "PUT");
    expect(puts.map(({ path }) => path)).toEqual([
      `/applications/${server.applicationId}/commands`,
      `/applications/${server.applicationId}/guilds/${guild.id}/commands`,
    ]);
    expect(server.commands).toHaveLength(2 * definitions.length);
  });

  test("tells of a missing and of a refused token", async () => {
    const missing = await run("register-commands", []);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain("DISCORD_TOKEN is not set");
    const refused = await run("register-commands", [], {
      settings: { DISCORD_API: server.api, DISCORD_TOKEN: "not.the.token" },
    });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("Discord refused the token");
  });

  test("says what to look at where Discord cannot be reached", async () => {
    const nobody = "http://127.0.0.1:1/api";
    const unreached = await run("register-commands", [], {
      settings: { DISCORD_API: nobody, DISCORD_TOKEN: token },
    });
    expect(unreached.code).toBe(1);
    expect(unreached.stderr).toMatch(
      /^Discord cannot be reached: .*DISCORD_API where it is set\.$/m,
    );
  });
});
