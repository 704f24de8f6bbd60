import {
  type APIMessageTopLevelComponent,
  ApplicationCommandType,
  ComponentType,
  MessageFlags,
  REST,
  Routes,
} from "discord.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer, ArticleReference, Citation } from "../../src/answer/answer.ts";
import { loadConfig } from "../../src/config.ts";
import { customId, parseCustomId } from "../../src/discord/custom-id.ts";
import { definitions } from "../../src/discord/definitions.ts";
import { followUpForm } from "../../src/discord/follow-up-form.ts";
import type { GapGroup } from "../../src/discord/gaps.ts";
import { limits, longestQuestion } from "../../src/discord/limits.ts";
import { neededPermissions, type Permission } from "../../src/discord/permissions.ts";
import { pasteForm, renderPreview, renderRemoveQuestion } from "../../src/discord/render/adding.ts";
import { renderAnswer, renderPassages } from "../../src/discord/render/answer.ts";
import { renderArticle } from "../../src/discord/render/article.ts";
import { citedPassage, renderContext } from "../../src/discord/render/context.ts";
import { renderGaps } from "../../src/discord/render/gaps.ts";
import { renderHelp } from "../../src/discord/render/help.ts";
import { historyPage } from "../../src/discord/render/history.ts";
import { renderLatest } from "../../src/discord/render/latest.ts";
import {
  button,
  buttons,
  card,
  notice,
  type Rendering,
  text,
} from "../../src/discord/render/message.ts";
import { renderPrivacy } from "../../src/discord/render/privacy.ts";
import {
  renderFailure,
  renderProgress,
  renderReindexQuestion,
  renderRollbackQuestion,
  renderSummary,
} from "../../src/discord/render/reindex.ts";
import { hitsShown, renderSearch, renderSharedHit } from "../../src/discord/render/search.ts";
import { renderStatus } from "../../src/discord/render/status.ts";
import { titlesOf } from "../../src/discord/titles.ts";
import { wordsIn } from "../../src/discord/words/words.ts";
import type { EngineStatus, Filters, IndexSummary } from "../../src/engine/engine.ts";
import type { Channel, DiscordServer } from "../discord-server/server.ts";
import { startServer, token } from "./footnote.ts";

let server: DiscordServer;
let channel: Channel;
let rest: REST;

beforeAll(async () => {
  server = await startServer();
  channel = server.addGuild({ name: "Reading Room" }).addChannel("general");
  rest = new REST({ api: server.api, retries: 0 }).setToken(token);
});
afterAll(() => server.close());

function send(rendering: Rendering): Promise<unknown> {
  return rest.post(Routes.channelMessages(channel.id), { body: rendering });
}

describe("the server takes what is at a limit and refuses what is over it:", () => {
  const row = (count: number) =>
    buttons(...Array.from({ length: count }, (_, index) => button("Press", `id ${index}`)));
  const withId = (id: string) => card(0, [text("x"), buttons(button("Press", id))]);
  const cases: readonly [keyof typeof limits, number, (size: number) => Rendering][] = [
    ["messageText", limits.messageText, (size) => notice("x".repeat(size))],
    [
      "components",
      limits.components,
      (size) =>
        card(
          0,
          Array.from({ length: size - 1 }, () => text("x")),
        ),
    ],
    ["buttonsInRow", limits.buttonsInRow, (size) => card(0, [text("x"), row(size)])],
    [
      "buttonLabel",
      limits.buttonLabel,
      (size) => card(0, [text("x"), buttons(button("x".repeat(size), "id"))]),
    ],
    ["customId", limits.customId, (size) => withId("x".repeat(size))],
  ];

  test.each(cases)("%s, %d", async (_, limit, rendering) => {
    await send(rendering(limit));
    await expect(send(rendering(limit + 1))).rejects.toMatchObject({ status: 400 });
  });

  const command = (change: object) => ({ name: "x", description: "x", ...change });
  const option = (index: number) => ({ type: 3, name: `o${index}`, description: "x" });
  const commandCases: readonly [keyof typeof limits, number, (size: number) => object][] = [
    ["commandName", limits.commandName, (size) => command({ name: "x".repeat(size) })],
    [
      "commandDescription",
      limits.commandDescription,
      (size) => command({ description: "x".repeat(size) }),
    ],
    [
      "commandOptions",
      limits.commandOptions,
      (size) => command({ options: Array.from({ length: size }, (_, index) => option(index)) }),
    ],
  ];

  test.each(commandCases)("%s, %d", async (_, limit, of) => {
    const put = (size: number) =>
      rest.put(Routes.applicationGuildCommands(server.applicationId, channel.guild?.id ?? ""), {
        body: [of(size)],
      });
    await put(limit);
    await expect(put(limit + 1)).rejects.toMatchObject({ status: 400 });
  });
});

interface Described {
  readonly name: string;
  readonly description: string;
  readonly description_localizations: Readonly<Record<string, string>>;
  readonly options?: readonly Described[];
}

/** A command or option and all that is below it. */
function withOptions(described: Described): Described[] {
  return [described, ...(described.options ?? []).flatMap(withOptions)];
}

test("the commands keep to every limit of theirs", async () => {
  for (const definition of definitions) {
    if (definition.type === ApplicationCommandType.Message) {
      // Shown as it stands, without a description.
      expect(definition.name.length).toBeLessThanOrEqual(limits.commandName);
      continue;
    }
    const described = withOptions(definition);
    let text = 0;
    for (const { name, description, description_localizations, options = [] } of described) {
      expect(options.length).toBeLessThanOrEqual(limits.commandOptions);
      expect(name).toMatch(/^[a-z]+$/);
      expect(name.length).toBeLessThanOrEqual(limits.commandName);
      expect(Object.keys(description_localizations).sort()).toEqual(["es-419", "es-ES", "ru"]);
      const written = [description, ...Object.values(description_localizations)];
      const longest = Math.max(...written.map(({ length }) => length));
      expect(longest, name).toBeLessThanOrEqual(limits.commandDescription);
      // Discord counts the longest of all languages.
      text += name.length + longest;
    }
    expect(text).toBeLessThanOrEqual(limits.commandText);
  }
});

test("a custom id that is too long is a fault of ours, told at once", () => {
  expect(customId("a", "x".repeat(96))).toHaveLength(limits.customId);
  expect(() => customId("a", "x".repeat(97))).toThrow();
});

/** Every component of a message with its nested ones. */
function componentsOf(rendering: Rendering): Record<string, unknown>[] {
  const all: Record<string, unknown>[] = [];
  const walk = (component: object) => {
    all.push(component as Record<string, unknown>);
    const { components = [], accessory } = component as {
      components?: object[];
      accessory?: object;
    };
    for (const inner of components) walk(inner);
    if (accessory) walk(accessory);
  };
  for (const component of rendering.components as APIMessageTopLevelComponent[]) walk(component);
  return all;
}

function expectWithinLimits(rendering: Rendering): void {
  expect(rendering.flags).toBe(MessageFlags.IsComponentsV2);
  const all = componentsOf(rendering);
  expect(all.length).toBeLessThanOrEqual(limits.components);
  const texts = all
    .filter(({ type }) => type === ComponentType.TextDisplay)
    .map(({ content }) => String(content));
  for (const content of texts) expect(content).not.toBe("");
  expect(texts.join("").length).toBeLessThanOrEqual(limits.messageText);
  const ids = all.flatMap(({ custom_id }) => (custom_id === undefined ? [] : String(custom_id)));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id.length).toBeLessThanOrEqual(limits.customId);
  for (const { type, components } of all) {
    if (type !== ComponentType.ActionRow) continue;
    expect((components as []).length).toBeLessThanOrEqual(limits.buttonsInRow);
  }
  for (const { label } of all) {
    if (label) expect(String(label).length).toBeLessThanOrEqual(limits.buttonLabel);
  }
}

const bits = fc.constantFrom(
  "harbour ",
  "*",
  "[x](y)",
  "\n\n",
  "\n- ",
  "| a | b |\n",
  "A sentence. ",
  "_under_score_",
  "https://a.example/b ",
  "👩‍👩‍👧",
  "`````",
);
/** From nothing to far more than a message holds. */
const wild = (most: number) =>
  fc
    .tuple(fc.array(bits, { maxLength: 40 }), fc.integer({ min: 0, max: most }))
    .map(([parts, length]) => {
      const once = parts.join("") || "x";
      return once.repeat(Math.ceil((length + 1) / once.length)).slice(0, length + 1);
    })
    .filter((made) => made.trim() !== "");

const articleReference: fc.Arbitrary<ArticleReference> = fc.record({
  id: wild(300),
  title: wild(600),
  outlet: fc.option(wild(300)),
  published: fc.constantFrom(null, "2024-02-29"),
  url: fc.option(wild(900).map((path) => `https://a.example/${path}`)),
  path: wild(100),
});

const citation = fc
  .record({
    article: articleReference,
    passage: wild(3000),
    from: fc.nat(3000),
    length: fc.nat(1500),
    heading: fc.option(wild(400)),
    alsoIn: fc.array(articleReference, { maxLength: 6 }),
  })
  .map(({ article, passage, from, length, heading, alsoIn }): Omit<Citation, "number"> => {
    const start = Math.min(from, passage.length - 1);
    const end = Math.min(start + length + 1, passage.length);
    return {
      article,
      start: 100 + start,
      end: 100 + end,
      quote: passage.slice(start, end),
      score: 1,
      alsoIn,
      passage: { start: 100, end: 100 + passage.length, heading, text: passage },
    };
  });

const filters: fc.Arbitrary<Filters> = fc.record(
  {
    since: fc.constant("2024-02-29"),
    until: fc.constant("2024-09-30"),
    outlet: wild(900),
  },
  { requiredKeys: [] },
);
const filtered = fc.constantFrom(null, { articles: 1e9, unknown: 1e9 });

const answer: fc.Arbitrary<Answer> = fc
  .record({
    question: wild(longestQuestion - 1),
    citations: fc.array(citation, { maxLength: 9 }),
    sentences: fc.array(wild(2000), { minLength: 9, maxLength: 9 }),
    nearest: fc.array(articleReference, { maxLength: 12 }),
    filtered,
    disagreement: fc.boolean(),
  })
  .map(({ question, citations, sentences, nearest, filtered, disagreement }) => ({
    question,
    disagreement,
    answered: citations.length > 0,
    citations: citations.map((cited, index) => ({ ...cited, number: index + 1 })),
    sentences: citations.map((_, index) => ({
      text: sentences[index] ?? "x",
      citation: index + 1,
    })),
    nearest: nearest.map((article) => ({ article, score: 1 })),
    filtered,
    confidence: 0.5,
    timings: { embedMs: 0, searchMs: 0, answerMs: 0 },
    generation: "g",
  }));

/** The bot's words in one of its languages. */
const inWords = fc.constantFrom(...Object.values(wordsIn));

const status: EngineStatus = {
  generation: "g".repeat(60),
  builtAt: "2025-08-09T00:00:00Z",
  counts: { articles: 1e9, passages: 1e9, sentences: 1e9 },
  corpus: "/corpus",
  index: "/index",
  bytes: 1e15,
  embedder: "all-MiniLM-L6-v2",
  scorer: "answer-scorer",
  stale: { added: 1e9, changed: 1e9, removed: 1e9 },
};

const runs = { numRuns: 40 };
const largestId = Number.MAX_SAFE_INTEGER;

describe("no message is over a limit, whatever the articles hold:", () => {
  test("answers, refusals and their passages", () => {
    fc.assert(
      fc.property(
        answer,
        filters,
        fc.boolean(),
        fc.integer(),
        inWords,
        (given, filters, echo, page, words) => {
          expectWithinLimits(
            renderAnswer(given, {
              id: largestId,
              echo,
              dismissible: echo,
              shareable: !echo,
              sharedBy: `<@${largestId}>`,
              filters,
              words,
              followUp: echo ? null : { asked: given.question, about: given.question },
            }),
          );
          if (given.answered) expectWithinLimits(renderPassages(given, largestId, page, words));
        },
      ),
      runs,
    );
  });

  test("a cited passage in its article, as it was and as it is now", () => {
    fc.assert(
      fc.property(
        citation,
        fc.record({ before: wild(6000), after: wild(6000), changed: fc.boolean() }),
        fc.option(fc.nat(20)),
        inWords,
        (cited, { before, after, changed }, part, words) => {
          const { article, passage, start, end, quote } = cited;
          const moved = before.length - passage.start;
          const at = { ...passage, start: before.length, end: passage.end + moved };
          const now = changed ? quote : passage.text;
          const given = {
            ...cited,
            start: start + moved,
            end: end + moved,
            passage: at,
            number: 1,
          };
          const view = { article, tags: [], text: before + now + after, sections: [] };
          const place = { id: largestId, source: 0, part };
          const found = citedPassage({ citations: [given] }, 0);
          expectWithinLimits(renderContext(found, view, place, words));
          expectWithinLimits(renderContext(found, { ...view, text: after }, place, words));
        },
      ),
    );
  });

  test.each([500, 1500, 2450, 3500])(
    "a cited passage of %d characters, with the longest of everything around it",
    (length) => {
      const sentence = "The harbour counted its boats. ";
      const text = sentence.repeat(length / sentence.length).trim();
      const around = "The guild of ropemakers had masters.\n\n".repeat(40);
      const start = around.length - 5;
      const given = {
        article: {
          id: "a",
          path: "a.md",
          title: "title ".repeat(100),
          outlet: "outlet ".repeat(50),
          published: "2024-02-29",
          url: `https://a.example/${"p/".repeat(135)}`,
        },
        number: 1,
        start,
        end: start + sentence.length - 1,
        quote: sentence.trim(),
        score: 1,
        alsoIn: [],
        passage: { start, end: start + text.length, heading: "heading ".repeat(50), text },
      };
      const found = citedPassage({ citations: [given] }, 0);
      const view = {
        article: given.article,
        tags: [],
        text: `${around}${text}\n\n${around}`,
        sections: [],
      };
      for (const words of Object.values(wordsIn)) {
        expectWithinLimits(
          renderContext(found, view, { id: largestId, source: 0, part: null }, words),
        );
      }
    },
  );

  test("what a search found", () => {
    fc.assert(
      fc.property(
        wild(longestQuestion - 1),
        fc.array(citation, { maxLength: 12 }),
        filtered,
        filters,
        fc.record({
          shareable: fc.boolean(),
          paged: fc.boolean(),
          page: fc.integer(),
          unread: fc.boolean(),
        }),
        inWords,
        (query, hits, filtered, filters, { shareable, paged, page, unread }, words) => {
          const rendering = renderSearch(
            {
              query,
              generation: "g",
              filtered,
              hits: hits.map(({ article, passage, start, end, alsoIn }) => ({
                article,
                passage,
                bestSentence: { start, end },
                score: 1,
                alsoIn,
              })),
            },
            { filters, shareable, page, id: paged ? largestId : null, words, unread },
          );
          expectWithinLimits(rendering);
          // However long their titles are, no hit of the page is left out.
          const pages = paged ? Math.max(1, Math.ceil(hits.length / hitsShown)) : 1;
          const before = Math.max(0, Math.min(page, pages - 1)) * hitsShown;
          const read = componentsOf(rendering).filter(
            ({ custom_id }) => parseCustomId(String(custom_id))?.action === "read",
          );
          expect(read).toHaveLength(Math.min(hitsShown, hits.length - before));
        },
      ),
    );
  });

  test("the newest articles", () => {
    fc.assert(
      fc.property(
        fc.array(articleReference, { maxLength: 20 }),
        fc.integer(),
        inWords,
        (list, page, words) => {
          const titles = titlesOf(list);
          for (const outlet of [null, list[0]?.outlet ?? null]) {
            const newest = titles.newest(outlet);
            if (newest) expectWithinLimits(renderLatest(newest, page, words));
          }
        },
      ),
      runs,
    );
  });

  test("what was shared", () => {
    fc.assert(
      fc.property(citation, inWords, ({ article, passage, start, end }, words) => {
        expectWithinLimits(
          renderSharedHit({
            article,
            passage,
            mark: { start, end },
            sharer: String(largestId),
            words,
          }),
        );
      }),
      runs,
    );
  });

  test("articles", () => {
    fc.assert(
      fc.property(
        articleReference,
        wild(20_000),
        fc.integer(),
        inWords,
        (article, whole, page, words) => {
          const view = { article, tags: [], text: whole, sections: [] };
          expectWithinLimits(renderArticle(view, { page }, words));
          expectWithinLimits(renderArticle(view, { offset: page }, words));
        },
      ),
    );
  });

  test("an article before it is added or removed", () => {
    fc.assert(
      fc.property(
        articleReference,
        fc.array(wild(5000), { maxLength: 2 }),
        inWords,
        (article, opening, words) => {
          const file = `${"x".repeat(60)}.html`;
          const preview = { ...article, file, opening, passages: 1e9, sentences: 1e9 };
          expectWithinLimits(renderPreview(preview, "x".repeat(16), words));
          expectWithinLimits(renderRemoveQuestion(article.title, "x".repeat(16), words));
        },
      ),
    );
  });

  test("what people did not find", () => {
    fc.assert(
      fc.property(
        fc.array(wild(longestQuestion - 1), { minLength: 1 }),
        inWords,
        (questions, words) => {
          const groups = questions.map(
            (question): GapGroup => [{ question, asked: new Date(0), unanswered: true }],
          );
          expectWithinLimits(renderGaps(groups, "gaps.csv", words));
        },
      ),
    );
  });

  test("what moderators did", () => {
    fc.assert(
      fc.property(wild(900), fc.nat(99), inWords, (about, page, words) => {
        const action = { moderator: "1".repeat(20), guild: null, kind: "reindex", about } as const;
        const state = {
          actions: ({ most }: { most: number }) => ({
            actions: Array.from({ length: most }, () => ({ ...action, at: new Date(0) })),
            total: 1e9,
          }),
        };
        expectWithinLimits(historyPage(state, page, words));
      }),
    );
  });

  test("choices", () => {
    fc.assert(
      fc.property(
        fc.array(articleReference, { maxLength: 40 }),
        wild(20),
        inWords,
        (list, typed, words) => {
          const titles = titlesOf(list);
          for (const choices of [
            titles.suggest(typed, words),
            titles.suggest("", words),
            titles.suggestOutlets(""),
          ]) {
            expect(choices.length).toBeLessThanOrEqual(limits.choices);
            for (const { name, value } of choices) {
              expect(name.trim()).not.toBe("");
              expect(name.length).toBeLessThanOrEqual(limits.choiceName);
              expect(value.length).toBeLessThanOrEqual(limits.choiceValue);
            }
          }
        },
      ),
    );
  });

  test("the state of a re-index", () => {
    const skipped = fc.array(fc.record({ path: wild(400), reason: wild(900) }), { maxLength: 30 });
    const lost = fc.array(wild(900), { maxLength: 30 });
    fc.assert(
      fc.property(skipped, lost, inWords, (files, questions, words) => {
        const counts = { articles: 1e9, passages: 1e9, sentences: 1e9 };
        const summary: IndexSummary = {
          generation: "g",
          published: true,
          counts,
          before: { articles: 0, passages: 0, sentences: 0 },
          added: 1e9,
          changed: 1e9,
          removed: 1e9,
          unchanged: 1e9,
          embedded: 1e9,
          cut: 0,
          skipped: files,
          remarks: files.map(({ path, reason }) => ({ path, about: reason })),
          ignored: 0,
          golden: { asked: 1e9, passed: 1e9, failed: [], lost: questions, won: [] },
          seconds: 1e9,
          bytes: 1e15,
        };
        expectWithinLimits(renderSummary("<@1>", summary, words));
      }),
    );
  });

  test.each(Object.entries(wordsIn))("what is under way, and help, in %s", (_, words) => {
    const order = "1".repeat(20);
    expectWithinLimits(
      renderProgress("<@1>", { phase: "embed", done: 3, total: 1e9 }, order, words),
    );
    expectWithinLimits(
      renderProgress("<@1>", { phase: "verify", done: 0, total: 0 }, order, words),
    );
    expectWithinLimits(renderFailure("<@1>", "why", words));
    const missing = Object.keys(neededPermissions) as Permission[];
    const commandIds = new Map(definitions.map(({ name }) => [name, order]));
    expectWithinLimits(
      renderHelp({ moderator: true, seesCorpus: true, commandIds, missing, words }),
    );
    expectWithinLimits(renderStatus(status, { by: `<@${order}>`, url: null }, words));
    expectWithinLimits(renderReindexQuestion(status, null, words));
    expectWithinLimits(renderRollbackQuestion(status, words));
    expectWithinLimits(
      renderPrivacy({ answers: 1e9, votes: 1e9, actions: 1e9 }, loadConfig({}), words),
    );
  });

  test.each(Object.entries(wordsIn))("the forms in %s", (_, words) => {
    for (const form of [pasteForm(words), followUpForm("follow-up", largestId, words)]) {
      expect(form.title.length).toBeLessThanOrEqual(limits.modalTitle);
      for (const part of form.components) {
        if (part.type !== ComponentType.Label) throw new Error("a form is made of labels");
        expect(part.label.length).toBeLessThanOrEqual(limits.fieldLabel);
        expect(part.description?.length ?? 0).toBeLessThanOrEqual(limits.fieldDescription);
      }
    }
  });
});
