/** What people do with an answer, or with a hit of a search: vote, and show it to others. */
import type { MessageComponentInteraction } from "discord.js";
import type { Context } from "./context.ts";
import { Declined } from "./faults.ts";
import { articleOf, keptAnswer } from "./lookup.ts";
import { actorOf, isModerator } from "./permissions.ts";
import type { Press } from "./presses.ts";
import { renderAnswer } from "./render/answer.ts";
import { notice, type Rendering } from "./render/message.ts";
import { hitCheck, renderSharedHit } from "./render/search.ts";
import { shownIn, wordsForQuestion } from "./words/for-question.ts";

/** By the action that a custom id names. */
export const answerPresses = {
  vote: {
    acknowledge: "reply",
    async run({ user }, [id, thumb], context) {
      const given = keptAnswer(id, context);
      const helped = thumb === "up";
      context.state.vote(given.id, user.id, helped ? 1 : -1);
      const { presses } = context.words;
      return notice(helped ? presses.helped : presses.helpedNot);
    },
  },
  share: {
    acknowledge: "update",
    async run(interaction, [id], context) {
      const { answer, filters, followUp, asker } = keptAnswer(id, context);
      if (asker !== interaction.user.id) {
        throw new Declined(({ presses }) => presses.onlyAskerShares);
      }
      const sharedBy = `<@${asker}>`;
      const { language } = context.config.discord;
      const asked = followUp?.asked ?? answer.question;
      const words = await wordsForQuestion(asked, context.words, language);
      const shown = await shownIn(answer, asked, words, language);
      const options = {
        id: Number(id),
        echo: true,
        dismissible: true,
        filters,
        followUp,
        sharedBy,
        ...shown,
      };
      await share(interaction, context, renderAnswer(answer, options));
      context.state.makePublic(Number(id));
      return null;
    },
  },
  "share-hit": {
    acknowledge: "update",
    async run(interaction, [key, ...rest], context) {
      const { article, text } = await articleOf(key, context);
      const [start = 0, end = 0, from = 0, to = 0] = rest.map(Number);
      const passage = { start, end, heading: null, text: text.slice(start, end) };
      // The offsets were those of an older text, and would quote something else.
      if (hitCheck(passage.text) !== rest[4]) {
        throw new Declined(({ presses }) => presses.articleChanged);
      }
      const mark = { start: from, end: to };
      const sharer = interaction.user.id;
      const { words } = context;
      return share(
        interaction,
        context,
        renderSharedHit({ article, passage, mark, sharer, words }),
      );
    },
  },
  "dismiss-shared": {
    acknowledge: "update",
    async run(interaction, [sharer], { config }) {
      const actor = actorOf(interaction);
      if (sharer !== actor.user && !isModerator(config, actor)) {
        throw new Declined(({ presses }) => presses.onlySharerDismisses);
      }
      await interaction.deleteReply();
      return null;
    },
  },
} satisfies Record<string, Press>;

/** Posts to everybody in the channel what only this person sees; once from each message. */
async function share(
  interaction: MessageComponentInteraction,
  { shares }: Context,
  rendering: Rendering,
): Promise<null> {
  const key = `${interaction.message.id} ${interaction.customId}`;
  if (!shares.claim(key)) throw new Declined(({ presses }) => presses.sharedAlready);
  try {
    await interaction.followUp(rendering);
  } catch (error) {
    shares.release(key);
    throw error;
  }
  return null;
}
