import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { loadConfig, projectRoot } from "../../src/config.ts";
import { buttonsOf, textOf, type User } from "../discord-server/server.ts";
import { readingRoom, restart } from "./footnote.ts";

const room = readingRoom();
let moderator: User;

beforeAll(async () => {
  moderator = room.guild.addMember("mo", {
    roles: [room.guild.addRole("keepers", ["ManageGuild"])],
  });
  await restart(room, { settings: { MODERATOR_USERS: moderator.id } });
});
afterEach(() => expect(room.server.refusals).toEqual([]));

test("the page on privacy names the settings with the defaults that they have", () => {
  const page = readFileSync(join(projectRoot, "docs", "privacy.md"), "utf8");
  const { state, discord, log } = loadConfig({});
  const named = [...page.matchAll(/`([A-Z_]+)` \((\d+) (\w+)\)/g)].map((match) => match.slice(1));
  expect(named).toEqual([
    ["ANSWER_DAYS", String(state.answerDays), "days"],
    ["COOLDOWN_SECONDS", String(discord.cooldownSeconds), "seconds"],
    ["HISTORY_DAYS", String(state.historyDays), "days"],
  ]);
  expect(log.questions).toBe(false);
  expect(page).toContain("it is off unless turned on");
});

const built = { question: "When was the swing bridge built?" };
const privacy = (user: User) => room.server.command(user, room.channel, "privacy");

test("/privacy shows what is kept about the person and erases it on a press, theirs alone", async () => {
  const ben = room.guild.addMember("ben");
  expect(textOf(await privacy(ben).response())).toBe("I keep nothing about you.");
  const asked = await room.server.command(room.ann, room.channel, "ask", built).response();
  await room.server.command(ben, room.channel, "ask", built).response();

  const shown = privacy(room.ann);
  const kept = await shown.response();
  expect(shown.ephemeral).toBe(true);
  expect(textOf(kept)).toContain("- 1 answer to your questions");
  expect(textOf(kept)).toContain("for 30 days");
  // Nothing is said of what there is none of.
  expect(textOf(kept)).not.toMatch(/\b0\b/);

  const erased = await room.server.press(room.ann, kept, "Erase it").response();
  expect(textOf(erased)).toBe("Erased: 1 answer to your questions.");
  expect(buttonsOf(erased)).toEqual([]);
  expect(textOf(await privacy(room.ann).response())).toBe("I keep nothing about you.");
  expect(textOf(await privacy(ben).response())).toContain("- 1 answer");

  const passages = room.server.press(room.ann, asked, "Passages in full");
  expect(textOf(await passages.response())).toContain("do not have this one any more");
});

test("/corpus history tells moderators who did what, in pages; an erased name is not told", async () => {
  const { state } = room.footnote;
  const history = (user: User) => room.server.command(user, room.channel, "corpus history");
  expect(textOf(await history(moderator).response())).toContain("No moderator has done anything");
  for (let n = 1; n <= 30; n += 1) {
    const about = `${n} new *articles*`;
    state.recordAction({ moderator: moderator.id, guild: null, kind: "reindex", about }, 1);
  }
  const asked = history(moderator);
  const first = await asked.response();
  expect(asked.ephemeral).toBe(true);
  expect(textOf(first)).toMatch(
    new RegExp(
      `^- <t:\\d+:R> <@${moderator.id}> re-indexed the corpus: 30 new \\\\\\*articles`,
      "m",
    ),
  );
  const second = await room.server.press(moderator, first, "Next").response();
  expect(textOf(second)).toContain(": 18 new");

  state.erase(moderator.id);
  const erased = textOf(await room.server.press(moderator, second, "Next").response());
  expect(erased).toContain("somebody who had their id erased re-indexed the corpus: 6 new");
  expect(erased).not.toContain(moderator.id);

  const owner = history(room.guild.owner);
  expect(textOf(await owner.response())).toBe("Only this bot's moderators may do this.");
});
