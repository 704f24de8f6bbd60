/** Whether an answer holds one of the wordings that a collection knows to be right, and how soon. */
import type { Figures } from "./metrics.ts";

/** What an answer said, for judging it. */
export interface GivenAnswer {
  /** In their order, as shown. */
  readonly sentences: readonly string[];
  /** One per citation: the id of the document it stands in. */
  readonly documents: readonly string[];
}

/**
 * Text as SQuAD's evaluation compares it: lower case, without articles, one space between words.
 * Punctuation becomes a space where SQuAD deletes it, so that "Rollo" is found in "Rollo's" and
 * "1990" in "1990–1995", and words can be compared whole ("13" is not in "1300").
 */
export function normaliseAnswer(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\p{P}$+<=>^`|~]+/gu, " ")
    .replace(/(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu, " ")
    .trim()
    .replace(/\s+/g, " ");
}

/** Whether the text holds any of the answers, word for word after normalisation. */
export function holdsAnswer(text: string, answers: readonly string[]): boolean {
  const words = ` ${normaliseAnswer(text)} `;
  return answers.some((answer) => {
    const wanted = normaliseAnswer(answer);
    // An answer such as "A" is an article and nothing is left of it.
    return wanted !== "" && words.includes(` ${wanted} `);
  });
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

/**
 * The figures of an answer to an answerable question, each 0 to 1: whether the first citation
 * stands in a relevant document, the share of the citations that do, and whether the first
 * sentence, the first two, and all of them hold an answer.
 *
 * @param relevant - The relevant documents; null where the collection has no judgements, which
 *   leaves out the figures of citations.
 */
export function answerFigures(
  { sentences, documents }: GivenAnswer,
  answers: readonly string[],
  relevant: ReadonlySet<string> | null,
): Figures {
  const holds = (count: number) =>
    holdsAnswer(sentences.slice(0, count).join(" "), answers) ? 1 : 0;
  const figures: Record<string, number> = {};
  if (relevant) {
    const right = documents.map((document) => (relevant.has(document) ? 1 : 0));
    figures["first citation"] = right[0] ?? 0;
    // An answer that cites nothing cites nothing wrong, and has no precision.
    if (right.length > 0) {
      figures["citation precision"] =
        right.reduce<number>((sum, hit) => sum + hit, 0) / right.length;
    }
  }
  figures["answer in 1"] = holds(1);
  figures["answer in 2"] = holds(2);
  figures["answer in all"] = holds(sentences.length);
  return figures;
}
