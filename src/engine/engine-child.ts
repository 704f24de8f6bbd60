/** The engine's process: it opens the engine, answers calls by message, and ends with its parent. */
import { sendToParent, toErrorMessage } from "./child.ts";
import type { Engine } from "./engine.ts";
import type { FromEngineChild, Method, ToEngineChild } from "./fork.ts";
import { openEngine } from "./open.ts";

let engine: Engine | undefined;
/** By call, so that it can be aborted. */
const calls = new Map<number, AbortController>();

const reply = (message: FromEngineChild) => sendToParent(message);

// A Ctrl-C in the parent's terminal reaches this process too; the parent lets answers finish first.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.on("disconnect", end);

process.on("message", async (message: ToEngineChild) => {
  if ("open" in message) {
    try {
      engine = await openEngine(message.open);
      reply({ opened: true });
    } catch (error) {
      reply({ failed: toErrorMessage(error) });
    }
  } else if ("call" in message) {
    await answer(message.call.id, message.call.method, message.call.args);
  } else if ("abort" in message) {
    calls.get(message.abort)?.abort();
  } else {
    process.disconnect();
  }
});

async function answer(id: number, method: Method, args: readonly unknown[]): Promise<void> {
  const controller = new AbortController();
  calls.set(id, controller);
  const options = {
    ...(args.at(-1) as object),
    signal: controller.signal,
    onProgress: (value: unknown) => reply({ progress: { id, value } }),
  };
  try {
    if (engine === undefined) throw new Error("the engine is not open");
    const call = engine[method] as (...args: unknown[]) => Promise<unknown>;
    reply({ result: { id, value: await call(...args.slice(0, -1), options) } });
  } catch (error) {
    reply({ error: { id, error: toErrorMessage(error) } });
  } finally {
    calls.delete(id);
  }
}

/** The parent is gone or has said to close: whatever runs is of use to nobody. */
async function end(): Promise<void> {
  for (const controller of calls.values()) controller.abort();
  await engine?.close();
  process.exit();
}
