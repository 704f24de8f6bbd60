import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadConfig, withFolders } from "../../src/config.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { indexCorpus } from "../../src/engine/index-corpus.ts";
import { openEngine } from "../../src/engine/open.ts";
import { chat } from "../../src/terminal/chat.ts";
import { temporaryFolder, town, writeFiles } from "./scripts.ts";
import { terminalInput, terminalOutput } from "./streams.ts";

let engine: Engine;

beforeAll(async () => {
  const config = withFolders(loadConfig({ ALLOW_MODEL_DOWNLOAD: "off" }), {
    corpus: writeFiles(temporaryFolder(afterAll), town),
    index: temporaryFolder(afterAll),
  });
  await indexCorpus(config);
  engine = await openEngine(config);
  return () => engine.close();
});

/** A chat at a terminal: what is typed goes in, what is shown comes out without its colours. */
function startChat(history = join(temporaryFolder(), "chat-history")) {
  const input = terminalInput();
  const output = terminalOutput();
  const errors = terminalOutput();
  const ended = chat(
    engine,
    { input, output: output.stream, errorOutput: errors.stream },
    { history, detailed: false },
  );
  const shown = () => stripVTControlCharacters(output.written());
  return {
    ended,
    shown,
    errors: () => stripVTControlCharacters(errors.written()),
    type: (keys: string) => input.write(keys),
    /** Resolves when the output holds the text. */
    until: (text: string) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!shown().includes(text)) return;
          output.stream.off("data", look);
          resolve();
        };
        output.stream.on("data", look);
        look();
      }),
  };
}

test("questions are answered at a prompt, in colours, until Ctrl-D", async () => {
  const { ended, type, until, shown } = startChat();
  await until("3 articles");
  await until("> ");
  type("What does a single ticket cost?\r");
  await until("A single ticket costs 38 crowns. [1]");
  type("\u0004");
  await ended;
  expect(shown().endsWith("\n")).toBe(true);
});

test("what was typed is there in the next chat, arrow up", async () => {
  const history = join(temporaryFolder(), "state", "chat-history");
  const first = startChat(history);
  await first.until("> ");
  first.type("/search girders\r");
  await first.until("Swing bridge");
  first.type("/quit\r");
  await first.ended;
  expect(readFileSync(history, "utf8")).toBe("/search girders\n/quit\n");

  const second = startChat(history);
  await second.until("> ");
  second.type("\u001b[A\u001b[A\r");
  await second.until("Swing bridge");
  second.type("\u0004");
  await second.ended;
});

test("Ctrl-C throws away a line, and leaves on an empty one", async () => {
  const { ended, type, until, shown, errors } = startChat();
  await until("> ");
  type("/nonsense");
  await until("/nonsense");
  type("\u0003");
  type("/help\r");
  await until("/search QUERY");
  type("\u0003");
  await ended;
  expect(errors()).toBe("");
  expect(shown()).toContain("/quit");
});

test("/article finds an article by title, part of a title or id, and asks where several fit", async () => {
  const { ended, type, until, errors } = startChat();
  await until("> ");
  type("/article night FERRY returns to lindholm\r");
  await until("https://gazette.example/ferry");
  type("/article library.txt\r");
  await until("1,300 volumes");
  type("/article lindholm\r/article nowhere\r/article\r/help\r");
  await until("/search QUERY");
  expect(errors()).toContain("Lindholm library opens a reading room (library.txt)");
  expect(errors()).toContain("No article has the id or title “nowhere”");
  expect(errors()).toContain("Swing bridge closed for repairs (bridge.html)");
  type("\u0004");
  await ended;
});
