/**
 * Files that wait for somebody to confirm them, beside the state database: a press on the button
 * under one works after a restart too. They name nobody and are cleared after a day.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

const keptMs = 24 * 60 * 60 * 1000;

const folderOf = (stateDir: string) => join(stateDir, "pending");

/**
 * Keeps a file for a day.
 *
 * @param name - A file's name, without folders.
 * @returns what `takePending` finds it by.
 */
export async function keepPending(
  stateDir: string,
  name: string,
  bytes: Uint8Array,
): Promise<string> {
  const folder = folderOf(stateDir);
  await mkdir(folder, { recursive: true });
  for (const old of await readdir(folder)) {
    const { mtimeMs } = await stat(join(folder, old));
    if (mtimeMs < Date.now() - keptMs) await rm(join(folder, old), { force: true });
  }
  const hash = createHash("sha256").update(name).update("\0").update(bytes);
  const key = hash.digest("base64url").slice(0, 16);
  await writeFile(join(folder, `${key}.${name}`), bytes);
  return key;
}

/** Gives a file and keeps it no longer: to one of those who ask at once. Null where there is none of that key. */
export async function takePending(
  stateDir: string,
  key: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null> {
  const folder = folderOf(stateDir);
  const names = await readdir(folder).catch(() => []);
  const found = names.find((name) => name.startsWith(`${key}.`));
  if (found === undefined) return null;
  try {
    const bytes = await readFile(join(folder, found));
    // Fails for the second of two, where `rm` would not.
    await unlink(join(folder, found));
    return { name: found.slice(key.length + 1), bytes };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
