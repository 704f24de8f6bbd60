/** What the buttons under the bot's messages do. A press knows nothing but its custom id. */
import type { MessageComponentInteraction } from "discord.js";
import { answerPresses } from "./answer-presses.ts";
import type { Context } from "./context.ts";
import { contextPresses } from "./context-presses.ts";
import { corpusPresses } from "./corpus-presses.ts";
import { Declined } from "./faults.ts";
import { followUpPresses } from "./follow-up-form.ts";
import { articleOf, keptAnswer } from "./lookup.ts";
import { lookupPresses } from "./lookup-presses.ts";
import { actorOf, isModerator } from "./permissions.ts";
import { privacyPresses } from "./privacy-presses.ts";
import { renderPassages } from "./render/answer.ts";
import { renderArticle } from "./render/article.ts";
import type { Rendering } from "./render/message.ts";

export interface Press {
  /**
   * Whether it replies with a message that only this person sees, changes the one it is under, or
   * opens a form, which `run` must then do at once.
   */
  readonly acknowledge: "reply" | "update" | "form";
  /** Null where nothing remains to be shown. */
  run(
    interaction: MessageComponentInteraction,
    args: readonly string[],
    context: Context,
  ): Promise<Rendering | null>;
}

/** By the action that a custom id names. */
export const presses: ReadonlyMap<string, Press> = new Map<string, Press>(
  Object.entries({
    ...answerPresses,
    ...contextPresses,
    ...followUpPresses,
    ...lookupPresses,
    ...corpusPresses,
    ...privacyPresses,
    passages: {
      acknowledge: "reply",
      async run(_, [id], context) {
        const given = keptAnswer(id, context);
        return renderPassages(given.answer, given.id, 0, context.words);
      },
    },
    "passages-page": {
      acknowledge: "update",
      async run(_, [id, page], context) {
        const given = keptAnswer(id, context);
        return renderPassages(given.answer, given.id, Number(page), context.words);
      },
    },
    read: {
      acknowledge: "reply",
      async run(_, [key, offset], context) {
        const article = await articleOf(key, context);
        return renderArticle(article, { offset: Number(offset) }, context.words);
      },
    },
    "article-page": {
      acknowledge: "update",
      async run(_, [key, page], context) {
        const article = await articleOf(key, context);
        return renderArticle(article, { page: Number(page) }, context.words);
      },
    },
    dismiss: {
      acknowledge: "update",
      async run(interaction, [id], { state, config }) {
        const given = state.findAnswer(Number(id));
        const actor = actorOf(interaction);
        if (given?.asker !== actor.user && !isModerator(config, actor)) {
          throw new Declined(({ presses }) =>
            given ? presses.onlyAskerDismisses : presses.askerUnknown,
          );
        }
        await interaction.deleteReply();
        return null;
      },
    },
  } satisfies Record<string, Press>),
);
