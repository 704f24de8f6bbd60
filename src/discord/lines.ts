/**
 * Finding lines by a part of them. They stand in one string, so that looking through all of them is
 * one search for a string, which takes a few milliseconds for 100,000 titles. Asking each title by
 * itself takes a tenth of a second and more, in which the bot does nothing else.
 */

/** Lines to search in. All calls give numbers of lines, the least first. */
export interface Lines {
  /** At most so many that begin with it. */
  beginning(wanted: string, most: number): number[];
  /** At most so many that hold it and do not begin with it. */
  holding(wanted: string, most: number): number[];
  /**
   * At most so many that hold it but for one mistake: a letter too many, missing, wrong, or two that
   * changed places. None where it is too short to be told from another word.
   */
  resembling(wanted: string, most: number): number[];
}

// A shorter word with one letter changed is another word.
const shortest = 6;

const lineBreak = 10;

/** @param lines - What is looked for in them is compared as it is; neither holds a line break. */
export function linesOf(lines: readonly string[]): Lines {
  // Each line stands after a break, so that a break begins what begins a line.
  const all = lines.map((line) => `\n${line}`).join("");
  const starts = new Uint32Array(lines.length + 1);
  lines.forEach((line, index) => {
    starts[index + 1] = (starts[index] as number) + 1 + line.length;
  });

  function lineAt(place: number): number {
    let low = 0;
    let high = lines.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= place) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The first lines where it stands in a place that passes. */
  function search(wanted: string, most: number, passes: (place: number) => boolean): number[] {
    const found: number[] = [];
    let place = all.indexOf(wanted);
    while (place >= 0 && found.length < most) {
      let from = place + 1;
      if (passes(place)) {
        const line = lineAt(place);
        found.push(line);
        from = starts[line + 1] as number;
      }
      place = all.indexOf(wanted, from);
    }
    return found;
  }

  /** Whether a part stands from a place on, in one direction, but for at most one mistake. */
  function resembles(part: string, place: number, step: 1 | -1): boolean {
    /** How many letters of the part are as they should be. */
    const same = (from: number, shift: number) => {
      let at = from;
      while (
        at < part.length &&
        part.charCodeAt(at) === all.charCodeAt(place + step * (at + shift))
      ) {
        at++;
      }
      return at;
    };
    const right = same(0, 0);
    const isRest = (from: number, shift: number) => same(from, shift) >= part.length;
    if (isRest(right + 1, -1)) return true;
    const next = all.charCodeAt(place + step * right);
    if (next === lineBreak) return false;
    if (isRest(right + 1, 0) || isRest(right, 1)) return true;
    return (
      part.charCodeAt(right + 1) === next &&
      part.charCodeAt(right) === all.charCodeAt(place + step * (right + 1)) &&
      isRest(right + 2, 0)
    );
  }

  return {
    beginning: (wanted, most) => search(`\n${wanted}`, most, () => true),
    holding(wanted, most) {
      if (wanted === "") return [];
      return search(
        wanted,
        most,
        (place) => !all.startsWith(wanted, (starts[lineAt(place)] as number) + 1),
      );
    },
    resembling(wanted, most) {
      if (wanted.length < shortest) return [];
      // One mistake leaves one half as it should be, unless two letters changed places between them.
      const middle = wanted.length >> 1;
      const [before, after] = [wanted.slice(0, middle), wanted.slice(middle)];
      const turned = before.split("").reverse().join("");
      const swapped = before.slice(0, -1) + after[0] + before.at(-1) + after.slice(1);
      const found = new Set([
        ...search(before, most, (place) => resembles(after, place + middle, 1)),
        ...search(after, most, (place) => resembles(turned, place - 1, -1)),
        ...search(swapped, most, () => true),
      ]);
      return [...found].sort((a, b) => a - b).slice(0, most);
    },
  };
}
