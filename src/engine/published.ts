/** Noticing that another process has published a generation (`npm run index` beside a running bot). */
import { unwatchFile, watchFile } from "node:fs";
import { pointerFile } from "../index/manifest.ts";

/** The pointer's time is looked at this often; publishing renames it, so a plain watch would lose it. */
const MS_BETWEEN_LOOKS = 5000;

/**
 * Calls `onPublished` whenever the pointer of an index folder has changed.
 *
 * @returns ends the watch.
 */
export function watchPublished(
  indexDir: string,
  onPublished: () => void,
  interval = MS_BETWEEN_LOOKS,
): () => void {
  const file = pointerFile(indexDir);
  watchFile(file, { interval, persistent: false }, (now, before) => {
    if (now.mtimeMs !== before.mtimeMs && now.size > 0) onPublished();
  });
  return () => unwatchFile(file);
}
