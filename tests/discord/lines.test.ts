import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf } from "../../src/discord/lines.ts";

// Few letters, so that parts recur and half of a word stands where the other half does not.
const written = (size: { readonly minLength?: number; readonly maxLength: number }) =>
  fc.string({ unit: fc.constantFrom("a", "b", "c", " "), ...size });
const texts = fc.array(written({ maxLength: 14 }), { maxLength: 12 });
const most = fc.integer({ min: 1, max: 12 });

const numbers = (lines: readonly string[], holds: (line: string) => boolean, count: number) =>
  lines.flatMap((line, index) => (holds(line) ? [index] : [])).slice(0, count);

/** What one mistake makes of a word. */
function* mistyped(word: string): Generator<string> {
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    yield before + after.slice(1);
    if (after.length > 1) yield `${before}${after[1]}${after[0]}${after.slice(2)}`;
    for (const letter of "abc ") {
      yield before + letter + after;
      yield before + letter + after.slice(1);
    }
  }
}

test("lines are found as asking each of them finds them", () => {
  fc.assert(
    fc.property(texts, written({ maxLength: 5 }), most, (lines, wanted, count) => {
      const found = linesOf(lines);
      const begins = (line: string) => line.startsWith(wanted);
      const holds = (line: string) => !begins(line) && line.includes(wanted);
      expect(found.beginning(wanted, count)).toEqual(numbers(lines, begins, count));
      expect(found.holding(wanted, count)).toEqual(numbers(lines, holds, count));
    }),
    { numRuns: 1000 },
  );
});

test("one mistake is forgiven wherever it is, and no second one", () => {
  fc.assert(
    fc.property(texts, written({ minLength: 6, maxLength: 9 }), most, (lines, wanted, count) => {
      const meant = [...mistyped(wanted)];
      const holds = (line: string) => meant.some((word) => line.includes(word));
      expect(linesOf(lines).resembling(wanted, count)).toEqual(numbers(lines, holds, count));
    }),
    { numRuns: 3000 },
  );
});
