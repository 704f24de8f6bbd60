/** Whether the models are there, are those that they are taken for, and run. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Config } from "../config.ts";
import { loadConfiguredEmbedder, loadConfiguredScorer } from "../engine/models.ts";
import { describeFile } from "../index/manifest.ts";
import type { Embedder } from "../inference/embedder.ts";
import { type Check, ok, problem, problemOf, warning } from "./check.ts";

/** SHA-256 of the 8-bit weights that come with a clone, as models/README.md records them. */
export const shippedWeights: Readonly<Record<string, string>> = {
  "all-MiniLM-L6-v2": "f1b5fa0eb990aaac8f71cd6edecd8d278cfbf5cb933d99e1c45e7d4005227a3a",
  "answer-scorer": "fe5cade137192853630b2a27d0bb97f0b2b39a64b9d1a46094716031b549a7ba",
};

/** The embedder is null where it cannot be loaded. */
export async function checkModels(
  config: Config,
): Promise<{ readonly checks: readonly Check[]; readonly embedder: Embedder | null }> {
  let embedder: Embedder | null = null;
  const { model, dtype } = config.embedder;
  const checks = [
    await checkModel("embedder", { id: model, dtype }, config, async (local) => {
      // Loading embeds a word.
      embedder = await loadConfiguredEmbedder(local);
    }),
    config.scorer === null
      ? ok("scorer", "turned off (ANSWER_SCORER=off)")
      : await checkModel(
          "scorer",
          { id: config.scorer.model, dtype: "q8" },
          config,
          async (local) => {
            await (await loadConfiguredScorer(local))?.score("Where?", ["Here."]);
          },
        ),
  ];
  return { checks, embedder };
}

async function checkModel(
  about: string,
  { id, dtype }: { readonly id: string; readonly dtype: "q8" | "fp32" },
  config: Config,
  load: (config: Config) => Promise<void>,
): Promise<Check> {
  const { dir, allowRemote } = config.models;
  const folder = path.join(dir, id);
  const file = dtype === "q8" ? "model_quantized.onnx" : "model.onnx";
  const weights = path.join(folder, "onnx", file);
  const isHere = existsSync(weights);
  const shipped = dtype === "q8" ? shippedWeights[id] : undefined;
  if (isHere && shipped !== undefined && (await describeFile(weights)).sha256 !== shipped) {
    return problem(
      about,
      `${weights} is not the file that Footnote comes with: it is damaged, or another model under its name`,
      `Restore it: git checkout -- ${folder}. Another model belongs into a folder of its own name`,
    );
  }
  try {
    // A check must not start a download.
    await load({ ...config, models: { ...config.models, allowRemote: false } });
  } catch (error) {
    if (isHere || !allowRemote) return problemOf(about, error);
    return warning(
      about,
      `${id} (${dtype}) is not in ${dir}; it is downloaded from the Hugging Face hub when it is first needed`,
      "Download it now: npm run index",
    );
  }
  return ok(about, `${id} (${dtype}) runs`);
}
