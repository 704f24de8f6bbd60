/** What the corpus lacks, as a message. */
import { ComponentType } from "discord.js";
import type { GapGroup } from "../gaps.ts";
import { escapeWithin, oneLine } from "../text.ts";
import { card, colours, line, notice, type Rendering, text } from "./message.ts";
import { count, moment, number } from "./words.ts";

const groupsShown = 10;

/** @param file - The name under which the whole table goes with the message. */
export function renderGaps(groups: readonly GapGroup[], file: string): Rendering {
  const shown = groups.slice(0, groupsShown).map((group) => {
    const [newest] = group;
    const votedDown = group.filter(({ unanswered }) => !unanswered).length;
    const why = votedDown === 0 ? "not answered" : `${number(votedDown)} voted down`;
    return `- **${number(group.length)}×** ${escapeWithin(oneLine(newest.question), 250)}\n-# ${why} · last asked ${moment(newest.asked.toISOString())}`;
  });
  const more = groups.length - shown.length;
  return card(colours.lookup, [
    text(["**What people asked and did not find**", ...shown].join("\n")),
    ...(more > 0 ? [text(`-# and ${count(more, "more group")} in the file`)] : []),
    line(),
    { type: ComponentType.File, file: { url: `attachment://${file}` } },
  ]);
}

export const noGaps = notice(
  "Of the questions that I still know of, none is unanswered and none is voted down.",
);
