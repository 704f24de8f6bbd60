/** The command in a message's menu: which passages speak of what the message says. */
import { isUnread } from "../../answer/question-language.ts";
import { Declined } from "../faults.ts";
import { longestQuestion } from "../limits.ts";
import type { Rendering } from "../render/message.ts";
import { renderSources } from "../render/search.ts";
import { searchInTurn } from "../searching.ts";
import { plainWithin } from "../text.ts";
import type { MessageCommand } from "./command.ts";

const most = 3;
// Small talk and other worlds' news stay below .4 against a corpus that does not know them; what a
// corpus tells, said in other words, comes to .7 and more.
const leastScore = 0.45;

export const findSources: MessageCommand = {
  async run(interaction, context) {
    const { targetMessage, guildId } = interaction;
    const { words } = context;
    const said = plainWithin(targetMessage.cleanContent, longestQuestion);
    if (said === "") throw new Declined(({ search }) => search.noText);
    const onWait = async (waiting: Rendering) => {
      await interaction.editReply(waiting);
    };
    const found = await searchInTurn(said, interaction, { limit: most, onWait }, context);
    const hits = found.hits.filter(({ score }) => score >= leastScore);
    const unread = await isUnread(said, found.languages);
    return renderSources({ ...found, hits }, { shareable: guildId !== null, words, unread });
  },
};
