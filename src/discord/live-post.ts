/** A message that is kept up to date while something long goes on. */
import {
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
  RESTJSONErrorCodes,
  type SendableChannels,
} from "discord.js";
import { type Rendering, text } from "./render/message.ts";

/** What a person did that is answered with a reply. */
export type Answerable =
  | ChatInputCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

export interface LivePost {
  /** A link to it; null where it has none. */
  readonly url: string | null;
  show(rendering: Rendering): Promise<void>;
}

/** An ordinary message, sent now. Where it cannot be edited any more, a new one takes its place. */
export async function channelPost(channel: SendableChannels, first: Rendering): Promise<LivePost> {
  let message = await channel.send(first);
  return {
    url: message.url,
    async show(rendering) {
      try {
        await message.edit(rendering);
      } catch (error) {
        if (!(error instanceof DiscordAPIError) || !uneditable.includes(Number(error.code))) {
          throw error;
        }
        message = await channel.send(rendering);
      }
    },
  };
}

const uneditable: readonly number[] = [
  RESTJSONErrorCodes.UnknownMessage,
  // Discord takes few edits of a message that is an hour old.
  RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
];

/**
 * The reply to an interaction, which can be edited for 15 minutes.
 *
 * @param remark - Stands above all that it shows; markdown.
 */
export function replyPost(interaction: Answerable, remark: string): LivePost {
  return {
    url: null,
    async show(rendering) {
      await interaction.editReply({
        ...rendering,
        components: [text(remark), ...rendering.components],
      });
    },
  };
}
