/** A re-index as its message shows it: under way, done, failed. */
import type { Counts, IndexPhase, IndexProgress, IndexSummary } from "../../engine/engine.ts";
import { escapeWithin } from "../text.ts";
import { card, colours, line, type Rendering, text } from "./message.ts";
import { bytes, count, duration, number } from "./words.ts";

const phases = ["read", "embed", "index", "verify", "publish"] as const satisfies IndexPhase[];

const doing = {
  read: "Reading the articles",
  embed: "Reading new sentences with the model",
  index: "Building the index",
  verify: "Checking the index",
  publish: "Putting the index in place",
} as const satisfies Record<IndexPhase, string>;

/** @param by - Who started it, as a mention. */
export function renderProgress(by: string, progress: IndexProgress | null): Rendering {
  const phase = progress?.phase ?? "read";
  return card(colours.working, [
    text(
      [
        `**Re-indexing the corpus** · started by ${by}`,
        `${doing[phase]} (step ${phases.indexOf(phase) + 1} of ${phases.length})`,
        ...(progress === null || progress.total === 0
          ? []
          : [`${bar(progress)} ${number(progress.done)} of ${number(progress.total)}`]),
        "-# Questions go on being answered from the present index.",
      ].join("\n"),
    ),
  ]);
}

const barLength = 16;

function bar({ done, total }: IndexProgress): string {
  const full = Math.round((barLength * Math.min(done, total)) / total);
  return "▰".repeat(full) + "▱".repeat(barLength - full);
}

const skippedShown = 5;

export function renderSummary(by: string, summary: IndexSummary): Rendering {
  const { added, changed, removed, unchanged, embedded, skipped } = summary;
  const title = summary.published
    ? "**The corpus has been re-indexed**"
    : "**Nothing has changed since the last index**";
  const more = skipped.length - skippedShown;
  return card(colours.answer, [
    text(
      [
        `${title} · started by ${by}`,
        ...comparison(summary.before, summary.counts),
        `Articles: ${added} new, ${changed} changed, ${removed} removed, ${unchanged} as they were`,
        `-# ${count(embedded, "sentence")} read anew · ${bytes(summary.bytes)} · took ${duration(summary.seconds)}`,
      ].join("\n"),
    ),
    ...(skipped.length === 0
      ? []
      : [
          line(),
          text(
            [
              `**${count(skipped.length, "file")} skipped**`,
              ...skipped
                .slice(0, skippedShown)
                .map(
                  ({ path, reason }) => `${escapeWithin(path, 150)}: ${escapeWithin(reason, 250)}`,
                ),
              ...(more > 0 ? [`and ${more} more`] : []),
            ].join("\n"),
          ),
        ]),
  ]);
}

function comparison(before: Counts | null, after: Counts): string[] {
  const things = ["articles", "passages", "sentences"] as const;
  return things.map((thing) => {
    const now = number(after[thing]);
    const was = before === null ? null : number(before[thing]);
    return was === null || was === now ? `${now} ${thing}` : `${was} → **${now}** ${thing}`;
  });
}

/** @param why - Markdown. */
export function renderFailure(by: string, why: string): Rendering {
  return card(colours.failed, [
    text(
      [
        `**The re-index did not finish** · started by ${by}`,
        why,
        "-# The index that was there before is still in use.",
      ].join("\n"),
    ),
  ]);
}
