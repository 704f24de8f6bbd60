import { afterEach, beforeAll, expect, test } from "vitest";
import { buttonsOf, textOf } from "../discord-server/server.ts";
import { readingRoom, restart } from "./footnote.ts";

const room = readingRoom();
let clock = Date.now();
const options = { now: () => clock };

beforeAll(async () => {
  const months = ["01", "02", "03", "04", "05", "06", "07", "08"];
  for (const month of months) {
    room.library.write(
      `tide-${month}.md`,
      `---\ntitle: Tide table ${month}\noutlet: Island Gazette\npublished: 2025-${month}-01\n---\n\nThe tide table for month ${month} names ${10 + Number(month)} spring tides at the mole.\n`,
    );
  }
  await room.engine.reindex();
  await restart(room, options);
});
afterEach(() => expect(room.server.refusals).toEqual([]));

const labels = (message: Parameters<typeof buttonsOf>[0]) =>
  buttonsOf(message).map(({ label, disabled }) => [label, disabled]);

test("a search is turned page by page, after a restart too, until its day is over", async () => {
  const first = await room.server
    .command(room.ann, room.channel, "search", { query: "spring tides", outlet: "Island Gazette" })
    .response();
  expect(textOf(first)).toContain("-# Page 1 of 2");
  expect(labels(first).slice(-2)).toEqual([
    ["Previous", true],
    ["Next", false],
  ]);
  await restart(room, options);
  const second = await room.server.press(room.ann, first, "Next").response();
  expect(textOf(second)).toContain(
    "-# Page 2 of 2\n-# Only articles from Island Gazette: 9 articles.",
  );
  const read = buttonsOf(second).filter(({ label }) => label === "Read");
  expect(read.length).toBeGreaterThan(0);
  const again = await room.server.press(room.ann, second, "Previous").response();
  expect(textOf(again)).toBe(textOf(first));

  clock += 24 * 60 * 60 * 1000;
  const late = room.server.press(room.ann, again, "Next");
  expect(textOf(await late.nextFollowUp())).toContain("I keep searches for a day");
});

test("a search with few hits has no pages", async () => {
  const found = await room.server
    .command(room.ann, room.channel, "search", { query: "bridge", outlet: "Vellmar Courier" })
    .response();
  expect(buttonsOf(found).map(({ label }) => label)).not.toContain("Next");
});

test("/latest lists the newest articles in pages, and says how many have no date", async () => {
  const asked = room.server.command(room.ann, room.channel, "latest");
  const first = await asked.response();
  expect(asked.ephemeral).toBe(true);
  const lines = textOf(first).split("\n");
  expect(lines.slice(0, 3)).toEqual([
    "**Newest articles**",
    "**Tide table 08**",
    "-# Island Gazette · 1 August 2025",
  ]);
  expect(textOf(first)).toContain("-# Page 1 of 2\n-# 2 articles without a date are not listed.");
  const second = await room.server.press(room.ann, first, "Next").response();
  expect(textOf(second)).toContain("**Harbour museum opens its doors again**");
  expect(textOf(second).indexOf("Harbour museum")).toBeLessThan(
    textOf(second).indexOf("A chronicle"),
  );

  const read = room.server.press(room.ann, second, buttonsOf(second)[0]?.customId ?? "");
  expect(textOf(await read.response())).toContain("The harbour museum of Vellmar opened again");
});

test("/latest of one outlet, whose name is suggested", async () => {
  const [choice] = await room.server
    .autocomplete(room.ann, room.channel, "latest", "outlet", "courier")
    .choices();
  expect(choice?.name).toBe("Vellmar Courier");
  const listed = await room.server
    .command(room.ann, room.channel, "latest", { outlet: String(choice?.value) })
    .response();
  expect(textOf(listed)).toContain("**Newest articles from Vellmar Courier**");
  expect(textOf(listed)).toContain("Harbour museum");
  expect(textOf(listed)).not.toContain("Tide table");
  expect(buttonsOf(listed).map(({ label }) => label)).toEqual(["Read", "Read"]);

  const none = room.server.command(room.ann, room.channel, "latest", { outlet: "Times" });
  expect(textOf(await none.response())).toContain("No article is from that outlet.");
  expect(none.ephemeral).toBe(true);
});

test("Find sources shows whoever asks the passages that speak of what a message says", async () => {
  const ben = room.guild.addMember("ben");
  const said = room.server.say(
    ben,
    room.channel,
    "I heard that divers found an old ship in the mud?!",
  );
  const looked = room.server.messageCommand(room.ann, "Find sources", said);
  const found = await looked.response();
  expect(looked.ephemeral).toBe(true);
  expect(textOf(found)).toContain("**Divers found the ship in 2009 below eleven metres of mud.**");

  const [share] = buttonsOf(found).filter(({ label }) => label === "Share");
  const post = await room.server.press(room.ann, found, share?.customId ?? "").nextFollowUp();
  expect(textOf(post)).toContain(`-# Shared by <@${room.ann.id}>`);
  expect(textOf(post)).toContain("**Divers found the ship in 2009");
});

test("Find sources shows three passages at most", async () => {
  const tides = "The tide tables of the spring months name spring tides at the mole.";
  const said = room.server.say(room.ann, room.channel, tides);
  const found = await room.server.messageCommand(room.ann, "Find sources", said).response();
  expect(buttonsOf(found).filter(({ label }) => label === "Read")).toHaveLength(3);
});

test("small talk has no sources, and a picture has no words", async () => {
  const talk = room.server.say(room.ann, room.channel, "lol that was funny");
  const looked = room.server.messageCommand(room.ann, "Find sources", talk);
  expect(textOf(await looked.response())).toBe("No passage speaks of what that message says.");

  const picture = room.server.say(room.ann, room.channel, "", {
    attachments: [{ name: "cat.png", content: "…" }],
  });
  const nothing = room.server.messageCommand(room.ann, "Find sources", picture);
  expect(textOf(await nothing.response())).toContain("has no text");
});
