/**
 * Finding and loading a model with `@xenova/transformers`: first in the models folder, then, where
 * that is allowed and can be reached, from the Hugging Face hub.
 */
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import path from "node:path";
import {
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
} from "@xenova/transformers";
import { FootnoteError } from "../errors.ts";

/** The weights' precision: `q8` is `onnx/model_quantized.onnx`, `fp32` is `onnx/model.onnx`. */
export type Dtype = "q8" | "fp32";

/** Where models are looked for. */
export interface ModelPlaces {
  /** The folder that holds `<id>/config.json`, `<id>/tokenizer.json` and `<id>/onnx/`. */
  readonly dir: string;
  /** Whether the hub may be asked for what `dir` does not hold. */
  readonly allowRemote: boolean;
  /** Where downloads are kept. */
  readonly cacheDir: string;
}

export interface LoadedModel {
  readonly tokenizer: PreTrainedTokenizer;
  readonly model: PreTrainedModel;
  /** SHA-256 (hex) of the weights' file. */
  readonly sha256: string;
}

/** What `AutoModel` and its kin have in common. */
interface ModelClass {
  from_pretrained(id: string, options: object): Promise<PreTrainedModel>;
}

/**
 * Loads a model and its tokenizer.
 *
 * @throws FootnoteError `model` when it is in neither place, naming both.
 */
export async function loadModel(
  modelClass: ModelClass,
  id: string,
  dtype: Dtype,
  places: ModelPlaces,
): Promise<LoadedModel> {
  env.allowLocalModels = true;
  env.localModelPath = places.dir;
  env.allowRemoteModels = places.allowRemote;
  env.cacheDir = places.cacheDir;

  const weights = path.join(id, "onnx", dtype === "q8" ? "model_quantized.onnx" : "model.onnx");
  const local = path.join(places.dir, weights);
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(id);
    const model = await modelClass.from_pretrained(id, { quantized: dtype === "q8" });
    const file = existsSync(local) ? local : path.join(places.cacheDir, weights);
    return { tokenizer, model, sha256: await sha256OfFile(file) };
  } catch (cause) {
    if (existsSync(local)) {
      throw new FootnoteError(
        "model",
        `The model "${id}" in ${path.join(places.dir, id)} could not be loaded: ${messageOf(cause)}. ` +
          "Put its files there anew (config.json, tokenizer.json, tokenizer_config.json, onnx/), or name another model.",
        { cause },
      );
    }
    const hub = `${env.remoteHost}${id}`;
    throw new FootnoteError(
      "model",
      places.allowRemote
        ? `The model "${id}" (${dtype}) is not at ${local}, and ${hub} could not be reached or does not have it. ` +
            "Put its files into the models folder, or name a model that is there."
        : `The model "${id}" (${dtype}) is not at ${local}, and ${hub} was not asked because ALLOW_MODEL_DOWNLOAD is off. ` +
            "Put its files into the models folder, or set ALLOW_MODEL_DOWNLOAD=on.",
      { cause },
    );
  }
}

async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
