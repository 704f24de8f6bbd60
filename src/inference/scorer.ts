/**
 * The answer scorer: a small cross-encoder that reads a question together with a sentence and says
 * how likely the sentence answers the question (models/README.md says how it was made). Like the
 * embedder it reads one pair at a time: in a batch a sentence's logit would depend on its neighbours.
 */
import { AutoModelForSequenceClassification } from "@xenova/transformers";
import { type Dtype, loadModel, type ModelPlaces } from "./onnx-model.ts";

export interface Scorer {
  readonly model: string;
  /** One logit per sentence, higher the more likely it answers; about -8 to 8. */
  score(question: string, sentences: readonly string[]): Promise<Float32Array>;
}

/** Word pieces of a question and a sentence together that are read; its recipe cut pairs at 96 in training. */
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
      const scores = new Float32Array(sentences.length);
      for (const [index, sentence] of sentences.entries()) {
        const input = tokenizer([question], {
          text_pair: [sentence],
          truncation: true,
          max_length: MAX_PIECES,
        });
        const { logits } = await model(input);
        scores[index] = logits.data[0] as number;
      }
      return scores;
    },
  };
}
