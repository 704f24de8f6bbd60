import { describe, expect, test } from "vitest";
import { FootnoteError } from "../../src/errors.ts";
import { loadEmbedder } from "../../src/inference/embedder.ts";
import { loadScorer } from "../../src/inference/scorer.ts";
import { embedderSettings, loadTestEmbedder, places } from "../models.ts";

const dot = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, x, d) => sum + x * (b[d] as number), 0);

describe("embedder", async () => {
  const embedder = await loadTestEmbedder();

  test("gives unit vectors that are near for near meanings", async () => {
    const question = await embedder.embed("Where do the trains run?", "query");
    const near = await embedder.embed("The railway connects the two cities.", "passage");
    const far = await embedder.embed("Bake the bread for forty minutes.", "passage");
    expect(dot(near, near)).toBeCloseTo(1, 5);
    expect(dot(question, near)).toBeGreaterThan(dot(question, far) + 0.2);
  });

  test("a text's vector does not depend on what was embedded before", async () => {
    const first = await embedder.embed("The treaty was signed.", "passage");
    await embedder.embed("Something else, and much longer than the other text was.", "passage");
    expect(await embedder.embed("The treaty was signed.", "passage")).toEqual(first);
  });

  test("takes what is empty, long, or in another script", async () => {
    for (const text of ["", "word ".repeat(2000), "Здравствуйте 你好 🙂", "\u0000"]) {
      const vector = await embedder.embed(text, "passage");
      expect(vector).toHaveLength(384);
      expect(dot(vector, vector)).toBeCloseTo(1, 4);
    }
  });

  test("a prefix changes both the vectors and the fingerprint", async () => {
    const prefixed = await loadEmbedder(
      { ...embedderSettings, passagePrefix: "passage: " },
      places,
    );
    expect(prefixed.fingerprint).not.toBe(embedder.fingerprint);
    expect(await prefixed.embed("peace", "query")).toEqual(await embedder.embed("peace", "query"));
    expect(await prefixed.embed("peace", "passage")).toEqual(
      await embedder.embed("passage: peace", "passage"),
    );
  });
});

describe("scorer", () => {
  test("prefers the sentence that answers, whatever stands beside it", async () => {
    const scorer = await loadScorer("answer-scorer", "q8", places);
    const answers = "The ministers met in Lisbon before the signing.";
    const other = "The ministers were pleased with the agreement.";
    const [first, second] = await scorer.score("Where did the ministers meet?", [answers, other]);
    expect(first).toBeGreaterThan((second as number) + 2);
    expect((await scorer.score("Where did the ministers meet?", [answers]))[0]).toBe(first);
    expect(await scorer.score("Where?", [])).toHaveLength(0);
  });
});

describe("a model that is not there", () => {
  test("names both places that were looked in", async () => {
    const loading = loadEmbedder({ ...embedderSettings, model: "nobody/nothing" }, places);
    await expect(loading).rejects.toThrow(FootnoteError);
    await expect(loading).rejects.toThrow(
      new RegExp(
        `${places.dir}.*nobody/nothing.*huggingface\\.co.*nobody/nothing.*ALLOW_MODEL_DOWNLOAD`,
      ),
    );
  });
});
