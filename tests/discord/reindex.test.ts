import { rename } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { forkEngine } from "../../src/engine/fork.ts";
import { backUpState } from "../../src/state/backup.ts";
import { buttonsOf, type Channel, textOf, type User } from "../discord-server/server.ts";
import { readingRoom, restart } from "./footnote.ts";

const room = readingRoom((library) => forkEngine(library.config()));
let channel: Channel;
let moderator: User;

beforeAll(async () => {
  const { guild } = room;
  moderator = guild.addMember("mo", { roles: [guild.addRole("stewards", ["ManageGuild"])] });
  await restart(room, { settings: { MODERATOR_USERS: moderator.id } });
});
beforeEach(() => {
  channel = room.guild.addChannel("work");
});
afterEach(() => expect(room.server.refusals).toEqual([]));

/** Orders a re-index and confirms it. */
async function reindex() {
  const asked = await room.server.command(moderator, channel, "corpus reindex").response();
  return room.server.press(moderator, asked, "Re-index");
}

const notAllowed = "Only this bot's moderators may do this.";

const isEnd = (message: Parameters<typeof textOf>[0]) =>
  /has been re-indexed|Nothing has changed|did not finish/.test(textOf(message));

test("a re-index shows its progress and its counts, and questions are answered meanwhile", async () => {
  room.library.write(
    "tram.md",
    "# The tram\n\nThe tram of Vellmar has run on two lines since 1932.\n",
  );
  const ordered = await reindex();
  const post = await channel.nextMessage();
  expect(textOf(post)).toContain(`**Re-indexing the corpus** · started by <@${moderator.id}>`);
  expect(textOf(await ordered.response())).toContain(
    `The re-index has started: https://discord.com/channels/${room.guild.id}/${channel.id}/${post.id}`,
  );
  expect(ordered.ephemeral).toBe(true);

  const bridge = { question: "When was the swing bridge built?" };
  const asked = Array.from({ length: 20 }, () =>
    room.server.command(moderator, channel, "ask", bridge).response(),
  );
  for (const answer of await Promise.all(asked)) expect(textOf(answer)).toContain("built in 1911");

  const end = await channel.messageEdited(post.id, isEnd);
  expect(textOf(end)).toContain("**The corpus has been re-indexed**");
  expect(textOf(end)).toContain("5 → **6 articles**");
  expect(textOf(end)).toContain("Articles: 1 new, 0 changed, 0 removed, 5 as they were");
  const shown = channel.versions(post.id).map(textOf);
  expect(shown.some((text) => /▰|step [2-5] of 5/.test(text))).toBe(true);

  const history = room.server.command(moderator, channel, "corpus history");
  expect(textOf(await history.response())).toContain(
    `<@${moderator.id}> re-indexed the corpus: 1 new, 0 changed, 0 removed`,
  );

  // Without a restart, answers and suggestions come from the new index.
  const tram = room.server.command(moderator, channel, "ask", {
    question: "Since when has the tram of Vellmar run on two lines?",
  });
  expect(textOf(await tram.response())).toContain("1932");
  const titles = room.server.autocomplete(moderator, channel, "article", "title", "the tram");
  expect((await titles.choices()).map(({ name }) => name)).toEqual(["The tram — date unknown"]);
});

test("one at a time: a second order is pointed to the first", async () => {
  room.library.write("gate.md", "# The gate\n\nThe east gate was walled up in 1643.\n");
  const question = await room.server.command(moderator, channel, "corpus reindex").response();
  await reindex();
  const post = await channel.nextMessage();
  const second = room.server.press(moderator, question, "Re-index");
  const status = room.server.command(moderator, channel, "corpus status");
  expect(textOf(await second.nextFollowUp())).toMatch(
    new RegExp(`^A re-index is under way already, started by <@\\d+>: https://\\S+/${post.id}\\.$`),
  );
  expect(textOf(await status.response())).toContain(`A re-index is under way`);
  await channel.messageEdited(post.id, isEnd);

  const third = await reindex();
  const next = await channel.nextMessage();
  expect(textOf(await third.response())).toContain("has started");
  expect(textOf(await channel.messageEdited(next.id, isEnd))).toContain("Nothing has changed");
});

test("files that are skipped are named with the reason", async () => {
  room.library.write("broken.md", "---\ntitle: [unclosed\n---\n\nA text.\n");
  await reindex();
  const post = await channel.nextMessage();
  const end = textOf(await channel.messageEdited(post.id, isEnd));
  expect(end).toContain("**1 file skipped**");
  expect(end).toContain("broken.md: ");
});

test("what is to know of a file that was taken is told", async () => {
  const words = `${"word and **word** and ".repeat(2000)}end.`;
  room.library.write("endless.md", `# Endless\n\nIt begins.\n\n${words}\n`);
  await reindex();
  const post = await channel.nextMessage();
  const end = textOf(await channel.messageEdited(post.id, isEnd));
  expect(end).toContain("**To know of 1 file**");
  expect(end).toContain("endless.md: ");
});

test("a message that is deleted on the way is replaced, so that the end is told", async () => {
  room.library.write("quay.md", "# The quay\n\nThe long quay is four hundred paces long.\n");
  await reindex();
  const post = await channel.nextMessage();
  room.server.deleteMessage(post);
  const end = await room.server.until("the end", () => channel.messages.find(isEnd));
  expect(textOf(end)).toContain("re-indexed");
  // The edits of the deleted message.
  expect(room.server.refusals.every(({ code }) => code === 10008)).toBe(true);
  room.server.refusals.length = 0;
});

test("where the bot may not write, it says what is missing and shows progress in its reply", async () => {
  channel.deny(["SendMessages"]);
  room.library.write("fair.md", "# The fair\n\nThe autumn fair lasts nine days.\n");
  const ordered = await reindex();
  const end = await ordered.response(isEnd);
  expect(textOf(end)).toMatch(/^I may not write in this channel \(missing: Send Messages\)/);
  expect(textOf(end)).toContain("has been re-indexed");
  expect(ordered.ephemeral).toBe(true);
  expect(channel.messages).toEqual([]);
});

test("before it starts it tells what there is, and nothing happens unless it is confirmed", async () => {
  room.library.write("well.md", "# The well\n\nThe old well is thirty metres deep.\n");
  const asked = await room.server.command(moderator, channel, "corpus reindex").response();
  expect(textOf(asked)).toMatch(/built <t:\d+:R>: \d+ articles, \d+ sentences, [\d.,]+ [kM]B\./);
  expect(textOf(asked)).toContain("Since then: 1 new, 0 changed, 0 removed.");
  expect(textOf(asked)).toMatch(/^Last run: <t:\d+:R> <@\d+> re-indexed the corpus: /m);
  const left = await room.server.press(moderator, asked, "Never mind").response();
  expect(textOf(left)).toBe("Nothing has been changed.");
  expect(buttonsOf(left)).toEqual([]);
  expect(channel.messages).toEqual([]);
});

test("a moderator cancels it; the index stays, and the next one takes in what was left", async () => {
  const before = (await room.engine.status()).generation;
  room.library.write("mill.md", "# The mill\n\nThe mill ground rye until 1950.\n");
  await reindex();
  const post = await channel.nextMessage();
  const stranger = room.server.press(room.ann, post, "Cancel");
  expect(textOf(await stranger.nextFollowUp())).toBe(notAllowed);
  const presses = [1, 2].map(() => room.server.press(moderator, post, "Cancel"));
  const again = await Promise.any(presses.map((press) => press.nextFollowUp()));
  expect(textOf(again)).toBe("That re-index has ended already.");
  const end = textOf(await channel.messageEdited(post.id, isEnd));
  expect(end).toContain(`It was cancelled by <@${moderator.id}>`);
  expect((await room.engine.status()).generation).toBe(before);
  const history = room.server.command(moderator, channel, "corpus history");
  expect(textOf(await history.response()).match(/cancelled a re-index/g)).toHaveLength(1);

  await reindex();
  const next = await channel.nextMessage();
  expect(textOf(await channel.messageEdited(next.id, isEnd))).toContain("has been re-indexed");
});

test("its message is kept up to date after the fifteen minutes in which a reply can be", async () => {
  room.library.write("lock.md", "# The lock\n\nThe lock of Vellmar lifts boats by six metres.\n");
  const ordered = await reindex();
  await ordered.response();
  const post = await channel.nextMessage();
  expect(channel.versions(post.id).some(isEnd)).toBe(false);
  room.server.passTime(16 * 60 * 1000);
  const end = await channel.messageEdited(post.id, isEnd);
  expect(textOf(end)).toContain("Articles: 1 new");
});

test("one that the bot did not live to end is told of by the next bot", async () => {
  room.library.write("kiln.md", "# The kiln\n\nThe kiln was lit for the last time in 1931.\n");
  await reindex();
  const { state, config } = room.footnote;
  await room.server.until("a re-index on record", () =>
    state.lastAction("reindex")?.about.includes("underWay") ? true : undefined,
  );
  // What a crash would leave.
  const crashed = join(room.library.dir, "crashed");
  backUpState(config.state.dir, join(crashed, "state.db"));

  const settings = { MODERATOR_USERS: moderator.id };
  await restart(room, { settings: { ...settings, STATE_DIR: crashed } });
  const history = room.server.command(moderator, channel, "corpus history");
  expect(textOf(await history.response())).toContain(
    `<@${moderator.id}> re-indexed the corpus: broken off`,
  );
  await restart(room, { settings });
});

test("golden questions that are lost are shown at the end", async () => {
  const golden = `- question: When was the swing bridge built?\n  article: bridge.txt\n  words: "1911"\n`;
  room.library.write("questions.yml", golden);
  await reindex();
  const first = await channel.nextMessage();
  const kept = textOf(await channel.messageEdited(first.id, isEnd));
  expect(kept).toContain("**1 of 1 golden question** answered as expected");

  room.library.write("bridge.txt", "The swing bridge\n\nThe swing bridge is green.\n");
  await reindex();
  const second = await channel.nextMessage();
  const lost = textOf(await channel.messageEdited(second.id, isEnd));
  expect(lost).toContain("**0 of 1 golden question**");
  expect(lost).toContain("- When was the swing bridge built?");
});

test("going back serves the index before, once however often it is pressed", async () => {
  const now = (await room.engine.status()).generation;
  const asked = await room.server.command(moderator, channel, "corpus rollback").response();
  expect(textOf(asked)).toContain("**Go back to the index before this one?**");
  const presses = [1, 2].map(() => room.server.press(moderator, asked, "Go back"));
  // One of the two is refused, whichever comes second.
  const told = await Promise.any(presses.map((press) => press.nextFollowUp()));
  expect(textOf(told)).toMatch(/being put back|Another index is in use/);
  await presses[0]?.response((message) => textOf(message).includes("articles**"));
  expect((await room.engine.status()).generation).not.toBe(now);

  const bridge = room.server.command(moderator, channel, "ask", {
    question: "When was the swing bridge built?",
  });
  expect(textOf(await bridge.response())).toContain("built in 1911");
});

test("only moderators may re-index, whatever Discord's settings let through", async () => {
  const ordered = room.server.command(room.guild.owner, channel, "corpus reindex");
  expect(textOf(await ordered.response())).toBe("Only this bot's moderators may do this.");
  expect(channel.messages).toEqual([]);
});

test("a re-index that fails says so in safe words; the cause is in the log", async () => {
  const { dir } = room.library.config().corpus;
  await rename(dir, `${dir}.away`);
  const ordered = await reindex();
  const post = await channel.nextMessage();
  const end = textOf(await channel.messageEdited(post.id, isEnd));
  await rename(`${dir}.away`, dir);

  expect(end).toContain("**The re-index did not finish**");
  expect(end).toContain(`\`${ordered.id}\``);
  expect(end).toContain("The index that was there before is still in use.");
  expect(end).not.toContain(dir);
  expect(room.footnote.log.find((line) => line.includes(ordered.id))).toContain(dir);

  const bridge = room.server.command(moderator, channel, "ask", {
    question: "When was the swing bridge built?",
  });
  expect(textOf(await bridge.response())).toContain("built in 1911");
});

test("a shutdown ends a re-index, says so, and is not held up by it", async () => {
  for (let index = 0; index < 40; index += 1) {
    const sentences = Array.from(
      { length: 40 },
      (_, n) => `Shed ${index} holds ${n} coils of rope.`,
    );
    room.library.write(`shed-${index}.txt`, `Shed number ${index}\n\n${sentences.join(" ")}\n`);
  }
  await reindex();
  const post = await channel.nextMessage();
  await room.footnote.bot.stop();
  expect(textOf(await channel.messageEdited(post.id, isEnd))).toContain("I am being stopped.");
});
