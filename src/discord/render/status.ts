/** The state of the corpus and its index as a message. */
import type { EngineStatus } from "../../engine/engine.ts";
import { escapeText } from "../text.ts";
import { moment } from "../words/formats.ts";
import type { Words } from "../words/words.ts";
import { card, colours, type Rendering, text } from "./message.ts";
import { type Running, underWay } from "./reindex.ts";

/** @param running - What is under way; null where nothing is. */
export function renderStatus(
  status: EngineStatus,
  running: Running | null,
  words: Words,
): Rendering {
  const { corpus, formats } = words;
  const { counts, stale } = status;
  const models = [status.embedder, status.scorer].filter((name) => name !== null);
  return card(colours.lookup, [
    text(
      [
        `**${corpus.articles(counts.articles)}** · ${corpus.passages(counts.passages)} · ${corpus.sentences(counts.sentences)}`,
        corpus.indexed(moment(status.builtAt), formats.bytes(status.bytes)),
        stale ? corpus.changed(stale.added, stale.changed, stale.removed) : corpus.upToDate,
        ...(running === null ? [] : [underWay(running, words)]),
        `-# ${corpus.readBy(models.map(escapeText))}`,
      ].join("\n"),
    ),
  ]);
}
