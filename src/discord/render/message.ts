/**
 * The parts that the bot's messages are built of. A message is plain data, made without a client.
 *
 * Messages are Components V2, not embeds: an embed vanishes for readers who turned previews off
 * and, in a server, without the permission Embed Links; it is narrow on a phone; and its five kinds
 * of field have a limit each, where text displays share a single one. Their addresses unfold no preview.
 */
import {
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from "discord.js";
import type { ArticleReference } from "../../answer/answer.ts";
import { provenance } from "../provenance.ts";
import { escapeWithin, oneLine } from "../text.ts";
import type { Words } from "../words/words.ts";

/** One message, as discord.js takes it wherever a message is sent or edited. */
export interface Rendering {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: readonly APIMessageTopLevelComponent[];
}

/** The colour at a card's edge, by what the card says. */
export const colours = {
  answer: 0x2f7d6b,
  unanswered: 0x8a8f98,
  lookup: 0x4a6fa5,
  working: 0xd08a1d,
  failed: 0xb8403a,
} as const;

/** A card, with a text above it unless that is empty. */
export function card(
  colour: number,
  parts: readonly APIComponentInContainer[],
  above = "",
): Rendering {
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [
      ...(above === "" ? [] : [text(above)]),
      { type: ComponentType.Container, accent_color: colour, components: [...parts] },
    ],
  };
}

/** A few words of the bot's own. */
export function notice(words: string): Rendering {
  return { flags: MessageFlags.IsComponentsV2, components: [text(words)] };
}

export function text(content: string) {
  return { type: ComponentType.TextDisplay as const, content };
}

export function line() {
  return {
    type: ComponentType.Separator as const,
    divider: true,
    spacing: SeparatorSpacingSize.Small,
  };
}

export function buttons(...row: readonly APIButtonComponentWithCustomId[]) {
  return { type: ComponentType.ActionRow as const, components: [...row] };
}

export function button(
  label: string,
  custom_id: string,
  { disabled = false, emoji }: { readonly disabled?: boolean; readonly emoji?: string } = {},
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    custom_id,
    disabled,
    ...(emoji === undefined ? {} : { emoji: { name: emoji } }),
  };
}

/** A button with nothing but an emoji on it. */
export function emojiButton(emoji: string, custom_id: string): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    emoji: { name: emoji },
    custom_id,
  };
}

/** Previous and next, under page `page` (from 0) of `pages`; nothing where there is only one. */
export function pageButtons(
  page: number,
  pages: number,
  idOf: (page: number) => string,
  { common }: Words,
) {
  if (pages <= 1) return [];
  return [
    buttons(
      button(common.previous, idOf(page - 1), { disabled: page === 0, emoji: "◀️" }),
      button(common.next, idOf(page + 1), { disabled: page === pages - 1, emoji: "▶️" }),
    ),
  ];
}

/** Words with a button beside them. */
export function withButton(content: string, accessory: APIButtonComponentWithCustomId) {
  return { type: ComponentType.Section as const, components: [text(content)], accessory };
}

/** Two lines that tell which article this is: its title, linked where it has an address, and where it is from. */
export function heading(
  article: Pick<ArticleReference, "title" | "outlet" | "published" | "url">,
  words: Words,
): string {
  const from = escapeWithin(provenance(article, words), longestProvenance);
  return `${linkedTitle(article, words)}\n-# ${from}`;
}

/** A line that names the articles which say the same in nearly the same words; nothing where none does. */
export function alsoIn(articles: readonly ArticleReference[], words: Words): string {
  const others = [...new Map(articles.map((article) => [article.id, article])).values()];
  if (others.length === 0) return "";
  const named = others.slice(0, mostAlsoIn).map((article) => {
    const from = escapeWithin(oneLine(provenance(article, words)), longestAlsoIn);
    return article.outlet === null
      ? `“${escapeWithin(oneLine(article.title), longestAlsoIn)}” (${from})`
      : from;
  });
  return `\n-# ${words.common.alsoIn(named, others.length - named.length)}`;
}

const mostAlsoIn = 3;
const longestAlsoIn = 60;
const longestTitle = 200;
const longestProvenance = 100;
// A longer address is not linked.
const longestUrl = 300;

function linkedTitle(
  { title, url }: Pick<ArticleReference, "title" | "url">,
  { common }: Words,
): string {
  const shown = escapeWithin(oneLine(title), longestTitle);
  const target = url === null ? null : linkTarget(url);
  if (target === null) return `**${shown}**`;
  // A bracket ends Discord's links early, escaped or not, and words that look like an address
  // themselves make none.
  return /[[\]]|:\/\//.test(title)
    ? `**${shown}** · [${common.open}](<${target}>)`
    : `**[${shown}](<${target}>)**`;
}

/** The address in a form that no character of it ends the link; null where it is none for a browser. */
function linkTarget(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:") return null;
  const safe = href.replace(/[()<>[\]\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return safe.length > longestUrl ? null : safe;
}
