/** A question before something is done, with a button that does it and one that does not. */
import { type APIButtonComponentWithCustomId, ButtonStyle } from "discord.js";
import { customId } from "../custom-id.ts";
import type { Words } from "../words/words.ts";
import { button, buttons, card, colours, type Rendering, text } from "./message.ts";

/** @param question - What would be done, as markdown. */
export function confirmation(
  question: string,
  yes: APIButtonComponentWithCustomId,
  { moderators }: Words,
): Rendering {
  return card(colours.working, [
    text(question),
    buttons(
      { ...yes, style: ButtonStyle.Primary },
      button(moderators.neverMind, customId("never-mind")),
    ),
  ]);
}
