import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FootnoteError } from "../../src/errors.ts";
import type { Generation } from "../../src/index/generation.ts";
import { parseDateBound } from "../../src/search/date-bounds.ts";
import { type Filters, filterArticles } from "../../src/search/filters.ts";
import { RANKING } from "../../src/search/ranking.ts";
import { search } from "../../src/search/search.ts";
import { loadTestEmbedder } from "../models.ts";
import { indexArticles } from "./collection.ts";

const refusal = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(FootnoteError);
    expect((error as FootnoteError).kind).toBe("usage");
    return (error as FootnoteError).message;
  }
  throw new Error("nothing was refused");
};

describe("a bound on dates", () => {
  test.each([
    ["2025-08-09", "2025-08-09", "2025-08-09"],
    ["2025-08", "2025-08-01", "2025-08-31"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2025-12", "2025-12-01", "2025-12-31"],
    [" 2023 ", "2023-01-01", "2023-12-31"],
    ["7d", "2025-02-26", "2025-02-26"],
    ["0 days", "2025-03-05", "2025-03-05"],
  ])("%s is since %s, and until %s", (text, since, until) => {
    expect(parseDateBound(text, "since", "2025-03-05")).toBe(since);
    expect(parseDateBound(text, "until", "2025-03-05")).toBe(until);
  });

  test.each(["", "yesterday", "08/09/2025", "2025-02-30", "2025-13", "25", "2025-8", "-3d"])(
    "%j is none, and the message says what is",
    (text) => {
      const message = refusal(() => parseDateBound(text, "until", "2025-03-05"));
      expect(message).toContain(`"${text}"`);
      for (const form of ["2025-08-09", "2025-08", "2025", "7d"]) expect(message).toContain(form);
    },
  );
});

const OUTLETS = ["Coast Daily", "COAST DAILY", "Le Géant", "Hill Post", null];
const TOPICS = ["harbour", "school", "bridge", "orchard", "railway", "museum", "river"];
const DEEDS = ["was repaired", "is closed", "got new windows", "costs more than planned"];
/** A few articles a month over two years; every seventh has no date. */
const ARTICLES = Array.from({ length: 150 }, (_, n) => ({
  id: `a${n}`,
  text: `The ${TOPICS[n % TOPICS.length]} of Lindal ${DEEDS[n % DEEDS.length]}, says report ${n}.`,
  outlet: OUTLETS[n % 11 === 0 ? 2 : n % OUTLETS.length] as string | null,
  published:
    n % 7 === 0
      ? null
      : `202${3 + (Math.floor(n / 12) % 2)}-${String((n % 12) + 1).padStart(2, "0")}-${10 + (n % 19)}`,
}));
const QUESTIONS = ["Why is the bridge closed?", "What happened to the museum?", "orchard windows"];

let generation: Generation;
const vectors = new Map<string, Float32Array>();
beforeAll(async () => {
  const embedder = await loadTestEmbedder();
  generation = await indexArticles(ARTICLES, embedder);
  for (const question of QUESTIONS) vectors.set(question, await embedder.embed(question, "query"));
});
afterAll(() => generation.close());

const today = "2024-12-31";
const found = (filters: Filters) =>
  ARTICLES.filter((_, n) => filterArticles(generation, filters, today)?.allowed[n] === 1);

describe("filtered articles", () => {
  test("no filter is no filter", () => {
    expect(filterArticles(generation, {})).toBeNull();
  });

  test("both bounds are included, and what has no date is left out and counted", () => {
    const filters = { since: "2023-02", until: "2023-03-12" };
    const expected = ARTICLES.filter(
      ({ published }) => published && published >= "2023-02-01" && published <= "2023-03-12",
    );
    expect(expected.length).toBeGreaterThan(3);
    expect(found(filters)).toEqual(expected);
    expect(filterArticles(generation, filters)?.filtered).toEqual({
      articles: expected.length,
      unknown: ARTICLES.filter(({ published }) => published === null).length,
    });
  });

  test("days back count from today", () => {
    expect(found({ since: "40d" })).toEqual(
      ARTICLES.filter(({ published }) => published && published >= "2024-11-21"),
    );
  });

  test("an outlet is found however it is written", () => {
    const expected = ARTICLES.filter(({ outlet }) => outlet?.toLowerCase() === "coast daily");
    expect(found({ outlet: "coast daily " })).toEqual(expected);
    expect(new Set(found({ outlet: "le geant" }).map(({ outlet }) => outlet))).toEqual(
      new Set(["Le Géant"]),
    );
  });

  test("an article that another filter excludes does not count as left out", () => {
    const { unknown } = filterArticles(generation, { since: "2023", outlet: "Hill Post" })
      ?.filtered ?? { unknown: -1 };
    const lacking = ARTICLES.filter(
      ({ outlet, published }) =>
        (outlet === null || outlet === "Hill Post") && (outlet === null || published === null),
    );
    expect(unknown).toBe(lacking.length);
  });

  test("an unknown outlet is refused with those there are, bounds in the wrong order too", () => {
    expect(refusal(() => filterArticles(generation, { outlet: "Moon Times" }))).toContain(
      "Hill Post",
    );
    expect(refusal(() => filterArticles(generation, { since: "2024", until: "2023" }))).toContain(
      "2023-12-31",
    );
  });
});

const month = fc.integer({ min: 0, max: 23 }).map((n) => {
  return `202${3 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`;
});
const anyFilters = fc
  .record({
    bounds: fc.option(fc.tuple(month, month).map((pair) => pair.sort())),
    outlet: fc.option(fc.constantFrom("Coast Daily", "Le Géant", "Hill Post")),
  })
  .map(
    ({ bounds, outlet }): Filters => ({
      ...(bounds && { since: bounds[0], until: bounds[1] }),
      ...(outlet && { outlet }),
    }),
  );

describe("a filtered search", () => {
  test("is the unfiltered one without what does not pass, narrow or wide", () => {
    fc.assert(
      fc.property(anyFilters, fc.constantFrom(...QUESTIONS), (filters, question) => {
        const filter = filterArticles(generation, filters, today);
        const vector = vectors.get(question) as Float32Array;
        const all = {
          ...RANKING,
          candidates: ARTICLES.length,
          readClosely: ARTICLES.length,
          // Which are the best, and so what is near to them, a filter changes.
          feedbackWeight: 0,
        };
        const unfiltered = search(generation, question, vector, { parameters: all });
        const passing = unfiltered.filter(
          ({ article }) => filter === null || filter.allowed[article] === 1,
        );
        expect(search(generation, question, vector, { parameters: all, filter })).toEqual(passing);

        // With few candidates: the nearest of those that pass, none of the others.
        const few = { ...RANKING, candidates: 5 };
        const nearest = [...passing]
          .sort((a, b) => b.cosine - a.cosine || a.passage - b.passage)
          .slice(0, few.candidates);
        const dense = search(generation, question, vector, {
          mode: "dense",
          parameters: few,
          filter,
        });
        expect(dense.map(({ cosine }) => cosine).sort()).toEqual(
          nearest.map(({ cosine }) => cosine).sort(),
        );
        const hybrid = search(generation, question, vector, { parameters: few, filter });
        for (const { article } of hybrid) expect(filter?.allowed[article] ?? 1).toBe(1);
      }),
      { numRuns: 60 },
    );
  });
});
