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
import { moment } from "../words/formats.ts";
import type { Words } from "../words/words.ts";
import { confirmation } from "./confirmation.ts";
import { actionLine } from "./history.ts";
import { button, buttons, card, colours, line, type Rendering, text } from "./message.ts";

const phases = ["read", "embed", "index", "verify", "publish"] as const satisfies IndexPhase[];

/** What keeps other changes of the index waiting: a re-index, or the way back to the index before. */
export type Running =
  | { readonly by: string /** A link to where it shows. */; readonly url: string | null }
  | "rollback";

export function underWay(running: Running, { reindex }: Words): string {
  return running === "rollback" ? reindex.goingBack : reindex.underWay(running.by, running.url);
}

/** What a re-index would do, before it is started. */
export function renderReindexQuestion(
  status: EngineStatus,
  last: Action | null,
  words: Words,
): Rendering {
  const { reindex } = words;
  const { stale } = status;
  return confirmation(
    [
      `**${reindex.ask}**`,
      present(status, words),
      stale === null ? reindex.unchanged : reindex.since(stale.added, stale.changed, stale.removed),
      ...(last === null ? [] : [reindex.lastRun(actionLine(last, words))]),
      `-# ${reindex.meanwhile}`,
    ].join("\n"),
    button(reindex.start, customId("reindex")),
    words,
  );
}

/** What going back would leave, before it is done. */
export function renderRollbackQuestion(status: EngineStatus, words: Words): Rendering {
  const { reindex } = words;
  return confirmation(
    [`**${reindex.askBack}**`, present(status, words), `-# ${reindex.backMeans}`].join("\n"),
    button(reindex.goBack, customId("rollback", status.generation)),
    words,
  );
}

function present({ counts, builtAt, bytes }: EngineStatus, { reindex, formats }: Words): string {
  const { articles, sentences } = counts;
  return reindex.present(moment(builtAt), articles, sentences, formats.bytes(bytes));
}

/**
 * @param by - Who started it, as a mention.
 * @param order - Its id, for the button that cancels it.
 */
export function renderProgress(
  by: string,
  progress: IndexProgress | null,
  order: string,
  { reindex }: Words,
): Rendering {
  const phase = progress?.phase ?? "read";
  const step = reindex.step(phases.indexOf(phase) + 1, phases.length);
  return card(colours.working, [
    text(
      [
        `**${reindex.running}** · ${reindex.startedBy(by)}`,
        `${reindex[phase]} (${step})`,
        ...(progress === null || progress.total === 0
          ? []
          : [`${bar(progress)} ${reindex.progress(progress.done, progress.total)}`]),
        `-# ${reindex.fromPresent}`,
      ].join("\n"),
    ),
    buttons(button(reindex.cancel, customId("cancel-reindex", order))),
  ]);
}

const barLength = 16;

function bar({ done, total }: IndexProgress): string {
  const full = Math.round((barLength * Math.min(done, total)) / total);
  return "▰".repeat(full) + "▱".repeat(barLength - full);
}

/** How many files are named, those that were skipped first. */
const filesShown = 5;

export function renderSummary(by: string, summary: IndexSummary, words: Words): Rendering {
  const { reindex, formats } = words;
  const { added, changed, removed, unchanged, embedded, skipped, remarks, golden } = summary;
  const title = summary.published ? reindex.done : reindex.nothingNew;
  const size = formats.bytes(summary.bytes);
  return card(colours.answer, [
    text(
      [
        `**${title}** · ${reindex.startedBy(by)}`,
        ...comparison(summary.before, summary.counts, words),
        reindex.changes(added, changed, removed, unchanged),
        `-# ${reindex.effort(embedded, size, formats.duration(summary.seconds))}`,
      ].join("\n"),
    ),
    ...(golden === null ? [] : [line(), text(goldenWords(golden, words))]),
    ...files(reindex.skipped(skipped.length), skipped, filesShown, words),
    ...files(
      reindex.remarks(remarks.length),
      remarks.map(({ path, about }) => ({ path, reason: about })),
      Math.max(0, filesShown - skipped.length),
      words,
    ),
  ]);
}

/** A heading and, of what there is to say of files, as much as is shown. */
function files(
  heading: string,
  all: readonly { readonly path: string; readonly reason: string }[],
  shown: number,
  { reindex }: Words,
) {
  if (all.length === 0) return [];
  const more = all.length - shown;
  const lines = all
    .slice(0, shown)
    .map(({ path, reason }) => `${escapeWithin(path, 150)}: ${escapeWithin(reason, 250)}`);
  const rest = more > 0 && shown > 0 ? [reindex.more(more)] : [];
  return [line(), text([`**${heading}**`, ...lines, ...rest].join("\n"))];
}

const goldenShown = 5;

function goldenWords({ asked, passed, lost }: GoldenSummary, { reindex }: Words): string {
  const more = lost.length - goldenShown;
  return [
    reindex.golden(passed, asked),
    ...(lost.length === 0 ? [] : [`⚠️ ${reindex.goldenLost}`]),
    ...lost.slice(0, goldenShown).map((question) => `- ${escapeWithin(oneLine(question), 200)}`),
    ...(more > 0 ? [reindex.more(more)] : []),
  ].join("\n");
}

function comparison(before: Counts | null, after: Counts, { corpus, formats }: Words): string[] {
  const things = ["articles", "passages", "sentences"] as const;
  return things.map((thing) => {
    const now = corpus[thing](after[thing]);
    if (before === null || before[thing] === after[thing]) return now;
    return `${formats.number(before[thing])} → **${now}**`;
  });
}

/** @param why - Markdown. */
export function renderFailure(by: string, why: string, { reindex }: Words): Rendering {
  return card(colours.failed, [
    text(
      [`**${reindex.failed}** · ${reindex.startedBy(by)}`, why, `-# ${reindex.stillInUse}`].join(
        "\n",
      ),
    ),
  ]);
}
