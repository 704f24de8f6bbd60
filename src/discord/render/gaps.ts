/** What the corpus lacks, as a message. */
import { ComponentType } from "discord.js";
import type { GapGroup } from "../gaps.ts";
import { escapeWithin, oneLine } from "../text.ts";
import { moment } from "../words/formats.ts";
import type { Words } from "../words/words.ts";
import { card, colours, line, type Rendering, text } from "./message.ts";

const groupsShown = 10;

/** @param file - The name under which the whole table goes with the message. */
export function renderGaps(
  groups: readonly GapGroup[],
  file: string,
  { gaps, formats }: Words,
): Rendering {
  const shown = groups.slice(0, groupsShown).map((group) => {
    const [newest] = group;
    const votedDown = group.filter(({ unanswered }) => !unanswered).length;
    const why = votedDown === 0 ? gaps.unanswered : gaps.votedDown(votedDown);
    return `- **${formats.number(group.length)}×** ${escapeWithin(oneLine(newest.question), 250)}\n-# ${why} · ${gaps.lastAsked(moment(newest.asked.toISOString()))}`;
  });
  const more = groups.length - shown.length;
  return card(colours.lookup, [
    text([`**${gaps.title}**`, ...shown].join("\n")),
    ...(more > 0 ? [text(`-# ${gaps.more(more)}`)] : []),
    line(),
    { type: ComponentType.File, file: { url: `attachment://${file}` } },
  ]);
}
