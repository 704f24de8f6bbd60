/** What a reader of a message finds in it: its texts, its buttons, the addresses Discord would preview. */
import { type APIMessage, type ButtonStyle, ComponentType, MessageFlags } from "discord.js";
import { type Component, walk } from "./components.ts";

export interface Button {
  /** Empty where the button has only an emoji. */
  readonly label: string;
  readonly style: ButtonStyle;
  /** Null for a link. */
  readonly customId: string | null;
  readonly url: string | null;
  readonly disabled: boolean;
}

export interface Select {
  readonly customId: string;
  readonly type: ComponentType;
  readonly options: readonly { readonly label: string; readonly value: string }[];
  readonly disabled: boolean;
}

/** Content, embeds and text displays, one after the other; no labels of buttons. */
export function textOf(message: APIMessage): string {
  const embeds = message.embeds.flatMap((embed) => [
    embed.author?.name,
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
    embed.footer?.text,
  ]);
  const displays = componentsOf(message).map((component) =>
    component.type === ComponentType.TextDisplay ? String(component.content) : "",
  );
  return [message.content, ...embeds, ...displays].filter(Boolean).join("\n");
}

export function buttonsOf(message: APIMessage): Button[] {
  return componentsOf(message)
    .filter(({ type }) => type === ComponentType.Button)
    .map((button) => ({
      // One without words is known by its picture.
      label: String(button.label ?? (button.emoji as { name?: string } | undefined)?.name ?? ""),
      style: button.style as ButtonStyle,
      customId: (button.custom_id as string | undefined) ?? null,
      url: (button.url as string | undefined) ?? null,
      disabled: button.disabled === true,
    }));
}

export function selectsOf(message: APIMessage): Select[] {
  return componentsOf(message)
    .filter(({ type, custom_id }) => type !== ComponentType.Button && custom_id !== undefined)
    .map((select) => ({
      customId: String(select.custom_id),
      type: select.type,
      options: (select.options as Select["options"] | undefined) ?? [],
      disabled: select.disabled === true,
    }));
}

/**
 * The addresses for which Discord would show a preview card: those in the content that stand neither
 * in angle brackets nor in code, unless the message suppresses embeds.
 */
export function previewsOf(message: APIMessage): string[] {
  const flags = message.flags ?? 0;
  if (flags & (MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2)) return [];
  const text = message.content.replace(/```[\s\S]*?```|`[^`\n]+`|<https?:[^>\s]*>/g, " ");
  return text.match(/https?:\/\/[^\s<>)\]]+/g) ?? [];
}

function componentsOf(message: APIMessage) {
  const components = (message.components ?? []) as unknown as Component[];
  return [...walk(components)].map(({ component }) => component);
}
