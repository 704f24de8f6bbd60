/** Which answer a message of the bot's shows. */
import type { Message } from "discord.js";
import { parseCustomId } from "./custom-id.ts";

/** The answer's id, read from the buttons under it; null where the message shows none. */
export function answerIdIn({ components }: Pick<Message, "components">): number | null {
  for (const id of components.flatMap((component) => customIdsIn(component.toJSON()))) {
    const parsed = parseCustomId(id);
    if (parsed?.action === "vote") return Number(parsed.args[0]);
  }
  return null;
}

function customIdsIn(component: object): string[] {
  if ("custom_id" in component) return [String(component.custom_id)];
  const inner = "components" in component ? (component.components as object[]) : [];
  return inner.flatMap(customIdsIn);
}
