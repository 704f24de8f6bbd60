/** An article on its way into the corpus: where its bytes come from, and the look at it before it is taken. */
import type { Attachment, ModalSubmitInteraction } from "discord.js";
import { stringify } from "yaml";
import type { Config } from "../config.ts";
import { keepPending } from "../state/pending.ts";
import type { Context } from "./context.ts";
import { Declined } from "./faults.ts";
import { type pasteFields, renderPreview } from "./render/adding.ts";
import type { Rendering } from "./render/message.ts";

const attachmentHosts = ["https://cdn.discordapp.com", "https://media.discordapp.net"];
const longestDownloadMs = 30_000;

/**
 * An attachment's bytes, from Discord's own hosts alone.
 *
 * @throws Declined where it is too large, or is somewhere else.
 */
export async function download(
  { url, size }: Attachment,
  { corpus, discord }: Config,
): Promise<Uint8Array> {
  if (size > corpus.maxFileBytes) {
    throw new Declined(({ adding, formats }) =>
      adding.tooLarge(formats.bytes(size), formats.bytes(corpus.maxFileBytes)),
    );
  }
  const { origin } = new URL(url);
  const hosts = discord.api === null ? attachmentHosts : [new URL(discord.api).origin];
  if (!hosts.includes(origin)) throw new Declined(({ adding }) => adding.elsewhere);
  const signal = AbortSignal.timeout(longestDownloadMs);
  const response = await fetch(url, { redirect: "error", signal });
  if (!response.ok) throw new Error(`An attachment cannot be had: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** A pasted text as a file with front matter. */
export function pastedFile({ fields }: ModalSubmitInteraction): {
  readonly name: string;
  readonly bytes: Uint8Array;
} {
  const value = (name: keyof typeof pasteFields) => fields.getTextInputValue(name).trim();
  const title = value("title");
  const matter = { title, outlet: value("outlet"), published: value("published") };
  const given = Object.fromEntries(Object.entries(matter).filter(([, text]) => text !== ""));
  const file = `---\n${stringify(given)}---\n\n${value("text")}\n`;
  return { name: `${title}.md`, bytes: new TextEncoder().encode(file) };
}

/** Shows what an article would be, with a button that takes it. */
export async function preview(
  name: string,
  bytes: Uint8Array,
  { engine, config, words }: Context,
): Promise<Rendering> {
  const article = await engine.preview(name, bytes);
  return renderPreview(article, await keepPending(config.state.dir, article.file, bytes), words);
}
