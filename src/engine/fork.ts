/**
 * The engine as a child process with the same interface. Inference, HNSW and SQLite run on the
 * JavaScript thread and block it, so the process that talks to Discord keeps them out of its own.
 * A child that dies is started again; what was in flight is rejected.
 */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import type { Config } from "../config.ts";
import { FootnoteError } from "../errors.ts";
import { type ErrorMessage, forkChild, fromErrorMessage } from "./child.ts";
import type { Engine } from "./engine.ts";

/** The calls that cross to the child: everything but `close`. */
export type Method = Exclude<keyof Engine, "close">;

export type ToEngineChild =
  | { readonly open: Config }
  | {
      readonly call: {
        readonly id: number;
        readonly method: Method;
        /** The arguments, without the callbacks and signals, which stay here. */
        readonly args: readonly unknown[];
      };
    }
  | { readonly abort: number }
  | { readonly close: true };

export type FromEngineChild =
  | { readonly opened: true }
  | { readonly failed: ErrorMessage }
  | { readonly result: { readonly id: number; readonly value: unknown } }
  | { readonly error: { readonly id: number; readonly error: ErrorMessage } }
  | { readonly progress: { readonly id: number; readonly value: unknown } };

export interface ForkOptions {
  /** Told when the child died and is started again, and why. */
  readonly onRestart?: (reason: string) => void;
}

/** What every call may carry that cannot cross between processes. */
interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: never) => void;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
  onProgress?: ((progress: never) => void) | undefined;
}

/** A child that dies sooner than this after it opened is not started again at once. */
const MS_BETWEEN_STARTS = 1000;
/** How long a child may take to end before it is killed. */
const MS_TO_CLOSE = 5000;

/**
 * Starts the engine in a child process and waits until it serves.
 *
 * @throws FootnoteError as `openEngine` does.
 */
export async function forkEngine(config: Config, options: ForkOptions = {}): Promise<Engine> {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let closed = false;
  let started = 0;

  /** The child that serves, or the attempt to start one. */
  let serving = start();

  async function start(): Promise<ChildProcess> {
    await wait(Math.max(0, started + MS_BETWEEN_STARTS - performance.now()));
    started = performance.now();
    const child = forkChild(new URL("./engine-child.ts", import.meta.url));
    try {
      await new Promise<void>((resolve, reject) => {
        child.on("message", (message: FromEngineChild) => {
          if ("opened" in message) resolve();
          else if ("failed" in message) reject(fromErrorMessage(message.failed));
          else receive(message);
        });
        child.on("error", reject);
        child.on("exit", (code, killedBy) =>
          reject(new Error(`the engine's process ended while opening (${killedBy ?? code})`)),
        );
        post(child, { open: config });
      });
    } catch (error) {
      await end(child);
      throw error;
    }
    child.on("exit", (code, killedBy) => restart(`${killedBy ?? `exit code ${code}`}`));
    return child;
  }

  function restart(reason: string): void {
    for (const call of pending.values()) {
      call.reject(
        new FootnoteError(
          "engine-restarted",
          "The search engine stopped while it was working on this and is being started again. Please try again in a moment.",
        ),
      );
    }
    pending.clear();
    if (closed) return;
    options.onRestart?.(reason);
    serving = start();
    // Whoever calls next hears of a failure; nobody may be waiting now.
    serving.catch(() => {});
  }

  function receive(message: Exclude<FromEngineChild, { opened: true } | { failed: ErrorMessage }>) {
    if ("progress" in message) {
      pending.get(message.progress.id)?.onProgress?.(message.progress.value as never);
    } else if ("result" in message) {
      pending.get(message.result.id)?.resolve(message.result.value);
    } else {
      pending.get(message.error.id)?.reject(fromErrorMessage(message.error.error));
    }
  }

  /** The child that serves; a start that failed is tried again by the next call. */
  async function servingChild(): Promise<ChildProcess> {
    const attempt = serving;
    try {
      return await attempt;
    } catch (error) {
      if (!closed && serving === attempt) {
        serving = start();
        serving.catch(() => {});
      }
      throw error;
    }
  }

  async function call(method: Method, args: unknown[], options: CallOptions = {}) {
    if (closed) throw new Error("the engine is closed");
    const { signal, onProgress, ...plain } = options;
    signal?.throwIfAborted();
    const child = await servingChild();
    const id = ++lastId;
    const abort = () => post(child, { abort: id });
    signal?.addEventListener("abort", abort);
    try {
      return await new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject, onProgress });
        post(child, { call: { id, method, args: [...args, plain] } });
      });
    } finally {
      signal?.removeEventListener("abort", abort);
      pending.delete(id);
    }
  }

  await serving;
  return {
    ask: (question, options) => call("ask", [question], options) as ReturnType<Engine["ask"]>,
    search: (query, options) => call("search", [query], options) as ReturnType<Engine["search"]>,
    article: (id) => call("article", [id]) as ReturnType<Engine["article"]>,
    titles: () => call("titles", []) as ReturnType<Engine["titles"]>,
    outlets: () => call("outlets", []) as ReturnType<Engine["outlets"]>,
    status: () => call("status", []) as ReturnType<Engine["status"]>,
    reload: () => call("reload", []) as ReturnType<Engine["reload"]>,
    reindex: (options) => call("reindex", [], options) as ReturnType<Engine["reindex"]>,
    rollback: () => call("rollback", []) as ReturnType<Engine["rollback"]>,
    preview: (name, bytes) => call("preview", [name, bytes]) as ReturnType<Engine["preview"]>,
    add: (name, bytes) => call("add", [name, bytes]) as ReturnType<Engine["add"]>,
    remove: (id) => call("remove", [id]) as ReturnType<Engine["remove"]>,
    async close() {
      closed = true;
      const child = await serving.catch(() => null);
      if (child === null) return;
      post(child, { close: true });
      await end(child, MS_TO_CLOSE);
    },
  };
}

/** Waits until a child has ended, and kills it where that takes longer than `milliseconds`. */
async function end(child: ChildProcess, milliseconds = 0): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  const deadline = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  await ended;
  clearTimeout(deadline);
}

/** Sends a message; a child that is gone will be noticed by its exit. */
function post(child: ChildProcess, message: ToEngineChild): void {
  if (child.connected) child.send(message, () => {});
}
