/** Taking the time of something that is done again and again. */
import { percentile } from "../evaluation/statistics.ts";

/** Milliseconds. */
export interface Timing {
  readonly runs: number;
  readonly p50: number;
  readonly p99: number;
}

/** One line of the report. */
export interface Row {
  /** What was done. */
  readonly name: string;
  /** Among how many titles, passages or sentences. */
  readonly size: number;
  readonly timing: Timing;
  /** Another way to the same end, timed in the same run; null where there is none. */
  readonly baseline: { readonly name: string; readonly p50: number } | null;
  /** Share of the true nearest that were found; only where the search is not exact. */
  readonly recall?: number;
}

/** @param run - Called with 0, 1, …; what it is given does not need to be made in its time. */
export async function measure(runs: number, run: (index: number) => unknown): Promise<Timing> {
  const times = new Float64Array(runs);
  // The first call compiles.
  await run(0);
  for (let index = 0; index < runs; index++) {
    const started = performance.now();
    const result = run(index);
    if (result instanceof Promise) await result;
    times[index] = performance.now() - started;
  }
  times.sort();
  return { runs, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
