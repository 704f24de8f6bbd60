/** Re-indexing in a process of its own, so that questions go on being answered meanwhile. */
import type { Config } from "../config.ts";
import type { IndexProgress, IndexSummary } from "../index/build.ts";
import { type ErrorMessage, forkChild, fromErrorMessage } from "./child.ts";
import type { ReindexOptions } from "./engine.ts";

export type ToReindexChild =
  | { readonly start: { readonly config: Config; readonly rebuild: boolean } }
  | { readonly cancel: true };

export type FromReindexChild =
  | { readonly progress: IndexProgress }
  | { readonly summary: IndexSummary }
  | { readonly error: ErrorMessage };

/**
 * Builds the index in a child process.
 *
 * @throws FootnoteError as `indexCorpus` does; an ordinary error when the process dies.
 */
export function forkReindex(
  config: Config,
  { rebuild = false, onProgress, signal }: ReindexOptions,
): Promise<IndexSummary> {
  return new Promise((resolve, reject) => {
    const child = forkChild(new URL("./reindex-child.ts", import.meta.url));
    const send = (message: ToReindexChild) => child.connected && child.send(message);
    const cancel = () => send({ cancel: true });
    signal?.addEventListener("abort", cancel);
    child.on("message", (message: FromReindexChild) => {
      if ("progress" in message) onProgress?.(message.progress);
      else if ("summary" in message) resolve(message.summary);
      else reject(fromErrorMessage(message.error));
    });
    child.on("error", reject);
    child.on("exit", (code, killedBy) => {
      signal?.removeEventListener("abort", cancel);
      // Without effect where a summary or an error came before.
      reject(new Error(`the indexing process ended early (${killedBy ?? `exit code ${code}`})`));
    });
    send({ start: { config, rebuild } });
    if (signal?.aborted) cancel();
  });
}
