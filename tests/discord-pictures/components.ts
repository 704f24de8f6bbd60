/** Embeds, components and attachments as HTML. */
import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import { escapeHtml, inlineMarkdown, markdown, type Reading } from "./markdown.ts";

type Component = NonNullable<APIMessage["components"]>[number];
type InContainer = Extract<Component, { type: ComponentType.Container }>["components"][number];
type InRow = Extract<Component, { type: ComponentType.ActionRow }>["components"][number];
type Button = Extract<InRow, { type: ComponentType.Button }>;
type Accessory = Extract<Component, { type: ComponentType.Section }>["accessory"];

const BUTTON_CLASS: Readonly<Record<ButtonStyle, string>> = {
  [ButtonStyle.Primary]: "primary",
  [ButtonStyle.Secondary]: "secondary",
  [ButtonStyle.Success]: "success",
  [ButtonStyle.Danger]: "danger",
  [ButtonStyle.Link]: "secondary",
  [ButtonStyle.Premium]: "primary",
};

const OUTWARD = `<svg viewBox="0 0 24 24" width="16" height="16" fill="currentColor"><path d="M15 2a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v6a1 1 0 1 1-2 0V4.4l-9.3 9.3a1 1 0 0 1-1.4-1.4L19.6 3H16a1 1 0 0 1-1-1Z"/><path d="M5 2a3 3 0 0 0-3 3v14a3 3 0 0 0 3 3h14a3 3 0 0 0 3-3v-6a1 1 0 1 0-2 0v6a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h6a1 1 0 1 0 0-2H5Z"/></svg>`;

const DOWNWARD = `<svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><path d="m6 9 6 6 6-6"/></svg>`;

export function renderComponents(components: readonly Component[], reading: Reading): string {
  return components.map((component) => renderComponent(component, reading)).join("");
}

function renderComponent(component: Component | InContainer, reading: Reading): string {
  switch (component.type) {
    case ComponentType.ActionRow:
      return `<div class="row">${component.components.map(renderInRow).join("")}</div>`;
    case ComponentType.TextDisplay:
      return `<div class="text">${markdown(component.content, reading)}</div>`;
    case ComponentType.Separator: {
      const classes = `separator${component.divider === false ? "" : " divided"}${component.spacing === 2 ? " large" : ""}`;
      return `<div class="${classes}"></div>`;
    }
    case ComponentType.Section: {
      const texts = component.components.map((text) => renderComponent(text, reading)).join("");
      return `<div class="section"><div>${texts}</div>${renderAccessory(component.accessory)}</div>`;
    }
    case ComponentType.Container: {
      const inner = component.components.map((part) => renderComponent(part, reading)).join("");
      const edge =
        component.accent_color == null ? "" : ` style="${edgeOf(component.accent_color)}"`;
      return `<div class="container${edge ? " accented" : ""}"${edge}>${inner}</div>`;
    }
    case ComponentType.MediaGallery:
      return `<div class="gallery">${component.items.map(() => placeholder("image")).join("")}</div>`;
    case ComponentType.File:
      return fileCard(component.file.url.split("/").at(-1) ?? "file", component.size ?? null);
  }
}

function renderInRow(component: InRow): string {
  if (component.type === ComponentType.Button) return renderButton(component);
  const text = component.placeholder ?? "Make a selection";
  return `<div class="select">${escapeHtml(text)}${DOWNWARD}</div>`;
}

function renderButton(button: Button): string {
  const label = "label" in button ? (button.label ?? "") : "";
  const emoji = "emoji" in button ? (button.emoji?.name ?? "") : "";
  return [
    `<span class="button ${BUTTON_CLASS[button.style]}${button.disabled ? " disabled" : ""}">`,
    emoji ? `<span class="emoji">${escapeHtml(emoji)}</span>` : "",
    escapeHtml(label),
    button.style === ButtonStyle.Link ? OUTWARD : "",
    "</span>",
  ].join("");
}

function renderAccessory(accessory: Accessory): string {
  return accessory.type === ComponentType.Button
    ? renderButton(accessory)
    : placeholder("thumbnail");
}

export function renderEmbed(embed: APIEmbed, reading: Reading): string {
  const { author, title, url, description, fields = [], footer, timestamp, color } = embed;
  const titleHtml = title && inlineMarkdown(title, reading);
  const foot = [
    footer && escapeHtml(footer.text),
    timestamp && escapeHtml(new Date(timestamp).toISOString().slice(0, 10)),
  ].filter(Boolean);
  return [
    `<div class="embed"${color == null ? "" : ` style="${edgeOf(color)}"`}>`,
    author ? `<div class="embed-author">${escapeHtml(author.name)}</div>` : "",
    titleHtml
      ? `<div class="embed-title">${url ? `<a href="${escapeHtml(url)}">${titleHtml}</a>` : titleHtml}</div>`
      : "",
    description ? `<div class="embed-description">${markdown(description, reading)}</div>` : "",
    fields.length > 0
      ? `<div class="embed-fields">${fields
          .map(
            ({ name, value, inline }) =>
              `<div${inline ? ' class="inline"' : ""}><b>${inlineMarkdown(name, reading)}</b>${markdown(value, reading)}</div>`,
          )
          .join("")}</div>`
      : "",
    embed.image ? placeholder("image") : "",
    foot.length > 0 ? `<div class="embed-footer">${foot.join(" • ")}</div>` : "",
    "</div>",
  ].join("");
}

export function renderAttachment({ filename, size }: APIAttachment): string {
  return fileCard(filename, size);
}

function fileCard(name: string, bytes: number | null): string {
  const size = bytes === null ? "" : `<small>${bytes.toLocaleString("en")} bytes</small>`;
  return `<div class="file"><a>${escapeHtml(name)}</a>${size}</div>`;
}

/** Nothing is loaded from a network: where an image would stand, its place is kept. */
function placeholder(kind: "image" | "thumbnail"): string {
  return `<div class="placeholder ${kind}"></div>`;
}

function edgeOf(colour: number): string {
  return `--edge:#${colour.toString(16).padStart(6, "0")}`;
}
