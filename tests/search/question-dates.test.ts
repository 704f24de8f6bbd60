import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ScoredSentence } from "../../src/answer/sentences.ts";
import { preferTime, scoreInTime } from "../../src/answer/time.ts";
import type { Generation } from "../../src/index/generation.ts";
import type { Embedder } from "../../src/inference/embedder.ts";
import { loadScorer, type Scorer } from "../../src/inference/scorer.ts";
import { timeIn } from "../../src/search/question-dates.ts";
import { RANKING } from "../../src/search/ranking.ts";
import { search } from "../../src/search/search.ts";
import { loadTestEmbedder, places } from "../models.ts";
import { indexArticles, type Written } from "./collection.ts";

const iso = (day: number) =>
  Number.isFinite(day) ? new Date(day * 86_400_000).toISOString().slice(0, 10) : null;

describe("the time that a question names", () => {
  test.each([
    ["What did it decide in August 2025?", "2025-08-01", "2025-08-31", "What did it decide?"],
    ["What happened on 9 August 2025?", "2025-08-09", "2025-08-09", "What happened?"],
    ["On August 9, 2025, who came?", "2025-08-09", "2025-08-09", "who came?"],
    ["Who won in 2023?", "2023-01-01", "2023-12-31", "Who won?"],
    ["What was built during late 2024?", "2024-01-01", "2024-12-31", "What was built?"],
    ["Who won before June 2023?", null, "2023-05-31", "Who won?"],
    ["Who won until June 2023?", null, "2023-06-30", "Who won?"],
    ["Who won after 9 August 2025?", "2025-08-10", null, "Who won?"],
    ["What was built since 2024?", "2024-01-01", null, "What was built?"],
  ])("%s", (question, first, last, rest) => {
    const time = timeIn(question);
    expect(time?.days && [iso(time.days.first), iso(time.days.last)]).toEqual([first, last]);
    expect(time?.rest).toBe(rest);
  });

  test.each([
    "How were 2000 people housed?",
    "What costs more than 2023 crowns?",
    "What may the council do?",
    "Who won in 20231?",
    "What did the two agree on at a recent meeting?",
    "Who came later?",
    "What is the latest on the bridge?",
    "How strong is the current in the strait?",
    "Now that the bridge is closed, how do people cross?",
    "Who finished last?",
    "What happened before the storm?",
  ])("%s names none", (question) => {
    expect(timeIn(question)).toBeNull();
  });

  test.each([
    ["What is the latest death toll?", "What is the death toll?"],
    ["Which ship came most recently?", "Which ship came?"],
    ["Who is mayor today?", "Who is mayor?"],
    ["Who is the current mayor?", "Who is the mayor?"],
    ["Who is currently mayor?", "Who is mayor?"],
    ["What does a ticket cost now?", "What does a ticket cost?"],
    ["What does a ticket cost this year?", "What does a ticket cost?"],
    ["Who came last week?", "Who came?"],
  ])("%s asks for the latest", (question, rest) => {
    expect(timeIn(question)).toMatchObject({ days: null, rest });
  });
});

/** The same matter reported at different times; only the date of publication tells them apart. */
const REPORTS: readonly Written[] = [
  [
    "budget-a",
    "2022-11-20",
    "Council budget",
    "The council cut the money for the library. Taxes stay as they are.",
  ],
  [
    "budget-b",
    "2023-11-18",
    "Council budget",
    "The council cut the money for the swimming pool. Taxes go up a little.",
  ],
  [
    "budget-c",
    "2024-11-21",
    "Council budget",
    "The council cut the money for the music school. Taxes go down a little.",
  ],
  [
    "fire-a",
    "2024-05-02",
    "Mill fire",
    "The death toll of the mill fire stands at 14. Divers search the river.",
  ],
  [
    "fire-b",
    "2024-05-03",
    "Mill fire",
    "The death toll of the mill fire stands at 17. The search goes on.",
  ],
  [
    "fire-c",
    "2024-05-09",
    "Mill fire",
    "The death toll of the mill fire stands at 21. The search has ended.",
  ],
  [
    "mayor-a",
    "2021-03-01",
    "New mayor",
    "Lindal's mayor is Ida Holm. She was elected with a wide majority.",
  ],
  [
    "mayor-b",
    "2025-03-01",
    "New mayor",
    "Lindal's mayor is Jon Berg. He was elected with a narrow majority.",
  ],
  ["storm", "2025-06-01", "Storm", "A storm tore roofs from barns in the hills. Nobody was hurt."],
  ["ferry", null, "Ferry", "The ferry to the islands leaves from pier four at noon."],
].map(([id, published, title, text]) => ({ id, published, title, text }) as Written);

let dated: Generation;
let undated: Generation;
let embedder: Embedder;
let scorer: Scorer;
beforeAll(async () => {
  embedder = await loadTestEmbedder();
  scorer = await loadScorer("answer-scorer", "q8", places);
  dated = await indexArticles(REPORTS, embedder);
  undated = await indexArticles(
    REPORTS.map((report) => ({ ...report, published: null })),
    embedder,
  );
});
afterAll(() => {
  dated.close();
  undated.close();
});

const QUESTIONS = [
  ["What did the council cut in 2022?", "budget-a"],
  ["What did the council cut in November 2023?", "budget-b"],
  ["What did the council cut in 2024?", "budget-c"],
  ["What is the latest death toll of the mill fire?", "fire-c"],
  ["What was the death toll of the mill fire on 2 May 2024?", "fire-a"],
  ["Who is the mayor of Lindal today?", "mayor-b"],
  ["Who was the mayor of Lindal in 2021?", "mayor-a"],
] as const;

describe("a dated corpus", () => {
  test.each(QUESTIONS)("%s: a sentence of %s comes first", async (question, expected) => {
    const vector = await embedder.embed(question, "query");
    const candidates = search(dated, question, vector);
    for (const reader of [scorer, null]) {
      const scored = await scoreInTime(question, candidates, dated, reader);
      const [best] = preferTime(question, scored, dated);
      expect(dated.articles[best?.sentence.article as number]?.id).toBe(expected);
    }
  });

  test.each([
    ["What is the latest death toll of the mill fire?", ["fire-a", "fire-b"], "fire-c"],
    ["Who is the mayor of Lindal now?", ["mayor-a"], "mayor-b"],
    ["Who was the mayor of Lindal before 2024?", ["mayor-b"], "mayor-a"],
    ["What did the council cut in 2023?", ["budget-a", "budget-c"], "budget-b"],
  ])("%s: no sentence of %s is left", async (question, dropped, kept) => {
    const candidates = search(dated, question, await embedder.embed(question, "query"));
    const scored = await scoreInTime(question, candidates, dated, scorer);
    const articlesOf = (sentences: readonly ScoredSentence[]) =>
      sentences.map(({ sentence }) => dated.articles[sentence.article]?.id);
    const left = articlesOf(preferTime(question, scored, dated));
    expect(articlesOf(scored)).toEqual(expect.arrayContaining(dropped));
    expect(left).toContain(kept);
    expect(left.filter((id) => dropped.includes(id as string))).toEqual([]);
  });

  test("what is older and tells of something else is left beside the latest", async () => {
    const question = "What is the latest death toll of the mill fire?";
    const candidates = search(dated, question, await embedder.embed(question, "query"));
    const scored = await scoreInTime(question, candidates, dated, scorer);
    const left = preferTime(question, scored, dated);
    const older = left.filter(({ sentence }) =>
      /budget/.test(dated.articles[sentence.article]?.id ?? ""),
    );
    expect(older).not.toEqual([]);
  });

  test("what is newer and about something else does not come first", async () => {
    const question = "What is the latest time that the ferry leaves?";
    const vector = await embedder.embed(question, "query");
    const [best] = search(dated, question, vector);
    expect(dated.articles[best?.article as number]?.id).toBe("ferry");
  });
});

test("without dates, a named time changes nothing but words", async () => {
  for (const [question] of QUESTIONS) {
    const vector = await embedder.embed(question, "query");
    const parameters = { ...RANKING, feedbackWeight: 0 };
    const candidates = search(undated, question, vector, { parameters });
    const byScore = [...candidates].sort((a, b) => b.score + b.wording - (a.score + a.wording));
    expect(candidates).toEqual(byScore);
  }
});
