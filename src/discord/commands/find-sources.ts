/** The command in a message's menu: which passages speak of what the message says. */
import { isUnread } from "../../answer/question-language.ts";
import { Declined } from "../faults.ts";
import { longestQuestion } from "../limits.ts";
import { renderSources } from "../render/search.ts";
import { plainWithin } from "../text.ts";
import type { MessageCommand } from "./command.ts";

const most = 3;
// Small talk and other worlds' news stay below .4 against a corpus that does not know them; what a
// corpus tells, said in other words, comes to .7 and more.
const leastScore = 0.45;

export const findSources: MessageCommand = {
  async run({ targetMessage, guildId }, { engine, deadline, words }) {
    const said = plainWithin(targetMessage.cleanContent, longestQuestion);
    if (said === "") throw new Declined(({ search }) => search.noText);
    const found = await engine.search(said, { limit: most, signal: deadline });
    const hits = found.hits.filter(({ score }) => score >= leastScore);
    const unread = await isUnread(said, found.languages);
    return renderSources({ ...found, hits }, { shareable: guildId !== null, words, unread });
  },
};
