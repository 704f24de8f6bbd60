/** The form in which a question is asked on from an answer. */
import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from "discord.js";
import { answerTo } from "./asking.ts";
import type { Context } from "./context.ts";
import { customId } from "./custom-id.ts";
import { longestQuestion } from "./limits.ts";
import { keptAnswer } from "./lookup.ts";
import type { Modal } from "./modals.ts";
import type { Press } from "./presses.ts";
import type { Words } from "./words/words.ts";

const field = "question";

export function followUpForm(
  action: string,
  id: number,
  { asking }: Words,
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId(action, id),
    title: asking.formTitle,
    components: [
      {
        type: ComponentType.Label,
        label: asking.formQuestion,
        description: asking.formHint,
        component: {
          type: ComponentType.TextInput,
          custom_id: field,
          style: TextInputStyle.Short,
          max_length: longestQuestion,
          required: true,
        },
      },
    ],
  };
}

function opening(action: string): Press {
  return {
    acknowledge: "form",
    async run(interaction, [id], context) {
      await interaction.showModal(followUpForm(action, keptAnswer(id, context).id, context.words));
      return null;
    },
  };
}

function asking(acknowledge: Modal["acknowledge"]): Modal {
  const isPrivate = acknowledge === "private";
  return {
    acknowledge,
    run(interaction: ModalSubmitInteraction, [id], context: Context) {
      const { user, guildId, channelId, fields } = interaction;
      const before = keptAnswer(id, context);
      return answerTo(
        fields.getTextInputValue(field),
        {
          asker: user.id,
          guild: guildId,
          channel: channelId ?? before.channel,
          isPrivate: isPrivate && guildId !== null,
        },
        context,
        {
          echo: true,
          dismissible: !isPrivate,
          after: before.id,
        },
        async (waiting) => {
          await interaction.editReply(waiting);
        },
      );
    },
  };
}

/** By the action that a custom id names; an answer that only its asker sees is followed by such. */
export const followUpPresses = {
  "follow-up": opening("follow-up"),
  "follow-up-privately": opening("follow-up-privately"),
};

export const followUpModals = {
  "follow-up": asking("public"),
  "follow-up-privately": asking("private"),
};
