/** The state of the corpus and its index as a message. */
import type { EngineStatus } from "../../engine/engine.ts";
import { escapeText } from "../text.ts";
import { card, colours, type Rendering, text } from "./message.ts";
import { bytes, count, moment } from "./words.ts";

/** @param reindexing - A link to the message of a re-index under way; null where none is. */
export function renderStatus(status: EngineStatus, reindexing: string | null): Rendering {
  const { counts, stale } = status;
  const models = [status.embedder, status.scorer].filter((name) => name !== null);
  const changes = stale
    ? `The folder has changed since: ${stale.added} new, ${stale.changed} changed, ${stale.removed} removed. \`/corpus reindex\` takes them in.`
    : "The index is up to date with the folder.";
  return card(colours.lookup, [
    text(
      [
        `**${count(counts.articles, "article")}** · ${count(counts.passages, "passage")} · ${count(counts.sentences, "sentence")}`,
        `Indexed ${moment(status.builtAt)} · ${bytes(status.bytes)}`,
        changes,
        ...(reindexing === null ? [] : [`A re-index is under way: ${reindexing}`]),
        `-# Read by ${models.map(escapeText).join(" and ")}`,
      ].join("\n"),
    ),
  ]);
}
