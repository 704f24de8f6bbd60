/** Several quoted passages in the room that one message has for them. */
import type { Span } from "../../corpus/article.ts";
import { quote } from "../quote.ts";

export interface Quotation {
  /** Whose words they are; markdown. */
  readonly heading: string;
  /** Not escaped. */
  readonly passage: string;
  /** Stretches of the passage that stand in bold. */
  readonly marks: readonly Span[];
}

/** Less shows too little of a passage to be worth its heading. */
export const leastQuoted = 150;

/**
 * Each heading with its passage, shortened so that together they take at most `room` characters.
 * The last ones are left out where they do not fit.
 *
 * @param most - The most characters of one passage.
 */
export function fitQuotations(
  quotations: readonly Quotation[],
  room: number,
  most: number,
): string[] {
  const fitted: string[] = [];
  let left = room;
  for (const { heading, passage, marks } of quotations) {
    const even = Math.floor(left / (quotations.length - fitted.length));
    const quoted = Math.min(most, Math.max(leastQuoted, even - heading.length - 1));
    if (heading.length + 1 + quoted > left) break;
    const written = `${heading}\n${quote(passage, marks, quoted)}`;
    fitted.push(written);
    left -= written.length;
  }
  return fitted;
}
