/** What the corpus lacks, by what people asked: similar questions in groups, and a table of them all. */
import { termsOf } from "../index/terms.ts";
import type { Gap } from "../state/gaps.ts";

/** Questions that have most of their words in common, newest first; never empty. */
export type GapGroup = readonly [Gap, ...Gap[]];

// Of the words of both questions together.
const leastInCommon = 0.5;

/** @returns the largest group first; of equal ones the one with the newest question. */
export function groupGaps(gaps: readonly Gap[]): GapGroup[] {
  const groups: { readonly terms: ReadonlySet<string>; readonly gaps: [Gap, ...Gap[]] }[] = [];
  for (const gap of gaps) {
    const terms = new Set(termsOf(gap.question));
    const like = groups.find((group) => inCommon(group.terms, terms) >= leastInCommon);
    if (like) like.gaps.push(gap);
    else groups.push({ terms, gaps: [gap] });
  }
  return groups.map((group) => group.gaps).sort((a, b) => b.length - a.length);
}

function inCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const term of a) if (b.has(term)) both += 1;
  const all = a.size + b.size - both;
  return all === 0 ? 1 : both / all;
}

/**
 * The groups as CSV (RFC 4180), a row for each question; in English for every reader, since programs
 * read it too.
 */
export function gapsAsCsv(groups: readonly GapGroup[]): string {
  const rows = groups.flatMap((group, index) =>
    group.map(({ question, asked, unanswered }) => [
      String(index + 1),
      question,
      asked.toISOString(),
      unanswered ? "not answered" : "voted down",
    ]),
  );
  const lines = [["group", "question", "asked", "why"], ...rows];
  return lines.map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

/** In quotes; what a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
