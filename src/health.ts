/**
 * The bot's sign of life: a file in the state folder that it writes anew again and again, and that
 * `npm run health` reads. A bot that hangs stops writing, so the file's age tells of that.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const healthFile = "health.json";
const everyMs = 30_000;
/** Older than this, a sign of life is none: three were missed. */
const oldestMs = 2 * 60_000;

const vitalsSchema = z.object({
  /** Whether the connection to Discord stands. */
  discord: z.boolean(),
  /** Whether the engine answers. */
  engine: z.boolean(),
});
const healthSchema = vitalsSchema.extend({ at: z.iso.datetime() });

export type Vitals = z.infer<typeof vitalsSchema>;

export interface Health {
  readonly healthy: boolean;
  /** A sentence for the operator. */
  readonly told: string;
}

/**
 * Writes the first sign of life, then one every half minute.
 *
 * @param look - Where it does not resolve, nothing is written.
 * @param onFault - Told why the file could not be written or taken away.
 * @returns Ends it and takes the file away.
 */
export async function showHealth(
  dir: string,
  look: () => Promise<Vitals>,
  onFault: (error: unknown) => void,
): Promise<() => void> {
  const file = path.join(dir, healthFile);
  let looking = false;
  let ended = false;
  async function beat(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      const vitals = await look();
      if (ended) return;
      mkdirSync(dir, { recursive: true });
      // Renamed into place: a reader never sees half of it.
      writeFileSync(`${file}.tmp`, JSON.stringify({ at: new Date().toISOString(), ...vitals }));
      renameSync(`${file}.tmp`, file);
    } catch (error) {
      onFault(error);
    } finally {
      looking = false;
    }
  }
  await beat();
  const beating = setInterval(() => void beat(), everyMs).unref();
  return () => {
    ended = true;
    clearInterval(beating);
    try {
      rmSync(file, { force: true });
    } catch (error) {
      onFault(error);
    }
  };
}

/**
 * The health of the bot that keeps its state in that folder; null where none runs there.
 *
 * @param now - Milliseconds since 1970.
 */
export function readHealth(dir: string, now: number = Date.now()): Health | null {
  const file = path.join(dir, healthFile);
  let health: z.infer<typeof healthSchema>;
  try {
    health = healthSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    return { healthy: false, told: `${file} cannot be read: ${(error as Error).message}.` };
  }
  const { at, discord, engine } = health;
  if (now - Date.parse(at) > oldestMs) {
    return { healthy: false, told: `The bot ended without a word, or hangs, since ${at}.` };
  }
  if (!discord) return { healthy: false, told: "The bot is not connected to Discord." };
  if (!engine) return { healthy: false, told: "The bot's search engine does not answer." };
  return { healthy: true, told: "The bot is online and its search engine answers." };
}
