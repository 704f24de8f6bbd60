/**
 * The answer scorer: a small cross-encoder that reads a question together with a sentence and says
 * how likely the sentence answers the question (models/README.md says how it was made).
 */
import { AutoModelForSequenceClassification } from "@xenova/transformers";
import { type Dtype, loadModel, type ModelPlaces } from "./onnx-model.ts";

export interface Scorer {
  readonly model: string;
  /** One logit per sentence, higher the more likely it answers; about -8 to 8. */
  score(question: string, sentences: readonly string[]): Promise<Float32Array>;
}

/** The most word pieces that a question and a sentence had together in training. */
const MAX_PIECES = 128;

/**
 * Loads the scorer.
 *
 * @throws FootnoteError `model` when it cannot be found.
 */
export async function loadScorer(id: string, dtype: Dtype, places: ModelPlaces): Promise<Scorer> {
  const { tokenizer, model } = await loadModel(
    AutoModelForSequenceClassification,
    id,
    dtype,
    places,
  );
  return {
    model: id,
    async score(question, sentences) {
      if (sentences.length === 0) return new Float32Array(0);
      const input = tokenizer(
        sentences.map(() => question),
        { text_pair: [...sentences], padding: true, truncation: true, max_length: MAX_PIECES },
      );
      const { logits } = await model(input);
      return Float32Array.from(logits.data as Float32Array);
    },
  };
}
