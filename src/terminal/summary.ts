/** What a build of the index did, in a few lines. */
import type { Cut } from "../corpus/article.ts";
import type { GoldenSummary, IndexSummary } from "../engine/engine.ts";
import { printable, printableLine, wrapped } from "./printable.ts";

/** The summary: counts, changes, what was left out, time and size. */
export function renderSummary(summary: IndexSummary, corpus: string): string {
  const { counts, added, changed, removed, unchanged } = summary;
  const lines = [
    summary.published
      ? `Indexed ${corpus} in ${summary.seconds.toFixed(1)} s.`
      : `The index of ${corpus} is up to date (looked in ${summary.seconds.toFixed(1)} s).`,
    `  articles   ${counts.articles} (${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged)`,
    `  passages   ${counts.passages}`,
    `  sentences  ${counts.sentences} (${summary.embedded} embedded anew)`,
    `  cut        ${counted(summary.cut, "stretch", "stretches")} of page furniture or repetition`,
    `  skipped    ${counted(summary.skipped.length, "file")}; ignored ${summary.ignored} hidden or of other kinds`,
    ...(summary.golden === null ? [] : goldenLines(summary.golden)),
    `  size       ${size(summary.bytes)}`,
  ];
  return lines.join("\n");
}

/** How many golden questions passed, then a line for each that failed, or passes again. */
function goldenLines({ asked, passed, failed, lost, won }: GoldenSummary): string[] {
  return [
    `  golden     ${passed} of ${counted(asked, "question")} answered as expected`,
    ...failed.map(({ question, why }) => {
      const how = lost.includes(question) ? "lost " : "wrong";
      return `    ${how}  ${printableLine(question)} (${printableLine(why)})`;
    }),
    ...won.map((question) => `    won    ${printableLine(question)}`),
  ];
}

/** One line for every file that could not be taken. */
export function renderSkipped(skipped: IndexSummary["skipped"]): string {
  return skipped
    .map(({ path, reason }) => `Skipped ${printableLine(path)}: ${printableLine(reason)}`)
    .join("\n");
}

/** One line for everything that somebody should know of a file that was taken. */
export function renderRemarks(remarks: IndexSummary["remarks"]): string {
  return remarks
    .map(({ path, about }) => `In ${printableLine(path)}: ${printableLine(about)}`)
    .join("\n");
}

/** Everything that cleaning cut, as it stood in its file. */
export function renderCuts(cuts: readonly Cut[]): string {
  return cuts
    .map(({ path, text, reason }) => {
      const why = reason === "chrome" ? "page furniture" : "said before";
      return `Cut from ${printableLine(path)} (${why}):\n${wrapped(printable(text), null, "    ")}`;
    })
    .join("\n");
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
