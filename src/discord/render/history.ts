/** What moderators did, as a message in pages. */
import type { Action, ActionKind, ActionPage, Actions } from "../../state/actions.ts";
import { customId } from "../custom-id.ts";
import { escapeWithin, oneLine } from "../text.ts";
import type { Words } from "../words/words.ts";
import { card, colours, notice, pageButtons, type Rendering, text } from "./message.ts";
import { moment } from "./words.ts";

/** How many a page shows. */
const actionsShown = 12;

const done = {
  reindex: "re-indexed the corpus",
  cancel: "cancelled a re-index",
  rollback: "went back to the index before",
  add: "added an article",
  remove: "removed an article",
} as const satisfies Record<ActionKind, string>;

/** One page, from 0. */
export function historyPage(
  state: Pick<Actions, "actions">,
  page: number,
  words: Words,
): Rendering {
  const range = { skip: page * actionsShown, most: actionsShown };
  return renderHistory(state.actions(range), page, words);
}

function renderHistory({ actions, total }: ActionPage, page: number, words: Words): Rendering {
  if (total === 0) return notice("No moderator has done anything yet that I still know of.");
  const pages = Math.ceil(total / actionsShown);
  return card(colours.lookup, [
    text(["**What moderators did**", ...actions.map(actionLine)].join("\n")),
    ...pageButtons(page, pages, (to) => customId("history-page", to), words),
  ]);
}

export function actionLine({ moderator, kind, about, at }: Action): string {
  const who = moderator === null ? "somebody who had their id erased" : `<@${moderator}>`;
  const what = about === "" ? "" : `: ${escapeWithin(oneLine(about), 120)}`;
  return `${moment(at.toISOString())} ${who} ${done[kind]}${what}`;
}
