/** What moderators did, as a message in pages. */
import type { Action, ActionPage, Actions } from "../../state/actions.ts";
import { customId } from "../custom-id.ts";
import { escapeWithin, oneLine } from "../text.ts";
import { moment } from "../words/formats.ts";
import type { Words } from "../words/words.ts";
import { card, colours, notice, pageButtons, type Rendering, text } from "./message.ts";

/** How many a page shows. */
const actionsShown = 12;

/** What came of a re-index, as it is kept; `brokenOff` where the bot ended in the middle of it. */
export type Outcome =
  | { readonly added: number; readonly changed: number; readonly removed: number }
  | "underWay"
  | "unchanged"
  | "endedEarly"
  | "failed"
  | "brokenOff";

/** An outcome as the state keeps it. */
export function kept(outcome: Outcome): string {
  return JSON.stringify(outcome);
}

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
  if (total === 0) return notice(words.history.none);
  const pages = Math.ceil(total / actionsShown);
  return card(colours.lookup, [
    text(
      [
        `**${words.history.title}**`,
        ...actions.map((action) => `- ${actionLine(action, words)}`),
      ].join("\n"),
    ),
    ...pageButtons(page, pages, (to) => customId("history-page", to), words),
  ]);
}

export function actionLine({ moderator, kind, about, at }: Action, words: Words): string {
  const { history } = words;
  const who = moderator === null ? history.erased : `<@${moderator}>`;
  const what = kind === "reindex" ? outcomeIn(about, words) : about;
  const detail = what === "" ? "" : `: ${escapeWithin(oneLine(what), 120)}`;
  return history.line(moment(at.toISOString()), who, history[kind]) + detail;
}

/** What was not written as an outcome is shown as it stands. */
function outcomeIn(about: string, { history }: Words): string {
  if (!/^["{]/.test(about)) return about;
  const outcome = JSON.parse(about) as Outcome;
  if (typeof outcome === "string") return history[outcome];
  return history.changes(outcome.added, outcome.changed, outcome.removed);
}
