/** The operator's log: lines of JSON on standard error, so that standard output holds answers alone. */
import { type Logger, pino } from "pino";
import type { Config } from "./config.ts";

export type { Logger } from "pino";

/**
 * A logger at the configured level. The bot's token is replaced wherever it turns up: in a message,
 * a field, an error's stack or a request's headers.
 *
 * @param write - Takes each finished line instead of standard error.
 */
export function openLog(config: Config, write?: (line: string) => void): Logger {
  const hide = secretHider(config.discord.token);
  // Written synchronously: a line logged just before the process ends must not be lost.
  const stderr = pino.destination({ dest: 2, sync: true });
  return pino(
    { level: config.log.level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => (write ? write(hide(line)) : stderr.write(hide(line))) },
  );
}

/** A function that replaces `secret` in any text; one that changes nothing where there is none. */
function secretHider(secret: string | null): (text: string) => string {
  if (secret === null) return (text) => text;
  return (text) => text.replaceAll(secret, "[hidden]");
}
