/** What a command's handler is. */
import type { ChatInputCommandInteraction, MessageContextMenuCommandInteraction } from "discord.js";
import type { Context } from "../context.ts";
import type { Rendering } from "../render/message.ts";
import type { Choice } from "../titles.ts";

export interface Command {
  /**
   * How Discord is answered within its three seconds: at once, for the asker alone, with what `run`
   * gives ("now"); or with a deferral that everybody or only the asker sees, which `run` then has 15
   * minutes to fill. What is thrown is told to the asker alone.
   */
  acknowledge(
    interaction: ChatInputCommandInteraction,
    context: Context,
  ): "now" | "public" | "private";
  /** The reply; null where it has been shown already. What is thrown is told by the dispatcher. */
  run(
    interaction: ChatInputCommandInteraction,
    context: Context,
  ): Rendering | null | Promise<Rendering | null>;
  /** Choices for an option that is being typed; from memory, for it cannot be deferred. */
  suggest?(typed: string, context: Context): Choice[];
}

/** A command in a message's menu; only who runs it sees what it gives. */
export interface MessageCommand {
  run(interaction: MessageContextMenuCommandInteraction, context: Context): Promise<Rendering>;
}
