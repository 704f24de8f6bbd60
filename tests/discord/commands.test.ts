import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import {
  buttonsOf,
  type Channel,
  type DiscordServer,
  previewsOf,
  textOf,
  type User,
} from "../discord-server/server.ts";
import {
  buildLibrary,
  type Footnote,
  type Library,
  openEngine,
  startFootnote,
  startServer,
  stop,
} from "./footnote.ts";

let library: Library;
let engine: Engine;
let server: DiscordServer;
let footnote: Footnote;
let channel: Channel;
let ann: User;

beforeAll(async () => {
  library = await buildLibrary();
  engine = await openEngine(library.config());
  server = await startServer();
  const guild = server.addGuild({ name: "Reading Room" });
  channel = guild.addChannel("general");
  ann = guild.addMember("ann");
  footnote = await startFootnote(library, server, { engine });
});
afterAll(async () => {
  await stop(footnote);
  await server.close();
  await engine.close();
  library.remove();
});
afterEach(() => expect(server.refusals).toEqual([]));

test("/ask answers with the sentence, then its source with that sentence in bold", async () => {
  const asked = server.command(ann, channel, "ask", {
    question: "How much did the building work on the harbour museum cost?",
  });
  const answer = await asked.response();
  const lines = textOf(answer).split("\n");
  console.log(textOf(answer), buttonsOf(answer));
  expect(asked.ephemeral).toBe(false);
  expect(previewsOf(answer)).toEqual([]);
});
