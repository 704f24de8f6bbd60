/** What is kept about a person, as they see it. `docs/privacy.md` has the whole table. */
import { ButtonStyle } from "discord.js";
import type { Config } from "../../config.ts";
import type { PersonalRows } from "../../state/personal.ts";
import { customId } from "../custom-id.ts";
import { button, buttons, card, colours, notice, type Rendering, text } from "./message.ts";
import { count } from "./words.ts";

export function renderPrivacy(rows: PersonalRows, { state }: Config): Rendering {
  const { answers, votes, actions } = rows;
  if (answers + votes + actions === 0) return notice("I keep nothing about you.");
  const days = (most: number) => `for ${count(most, "day")}`;
  return card(colours.lookup, [
    text(
      [
        "**What I keep about you**",
        `- ${count(answers, "answer")} to your questions, with the question and where you asked it, ${days(state.answerDays)}: the buttons under them need it`,
        `- ${count(votes, "vote")} on answers, as long as the answer is kept`,
        `- ${count(actions, "action")} of yours as a moderator, ${days(state.historyDays)}`,
        "-# Erasing cannot be undone. The buttons under your answers stop working, and what you did as a moderator stays without your name. Messages in Discord are yours and Discord's to delete.",
      ].join("\n"),
    ),
    buttons({ ...button("Erase it", customId("erase-me")), style: ButtonStyle.Danger }),
  ]);
}

export function renderErased({ answers, votes, actions }: PersonalRows): Rendering {
  return notice(
    `Erased: ${count(answers, "answer")} to your questions and ${count(votes, "vote")}; your id is gone from ${count(actions, "action")} as a moderator.`,
  );
}
