import { afterEach, beforeAll, expect, test } from "vitest";
import { english } from "../../src/discord/words/english.ts";
import { textOf } from "../discord-server/server.ts";
import { articles } from "./articles.ts";
import { readingRoom, restart } from "./footnote.ts";

const room = readingRoom();

beforeAll(async () => {
  // The same story, told word for word by another outlet.
  const copy = articles["museum.md"]
    ?.replace("Vellmar Courier", "Coast *Herald*")
    .replace("2024-05-04", "2024-05-06");
  room.library.write("museum-copy.md", copy ?? "");
  await room.engine.reindex();
  await restart(room);
});
afterEach(() => expect(room.server.refusals).toEqual([]));

const cost = "How much did the building work on the harbour museum cost?";

function run(name: string, options: Record<string, string | boolean>) {
  return room.server.command(room.ann, room.channel, name, options);
}

test("an answer names the articles it was limited to, and how many say no date", async () => {
  const asked = run("ask", { question: cost, since: "2024-05", until: "2024" });
  const answer = textOf(await asked.response());
  expect(answer).toContain("4.2 million crowns");
  expect(answer).toContain(
    "-# Only articles since 1 May 2024, until 31 December 2024: 2 articles. 2 more were left out: no date known.",
  );
});

test("what other articles do not say is not taken from those that were left out", async () => {
  const asked = run("ask", { question: cost, until: "1999-12-31", outlet: "vellmar yearbook" });
  const answer = textOf(await asked.response());
  expect(answer).toContain("**The corpus does not say.**");
  expect(answer).not.toContain("Harbour museum opens");
  expect(answer).toContain(
    "until 31 December 1999, from vellmar yearbook: 1 article. 1 more was left out: no date or no outlet known.",
  );
});

test("a bound may be a number of days back, counted from today", async () => {
  const day = (back: number) =>
    english.formats.day(new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10));
  for (const [since, back] of [
    ["7d", 7],
    ["30 days", 30],
  ] as const) {
    const before = day(back);
    const found = textOf(await run("search", { query: "harbour", since }).response());
    // Midnight may pass meanwhile.
    expect([before, day(back)].map((each) => found.includes(`articles since ${each}:`))).toContain(
      true,
    );
  }
});

test("without filters nothing is said of them", async () => {
  expect(textOf(await run("ask", { question: cost }).response())).not.toContain("Only articles");
});

test("a date that is none is explained to the asker alone", async () => {
  const asked = run("ask", { question: cost, since: "last *week*" });
  const words = textOf(await asked.response());
  expect(asked.ephemeral).toBe(true);
  expect(words).toBe(
    "“last \\*week\\*” is not a date for `since`. Write a day (2025-08-09), a month (2025-08), a year (2025), or a number of days back (7d).",
  );
  for (const none of ["2025-02-30", "2025-13", "7w", "09/08/2025"]) {
    const shown = textOf(await run("search", { query: "harbour", until: none }).response());
    expect(shown).toContain(`“${none}” is not a date for \`until\`.`);
  }
  const turned = run("search", { query: "harbour", since: "2025", until: "2024" });
  expect(textOf(await turned.response())).toContain("No day is both since");
  expect(room.footnote.log.join("\n")).not.toContain("a request failed");
});

test("an outlet that is none is told with those that are, to the asker alone", async () => {
  const outlet = "Times";
  for (const asked of [
    run("search", { query: "harbour", outlet }),
    run("ask", { question: cost, outlet }),
  ]) {
    expect(textOf(await asked.response())).toMatch(
      /No article is from the outlet “Times”\. There are: .*Island Gazette/,
    );
    expect(asked.ephemeral).toBe(true);
  }
});

test("outlets are suggested as they are typed, the ones with most articles first", async () => {
  for (const command of ["ask", "search"]) {
    const others = command === "ask" ? { question: cost } : { query: "harbour" };
    const suggested = (typed: string) =>
      room.server
        .autocomplete(room.ann, room.channel, command, "outlet", typed, others)
        .choices()
        .then((choices) => choices.map(({ value }) => value));
    expect((await suggested(""))[0]).toBe("Vellmar Courier");
    expect(await suggested("ga")).toEqual(["Island Gazette"]);
    expect(await suggested("VELL")).toEqual(["Vellmar Courier", "Vellmar Yearbook"]);
  }
});

test("a search is limited in the same way", async () => {
  const searched = run("search", { query: "ticket fares", outlet: "Island Gazette" });
  const found = textOf(await searched.response());
  expect(found).toContain("New fares on the island ferry");
  expect(found).not.toContain("Harbour museum");
  expect(found).toContain(
    "-# Only articles from Island Gazette: 1 article. 1 more was left out: no outlet known.",
  );
});

test("articles that tell the same are named under the one that is shown", async () => {
  const answer = textOf(await run("ask", { question: cost }).response());
  expect(answer).toMatch(/^-# also in (Coast \\\*Herald\\\* · 6|Vellmar Courier · 4) May 2024$/m);
  const found = textOf(await run("search", { query: "wreck of the Marigold" }).response());
  expect(found).toMatch(/^-# also in /m);
});
