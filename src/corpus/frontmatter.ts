/** The YAML between two `---` lines at the head of a file → the article's metadata. */
import { parseDocument } from "yaml";
import { onOneLine } from "./blocks.ts";
import { parseDate } from "./dates.ts";

/** What a file says about itself; null where it says nothing. */
export interface Metadata {
  readonly id: string | null;
  readonly title: string | null;
  readonly outlet: string | null;
  /** `YYYY-MM-DD`. */
  readonly published: string | null;
  readonly url: string | null;
  readonly tags: readonly string[];
}

export const NO_METADATA: Metadata = {
  id: null,
  title: null,
  outlet: null,
  published: null,
  url: null,
  tags: [],
};

/** Metadata and the text after it, or what is wrong with the front matter. */
export type FrontMatter =
  | { readonly metadata: Metadata; readonly body: string }
  | { readonly problem: string };

/** Splits the front matter off a text; a text without one is all body. */
export function readFrontMatter(text: string): FrontMatter {
  // A `---` that no `key:` follows is a rule across the page.
  if (!/^---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*(?:["']?[\w-]+["']?[ \t]*:|---)/.test(text)) {
    return { metadata: NO_METADATA, body: text };
  }
  const open = text.indexOf("\n") + 1;
  const close = /^(?:---|\.\.\.)[ \t]*$/m.exec(text.slice(open));
  if (close === null) {
    return wrong("line 1 opens it and no later line is --- to close it");
  }
  const yaml = text.slice(open, open + close.index);
  const body = text.slice(open + close.index + close[0].length);

  const document = parseDocument(yaml, { schema: "core" });
  const error = document.errors[0];
  if (error !== undefined) {
    const line = (error.linePos?.[0].line ?? 1) + 1;
    return wrong(`line ${line} is no YAML (${firstLine(error.message)})`);
  }
  let fields: unknown;
  try {
    fields = document.toJS() ?? {};
  } catch (error) {
    return wrong(`it is no YAML (${firstLine((error as Error).message)})`);
  }
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) {
    return wrong("it is no list of `name: value` lines");
  }
  try {
    return { metadata: metadataOf(fields as Record<string, unknown>), body };
  } catch (error) {
    if (error instanceof WrongField) return wrong(error.message);
    throw error;
  }
}

/** A field that does not hold what it should. */
class WrongField extends Error {}

function metadataOf(fields: Record<string, unknown>): Metadata {
  return {
    id: textField(fields, "id"),
    title: textField(fields, "title"),
    outlet: textField(fields, "outlet"),
    published: dateField(fields, "published"),
    url: textField(fields, "source"),
    tags: tagsField(fields, "tags"),
  };
}

function textField(fields: Record<string, unknown>, name: string): string | null {
  const value = fields[name] ?? null;
  if (value === null) return null;
  if (typeof value !== "string" && typeof value !== "number") {
    throw new WrongField(
      `\`${name}\` is ${kindOf(value)} and must be text, such as \`${name}: "..."\``,
    );
  }
  return onOneLine(String(value)) || null;
}

function dateField(fields: Record<string, unknown>, name: string): string | null {
  const value = fields[name] ?? null;
  if (value === null || value === "") return null;
  const date = typeof value === "string" ? parseDate(value) : null;
  if (date === null) {
    const shown = typeof value === "object" ? kindOf(value) : JSON.stringify(value);
    throw new WrongField(
      `\`${name}\` is ${shown} and must be a day of the calendar as YYYY-MM-DD, such as 2025-08-09`,
    );
  }
  return date;
}

function tagsField(fields: Record<string, unknown>, name: string): readonly string[] {
  const value = fields[name] ?? [];
  const tags = typeof value === "string" ? value.split(",") : value;
  if (
    !Array.isArray(tags) ||
    !tags.every((tag) => typeof tag === "string" || typeof tag === "number")
  ) {
    throw new WrongField(
      `\`${name}\` must be a list of words, such as \`${name}: [trade, energy]\``,
    );
  }
  return [...new Set(tags.map((tag) => onOneLine(String(tag))).filter((tag) => tag !== ""))];
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "a mapping" : String(value);
}

function firstLine(message: string): string {
  return (message.split("\n", 1)[0] ?? "").replace(/:$/, "").replace(/ at line \d+.*$/, "");
}

function wrong(what: string): FrontMatter {
  return { problem: `has bad front matter: ${what}` };
}
