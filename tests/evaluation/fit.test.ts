import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Fit, fitWeights } from "../../src/evaluation/fit.ts";
import { fitPairs } from "../../src/evaluation/logistic.ts";
import { renderFit } from "../../src/evaluation/report.ts";
import { seededRandom } from "../../src/evaluation/statistics.ts";
import type { Embedder } from "../../src/inference/embedder.ts";
import { RANKING } from "../../src/search/ranking.ts";
import { loadTestEmbedder } from "../models.ts";

/** Each with a text that answers in other words, and one that has the words and another matter. */
const topics = [
  {
    ask: "How do you fix a leaking tap?",
    answer: "Mending a dripping faucet takes a new washer and a spanner.",
    decoy: "Tap dancers fix their shoes; the leaking roof is how you know the hall.",
  },
  {
    ask: "Which physician treats sick children?",
    answer: "Ill infants are seen by the paediatrician, Doctor Moss.",
    decoy: "Children were sick of the treats, which the novel's physician ate.",
  },
  {
    ask: "When does the autumn term start?",
    answer: "School begins again in early September.",
    decoy: "The term start in a sum does autumn no harm, a poet said when asked.",
  },
  {
    ask: "Who purchased the football club?",
    answer: "The soccer team was bought by Ines Malkin, an investor.",
    decoy: "The card club purchased a table shaped like a football from who knows where.",
  },
  {
    ask: "What makes car engines overheat?",
    answer: "A motor gets too hot where the coolant of the vehicle runs low.",
    decoy: "What the toy car makes: search engines overheat on its odd name.",
  },
  {
    ask: "How can I sleep better at night?",
    answer: "Insomnia eases with a dark bedroom and no coffee in the evening.",
    decoy: "I can see better at the night market; how bears sleep is on a poster.",
  },
  {
    ask: "Where can tourists rent a bicycle?",
    answer: "Visitors may hire bikes at the shop beside the station.",
    decoy: "Where the rent is high, tourists can draw a bicycle in the sand.",
  },
  {
    ask: "Why did the firm dismiss its workers?",
    answer: "The company laid off staff because sales had collapsed.",
    decoy: "Firm ground: workers did not dismiss its mud, and why should they.",
  },
];
const queries = topics.map(({ ask }, index) => ({ _id: `q${index}`, text: ask }));
const judgements = topics.map((_, index) => [`q${index}`, `answer${index}`] as const);

let folder: string;
let embedder: Embedder;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fit-"));
  await mkdir(join(folder, "qrels"));
  const documents = topics.flatMap(({ answer, decoy }, index) => [
    { _id: `answer${index}`, text: answer },
    { _id: `decoy${index}`, text: decoy },
  ]);
  await writeLines("corpus.jsonl", documents);
  embedder = await loadTestEmbedder();
});
afterAll(() => rm(folder, { recursive: true }));

function writeLines(file: string, objects: readonly object[]): Promise<void> {
  return writeFile(join(folder, file), objects.map((o) => JSON.stringify(o)).join("\n"));
}

async function fitted(
  asked: readonly object[] = queries,
  judged: readonly (readonly [string, string])[] = judgements,
): Promise<Fit> {
  await writeLines("queries.jsonl", asked);
  const rows = judged.map(([query, document]) => `${query}\t${document}\t1\n`).join("");
  await writeFile(join(folder, "qrels", "test.tsv"), `query-id\tcorpus-id\tscore\n${rows}`);
  return await fitWeights({ dataset: folder, cacheDir: join(folder, "cache") }, embedder);
}

describe("fitted weights", () => {
  test("rank by meaning where words mislead, also on queries that they do not come from", async () => {
    const fit = await fitted();
    expect(fit.weights.passageWeight + fit.weights.sentenceWeight).toBeCloseTo(1, 9);
    expect(fit.weights.lexicalWeight).toBeLessThan(RANKING.lexicalWeight / 2);
    expect(fit.weights.coverageWeight).toBeLessThan(RANKING.coverageWeight / 2);
    for (const { queries, shipped, fitted } of [fit.odd, fit.even]) {
      expect(queries).toBe(4);
      expect(shipped["hit@1"]).toBeLessThan(0.5);
      expect(fitted["hit@1"]).toBe(1);
    }
    expect(fit.comparison["hit@1"]?.losses).toBe(0);

    const printed = renderFit(fit);
    expect(printed).toMatch(/^lexicalWeight +\.500 +-?\d*\.\d{3}$/m);
    expect(printed).toMatch(/^even queries \(4\) +shipped +fitted$/m);
    expect(printed).toMatch(/^hit@1 +\+\d?\.\d{3} +\d +0 +\d +\.\d{3}$/m);
  });

  test("come of the odd queries alone, counting those with a relevant document", async () => {
    const before = await fitted();
    const unjudged = { _id: "unjudged", text: "Which of these has nobody judged?" };
    const changed = queries.map((query, index) =>
      index === 3 ? { ...query, text: "Is the tower closed on Mondays?" } : query,
    );
    const after = await fitted(
      [unjudged, ...changed],
      judgements.map(([query, document], index) => [query, index === 1 ? "decoy6" : document]),
    );
    expect(after.weights).toEqual(before.weights);
    expect(after.odd).toEqual(before.odd);
    expect(after.even).not.toEqual(before.even);

    const others = await fitted(
      queries,
      judgements.map(([query, document], index) => [query, index === 2 ? "decoy2" : document]),
    );
    expect(others.weights).not.toEqual(before.weights);
  });

  test.each([
    [
      "a judged query is missing",
      () => fitted(queries.slice(1)),
      /judges the query "q0", which queries\.jsonl does not have/,
    ],
    [
      "a line is malformed",
      () => fitted([...queries, { _id: "q9" }]),
      /queries\.jsonl, line 9: "text" is missing/,
    ],
    [
      "there are not both an odd and an even query",
      () => fitted(queries, judgements.slice(0, 1)),
      /Fewer than two queries/,
    ],
    [
      "no odd query's document is there to be found",
      () =>
        fitted(queries.slice(0, 2), [
          ["q0", "nowhere"],
          ["q1", "answer1"],
        ]),
      /nothing to fit/,
    ],
  ])("are refused where %s", async (_, attempt, message) => {
    await expect(attempt()).rejects.toMatchObject({
      name: "FootnoteError",
      kind: "usage",
      message: expect.stringMatching(message),
    });
  });
});

test("logistic regression over pairs finds the weights that decided them", () => {
  const random = seededRandom(7);
  // In units as different as those of cosines and of counts.
  const units = [0.1, 1, 5];
  const truth = [20, -1, 0.4];
  const pairs = Array.from({ length: 4_000 }, () => {
    const row = units.map((unit) => unit * (2 * random() - 1));
    const margin = row.reduce((sum, value, index) => sum + value * (truth[index] as number), 0);
    // What wins is chance, the likelier the larger the margin.
    return [random() < 1 / (1 + Math.exp(-margin)) ? row : row.map((value) => -value)];
  });
  const found = fitPairs(pairs);
  found.forEach((weight, index) => {
    expect(weight / (truth[index] as number)).toBeGreaterThan(0.85);
    expect(weight / (truth[index] as number)).toBeLessThan(1.15);
  });
});
