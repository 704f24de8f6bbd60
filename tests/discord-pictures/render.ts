/**
 * Pictures of messages in Discord's look, from the JSON that a bot sends: HTML that loads nothing,
 * neither scripts nor fonts nor images.
 */
import { readFileSync } from "node:fs";
import { type APIMessage, MessageFlags, MessageType } from "discord.js";
import { renderAttachment, renderComponents, renderEmbed } from "./components.ts";
import { escapeHtml, inlineMarkdown, markdown, type Reading } from "./markdown.ts";

/** A message as Discord keeps it; an `APIMessage` is one. */
export type ShownMessage = Pick<APIMessage, "author" | "timestamp"> &
  Partial<
    Pick<
      APIMessage,
      | "content"
      | "embeds"
      | "components"
      | "attachments"
      | "flags"
      | "type"
      | "edited_timestamp"
      | "interaction"
      | "referenced_message"
    >
  >;

export interface RenderOptions {
  readonly theme: "dark" | "light";
  /** Names of users, roles and channels by id, for mentions. Those who appear need not be named. */
  readonly names?: Readonly<Record<string, string>>;
  /** The present; when the last message was sent unless told. */
  readonly now?: Date;
}

const STYLE = readFileSync(new URL("./style.css", import.meta.url), "utf8");

const EYE = `<svg viewBox="0 0 24 24" width="16" height="16" fill="currentColor"><path d="M15.56 11.77c.2-.1.44.02.44.23a4 4 0 1 1-4-4c.21 0 .33.25.23.44a2.5 2.5 0 0 0 3.32 3.32Z"/><path fill-rule="evenodd" d="M22.89 11.7c.07.2.07.4 0 .6C22.27 13.9 19.1 21 12 21c-7.11 0-10.27-7.11-10.89-8.7a.83.83 0 0 1 0-.6C1.73 10.1 4.9 3 12 3c7.11 0 10.27 7.11 10.89 8.7Zm-4.5-3.62A15.11 15.11 0 0 1 20.85 12c-.38.88-1.18 2.47-2.46 3.92C16.87 17.62 14.8 19 12 19c-2.8 0-4.87-1.38-6.39-3.08A15.11 15.11 0 0 1 3.15 12c.38-.88 1.18-2.47 2.46-3.92C7.13 6.38 9.2 5 12 5c2.8 0 4.87 1.38 6.39 3.08Z"/></svg>`;

const APP = '<span class="app">APP</span>';

const GROUP_WITHIN = 7 * 60_000;

/** A whole page with the messages, oldest first. */
export function renderMessages(messages: readonly ShownMessage[], options: RenderOptions): string {
  const last = messages.at(-1);
  const people = messages.flatMap(({ author, interaction, referenced_message: referenced }) =>
    [author, interaction?.user, referenced?.author].filter((user) => user !== undefined),
  );
  const known = people.map((user) => [user.id, displayName(user)]);
  const reading: Reading = {
    names: { ...Object.fromEntries(known), ...options.names },
    now: options.now ?? new Date(last?.timestamp ?? 0),
  };
  const rows = messages.map((message, index) =>
    renderMessage(message, reading, continues(messages[index - 1], message)),
  );
  return [
    `<!doctype html><html lang="en" class="${options.theme}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>Messages</title><style>${STYLE}</style></head><body>`,
    ...rows,
    "</body></html>",
  ].join("\n");
}

/** Whether `message` stands under the one before it without a head of its own. */
function continues(before: ShownMessage | undefined, message: ShownMessage): boolean {
  if (!before || before.author.id !== message.author.id) return false;
  if (isEphemeral(before) || isEphemeral(message) || hasAbove(message)) return false;
  return Date.parse(message.timestamp) - Date.parse(before.timestamp) < GROUP_WITHIN;
}

function renderMessage(message: ShownMessage, reading: Reading, continued: boolean): string {
  const { author, content = "", embeds = [], components = [], attachments = [] } = message;
  const edited = message.edited_timestamp && content ? ' <span class="edited">(edited)</span>' : "";
  const above = continued ? "" : aboveOf(message, reading);
  const head = continued
    ? ""
    : `${avatar(author)}<div class="head"><b>${escapeHtml(displayName(author))}</b>${author.bot ? APP : ""}<time>${timeOf(message)}</time></div>`;
  const classes = [
    "message",
    continued ? "continued" : "",
    isEphemeral(message) ? "ephemeral" : "",
  ];
  return [
    `<article class="${classes.filter(Boolean).join(" ")}">`,
    above,
    head,
    `<div class="body">`,
    isLoading(message)
      ? `<div class="loading"><i></i><i></i><i></i>${escapeHtml(displayName(author))} is thinking...</div>`
      : "",
    content
      ? `<div class="content">${markdown(content, reading).replace(/(<\/div>)?$/, `${edited}$1`)}</div>`
      : "",
    ...embeds.map((embed) => renderEmbed(embed, reading)),
    // Made of components, a message shows a file only where one of them names it.
    ...(isOfComponents(message) ? [] : attachments.map(renderAttachment)),
    renderComponents(components, reading),
    isEphemeral(message)
      ? `<div class="only-you">${EYE}Only you can see this • <a>Dismiss message</a></div>`
      : "",
    "</div></article>",
  ].join("");
}

function hasAbove({ interaction, type, referenced_message: referenced }: ShownMessage): boolean {
  return Boolean(interaction?.name || (type === MessageType.Reply && referenced));
}

/** The line above a message: the command it answers, or the message it replies to. */
function aboveOf(message: ShownMessage, reading: Reading): string {
  const { interaction, type, referenced_message: referenced } = message;
  if (interaction?.name) {
    const name = `${type === MessageType.ContextMenuCommand ? "" : "/"}${interaction.name}`;
    return `<div class="above">${avatar(interaction.user)}<b>${escapeHtml(displayName(interaction.user))}</b> used <span class="command">${escapeHtml(name)}</span></div>`;
  }
  if (!referenced || !hasAbove(message)) return "";
  const { author, content } = referenced;
  const excerpt = content
    ? inlineMarkdown(content.replace(/\s+/g, " "), reading)
    : "<em>Click to see attachment</em>";
  return `<div class="above">${avatar(author)}${author.bot ? APP : ""}<b>@${escapeHtml(displayName(author))}</b> ${excerpt}</div>`;
}

function isEphemeral({ flags }: ShownMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

function isOfComponents({ flags }: ShownMessage): boolean {
  return ((flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
}

function isLoading({ flags }: ShownMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Loading) !== 0;
}

function displayName({ global_name, username }: APIMessage["author"]): string {
  return global_name ?? username;
}

function timeOf({ timestamp }: ShownMessage): string {
  return new Date(timestamp).toISOString().slice(11, 16);
}

const AVATAR_COLOURS = ["#5865f2", "#757e8a", "#3ba55c", "#c27c0e", "#d83c3e", "#a84caf"];

/** An initial on a colour: pictures of people are on Discord's servers. */
function avatar(author: APIMessage["author"]): string {
  const sum = [...author.id].reduce((total, digit) => total + Number(digit), 0);
  const colour = author.bot ? "#2f7d6b" : AVATAR_COLOURS[sum % AVATAR_COLOURS.length];
  const initial = [...displayName(author)][0]?.toUpperCase() ?? "?";
  return `<span class="avatar" style="background:${colour}">${escapeHtml(initial)}</span>`;
}
