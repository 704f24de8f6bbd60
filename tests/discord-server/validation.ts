/**
 * What Discord accepts: every request body is parsed with the schemas generated from Discord's own
 * specification, and then held against the limits that the specification leaves out. Lengths are
 * UTF-16 code units, never fewer than the characters Discord counts.
 */
import {
  type APIEmbed,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
} from "discord.js";
import * as spec from "discord-api-spec/zod";
import { type Component, faultsOfComponents } from "./components.ts";
import { badScheme, fault, hasScheme, lengthBetween, parser, required, tooLong } from "./form.ts";
import { type FormFault, refuse, refuseForm } from "./refused.ts";

const LIMITS = {
  content: 2_000,
  embedsTotal: 6_000,
  rows: 5,
  choice: 100,
  /** Bytes over all files of one message, without boosts. */
  upload: 10 * 1024 * 1024,
} as const;

export const parseMessage = parser(spec.MessageCreateRequestSchema);
export const parseMessageEdit = parser(spec.MessageEditRequestPartialSchema);
export const parseFollowUp = parser(spec.IncomingWebhookRequestPartialSchema);
export const parseWebhookEdit = parser(spec.IncomingWebhookUpdateRequestPartialSchema);
export const parseReply = parser(spec.CreateMessageInteractionCallbackRequestSchema);
export const parseUpdate = parser(spec.UpdateMessageInteractionCallbackRequestSchema);
export const parseDirectChannel = parser(spec.CreatePrivateChannelRequestSchema);
export const parseThread = parser(spec.CreateTextThreadWithoutMessageRequestSchema);
export const parseMessageThread = parser(spec.CreateTextThreadWithMessageRequestSchema);
export const parseThreadEdit = parser(spec.UpdateThreadRequestPartialSchema);

/** What a message will hold once the request has been carried out. */
export interface MessageShape {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
  readonly attachments: number;
  readonly poll?: unknown;
}

/** Refuses a message that Discord would not show. `shape` is the message after the request. */
export function checkMessage(shape: MessageShape): void {
  const faults: FormFault[] = [];
  const isV2 = (shape.flags & MessageFlags.IsComponentsV2) !== 0;
  if (isV2) {
    for (const field of ["content", "embeds"] as const) {
      if (shape[field].length > 0) {
        faults.push(
          fault(
            [field],
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            "The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2",
          ),
        );
      }
    }
  } else {
    if (shape.content.length > LIMITS.content) {
      faults.push(tooLong(["content"], LIMITS.content));
    }
    faults.push(...faultsOfEmbeds(shape.embeds));
    shape.components.forEach((component, index) => {
      if (component.type !== ComponentType.ActionRow) {
        faults.push(
          fault(
            ["components", index, "type"],
            "UNION_TYPE_CHOICES",
            "Value of field \"type\" must be one of ('1',).",
          ),
        );
      }
    });
    if (shape.components.length > LIMITS.rows) {
      faults.push(tooLong(["components"], LIMITS.rows));
    }
  }
  faults.push(...faultsOfComponents(shape.components as unknown as Component[], isV2));
  if (faults.length > 0) refuseForm(faults);

  const visible = isV2
    ? shape.components.length > 0
    : shape.content.trim() !== "" ||
      shape.embeds.some((embed) => embedTexts(embed).some(Boolean) || embed.image) ||
      shape.components.length > 0;
  if (!visible && shape.attachments === 0 && !shape.poll) refuse("emptyMessage");
}

/** Refuses files that are larger together than an upload may be. */
export function checkFiles(files: readonly { readonly content: Uint8Array }[]): void {
  const bytes = files.reduce((sum, file) => sum + file.content.byteLength, 0);
  if (bytes > LIMITS.upload) refuse("tooLarge");
}

/** Parses the answer to an autocomplete interaction. */
export function parseChoices(body: unknown): { name: string; value: string | number }[] {
  const parsed = parser(spec.ApplicationCommandAutocompleteCallbackRequestSchema)<{
    data?: { choices?: { name: string; value: string | number }[] };
  }>(body);
  const choices = parsed.data?.choices ?? [];
  const faults = choices.flatMap(({ name, value }, index) => {
    const path: (string | number)[] = ["data", "choices", index];
    const found: FormFault[] = [];
    if (name.trim() === "") found.push(required([...path, "name"]));
    if (typeof value === "string" && (value.length < 1 || value.length > LIMITS.choice)) {
      found.push(lengthBetween([...path, "value"], 1, LIMITS.choice));
    }
    return found;
  });
  if (faults.length > 0) refuseForm(faults);
  return choices;
}

function faultsOfEmbeds(embeds: readonly APIEmbed[]): FormFault[] {
  const faults: FormFault[] = [];
  const total = embeds.flatMap(embedTexts).reduce((sum, text) => sum + (text?.length ?? 0), 0);
  if (total > LIMITS.embedsTotal) {
    faults.push(
      fault(
        ["embeds"],
        "MAX_EMBED_SIZE_EXCEEDED",
        `Embed size exceeds maximum size of ${LIMITS.embedsTotal}`,
      ),
    );
  }
  embeds.forEach((embed, index) => {
    embed.fields?.forEach((field, place) => {
      for (const part of ["name", "value"] as const) {
        if (field[part].trim() === "")
          faults.push(required(["embeds", index, "fields", place, part]));
      }
    });
    for (const [key, url] of [
      ["url", embed.url],
      ["image", embed.image?.url],
      ["thumbnail", embed.thumbnail?.url],
    ] as const) {
      const schemes = key === "url" ? ["http", "https"] : ["http", "https", "attachment"];
      if (url && !hasScheme(url, schemes)) faults.push(badScheme(["embeds", index, key], schemes));
    }
  });
  return faults;
}

function embedTexts(embed: APIEmbed): (string | undefined)[] {
  return [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ];
}
