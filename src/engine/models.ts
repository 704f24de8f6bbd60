/** The models that the settings name. */
import path from "node:path";
import { type Config, projectRoot } from "../config.ts";
import { type Embedder, loadEmbedder } from "../inference/embedder.ts";
import type { ModelPlaces } from "../inference/onnx-model.ts";
import { loadScorer, type Scorer } from "../inference/scorer.ts";

function placesOf(config: Config): ModelPlaces {
  return { ...config.models, cacheDir: path.join(projectRoot, "data", "models") };
}

/** Loads the embedder alone, for building an index. */
export async function loadConfiguredEmbedder(config: Config): Promise<Embedder> {
  return await loadEmbedder(config.embedder, placesOf(config));
}

/** Loads the scorer; null where it is turned off. */
export async function loadConfiguredScorer(config: Config): Promise<Scorer | null> {
  return config.scorer && (await loadScorer(config.scorer.model, "q8", placesOf(config)));
}

/** Loads the embedder and, unless it is turned off, the scorer. */
export async function loadModels(
  config: Config,
): Promise<{ embedder: Embedder; scorer: Scorer | null }> {
  const embedder = await loadConfiguredEmbedder(config);
  return { embedder, scorer: await loadConfiguredScorer(config) };
}
