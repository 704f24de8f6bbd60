import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { buttonsOf, textOf, type User } from "../discord-server/server.ts";
import { readingRoom, restart } from "./footnote.ts";

const room = readingRoom();
let ben: User;
let moderator: User;
let moderatorRole: string;
let clock = Date.now();

const options = () => ({ settings: { MODERATOR_ROLES: moderatorRole }, now: () => clock });

beforeAll(async () => {
  const role = room.guild.addRole("keepers");
  moderatorRole = role.id;
  ben = room.guild.addMember("ben");
  moderator = room.guild.addMember("mo", { roles: [role] });
  await restart(room, options());
});
beforeEach(() => {
  room.server.refusals.length = 0;
});

const cost = "How much did the building work on the harbour museum cost?";

function ask(question = cost) {
  return room.server.command(room.ann, room.channel, "ask", { question }).response();
}

test("the passages in full are shown to whoever presses, one page for each", async () => {
  const answer = await ask();
  const pressed = room.server.press(ben, answer, "Passages in full");
  const page = await pressed.response();
  expect(pressed.ephemeral).toBe(true);
  expect(textOf(page)).toMatch(/^\*\*\\\[1\\\]\*\* /);
  expect(textOf(page)).toContain("Harbour museum opens its doors again");

  const all = [textOf(page)];
  let shown = page;
  while (buttonsOf(shown).some(({ label, disabled }) => label === "Next" && !disabled)) {
    shown = await room.server.press(ben, shown, "Next").response();
    all.push(textOf(shown));
  }
  expect(all.join("\n")).toContain("**The building work cost 4.2 million crowns.** Two thirds");
  expect(all.join("\n")).toContain("-# under “What is new”");
  if (all.length > 1) {
    const back = await room.server.press(ben, shown, "Previous").response();
    expect(textOf(back)).toBe(all.at(-2));
  }
  // The answer itself stays as it was.
  expect(room.channel.versions(answer.id)).toHaveLength(2);
  expect(room.server.refusals).toEqual([]);
});

test("two presses at once are both answered", async () => {
  const answer = await ask();
  const presses = [room.ann, room.ann, ben].map((user) =>
    room.server.press(user, answer, "Passages in full"),
  );
  const pages = await Promise.all(presses.map((press) => press.response()));
  expect(new Set(pages.map(textOf)).size).toBe(1);
  expect(room.server.refusals).toEqual([]);
});

test("the asker takes an answer away; pressing twice does no harm", async () => {
  const answer = await ask();
  const presses = [
    room.server.press(room.ann, answer, "Dismiss"),
    room.server.press(room.ann, answer, "Dismiss"),
  ];
  await room.channel.deleted(answer.id);
  await Promise.all(presses.map((press) => press.acknowledged()));
  await room.server.until(
    "the second deletion",
    () =>
      room.server.requests.filter(({ method }) => method === "DELETE").length === 2 || undefined,
  );
  expect(room.server.refusals.map(({ code }) => code)).toEqual([10008]);
  expect(presses.flatMap(({ followUps }) => followUps)).toEqual([]);
});

test("others may not take it away, moderators may", async () => {
  const answer = await ask();
  const byBen = room.server.press(ben, answer, "Dismiss");
  expect(textOf(await byBen.nextFollowUp())).toContain("Only the person who asked");
  expect(room.channel.messages.some(({ id }) => id === answer.id)).toBe(true);

  room.server.press(moderator, answer, "Dismiss");
  await room.channel.deleted(answer.id);
  expect(room.server.refusals).toEqual([]);
});

test("buttons work after a restart", async () => {
  const answer = await ask();
  const refusal = await ask("Who won the chess championship of 1972 in Reykjavik?");
  const article = await room.server
    .command(room.ann, room.channel, "article", { title: "chronicle" })
    .response();
  await restart(room, options());

  const passages = room.server.press(room.ann, answer, "Passages in full");
  expect(textOf(await passages.response())).toContain("Harbour museum opens its doors again");
  const next = room.server.press(room.ann, article, "Next");
  expect(textOf(await next.response())).toMatch(/-# Page 2 of/);
  const [read] = buttonsOf(refusal);
  if (read?.label === "Read") {
    expect(textOf(await room.server.press(ben, refusal, read.customId ?? "").response())).toContain(
      "-# ",
    );
  }
  room.server.press(room.ann, refusal, "Dismiss");
  await room.channel.deleted(refusal.id);
  expect(room.server.refusals).toEqual([]);
});

test("an expired answer says so; then only moderators take it away", async () => {
  const answer = await ask();
  clock += 31 * 24 * 60 * 60 * 1000;
  const passages = room.server.press(room.ann, answer, "Passages in full");
  expect(textOf(await passages.response())).toContain("I keep answers for 30 days");
  const byAnn = room.server.press(room.ann, answer, "Dismiss");
  expect(textOf(await byAnn.nextFollowUp())).toContain("I no longer know who asked this");
  room.server.press(moderator, answer, "Dismiss");
  await room.channel.deleted(answer.id);
  expect(room.server.refusals).toEqual([]);
});

test("an article that is gone from the index is told, and the message stays", async () => {
  const article = await room.server
    .command(room.ann, room.channel, "article", { title: "chronicle" })
    .response();
  rmSync(join(room.library.config().corpus.dir, "chronicle.md"));
  await room.engine.reindex();
  await restart(room, options());

  const pressed = room.server.press(room.ann, article, "Next");
  expect(textOf(await pressed.nextFollowUp())).toBe("That article is not in the corpus any more.");
  expect(pressed.message && textOf(pressed.message)).toBe(textOf(article));
  expect(room.server.refusals).toEqual([]);
});

test("a press that comes too late for Discord is given up quietly", async () => {
  const answer = await ask();
  const pressed = room.server.press(room.ann, answer, "Passages in full");
  pressed.expire();
  await room.server.until("the refusal", () => room.server.refusals[0]);
  expect(room.server.refusals).toMatchObject([{ code: 10062 }]);
  expect(textOf(await ask())).toContain("4.2 million");
});
