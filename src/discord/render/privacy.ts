/** What is kept about a person, as they see it. `docs/privacy.md` has the whole table. */
import { ButtonStyle } from "discord.js";
import type { Config } from "../../config.ts";
import type { PersonalRows } from "../../state/personal.ts";
import { customId } from "../custom-id.ts";
import type { Words } from "../words/words.ts";
import { button, buttons, card, colours, notice, type Rendering, text } from "./message.ts";

export function renderPrivacy(
  rows: PersonalRows,
  { state }: Config,
  { privacy }: Words,
): Rendering {
  const { answers, votes, actions } = rows;
  if (answers + votes + actions === 0) return notice(privacy.nothing);
  return card(colours.lookup, [
    text(
      [
        `**${privacy.title}**`,
        ...(answers > 0 ? [`- ${privacy.answers(answers, state.answerDays)}`] : []),
        ...(votes > 0 ? [`- ${privacy.votes(votes)}`] : []),
        ...(actions > 0 ? [`- ${privacy.actions(actions, state.historyDays)}`] : []),
        `-# ${[privacy.means, ...(actions > 0 ? [privacy.meansActions] : [])].join(" ")}`,
      ].join("\n"),
    ),
    buttons({ ...button(privacy.erase, customId("erase-me")), style: ButtonStyle.Danger }),
  ]);
}

export function renderErased(
  { answers, votes, actions }: PersonalRows,
  { privacy }: Words,
): Rendering {
  const what = [
    ...(answers > 0 ? [privacy.erasedAnswers(answers)] : []),
    ...(votes > 0 ? [privacy.erasedVotes(votes)] : []),
    ...(actions > 0 ? [privacy.erasedActions(actions)] : []),
  ];
  return notice(what.length === 0 ? privacy.nothing : privacy.erased(what));
}
