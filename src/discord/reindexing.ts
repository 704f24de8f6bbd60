/** Re-indexing on a moderator's order: one at a time, shown while it runs. */
import { setTimeout as wait } from "node:timers/promises";
import type { Engine, IndexProgress } from "../engine/engine.ts";
import type { Logger } from "../log.ts";
import { Declined, described, explain } from "./faults.ts";
import type { LivePost } from "./live-post.ts";
import type { Rendering } from "./render/message.ts";
import { renderFailure, renderProgress, renderSummary } from "./render/reindex.ts";

export interface Reindexing {
  /** Who started the one under way, and where it shows, as markdown; null where none is. */
  readonly running: string | null;
  /**
   * Starts one and resolves when its post is there.
   *
   * @throws Declined where one is under way.
   */
  start(
    order: ReindexOrder,
  ): Promise<{ readonly url: string | null; readonly done: Promise<void> }>;
}

export interface ReindexOrder {
  /** Who ordered it, as a mention. */
  readonly by: string;
  /** The id that a fault gets in the log. */
  readonly id: string;
  /** Opens the post that shows it. */
  readonly post: (first: Rendering) => Promise<LivePost>;
}

export interface ReindexingOptions {
  readonly engine: Engine;
  readonly log: Logger;
  /** Aborting ends the one under way. */
  readonly stopping: AbortSignal;
  /** Milliseconds between two edits of a post. */
  readonly editEvery: number;
  /** Told of the work that goes on after `start`. */
  readonly track: (work: Promise<void>) => void;
  /** Called when a new index is served. */
  readonly onPublished: () => Promise<void>;
}

export function createReindexing({
  engine,
  log,
  stopping,
  editEvery,
  track,
  onPublished,
}: ReindexingOptions): Reindexing {
  let running: string | null = null;

  async function run(by: string, id: string, post: LivePost): Promise<void> {
    const ended = new AbortController();
    let latest: IndexProgress | null = null;
    const showing = showWhileRunning(
      post,
      () => latest && renderProgress(by, latest),
      ended.signal,
    );
    let last: Rendering;
    try {
      const summary = await engine.reindex({
        signal: stopping,
        onProgress: (progress) => {
          latest = progress;
        },
      });
      if (summary.published) await onPublished();
      log.info({ id, ...summary, skipped: summary.skipped.length }, "the corpus was re-indexed");
      last = renderSummary(by, summary);
    } catch (error) {
      last = renderFailure(by, whyNot(error, id));
    }
    ended.abort();
    await showing;
    running = null;
    await show(post, last);
  }

  function whyNot(error: unknown, id: string): string {
    if (stopping.aborted) {
      return "I am being stopped. Start it again when I am back; what was done so far is kept.";
    }
    return explain(error, id, { log, deadline: stopping });
  }

  /** Shows the newest progress every few seconds until `ended`; never two edits at a time. */
  async function showWhileRunning(
    post: LivePost,
    progress: () => Rendering | null,
    ended: AbortSignal,
  ): Promise<void> {
    while (await wait(editEvery, true, { signal: ended }).catch(() => false)) {
      const rendering = progress();
      if (rendering) await show(post, rendering);
    }
  }

  // What cannot be shown must not end the re-index.
  async function show(post: LivePost, rendering: Rendering): Promise<void> {
    await post.show(rendering).catch((error: unknown) => {
      log.warn({ error: described(error) }, "a re-index could not be shown");
    });
  }

  return {
    get running() {
      return running;
    },
    async start({ by, id, post: open }) {
      if (running) throw new Declined(`A re-index is under way already, ${running}.`);
      running = `started by ${by}`;
      try {
        const post = await open(renderProgress(by, null));
        if (post.url !== null) running = `${running}: ${post.url}`;
        const done = run(by, id, post);
        track(done);
        return { url: post.url, done };
      } catch (error) {
        running = null;
        throw error;
      }
    },
  };
}
