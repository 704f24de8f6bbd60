/** What moderators order of the index: a re-index, shown while it runs, or the one before. One at a time. */
import { setTimeout as wait } from "node:timers/promises";
import type { Engine, EngineStatus, IndexProgress } from "../engine/engine.ts";
import { FootnoteError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { Declined, described, explain } from "./faults.ts";
import type { LivePost } from "./live-post.ts";
import type { Outcome } from "./render/history.ts";
import type { Rendering } from "./render/message.ts";
import {
  type Running,
  renderFailure,
  renderProgress,
  renderSummary,
  underWay,
} from "./render/reindex.ts";
import type { Words } from "./words/words.ts";

export interface Reindexing {
  /** What is under way; null where nothing is. */
  readonly running: Running | null;
  /**
   * Starts one and resolves when its post is there.
   *
   * @throws Declined where one is under way.
   */
  start(
    order: ReindexOrder,
  ): Promise<{ readonly url: string | null; readonly done: Promise<void> }>;
  /**
   * Ends the re-index of that order early; the index that is served stays.
   *
   * @param by - Who cancels it, as a mention.
   * @throws Declined where it has ended already.
   */
  cancel(id: string, by: string): void;
  /**
   * Serves the index before the one with the id `from` again.
   *
   * @throws Declined where that one is not served any more, none is kept before it, or a re-index is
   *   under way.
   */
  rollBack(from: string): Promise<EngineStatus>;
}

export interface ReindexOrder {
  /** Who ordered it, as a mention. */
  readonly by: string;
  /** Names it to `cancel`; a fault gets it in the log. */
  readonly id: string;
  /** Opens the post that shows it. */
  readonly post: (first: Rendering) => Promise<LivePost>;
  /** Told that it has started; what it returns is told what came of it. */
  readonly onStart: () => (outcome: Outcome) => void;
  /** In which its post is written. */
  readonly words: Words;
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
  let running: Running | null = null;
  let current: { readonly id: string; readonly cancelling: AbortController } | null = null;

  async function run(
    { by, id, words }: ReindexOrder,
    cancel: AbortSignal,
    post: LivePost,
    onEnd: (outcome: Outcome) => void,
  ): Promise<void> {
    const ended = new AbortController();
    let latest: IndexProgress | null = null;
    const showing = showWhileRunning(
      post,
      () => latest && renderProgress(by, latest, id, words),
      ended.signal,
    );
    let last: Rendering;
    let outcome: Outcome;
    try {
      const summary = await engine.reindex({
        signal: AbortSignal.any([stopping, cancel]),
        onProgress: (progress) => {
          latest = progress;
        },
      });
      if (summary.published) await onPublished();
      log.info({ id, ...summary, skipped: summary.skipped.length }, "the corpus was re-indexed");
      last = renderSummary(by, summary, words);
      const { added, changed, removed } = summary;
      outcome = summary.published ? { added, changed, removed } : "unchanged";
    } catch (error) {
      last = renderFailure(by, whyNot(error, id, cancel, words), words);
      outcome = stopping.aborted || cancel.aborted ? "endedEarly" : "failed";
    }
    ended.abort();
    await showing;
    running = null;
    current = null;
    onEnd(outcome);
    await show(post, last);
  }

  function whyNot(error: unknown, id: string, cancel: AbortSignal, words: Words): string {
    if (stopping.aborted) return words.reindex.stopping;
    if (cancel.aborted) return words.reindex.cancelled(String(cancel.reason));
    return explain(error, id, { log, deadline: stopping, words });
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

  function assertIdle(): void {
    const other = running;
    if (other) throw new Declined((words) => underWay(other, words));
  }

  return {
    get running() {
      return running;
    },
    async start(order) {
      assertIdle();
      const { by, id, words } = order;
      running = { by, url: null };
      const cancelling = new AbortController();
      current = { id, cancelling };
      try {
        const post = await order.post(renderProgress(by, null, id, words));
        running = { by, url: post.url };
        const done = run(order, cancelling.signal, post, order.onStart());
        track(done);
        return { url: post.url, done };
      } catch (error) {
        running = null;
        current = null;
        throw error;
      }
    },
    cancel(id, by) {
      if (current?.id !== id || current.cancelling.signal.aborted) {
        throw new Declined(({ reindex }) => reindex.ended);
      }
      current.cancelling.abort(by);
    },
    async rollBack(from) {
      assertIdle();
      // Two presses at once must not go back and forth.
      running = "rollback";
      try {
        const { generation } = await engine.status();
        if (generation !== from) throw new Declined(({ reindex }) => reindex.anotherInUse);
        const status = await engine.rollback();
        await onPublished();
        log.info({ from, to: status.generation }, "the index before is served again");
        return status;
      } catch (error) {
        if (error instanceof FootnoteError && error.kind === "index-missing") {
          throw new Declined(({ reindex }) => reindex.noneBefore);
        }
        throw error;
      } finally {
        running = null;
      }
    },
  };
}
