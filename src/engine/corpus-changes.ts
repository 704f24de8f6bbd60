/** Taking an article into the corpus folder, and out of it, one file at a time. */
import { constants, copyFile, mkdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { SplitArticle } from "../corpus/article.ts";
import { formatOf } from "../corpus/files.ts";
import { articleFromFile, type ReadOptions } from "../corpus/read.ts";
import { FootnoteError } from "../errors.ts";
import type { ArticlePreview } from "./engine.ts";

// Of letters that may take four bytes, of 255 that a file system allows.
const longestName = 60;

/**
 * A name for a file of the corpus folder itself, whatever was given: no folders, no hidden file, no
 * sign that a file system or a shell takes for its own.
 *
 * @throws FootnoteError `usage` where its kind is none of the corpus's.
 */
export function fileNameFor(given: string): string {
  const base = given.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const extension = /\.[^.]*$/.exec(base)?.[0] ?? "";
  if (formatOf(`x${extension}`) === null) {
    throw new FootnoteError(
      "usage",
      "That is no .md, .txt or .html file. Save the article as one of these.",
    );
  }
  const stem = base
    .slice(0, base.length - extension.length)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(new RegExp(`^(.{${longestName}}).*$`, "u"), "$1")
    .replace(/^-+|-+$/g, "");
  return `${stem === "" ? "article" : stem}${extension.toLowerCase()}`;
}

/**
 * What an article would be.
 *
 * @throws FootnoteError `usage` that says why it cannot be taken.
 */
export function previewFile(
  given: string,
  bytes: Uint8Array,
  options: ReadOptions,
): ArticlePreview {
  const name = fileNameFor(given);
  const { article, passages, sentences } = read(name, bytes, options);
  const { id, title, outlet, published, text } = article;
  const opening = passages.slice(0, shownPassages).map(({ start, end }) => text.slice(start, end));
  const counts = { passages: passages.length, sentences: sentences.length };
  return { id, file: name, title, outlet, published, opening, ...counts };
}

const shownPassages = 2;

function read(name: string, bytes: Uint8Array, options: ReadOptions): SplitArticle {
  const extraction = articleFromFile(name, bytes, options);
  if ("split" in extraction) return extraction.split;
  throw new FootnoteError("usage", `${name} cannot be taken: it ${extraction.skipped.reason}.`);
}

/**
 * Writes a new file into the corpus folder; never over another.
 *
 * @param name - As `fileNameFor` makes it.
 * @throws FootnoteError `usage` where there is a file of that name, or the folder cannot be written.
 */
export async function writeArticle(corpus: string, name: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path.join(corpus, fileNameFor(name)), bytes, { flag: "wx" });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw unwritable(cause) ?? cause;
    throw new FootnoteError(
      "usage",
      `There is a file ${name} in the corpus already. Give this one another name, or remove that one first.`,
      { cause },
    );
  }
}

/**
 * Moves a file out of the corpus folder, so that nothing is lost.
 *
 * @param file - Relative to the corpus folder.
 * @param removed - The folder that it goes to, under a name that begins with the time.
 * @throws FootnoteError `not-found` where it is not in the corpus folder, `usage` where it cannot be
 *   taken out of it.
 */
export async function moveOut(
  corpus: string,
  file: string,
  removed: string,
  now: Date = new Date(),
): Promise<void> {
  const root = await realpath(corpus);
  const folder = await realpath(path.join(root, path.dirname(file))).catch(() => null);
  const within = folder === null ? ".." : path.relative(root, folder);
  if (folder === null || within.split(path.sep)[0] === ".." || path.isAbsolute(within)) {
    throw new FootnoteError("not-found", `There is no file ${file} in the corpus folder.`);
  }
  const name = path.basename(file);
  const stamp = now.toISOString().replace(/[-:.]/g, "");
  await mkdir(removed, { recursive: true });
  try {
    await move(path.join(folder, name), path.join(removed, `${stamp}-${name}`));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw unwritable(cause) ?? cause;
    throw new FootnoteError("not-found", `There is no file ${file} in the corpus folder.`, {
      cause,
    });
  }
}

/** The moderator who gave the order learns why it cannot be carried out, and whom to turn to. */
function unwritable(cause: unknown): FootnoteError | null {
  const code = String((cause as NodeJS.ErrnoException).code);
  if (!["EROFS", "EACCES", "EPERM"].includes(code)) return null;
  return new FootnoteError(
    "usage",
    `The bot may not write to the corpus folder (${code}). Whoever runs it can allow that.`,
    { cause },
  );
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (cause) {
    // On another disk.
    if ((cause as NodeJS.ErrnoException).code !== "EXDEV") throw cause;
    await copyFile(from, to, constants.COPYFILE_EXCL);
    await rm(from);
  }
}
