import { afterEach, expect, test } from "vitest";
import { openEngine } from "../../src/engine/open.ts";
import { buttonsOf, previewsOf, textOf } from "../discord-server/server.ts";
import { readingRoom } from "./footnote.ts";

const room = readingRoom((library) =>
  openEngine(library.config({ ANSWER_SCORER: "answer-scorer" })),
);

afterEach(() => expect(room.server.refusals).toEqual([]));

const cost = "How much did the building work on the harbour museum cost?";
const offTopic = "Who won the chess championship of 1972 in Reykjavik?";

test("the bot tells its name, its servers and the link that invites it with what it needs", () => {
  expect(room.footnote.bot.name).toContain("Footnote");
  expect(room.footnote.bot.guilds).toEqual(["Reading Room"]);
  const invite = new URL(room.footnote.bot.invite);
  expect(invite.searchParams.get("client_id")).toBe(room.server.applicationId);
  expect(invite.searchParams.get("scope")?.split(" ").sort()).toEqual([
    "applications.commands",
    "bot",
  ]);
  // View Channel, Send Messages, Send Messages in Threads, Create Public Threads, Read Message History; nothing else.
  expect(BigInt(invite.searchParams.get("permissions") ?? 0)).toBe(
    (1n << 10n) | (1n << 11n) | (1n << 38n) | (1n << 35n) | (1n << 16n),
  );
});

test("/ask gives the sentence first, then where it stands, with that sentence in bold", async () => {
  const asked = room.server.command(room.ann, room.channel, "ask", { question: cost });
  const answer = await asked.response();
  expect(asked.ephemeral).toBe(false);

  const lines = textOf(answer).split("\n");
  expect(lines[0]).toBe(`-# Question: ${cost}`);
  const sentences = lines.slice(
    1,
    lines.findIndex((line) => line.startsWith("**\\[1\\]**")),
  );
  expect(sentences.join("\n")).toMatch(
    /The building work cost 4\.2 million crowns\. \*\*\\\[\d\\\]\*\*/,
  );
  expect(lines).toContain(
    "**\\[1\\]** **[Harbour museum opens its doors again](<https://courier.example/news/museum_%28harbour%29?page=1>)**",
  );
  expect(lines).toContain("-# Vellmar Courier · 4 May 2024");
  expect(textOf(answer)).toContain("> **The building work cost 4.2 million crowns.** Two thirds");

  expect(buttonsOf(answer).map(({ label }) => label)).toEqual([
    "Passages in full",
    "Follow up",
    "👍",
    "👎",
    "Dismiss",
  ]);
  expect(previewsOf(answer)).toEqual([]);
});

test("a private answer is shown to the asker alone, and has Discord's own way to dismiss it", async () => {
  const asked = room.server.command(room.ann, room.channel, "ask", {
    question: cost,
    private: true,
  });
  const answer = await asked.response();
  expect(asked.ephemeral).toBe(true);
  expect(textOf(answer)).toContain("4.2 million crowns");
  expect(buttonsOf(answer).map(({ label }) => label)).toEqual([
    "Passages in full",
    "Follow up",
    "👍",
    "👎",
    "Share",
  ]);
});

test("an article without outlet and date says so, and a table's row comes with its columns", async () => {
  const bridge = room.server.command(room.ann, room.channel, "ask", {
    question: "When was the swing bridge built?",
  });
  expect(textOf(await bridge.response())).toMatch(/built in 1911.*^-# date unknown$/ms);

  const ferry = room.server.command(room.ann, room.channel, "ask", {
    question: "What is the fare of a return crossing on the island ferry?",
  });
  const answer = textOf(await ferry.response());
  expect(answer).toContain("Ticket: Return crossing; Fare: 10 crowns");
  expect(answer).toContain("-# Island Gazette · date unknown");
  expect(answer).toContain("> **\\| Return crossing \\| 10 crowns \\| two days \\|**");
});

test("what the corpus does not say is not answered; the nearest articles are offered", async () => {
  const asked = room.server.command(room.ann, room.channel, "ask", { question: offTopic });
  const answer = await asked.response();
  expect(textOf(answer)).toContain("**The corpus does not say.**");
  expect(textOf(answer)).toContain("-# ");
  const labels = buttonsOf(answer).map(({ label }) => label);
  expect(labels.at(-1)).toBe("Dismiss");
  expect(labels.slice(0, -3).every((label) => label === "Read")).toBe(true);
});

test("nothing that an article or a question says formats, links or notifies", async () => {
  const question =
    "What does the sign on the door of the quiet room read, @everyone **now** [x](https://a.example)?";
  const asked = room.server.command(room.ann, room.channel, "ask", { question });
  const answer = await asked.response();
  const text = textOf(answer);
  expect(text).toContain("\\@everyone \\*\\*now\\*\\* \\[x\\](https\\://a.example)?");
  expect(text).toContain(
    '"\\<@1001\\> \\@everyone \\<#2\\> https\\://signs.example/quiet\\_room\\_1 \\*\\*hush\\*\\* \\`now\\` \\|\\|really\\|\\|"',
  );
  // A title with brackets cannot be a link's text.
  expect(text).toContain(
    "**Library \\[corrected\\]: \\*longer\\* hours\\_and a quiet room** · [open](<https://courier.example/library>)",
  );
  expect(answer.mentions).toEqual([]);
  expect(answer.mention_everyone).toBe(false);
  expect(previewsOf(answer)).toEqual([]);
});

test("/search shows passages to the searcher alone, each a press away from its article", async () => {
  const searched = room.server.command(room.ann, room.channel, "search", {
    query: "wreck of the Marigold",
  });
  const found = await searched.response();
  expect(searched.ephemeral).toBe(true);
  expect(textOf(found)).toContain("**Passages nearest to “wreck of the Marigold”**");
  expect(textOf(found)).toContain("> **The new hall shows the wreck of the Marigold");

  const read = room.server.press(room.ann, found, buttonsOf(found)[0]?.customId ?? "");
  expect(textOf(await read.response())).toContain("**What is new**\n\nThe new hall shows");
  expect(read.ephemeral).toBe(true);
});

test("a search opens the article at the page where the passage stands", async () => {
  const searched = room.server.command(room.ann, room.channel, "search", {
    query: "In 1874 the harbour counted 98 boats",
  });
  const found = await searched.response();
  const read = room.server.press(room.ann, found, buttonsOf(found)[0]?.customId ?? "");
  const article = textOf(await read.response());
  expect(article).toContain("In 1874 the harbour counted 98 boats.");
  expect(article).toMatch(/-# Page [2-9] of \d/);
});

test("/article suggests titles that begin with what is typed, then titles that hold it", async () => {
  const typed = (text: string) =>
    room.server.autocomplete(room.ann, room.channel, "article", "title", text).choices();
  const names = async (text: string) => (await typed(text)).map(({ name }) => name);

  expect(await names("")).toHaveLength(5);
  expect((await names(""))[0]).toBe(
    "Harbour museum opens its doors again — Vellmar Courier · 4 May 2024",
  );
  expect(await names("HARBOUR")).toEqual([
    "Harbour museum opens its doors again — Vellmar Courier · 4 May 2024",
    "A chronicle of the harbour — Vellmar Yearbook · 1 January 1990",
  ]);
  // One typing mistake is forgiven.
  expect(await names("harbuor museum")).toEqual([
    "Harbour museum opens its doors again — Vellmar Courier · 4 May 2024",
  ]);
  expect(await names("no such title")).toEqual([]);
});

test("/article shows the chosen article in pages; a title typed in full or in part works too", async () => {
  const [choice] = await room.server
    .autocomplete(room.ann, room.channel, "article", "title", "a chronicle")
    .choices();
  const opened = room.server.command(room.ann, room.channel, "article", {
    title: String(choice?.value),
  });
  const first = await opened.response();
  expect(opened.ephemeral).toBe(true);
  expect(textOf(first)).toMatch(
    /^\*\*A chronicle of the harbour\*\*\n-# Vellmar Yearbook · 1 January 1990\n/,
  );
  expect(textOf(first)).toContain("In 1700 the harbour counted 40 boats.");
  expect(textOf(first)).toMatch(/-# Page 1 of 4/);
  expect(buttonsOf(first).map(({ label, disabled }) => [label, disabled])).toEqual([
    ["Previous", true],
    ["Next", false],
  ]);

  const second = await room.server.press(room.ann, first, "Next").response();
  expect(textOf(second)).toMatch(/-# Page 2 of 4/);
  expect(textOf(second)).not.toContain("In 1700");
  const again = await room.server.press(room.ann, second, "Previous").response();
  expect(textOf(again)).toBe(textOf(first));

  for (const title of ["new fares on the island ferry", "Fares"]) {
    const typed = room.server.command(room.ann, room.channel, "article", { title });
    expect(textOf(await typed.response())).toContain("**New fares on the island ferry**");
  }
  const unknown = room.server.command(room.ann, room.channel, "article", { title: "harbour" });
  expect(textOf(await unknown.response())).toContain("No single article goes by that title.");
});

test("/help names the commands for a click, to each those that are for them, and what I lack here", async () => {
  const helped = room.server.command(room.ann, room.channel, "help");
  const text = textOf(await helped.response());
  expect(helped.ephemeral).toBe(true);
  for (const name of ["ask", "search", "article", "latest", "privacy"]) {
    expect(text).toMatch(new RegExp(`^</${name}:\\d+> — `, "m"));
  }
  // Discord shows /corpus to those who manage the server.
  expect(text).not.toContain("/corpus");
  const toOwner = await room.server.command(room.guild.owner, room.channel, "help").response();
  expect(textOf(toOwner)).toMatch(/^<\/corpus status:\d+> — how many/m);
  expect(textOf(toOwner)).not.toContain("/corpus reindex");
  expect(text).toContain("**Find sources** in a message's menu");
  expect(text).not.toContain("I lack");

  const quiet = room.guild.addChannel("quiet");
  quiet.deny(["SendMessages", "ReadMessageHistory"]);
  const there = await room.server.command(room.ann, quiet, "help").response();
  expect(textOf(there)).toContain("I lack **Send Messages**, **Read Message History**.");
});

test("/corpus status tells how much there is and whether the folder has changed, but no paths", async () => {
  const owner = room.guild.owner;
  const fresh = room.server.command(owner, room.channel, "corpus status");
  const text = textOf(await fresh.response());
  expect(text).toMatch(/^\*\*5 articles\*\* · \d+ passages · \d+ sentences$/m);
  expect(text).toMatch(/^Indexed <t:\d+:R> · [\d.,]+ [kM]B$/m);
  expect(text).toContain("The index is up to date with the folder.");

  room.library.write("tram.txt", "The tram\n\nThe tram of Vellmar runs on two lines.\n");
  const stale = room.server.command(owner, room.channel, "corpus status");
  expect(textOf(await stale.response())).toContain("1 new, 0 changed, 0 removed");
  expect(text).not.toContain(room.library.dir);
});

test("questions are in the log only where the operator wants them there", () => {
  const lines = room.footnote.log.join("\n");
  expect(lines).toContain("a question was answered");
  expect(lines).not.toContain("harbour museum cost");
  expect(lines).not.toContain("Reykjavik");
});

test("commands and slow presses are acknowledged before the engine is asked", () => {
  const callbacks = room.server.requests.filter(({ route }) => route?.includes("callback"));
  const types = callbacks.map(({ body }) => (body as { type: number }).type);
  // 5: deferred reply, 6: deferred update, 8: choices.
  expect(types.filter((type) => ![5, 6, 8].includes(type))).toEqual([]);
});
