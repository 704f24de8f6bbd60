/** A re-index as its message shows it: under way, done, failed. */
import type {
  Counts,
  EngineStatus,
  GoldenSummary,
  IndexPhase,
  IndexProgress,
  IndexSummary,
} from "../../engine/engine.ts";
import type { Action } from "../../state/actions.ts";
import { customId } from "../custom-id.ts";
import { escapeWithin, oneLine } from "../text.ts";
import { confirmation } from "./confirmation.ts";
import { actionLine } from "./history.ts";
import { button, buttons, card, colours, line, type Rendering, text } from "./message.ts";
import { bytes, count, duration, moment, number } from "./words.ts";

const phases = ["read", "embed", "index", "verify", "publish"] as const satisfies IndexPhase[];

const doing = {
  read: "Reading the articles",
  embed: "Reading new sentences with the model",
  index: "Building the index",
  verify: "Checking the index",
  publish: "Putting the index in place",
} as const satisfies Record<IndexPhase, string>;

/** What a re-index would do, before it is started. */
export function renderReindexQuestion(status: EngineStatus, last: Action | null): Rendering {
  const { stale } = status;
  return confirmation(
    [
      "**Re-index the corpus?**",
      size(status),
      stale === null
        ? "The folder has not changed since."
        : `Since then: ${stale.added} new, ${stale.changed} changed, ${stale.removed} removed.`,
      ...(last === null ? [] : [`Last run: ${actionLine(last)}`]),
      "-# Questions go on being answered meanwhile; the present index is kept to go back to.",
    ].join("\n"),
    button("Re-index", customId("reindex")),
  );
}

/** What going back would leave, before it is done. */
export function renderRollbackQuestion(status: EngineStatus): Rendering {
  return confirmation(
    [
      "**Go back to the index before this one?**",
      size(status),
      "-# Articles taken in since then are not found until the next re-index. Going back once more undoes it.",
    ].join("\n"),
    button("Go back", customId("rollback", status.generation)),
  );
}

function size({ counts, builtAt, bytes: onDisk }: EngineStatus): string {
  return `The present index was built ${moment(builtAt)}: ${count(counts.articles, "article")}, ${count(counts.sentences, "sentence")}, ${bytes(onDisk)}.`;
}

/**
 * @param by - Who started it, as a mention.
 * @param order - Its id, for the button that cancels it.
 */
export function renderProgress(
  by: string,
  progress: IndexProgress | null,
  order: string,
): Rendering {
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
    buttons(button("Cancel", customId("cancel-reindex", order))),
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
  const { golden } = summary;
  return card(colours.answer, [
    text(
      [
        `${title} · started by ${by}`,
        ...comparison(summary.before, summary.counts),
        `Articles: ${added} new, ${changed} changed, ${removed} removed, ${unchanged} as they were`,
        `-# ${count(embedded, "sentence")} read anew · ${bytes(summary.bytes)} · took ${duration(summary.seconds)}`,
      ].join("\n"),
    ),
    ...(golden === null ? [] : [line(), text(goldenWords(golden))]),
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

const goldenShown = 5;

function goldenWords({ asked, passed, lost }: GoldenSummary): string {
  const more = lost.length - goldenShown;
  return [
    `**${number(passed)} of ${count(asked, "golden question")}** answered as expected`,
    ...(lost.length === 0 ? [] : ["⚠️ Answered before, and not any more:"]),
    ...lost.slice(0, goldenShown).map((question) => `- ${escapeWithin(oneLine(question), 200)}`),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join("\n");
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
