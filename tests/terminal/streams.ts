/** Streams that stand for a terminal or a pipe and remember what was written. */
import { PassThrough } from "node:stream";

export function terminalOutput({ isTTY = true, columns = 80 } = {}) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns });
  let written = "";
  stream.on("data", (chunk: Buffer) => {
    written += chunk.toString();
  });
  return { stream, written: () => written };
}

export function terminalInput({ isTTY = true } = {}) {
  return Object.assign(new PassThrough(), { isTTY });
}
