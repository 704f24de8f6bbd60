/** Whether there is room to build the next index, and for what people do. */
import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import path from "node:path";
import type { Config } from "../config.ts";
import { type Check, ok, problem, problemOf, warning } from "./check.ts";
import { size } from "./words.ts";

/** Below this much, databases and logs fill a disk before anybody looks. */
const leastFree = 100e6;

/** @param generationBytes - Of the generation being served; a new one is written beside it. */
export async function* checkDisk(config: Config, generationBytes: number): AsyncGenerator<Check> {
  yield await checkFolder("disk of the index", config.index.dir, generationBytes);
  yield await checkFolder("disk of the state", config.state.dir, 0);
}

async function checkFolder(about: string, dir: string, bytes: number): Promise<Check> {
  try {
    const { bavail, bsize } = await statfs(existing(dir));
    return judgeSpace(about, { dir, free: bavail * bsize, bytes });
  } catch (error) {
    return problemOf(about, error);
  }
}

/** @param space - `bytes` is what will be written next, as far as that is known. */
export function judgeSpace(
  about: string,
  { dir, free, bytes }: { readonly dir: string; readonly free: number; readonly bytes: number },
): Check {
  const wanted = Math.max(2 * bytes, leastFree);
  const found = `${size(free)} free at ${dir}`;
  if (free >= wanted) return ok(about, found);
  const fix = `Make room for ${size(wanted)} (docs/operating.md, “What grows”), or move the folder: INDEX_DIR, STATE_DIR`;
  return free < bytes
    ? problem(about, `${found}, and a new index takes ${size(bytes)}`, fix)
    : warning(about, found, fix);
}

/** The folder, or the nearest one above it that is there. */
function existing(dir: string): string {
  return existsSync(dir) ? dir : existing(path.dirname(dir));
}
