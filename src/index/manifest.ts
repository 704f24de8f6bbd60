/**
 * The manifest of a generation, written last: what the generation is, and the size and hash of each
 * of its files; and the pointer that says which generation is served.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile, rename, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { FootnoteError } from "../errors.ts";
import { calibrationSchema } from "./calibration.ts";
import { folderFault } from "./folder-fault.ts";

/** Raised whenever the files' layout changes; an index of another format is built anew. */
export const FORMAT = 2;

export const MANIFEST_FILE = "manifest.json";

/** The file that says which generation of an index folder is served. */
export function pointerFile(indexDir: string): string {
  return path.join(indexDir, "current.json");
}

const countsSchema = z.object({
  articles: z.number().int(),
  passages: z.number().int(),
  sentences: z.number().int(),
});

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  id: z.string(),
  builtAt: z.string(),
  /** Absolute path of the corpus folder. */
  corpus: z.string(),
  /** The embedder's fingerprint, and its id for people. */
  fingerprint: z.string(),
  embedder: z.string(),
  dimensions: z.number().int(),
  counts: countsSchema,
  calibration: calibrationSchema,
  /** SHA-256 over all articles, passages and sentences: equal ones need no new generation. */
  contentHash: z.string(),
  files: z.record(z.string(), z.object({ bytes: z.number().int(), sha256: z.string() })),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type Counts = z.infer<typeof countsSchema>;

const pointerSchema = z.object({ generation: z.string(), previous: z.string().nullable() });

/** Which generation is served, and which one before it is kept for rollback. */
export type Pointer = z.infer<typeof pointerSchema>;

/** The folder of a generation. */
export function generationFolder(indexDir: string, id: string): string {
  return path.join(indexDir, "generations", id);
}

/** The pointer of an index folder; null where nothing was ever published. */
export async function readPointer(indexDir: string): Promise<Pointer | null> {
  const text = await readFile(pointerFile(indexDir), "utf8").catch((error) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw folderFault(indexDir, error) ?? error;
  });
  if (text === null) return null;
  try {
    return pointerSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(pointerFile(indexDir), "is not a pointer to a generation", cause);
  }
}

/** Publishes a generation: one atomic rename. */
export async function writePointer(indexDir: string, pointer: Pointer): Promise<void> {
  await writeFileDurably(pointerFile(indexDir), JSON.stringify(pointer));
}

/**
 * Reads a generation's manifest.
 *
 * @throws FootnoteError `index-foreign` for another format, `index-damaged` for anything unreadable.
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = path.join(folder, MANIFEST_FILE);
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw folderFault(folder, cause) ?? damaged(file, "is missing or unreadable", cause);
  }
  const format = (content as { format?: unknown } | null)?.format;
  if (typeof format === "number" && format !== FORMAT) {
    throw new FootnoteError(
      "index-foreign",
      `The index in ${folder} has format ${format}; this version of Footnote reads format ${FORMAT}. ` +
        "Build it anew: npm run index -- --rebuild",
    );
  }
  const parsed = manifestSchema.safeParse(content);
  if (!parsed.success) throw damaged(file, "is not a manifest", parsed.error);
  return parsed.data;
}

/** Size and hash of a generation's file, for its manifest. */
export async function describeFile(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/**
 * Compares every file of a generation with its manifest.
 *
 * @throws FootnoteError `index-damaged`, naming the first file that differs.
 */
export async function verifyFiles(folder: string, manifest: Manifest): Promise<void> {
  for (const [name, expected] of Object.entries(manifest.files)) {
    const file = path.join(folder, name);
    const size = await stat(file).then(
      ({ size }) => size,
      (cause) => {
        throw folderFault(folder, cause) ?? damaged(file, "is missing or unreadable", cause);
      },
    );
    if (size !== expected.bytes) {
      throw damaged(file, `has ${size} bytes, not the ${expected.bytes} of its manifest`);
    }
    const { sha256 } = await describeFile(file).catch((cause) => {
      throw folderFault(folder, cause) ?? cause;
    });
    if (sha256 !== expected.sha256) {
      throw damaged(file, "does not have the contents that its manifest records");
    }
  }
}

/** Writes a file under a temporary name, fsyncs it, and renames it into place. */
export async function writeFileDurably(file: string, content: string | Buffer): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = await open(temporary, "w");
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  await syncFolder(path.dirname(file));
}

/** Makes renames in a folder outlive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** An `index-damaged` error that names the command which mends it. */
export function damaged(file: string, what: string, cause?: unknown): FootnoteError {
  return new FootnoteError(
    "index-damaged",
    `The index is damaged: ${file} ${what}. Build it anew: npm run index -- --rebuild`,
    { cause },
  );
}
