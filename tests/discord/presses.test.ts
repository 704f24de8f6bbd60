import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import {
  buttonsOf,
  type Channel,
  type DiscordServer,
  type Guild,
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
let guild: Guild;
let channel: Channel;
let ann: User;
let ben: User;
let moderator: User;
let settings: Record<string, string>;
let clock = Date.now();

async function start(): Promise<void> {
  footnote = await startFootnote(library, server, { engine, settings, now: () => clock });
}

beforeAll(async () => {
  library = await buildLibrary();
  engine = await openEngine(library.config());
  server = await startServer();
  guild = server.addGuild({ name: "Reading Room" });
  channel = guild.addChannel("general");
  const role = guild.addRole("keepers");
  ann = guild.addMember("ann");
  ben = guild.addMember("ben");
  moderator = guild.addMember("mo");
  guild.members.get(moderator.id)?.roles.push(role);
  settings = { MODERATOR_ROLES: role.id };
  await start();
});
afterAll(async () => {
  await stop(footnote);
  await server.close();
  await engine.close();
  library.remove();
});
beforeEach(() => {
  server.refusals.length = 0;
});

const cost = "How much did the building work on the harbour museum cost?";

function ask(question = cost) {
  return server.command(ann, channel, "ask", { question }).response();
}

test("the passages in full are shown to whoever presses, one page for each", async () => {
  const answer = await ask();
  const pressed = server.press(ben, answer, "Passages in full");
  const page = await pressed.response();
  expect(pressed.ephemeral).toBe(true);
  expect(textOf(page)).toMatch(/^\*\*\\\[1\\\]\*\* /);
  expect(textOf(page)).toContain("Harbour museum opens its doors again");

  const all = [textOf(page)];
  let shown = page;
  while (buttonsOf(shown).some(({ label, disabled }) => label === "Next" && !disabled)) {
    shown = await server.press(ben, shown, "Next").response();
    all.push(textOf(shown));
  }
  expect(all.join("\n")).toContain("**The building work cost 4.2 million crowns.** Two thirds");
  expect(all.join("\n")).toContain("-# under “What is new”");
  if (all.length > 1) {
    const back = await server.press(ben, shown, "Previous").response();
    expect(textOf(back)).toBe(all.at(-2));
  }
  // The answer itself stays as it was.
  expect(channel.versions(answer.id)).toHaveLength(2);
  expect(server.refusals).toEqual([]);
});

test("two presses at once are both answered", async () => {
  const answer = await ask();
  const presses = [ann, ann, ben].map((user) => server.press(user, answer, "Passages in full"));
  const pages = await Promise.all(presses.map((press) => press.response()));
  expect(new Set(pages.map(textOf)).size).toBe(1);
  expect(server.refusals).toEqual([]);
});

test("the asker takes an answer away; pressing twice does no harm", async () => {
  const answer = await ask();
  const presses = [server.press(ann, answer, "Dismiss"), server.press(ann, answer, "Dismiss")];
  await channel.deleted(answer.id);
  await Promise.all(presses.map((press) => press.acknowledged()));
  await server.until(
    "the second deletion",
    () => server.requests.filter(({ method }) => method === "DELETE").length === 2 || undefined,
  );
  expect(server.refusals.map(({ code }) => code)).toEqual([10008]);
  expect(presses.flatMap(({ followUps }) => followUps)).toEqual([]);
});

test("others may not take it away, moderators may", async () => {
  const answer = await ask();
  const byBen = server.press(ben, answer, "Dismiss");
  expect(textOf(await byBen.nextFollowUp())).toContain("Only the person who asked");
  expect(channel.messages.some(({ id }) => id === answer.id)).toBe(true);

  server.press(moderator, answer, "Dismiss");
  await channel.deleted(answer.id);
  expect(server.refusals).toEqual([]);
});

test("buttons work after a restart", async () => {
  const answer = await ask();
  const refusal = await ask("Who won the chess championship of 1972 in Reykjavik?");
  const article = await server.command(ann, channel, "article", { title: "chronicle" }).response();
  await stop(footnote);
  await start();

  const passages = server.press(ann, answer, "Passages in full");
  expect(textOf(await passages.response())).toContain("Harbour museum opens its doors again");
  const next = server.press(ann, article, "Next");
  expect(textOf(await next.response())).toMatch(/-# Page 2 of/);
  const [read] = buttonsOf(refusal);
  if (read?.label === "Read") {
    expect(textOf(await server.press(ben, refusal, read.customId ?? "").response())).toContain(
      "-# ",
    );
  }
  server.press(ann, refusal, "Dismiss");
  await channel.deleted(refusal.id);
  expect(server.refusals).toEqual([]);
});

test("an expired answer says so; then only moderators take it away", async () => {
  const answer = await ask();
  clock += 31 * 24 * 60 * 60 * 1000;
  const passages = server.press(ann, answer, "Passages in full");
  expect(textOf(await passages.response())).toContain("I keep answers for 30 days");
  const byAnn = server.press(ann, answer, "Dismiss");
  expect(textOf(await byAnn.nextFollowUp())).toContain("I no longer know who asked this");
  server.press(moderator, answer, "Dismiss");
  await channel.deleted(answer.id);
  expect(server.refusals).toEqual([]);
});

test("an article that is gone from the index is told, and the message stays", async () => {
  const article = await server.command(ann, channel, "article", { title: "chronicle" }).response();
  const next = buttonsOf(article).find(({ label }) => label === "Next")?.customId ?? "";
  expect(next).toMatch(/^1:article-page:[\w-]{16}:1$/);
  await stop(footnote);
  const emptied: Engine = {
    ...engine,
    titles: async () => (await engine.titles()).filter(({ title }) => !title.includes("chronicle")),
  };
  footnote = await startFootnote(library, server, { engine: emptied, settings, now: () => clock });

  const pressed = server.press(ann, article, "Next");
  expect(textOf(await pressed.nextFollowUp())).toBe("That article is not in the corpus any more.");
  expect(pressed.message && textOf(pressed.message)).toBe(textOf(article));

  await stop(footnote);
  await start();
  expect(server.refusals).toEqual([]);
});

test("a press that comes too late for Discord is given up quietly", async () => {
  const answer = await ask();
  const pressed = server.press(ann, answer, "Passages in full");
  pressed.expire();
  await server.until("the refusal", () => server.refusals[0]);
  expect(server.refusals).toMatchObject([{ code: 10062 }]);
  expect(textOf(await ask())).toContain("4.2 million");
});
