/** Which files of a folder are the corpus. */
import { readdir, realpath, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { FootnoteError } from "../errors.ts";

/** A file of the corpus, not yet read. */
export interface CorpusFile {
  /** Relative to the corpus folder, with forward slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
}

export interface CorpusListing {
  /** Absolute, symbolic links resolved. */
  readonly dir: string;
  /** Sorted by path. */
  readonly files: readonly CorpusFile[];
  /** Hidden files and folders, files of other kinds, links to folders. */
  readonly ignored: number;
}

/** What an article may be written in. */
export type Format = "markdown" | "text" | "html";

const FORMATS: Readonly<Record<string, Format>> = {
  ".md": "markdown",
  ".markdown": "markdown",
  ".txt": "text",
  ".html": "html",
  ".htm": "html",
};

/** The format that a path's extension stands for; null where it is none of ours. */
export function formatOf(path: string): Format | null {
  return FORMATS[extname(path).toLowerCase()] ?? null;
}

/**
 * Lists the articles' files of a folder and of the folders in it.
 * @throws FootnoteError of kind `corpus` where the folder is missing, unreadable or no folder.
 */
export async function listCorpus(dir: string): Promise<CorpusListing> {
  const root = await openFolder(dir);
  const files: CorpusFile[] = [];
  let ignored = 0;

  const visit = async (folder: string): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    for (const entry of entries) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith(".")) {
        ignored += 1;
      } else if (entry.isDirectory()) {
        // A folder that cannot be opened is listed as a file that cannot be read: it gets its line.
        await visit(path).catch(() => files.push({ path, size: 0, mtimeMs: 0 }));
      } else if (formatOf(entry.name) === null || !(entry.isFile() || entry.isSymbolicLink())) {
        ignored += 1;
      } else {
        const found = await stat(join(root, path)).catch(() => null);
        // A link to a folder is not followed: it may lead back here. A dangling one is listed, so
        // that reading it says so.
        if (found !== null && !found.isFile()) ignored += 1;
        else files.push({ path, size: found?.size ?? 0, mtimeMs: found?.mtimeMs ?? 0 });
      }
    }
  };

  try {
    await visit("");
  } catch (cause) {
    throw unreadable(dir, cause);
  }
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { dir: root, files, ignored };
}

async function openFolder(dir: string): Promise<string> {
  try {
    const root = await realpath(dir);
    if ((await stat(root)).isDirectory()) return root;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw unreadable(dir, cause);
    throw new FootnoteError(
      "corpus",
      `The corpus folder ${dir} does not exist. Create it and put articles (.md, .txt, .html) in it, or name another folder.`,
      { cause },
    );
  }
  throw new FootnoteError(
    "corpus",
    `The corpus ${dir} is no folder. Name the folder that the articles are in.`,
  );
}

function unreadable(dir: string, cause: unknown): FootnoteError {
  return new FootnoteError(
    "corpus",
    `The corpus folder ${dir} cannot be read (${(cause as NodeJS.ErrnoException).code ?? cause}). Check its permissions, or name another folder.`,
    { cause },
  );
}
