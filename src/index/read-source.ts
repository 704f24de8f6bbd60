/** The first step of a build: every article into the store and the lexical index. */
import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import type { Remark, Skipped, SplitArticle } from "../corpus/article.ts";
import { FootnoteError } from "../errors.ts";
import { assertNotCancelled, type BuildOptions, STEPS_PER_BREATH } from "./build-options.ts";
import { LexicalBuilder } from "./lexical.ts";
import { type FileStamp, passageAsEmbedded, type StoreWriter } from "./store.ts";

/** What reading a corpus gave, beside what stands in the store. */
export interface ReadSource {
  readonly lexical: LexicalBuilder;
  /** By article id: the hash of its text, and of how it is split. */
  readonly contents: ReadonlyMap<string, string>;
  readonly contentHash: string;
  readonly files: readonly FileStamp[];
  readonly cut: number;
  readonly skipped: readonly Skipped[];
  readonly remarks: readonly Remark[];
}

/**
 * Reads a corpus into a store.
 *
 * @param fingerprint of the embedder that they will be embedded with.
 * @throws FootnoteError `corpus` where no article is usable.
 */
export async function readSource(
  { source, onProgress, onCut, signal }: BuildOptions,
  writer: StoreWriter,
  fingerprint: string,
): Promise<ReadSource> {
  const lexical = new LexicalBuilder();
  const contents = new Map<string, string>();
  const hash = createHash("sha256");
  const files: FileStamp[] = [];
  const skipped: Skipped[] = [];
  const remarks: Remark[] = [];
  let cut = 0;
  for await (const reading of source.readings) {
    assertNotCancelled(signal);
    const stamp = { ...reading.file, sha256: reading.sha256 };
    files.push(stamp);
    writer.addFile(stamp);
    if ("skipped" in reading) {
      skipped.push(reading.skipped);
    } else {
      for (const piece of reading.cuts) onCut?.(piece);
      cut += reading.cuts.length;
      for (const about of reading.remarks ?? []) remarks.push({ path: reading.file.path, about });
      const { split } = reading;
      const { title } = split.article;
      const shown = split.sentences.map((sentence) => sentence.shown);
      const passages = split.passages.map(({ heading, firstSentence, endSentence }) => {
        const sentences = shown.slice(firstSentence, endSentence);
        lexical.add({ title, heading: heading ?? "", body: sentences.join("\n") });
        return passageAsEmbedded(title, heading, sentences);
      });
      const keys = (texts: readonly string[]) => texts.map((text) => keyOf(fingerprint, text));
      writer.addArticle(split, { sentences: keys(shown), passages: keys(passages) });
      contents.set(split.article.id, split.article.contentHash);
      hash.update(fingerprintOf(split));
    }
    onProgress?.({ phase: "read", done: files.length, total: source.total });
    if (files.length % STEPS_PER_BREATH === 0) await breathe();
  }
  if (contents.size === 0) {
    const reasons = skipped.slice(0, 5).map(({ path, reason }) => `\n  ${path}: ${reason}`);
    throw new FootnoteError(
      "corpus",
      `There is no usable article in ${source.path}` +
        (skipped.length > 0
          ? ` (${skipped.length} files were skipped):${reasons.join("")}`
          : ": put .md, .txt or .html files there."),
    );
  }
  return { lexical, contents, contentHash: hash.digest("hex"), files, cut, skipped, remarks };
}

/** The key of a text that is embedded: the text, and by which model. */
function keyOf(fingerprint: string, text: string): Buffer {
  return createHash("sha256").update(fingerprint).update("\0").update(text).digest();
}

/** Changes when the article or the way it is split changes. */
function fingerprintOf({ article, sentences, passages }: SplitArticle): string {
  return JSON.stringify([article.id, article.path, article.contentHash, sentences, passages]);
}
