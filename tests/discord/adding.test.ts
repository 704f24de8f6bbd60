import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Attachment } from "discord.js";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { download } from "../../src/discord/adding.ts";
import { forkEngine } from "../../src/engine/fork.ts";
import { type Channel, textOf, type User } from "../discord-server/server.ts";
import { readingRoom, restart } from "./footnote.ts";

const room = readingRoom((library) => forkEngine(library.config()));
let channel: Channel;
let moderator: User;
let settings: Record<string, string>;

beforeAll(async () => {
  const { guild } = room;
  moderator = guild.addMember("mo", { roles: [guild.addRole("stewards", ["ManageGuild"])] });
  settings = { MODERATOR_USERS: moderator.id, MAX_FILE_BYTES: "5000" };
  await restart(room, { settings });
});
beforeEach(() => {
  channel = room.guild.addChannel("work");
});
afterEach(() => expect(room.server.refusals).toEqual([]));

const corpus = () => join(room.library.dir, "corpus");
const add = (file: { name: string; content: string }) =>
  room.server.command(moderator, channel, "corpus add", { file });

async function reindexed(): Promise<string> {
  const post = await channel.nextMessage();
  const end = await channel.messageEdited(post.id, (message) =>
    /has been re-indexed|Nothing has changed|did not finish/.test(textOf(message)),
  );
  return textOf(end);
}

async function ask(question: string): Promise<string> {
  return textOf(
    await room.server.command(moderator, channel, "ask", { question, private: true }).response(),
  );
}

const orchard = {
  name: "../the orchard.md",
  content:
    "---\ntitle: The orchard\noutlet: Vellmar Courier\npublished: 2024-06-01\n---\n\nThe orchard of Vellmar has ninety pear trees.\n",
};

test("an attached file is looked at, confirmed after a restart too, and found from then on", async () => {
  const asked = add(orchard);
  const preview = await asked.response();
  expect(asked.ephemeral).toBe(true);
  expect(textOf(preview)).toContain("**The orchard**");
  expect(textOf(preview)).toContain(
    "-# Vellmar Courier · 1 June 2024 · 1 passage, 1 sentence · becomes `the-orchard.md`",
  );
  expect(textOf(preview)).toContain("> The orchard of Vellmar has ninety pear trees.");
  expect(readdirSync(corpus())).not.toContain("the-orchard.md");

  await restart(room, { settings });
  const added = room.server.press(moderator, preview, "Add it");
  expect(await reindexed()).toContain("Articles: 1 new");
  expect(textOf(await added.response())).toMatch(
    /^Added “The orchard”\.\nThe re-index has started: https:/,
  );
  expect(readFileSync(join(corpus(), "the-orchard.md"), "utf8")).toBe(orchard.content);
  expect(await ask("How many pear trees has the orchard of Vellmar?")).toContain("ninety pear");

  const again = add({ ...orchard, content: "# Another orchard\n\nIt has no trees.\n" });
  expect(textOf(await again.response())).toContain("has an article of that name already");
  const history = room.server.command(moderator, channel, "corpus history");
  expect(textOf(await history.response())).toContain("added an article: The orchard");
});

test("text and saved pages are looked at as articles too", async () => {
  const text = add({ name: "weir.txt", content: "The weir\n\nThe weir is nine metres wide.\n" });
  expect(textOf(await text.response())).toMatch(/\*\*The weir\*\*.*becomes `weir\.txt`/s);
  const body = "<article><h1>The mole</h1><p>The mole shelters forty boats.</p></article>";
  const content = `<html><head><title>The mole</title></head><body>${body}</body></html>`;
  const page = textOf(await add({ name: "mole.html", content }).response());
  expect(page).toMatch(/\*\*The mole\*\*.*becomes `mole\.html`/s);
  expect(page).toContain("> The mole shelters forty boats.");
});

test("a pasted text becomes an article", async () => {
  const opener = room.server.command(moderator, channel, "corpus add");
  const sent = await room.server.submitModal(moderator, opener, {
    title: "The well: a history",
    published: "2023-02-01",
    text: "The old well of Vellmar is thirty metres deep.",
  });
  const preview = await sent.response();
  expect(sent.ephemeral).toBe(true);
  expect(textOf(preview)).toContain("**The well: a history**\n-# 1 February 2023 · 1 passage");
  const left = await room.server.press(moderator, preview, "Never mind").response();
  expect(textOf(left)).toBe("Nothing has been changed.");
  expect(readdirSync(corpus())).not.toContain("The-well-a-history.md");
});

test("what cannot be taken is declined with the reason", async () => {
  const declined = async (name: string, content: string) =>
    textOf(await add({ name, content }).response());
  expect(await declined("tool.exe", "x")).toContain("no .md, .txt or .html file");
  expect(await declined("empty.md", " ")).toContain("cannot be taken: it is empty");
  expect(await declined("large.txt", "Too much. ".repeat(900))).toMatch(/has 9 kB; I take at most/);
  expect(await declined("museum.md", "# Mine\n\nA text.\n")).toContain("already");
  expect(readdirSync(corpus()).sort()).not.toContain("tool.exe");
});

test("a file is fetched from Discord's own hosts alone", async () => {
  const { config } = room.footnote;
  const elsewhere = { url: "http://127.0.0.1:1/secret.md", size: 5 } as Attachment;
  await expect(download(elsewhere, config)).rejects.toThrow("not on Discord's own servers");
  const discord = { ...config.discord, api: null };
  const lookalike = { url: "https://cdn.discordapp.com.example/a.md", size: 5 } as Attachment;
  await expect(download(lookalike, { ...config, discord })).rejects.toThrow("Discord's own");
});

test("an article is removed after a look, its file kept elsewhere", async () => {
  const [choice] = await room.server
    .autocomplete(moderator, channel, "corpus remove", "title", "new fares")
    .choices();
  const title = String(choice?.value);
  const asked = await room.server
    .command(moderator, channel, "corpus remove", { title })
    .response();
  expect(textOf(asked)).toContain("**Remove “New fares on the island ferry” from the corpus?**");
  const removed = room.server.press(moderator, asked, "Remove it");
  expect(await reindexed()).toContain("1 removed");
  expect(textOf(await removed.response())).toContain("Removed “New fares on the island ferry”.");
  expect(readdirSync(corpus())).not.toContain("ferry.md");
  expect(readdirSync(join(room.library.dir, "removed"))).toEqual([
    expect.stringMatching(/^\d{8}T\d{9}Z-ferry\.md$/),
  ]);
  const gone = room.server.command(moderator, channel, "corpus remove", { title });
  expect(textOf(await gone.response())).toContain("No single article goes by that title.");
});

test("two presses at once add an article once", async () => {
  const content = "# The sluice\n\nThe sluice of Vellmar has four gates.\n";
  const preview = await add({ name: "sluice.md", content }).response();
  const presses = [1, 2].map(() => room.server.press(moderator, preview, "Add it"));
  const told = await Promise.any(presses.map((press) => press.nextFollowUp()));
  expect(textOf(told)).toMatch(/I do not have that file any more: it was added|under way already/);
  expect(await reindexed()).toContain("Articles: 1 new");
  expect(readdirSync(corpus()).filter((name) => name.includes("sluice"))).toEqual(["sluice.md"]);
});

test("who is no moderator any more confirms nothing: each press asks anew", async () => {
  const { server } = room;
  const command = (name: string, options = {}) =>
    server.command(moderator, channel, `corpus ${name}`, options).response();
  const file = { name: "pump.md", content: "# The pump\n\nThe pump of Vellmar is red.\n" };
  const { state } = room.footnote;
  for (let n = 0; n < 20; n += 1) {
    state.recordAction({ moderator: moderator.id, guild: null, kind: "cancel", about: "" }, 1);
  }
  const asked = [
    [await command("reindex"), "Re-index"],
    [await command("rollback"), "Go back"],
    [await command("add", { file }), "Add it"],
    [await command("remove", { title: "A chronicle of the harbour" }), "Remove it"],
    [await command("history"), "Next"],
  ] as const;
  const form = server.command(moderator, channel, "corpus add");
  await form.modal();
  const { generation } = await room.engine.status();

  await restart(room, { settings: { ...settings, MODERATOR_USERS: room.ann.id } });
  for (const [question, label] of asked) {
    const told = await server.press(moderator, question, label).nextFollowUp();
    expect(textOf(told)).toBe("Only this bot's moderators may do this.");
  }
  const pasted = await server.submitModal(moderator, form, { title: "A", text: "A text." });
  expect(textOf(await pasted.response())).toBe("Only this bot's moderators may do this.");
  expect((await room.engine.status()).generation).toBe(generation);
  expect(readdirSync(corpus())).toContain("chronicle.md");
  expect(readdirSync(corpus())).not.toContain("pump.md");
  expect(channel.messages).toEqual([]);
  await restart(room, { settings });
});

test("only moderators may add or remove", async () => {
  const { owner } = room.guild;
  for (const ordered of [
    room.server.command(owner, channel, "corpus add"),
    room.server.command(owner, channel, "corpus add", { file: orchard }),
    room.server.command(owner, channel, "corpus remove", { title: "library" }),
  ]) {
    expect(textOf(await ordered.response())).toBe("Only this bot's moderators may do this.");
    expect(ordered.ephemeral).toBe(true);
  }
});
