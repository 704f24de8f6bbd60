/** Finding what somebody meant to type. */

// A shorter word with one letter changed is another word, and its thirds stand in every title.
const shortest = 6;

/**
 * Whether a text holds what was typed but for one mistake: a letter too many, missing, wrong, or two
 * that changed places. Both are compared as they are. Built once for a search through many texts:
 * 100,000 titles must not take longer than a person notices.
 */
export function withOneMistake(typed: string): (text: string) => boolean {
  if (typed.length < shortest) return () => false;
  // One mistake leaves one of three parts as it should be, even where it touches two of them.
  const third = typed.length / 3;
  const parts = [0, 1, 2].map((part) =>
    typed.slice(Math.round(part * third), Math.round((part + 1) * third)),
  );
  return (text) => parts.some((part) => text.includes(part)) && leastMistakes(typed, text) <= 1;
}

/** The fewest mistakes between what was typed and any part of the text. */
function leastMistakes(typed: string, text: string): number {
  const size = typed.length + 1;
  // One row for each letter of the text: how many mistakes the first letters of what was typed take.
  let beforeLast = new Uint16Array(size);
  let last = Uint16Array.from({ length: size }, (_, index) => index);
  let row = new Uint16Array(size);
  let least = typed.length;
  for (let at = 0; at < text.length; at++) {
    row[0] = 0;
    for (let index = 1; index < size; index++) {
      const same = text[at] === typed[index - 1];
      let mistakes = Math.min(
        (last[index - 1] ?? 0) + (same ? 0 : 1),
        (last[index] ?? 0) + 1,
        (row[index - 1] ?? 0) + 1,
      );
      const swapped =
        at > 0 && index > 1 && text[at] === typed[index - 2] && text[at - 1] === typed[index - 1];
      if (swapped) mistakes = Math.min(mistakes, (beforeLast[index - 2] ?? 0) + 1);
      row[index] = mistakes;
    }
    least = Math.min(least, row[typed.length] ?? least);
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return least;
}
