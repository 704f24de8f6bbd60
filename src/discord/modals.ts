/** What the forms that people fill in do. Like a press, a form knows nothing but its custom id. */
import type { ModalSubmitInteraction } from "discord.js";
import { pastedFile, preview } from "./adding.ts";
import type { Context } from "./context.ts";
import { followUpModals } from "./follow-up-form.ts";
import { actorOf, requireModerator } from "./permissions.ts";
import type { Rendering } from "./render/message.ts";

export interface Modal {
  /** Who sees the reply. */
  readonly acknowledge: "public" | "private";
  run(
    interaction: ModalSubmitInteraction,
    args: readonly string[],
    context: Context,
  ): Promise<Rendering | null>;
}

/** By the action that a custom id names. */
export const modals: ReadonlyMap<string, Modal> = new Map<string, Modal>(
  Object.entries({
    ...followUpModals,
    paste: {
      acknowledge: "private",
      async run(interaction, _, context) {
        requireModerator(context.config, actorOf(interaction));
        const { name, bytes } = pastedFile(interaction);
        return await preview(name, bytes, context);
      },
    },
  } satisfies Record<string, Modal>),
);
