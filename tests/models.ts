/** The project's own models, loaded once per test file. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadEmbedder } from "../src/inference/embedder.ts";
import type { ModelPlaces } from "../src/inference/onnx-model.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

export const places: ModelPlaces = {
  dir: path.join(root, "models"),
  allowRemote: false,
  cacheDir: path.join(root, "data", "models"),
};

export const embedderSettings = {
  model: "all-MiniLM-L6-v2",
  dtype: "q8",
  pooling: "mean",
  queryPrefix: "",
  passagePrefix: "",
} as const;

export const loadTestEmbedder = () => loadEmbedder(embedderSettings, places);
