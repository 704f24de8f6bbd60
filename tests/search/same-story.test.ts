import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig, projectRoot } from "../../src/config.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { indexCorpus } from "../../src/engine/index-corpus.ts";
import { openEngine } from "../../src/engine/open.ts";

/** What an editor at another outlet would change. */
const SYNONYMS: readonly (readonly [RegExp, string])[] = [
  [/\bmajor step\b/g, "big step"],
  [/\bcrucial\b/g, "vital"],
  [/\bsignificant\b/g, "notable"],
  [/\bpraised\b/g, "welcomed"],
  [/\bexpected\b/g, "foreseen"],
  [/\bcountries\b/g, "states"],
  [/\btogether with\b/g, "along with"],
  [/\bnegotiated\b/g, "discussed"],
  [/\bstressed\b/g, "underlined"],
  [/\bcalled\b/g, "termed"],
];

/** An article of the corpus as another outlet has it. */
async function copyOf(
  name: string,
  outlet: string,
  changes: readonly (readonly [RegExp, string])[],
): Promise<string> {
  const original = await readFile(path.join(projectRoot, "corpus", name), "utf8");
  const body = original.replace(/^---[\s\S]*?\n---\n/, "");
  const changed = changes.reduce((text, [from, to]) => text.replace(from, to), body);
  expect(changed).not.toBe(body);
  return `---\ntitle: As reported by ${outlet}\noutlet: ${outlet}\n---\n${changed}`;
}

const NATO = "nato-hails-peace-roadmap.md";
const DEAL = "kazakhstan-and-the-peace-deal.md";

let folder: string;
let engine: Engine;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "footnote-story-"));
  const dir = path.join(folder, "corpus");
  await mkdir(dir);
  for (const name of [NATO, DEAL, "peace-agreement-at-the-white-house.md"])
    await cp(path.join(projectRoot, "corpus", name), path.join(dir, name));
  await writeFile(path.join(dir, "nato-copy.md"), await copyOf(NATO, "Copy Wire", SYNONYMS));
  await writeFile(path.join(dir, "deal-copy.md"), await copyOf(DEAL, "Echo Post", SYNONYMS));
  const otherFacts = [
    [/Allison Hart/g, "Maria Lund"],
    [/\bHart\b/g, "Lund"],
    [/1980s/g, "1970s"],
    [/on Friday/g, "on Monday"],
  ] as const;
  await writeFile(path.join(dir, "nato-other.md"), await copyOf(NATO, "Other Facts", otherFacts));
  const defaults = loadConfig({});
  const config = {
    ...defaults,
    corpus: { ...defaults.corpus, dir },
    index: { dir: path.join(folder, "index") },
  };
  await indexCorpus(config);
  engine = await openEngine(config);
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

const ids = (articles: readonly { readonly id: string }[]) => articles.map(({ id }) => id);

describe("the same story from two outlets", () => {
  test.each([
    ["foreign ministers in Almaty", [DEAL, "deal-copy.md"]],
    ["Tokayev's press secretary on Telegram", [DEAL, "deal-copy.md"]],
    ["new transportation corridors to Europe", [DEAL, "deal-copy.md"]],
    ["NATO spokesperson praised the roadmap", [NATO, "nato-copy.md"]],
  ])("a search for %s has it once", async (query, pair) => {
    const { hits } = await engine.search(query);
    const [first] = hits.filter(({ article }) => pair.includes(article.id));
    expect([first?.article.id, ...ids(first?.alsoIn ?? [])].sort()).toEqual([...pair].sort());
    // No passage of theirs comes twice.
    const headings = hits
      .filter(({ article }) => pair.includes(article.id))
      .map(({ passage }) => passage.heading);
    expect(new Set(headings).size).toBe(headings.length);
  });

  test.each([
    ["Where did the foreign ministers negotiate the peace treaty?", [DEAL, "deal-copy.md"]],
    ["Who is Tokayev's press secretary?", [DEAL, "deal-copy.md"]],
  ])("%s is answered once, with both", async (question, pair) => {
    const { citations } = await engine.ask(question);
    const [first] = citations;
    expect([first?.article.id, ...ids(first?.alsoIn ?? [])].sort()).toEqual([...pair].sort());
    expect(new Set(citations.map(({ quote }) => quote)).size).toBe(citations.length);
  });
});

describe("a copy with other facts", () => {
  test("is a hit of its own", async () => {
    const { hits } = await engine.search("NATO spokesperson on X", { limit: 20 });
    const found = hits.filter(({ passage }) => passage.text.includes("spokesperson"));
    expect(ids(found.map(({ article }) => article))).toContain("nato-other.md");
    for (const { alsoIn } of found) expect(ids(alsoIn)).not.toContain("nato-other.md");
  });

  test("is not among those that say the same", async () => {
    const { citations } = await engine.ask("Who is NATO's spokesperson?");
    expect(citations.length).toBeGreaterThan(0);
    for (const { article, alsoIn, quote } of citations) {
      const said = quote.includes("Lund") ? ["nato-other.md"] : [NATO, "nato-copy.md"];
      for (const id of [article.id, ...ids(alsoIn)]) expect(said).toContain(id);
    }
  });

  test("filters keep to the articles that pass", async () => {
    const { hits, filtered } = await engine.search("NATO spokesperson", {
      filters: { outlet: "copy wire" },
    });
    expect(new Set(ids(hits.map(({ article }) => article)))).toEqual(new Set(["nato-copy.md"]));
    for (const { alsoIn } of hits) expect(alsoIn).toEqual([]);
    // Two of the six articles do not say who published them.
    expect(filtered).toEqual({ articles: 1, unknown: 2 });
  });
});
