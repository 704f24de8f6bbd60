/**
 * The embedder: a text in, a unit vector out. Texts are embedded one at a time: the quantised model
 * takes one scale for a whole batch, so in a batch a text's vector would depend on its neighbours
 * (models/README.md), and one at a time costs only a tenth more.
 */
import { createHash } from "node:crypto";
import { AutoModel } from "@xenova/transformers";
import { type Dtype, loadModel, type ModelPlaces } from "./onnx-model.ts";

/** The settings of an embedding model. */
export interface EmbedderSettings {
  readonly model: string;
  readonly dtype: Dtype;
  /** How the word pieces' vectors become one: their mean, or the first (`[CLS]`) alone. */
  readonly pooling: "mean" | "cls";
  /** Put before a question, for models that were trained with one ("query: "). */
  readonly queryPrefix: string;
  /** Put before a sentence of the corpus ("passage: "). */
  readonly passagePrefix: string;
}

/** Everything that decides a vector: vectors of two different cards must never be compared. */
export interface ModelCard extends EmbedderSettings {
  readonly dimensions: number;
  /** Word pieces of a text that are read; the rest is not. Sentences are cut to fit. */
  readonly maxPieces: number;
  /** SHA-256 (hex) of the weights' file. */
  readonly sha256: string;
}

export interface Embedder {
  readonly card: ModelCard;
  /** SHA-256 (hex) of the card. */
  readonly fingerprint: string;
  /** The languages that it reads (ISO 639-1); null where that is not known. */
  readonly languages: readonly string[] | null;
  /** The unit vector of a text, `card.dimensions` long. */
  embed(text: string, as: "query" | "passage"): Promise<Float32Array>;
  /** How many word pieces a text has, with the two that mark its ends. */
  countPieces(text: string): number;
}

/** all-MiniLM-L6-v2 was trained with at most 256 word pieces; longer inputs are off its map. */
const MAX_PIECES = 256;

/** What the model's own page says that it was trained on. */
const languagesByModel: Readonly<Record<string, readonly string[]>> = {
  "all-MiniLM-L6-v2": ["en"],
  "Xenova/all-MiniLM-L6-v2": ["en"],
};

/**
 * Loads the embedding model.
 *
 * @throws FootnoteError `model` when it cannot be found.
 */
export async function loadEmbedder(
  settings: EmbedderSettings,
  places: ModelPlaces,
): Promise<Embedder> {
  const { tokenizer, model, sha256 } = await loadModel(
    AutoModel,
    settings.model,
    settings.dtype,
    places,
  );

  async function embed(text: string, as: "query" | "passage"): Promise<Float32Array> {
    const prefix = as === "query" ? settings.queryPrefix : settings.passagePrefix;
    const input = tokenizer(prefix + text, { truncation: true, max_length: MAX_PIECES });
    const { last_hidden_state: states } = await model(input);
    const [, pieces, dimensions] = states.dims as [number, number, number];
    return unitVector(
      states.data as Float32Array,
      settings.pooling === "mean" ? pieces : 1,
      dimensions,
    );
  }

  const dimensions = (await embed("dimensions", "passage")).length;
  const { model: id, dtype, pooling, queryPrefix, passagePrefix } = settings;
  const card: ModelCard = {
    model: id,
    dtype,
    pooling,
    queryPrefix,
    passagePrefix,
    dimensions,
    maxPieces: MAX_PIECES,
    sha256,
  };
  return {
    card,
    languages: languagesByModel[id] ?? null,
    fingerprint: createHash("sha256").update(JSON.stringify(card)).digest("hex"),
    embed,
    countPieces: (text) => tokenizer.encode(settings.passagePrefix + text).length,
  };
}

/** The mean of the first `count` rows of a row-major matrix, scaled to length 1. */
function unitVector(rows: Float32Array, count: number, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (let row = 0; row < count; row++) {
    const offset = row * dimensions;
    for (let d = 0; d < dimensions; d++)
      vector[d] = (vector[d] as number) + (rows[offset + d] as number);
  }
  return normalise(vector);
}

/** Scales a vector to length 1 in place; a vector of zeros stays. */
export function normalise(vector: Float32Array): Float32Array {
  let square = 0;
  for (const value of vector) square += value * value;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let d = 0; d < vector.length; d++) vector[d] = (vector[d] as number) * scale;
  return vector;
}
