/** How a request's body becomes a message: defaults, attachments, mentions, and what an edit keeps. */
import {
  type APIAttachment,
  type APIMessage,
  type APIUser,
  EmbedType,
  MessageFlags,
  MessageType,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
} from "discord.js";
import type { Channel } from "./channels.ts";
import { type Component, walk } from "./components.ts";
import { may } from "./permissions.ts";
import { checkFiles, checkMessage } from "./validation.ts";
import type { User, World } from "./world.ts";

/** A file of a multipart body; `index` is the n of `files[n]`. */
export interface SentFile {
  readonly index: number;
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

export interface Composition {
  readonly channel: Channel;
  readonly author: User;
  /** A parsed body. */
  readonly body: RESTPostAPIChannelMessageJSONBody;
  readonly files?: readonly SentFile[];
  /** Flags that the body may set; others are dropped. */
  readonly allowedFlags?: number;
  readonly extra?: Partial<APIMessage>;
}

const SETTABLE =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** The message that a valid body makes; refuses one that Discord would not show. */
export function composeMessage(
  world: World,
  { channel, author, body, files = [], allowedFlags = SETTABLE, extra = {} }: Composition,
): APIMessage {
  checkFiles(files);
  const content = body.content ?? "";
  const embeds = (body.embeds ?? []).map((embed) => ({ ...embed, type: EmbedType.Rich }));
  const components = body.components ?? [];
  const flags = (body.flags ?? 0) & allowedFlags;
  checkMessage({
    content,
    embeds,
    components,
    flags,
    attachments: files.length,
    poll: body.poll,
  });
  const message = {
    id: world.newId(),
    channel_id: channel.id,
    type: MessageType.Default,
    author: author.api,
    content: content.trim(),
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    tts: body.tts ?? false,
    attachments: keepFiles(world, channel, files, body.attachments),
    embeds,
    components: numbered(components),
    flags,
    pinned: false,
    ...(body.nonce === undefined ? {} : { nonce: body.nonce }),
    ...extra,
  } as APIMessage;
  return { ...message, ...mentionsOf(world, message, author, channel, body.allowed_mentions) };
}

/** The message after a valid edit; what the body does not name stays. */
export function editedMessage(
  world: World,
  before: APIMessage,
  channel: Channel,
  author: User,
  body: RESTPatchAPIChannelMessageJSONBody,
  files: readonly SentFile[] = [],
): APIMessage {
  checkFiles(files);
  const kept = body.attachments
    ? before.attachments.filter(({ id }) => body.attachments?.some((each) => each.id === id))
    : before.attachments;
  const attachments = [...kept, ...keepFiles(world, channel, files, body.attachments ?? [])];
  // Components V2 cannot be taken back; the suppression of previews can.
  const stays = (before.flags ?? 0) & ~MessageFlags.Loading;
  const flags =
    body.flags == null
      ? stays
      : (stays & ~MessageFlags.SuppressEmbeds) |
        (body.flags & (MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2));
  const after = {
    ...before,
    content: body.content === undefined ? before.content : (body.content ?? "").trim(),
    embeds:
      body.embeds === undefined
        ? before.embeds
        : (body.embeds ?? []).map((embed) => ({ ...embed, type: EmbedType.Rich })),
    components:
      body.components === undefined ? (before.components ?? []) : numbered(body.components ?? []),
    attachments,
    flags,
    // Filling in a deferred answer is no edit in the reader's eyes.
    edited_timestamp:
      (before.flags ?? 0) & MessageFlags.Loading ? null : new Date(world.now()).toISOString(),
  } as APIMessage;
  checkMessage({
    ...after,
    components: after.components ?? [],
    flags,
    attachments: attachments.length,
  });
  return { ...after, ...mentionsOf(world, after, author, channel, body.allowed_mentions) };
}

function keepFiles(
  world: World,
  channel: Channel,
  files: readonly SentFile[],
  described: RESTPostAPIChannelMessageJSONBody["attachments"],
): APIAttachment[] {
  return files.map((file) => {
    const about = described?.find(({ id }) => Number(id) === file.index);
    const name = about?.filename ?? file.name;
    const url = world.keepFile(channel, name, file.contentType, file.content);
    return {
      id: url.split("/").at(-2) ?? "",
      filename: name,
      size: file.content.byteLength,
      url,
      proxy_url: url,
      content_type: file.contentType,
      ...(about?.description ? { description: about.description } : {}),
    };
  });
}

/** Discord gives every component a number, from 1, parents before children. */
function numbered(components: unknown): APIMessage["components"] {
  const copy = structuredClone(components) as Component[];
  let next = 1;
  for (const { component } of walk(copy)) {
    component.id ??= next;
    next += 1;
  }
  return copy as unknown as APIMessage["components"];
}

type Mentions = Pick<APIMessage, "mentions" | "mention_roles" | "mention_everyone">;

/** Whom a message notifies, after `allowed_mentions`. Code and escaped characters do not mention. */
function mentionsOf(
  world: World,
  message: APIMessage,
  author: User,
  channel: Channel,
  allowed: RESTPatchAPIChannelMessageJSONBody["allowed_mentions"],
): Mentions {
  const displays = [...walk((message.components ?? []) as unknown as Component[])]
    .map(({ component }) => (component.type === 10 ? String(component.content) : ""))
    .join("\n");
  const text = `${message.content}\n${displays}`
    .replace(/```[\s\S]*?```|``.+?``|`[^`\n]+`/g, "")
    .replace(/\\[<@]/g, "");
  const ids = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, id]) => id))];
  const permits = (kind: "users" | "roles", id: string | undefined) =>
    !allowed ||
    (allowed.parse as string[] | undefined)?.includes(kind) ||
    (allowed[kind] as string[] | undefined)?.includes(id ?? "");

  const users: APIUser[] = ids(/<@!?(\d+)>/g)
    .filter((id) => permits("users", id))
    .flatMap((id) => world.users.get(id ?? "")?.api ?? []);
  const replied = message.referenced_message?.author;
  const pingsReplied = allowed ? allowed.replied_user === true : true;
  if (replied && pingsReplied && message.type === MessageType.Reply && !message.webhook_id) {
    // A reply to the answer of a command notifies nobody: its author is a webhook.
    if (!message.referenced_message?.webhook_id && !users.some(({ id }) => id === replied.id)) {
      users.push(replied);
    }
  }
  const roles = ids(/<@&(\d+)>/g)
    .filter((id) => permits("roles", id))
    .filter((id) => channel.guild?.roles.some((role) => role.id === id))
    .map((id) => id ?? "");
  const everyone =
    /@(everyone|here)\b/.test(text) &&
    (!allowed || (allowed.parse as string[] | undefined)?.includes("everyone") === true) &&
    may(channel, author, "MentionEveryone");
  return {
    mentions: users as APIMessage["mentions"],
    mention_roles: roles,
    mention_everyone: everyone,
  };
}
