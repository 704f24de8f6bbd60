import { afterEach, beforeAll, expect, test } from "vitest";
import { gapsAsCsv, groupGaps } from "../../src/discord/gaps.ts";
import { textOf, type User } from "../discord-server/server.ts";
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

const at = (question: string, unanswered = true) => ({
  question,
  asked: new Date("2026-01-02T03:04:05Z"),
  unanswered,
});

test("similar questions stand together, the most asked first", () => {
  const groups = groupGaps([
    at("Who painted the town hall?"),
    at("When does the night bus run?"),
    at("When did the night buses run?"),
    at("Does the night bus run on Sundays?"),
  ]);
  expect(groups.map((group) => group.map(({ question }) => question))).toEqual([
    [
      "When does the night bus run?",
      "When did the night buses run?",
      "Does the night bus run on Sundays?",
    ],
    ["Who painted the town hall?"],
  ]);
});

test("the table is one that a spreadsheet reads, and runs nothing in it", () => {
  const groups = groupGaps([at('Who is "Max", the painter?'), at("=HYPERLINK(1)", false)]);
  expect(gapsAsCsv(groups).split("\r\n")).toEqual([
    '"group","question","asked","why"',
    '"1","Who is ""Max"", the painter?","2026-01-02T03:04:05.000Z","not answered"',
    '"2","\'=HYPERLINK(1)","2026-01-02T03:04:05.000Z","voted down"',
    "",
  ]);
});

test("/corpus gaps shows what was not answered or voted down, to moderators and without names", async () => {
  const gaps = (user: User) => room.server.command(user, room.channel, "corpus gaps");
  expect(textOf(await gaps(moderator).response())).toContain("none is unanswered");

  const { state, engine } = room.footnote;
  const answer = await engine.ask("When was the swing bridge built?");
  const asking = { asker: room.ann.id, guild: room.guild.id, channel: room.channel.id };
  const keep = (question: string, answered: boolean) =>
    state.saveAnswer(asking, { ...answer, question, answered });
  keep("Who painted the *town hall*?", false);
  keep("Who painted the town hall in Vellmar?", false);
  state.vote(keep("When was the bridge built?", true), room.ann.id, -1);
  keep("What does a ticket cost?", true);

  const asked = gaps(moderator);
  const shown = await asked.response();
  expect(asked.ephemeral).toBe(true);
  const text = textOf(shown);
  expect(text).toMatch(
    /^- \*\*2×\*\* Who painted the town hall in Vellmar\?\n-# not answered · last asked <t:\d+:R>\n- \*\*1×\*\* When was the bridge built\?\n-# 1 voted down/m,
  );
  expect(text).not.toContain("ticket");
  expect(JSON.stringify(shown)).not.toContain(room.ann.id);
  expect(shown.attachments.map(({ filename }) => filename)).toEqual(["gaps.csv"]);

  const [file] = shown.attachments;
  const table = await (await fetch(file?.url ?? "")).text();
  expect(table).toContain('"Who painted the town hall in Vellmar?"');
  expect(table).toContain('"voted down"');
  expect(table).not.toContain(room.ann.id);

  const owner = gaps(room.guild.owner);
  expect(textOf(await owner.response())).toBe("Only this bot's moderators may do this.");
});
