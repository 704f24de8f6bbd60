/** Two runs over the same collection, compared query by query. */
import { FootnoteError } from "../errors.ts";
import type { Run } from "./saved-run.ts";
import { type Comparison, compare } from "./statistics.ts";

export interface RunComparison {
  /** Queries that both runs have. */
  readonly shared: number;
  /** Queries that one of them lacks, which are left out. */
  readonly unshared: number;
  /** By figure, over the shared queries that have it in both runs. */
  readonly figures: Readonly<Record<string, Comparison>>;
}

/**
 * Compares the figures that two runs have in common; a win is the second run's.
 *
 * @throws FootnoteError `usage` where they were not made from the same documents, or share no query.
 */
export function compareRuns(first: Run, second: Run): RunComparison {
  if (first.setup.corpus !== second.setup.corpus) {
    throw new FootnoteError(
      "usage",
      `The runs cannot be compared: their documents differ (${first.setup.dataset}, ${second.setup.dataset}). ` +
        "Save a run over the same collection and name it with --compare.",
    );
  }
  const before = new Map(first.records.map((record) => [record.id, record.figures]));
  const pairs = second.records.flatMap((record) => {
    const figures = before.get(record.id);
    return figures ? [[figures, record.figures] as const] : [];
  });
  if (pairs.length === 0) {
    throw new FootnoteError("usage", "The runs cannot be compared: they have no query in common.");
  }

  const names = new Set(pairs.flatMap(([, figures]) => Object.keys(figures)));
  const figures: Record<string, Comparison> = {};
  for (const name of names) {
    const paired = pairs.flatMap(([a, b]) => {
      const [from, to] = [a[name], b[name]];
      return from === undefined || to === undefined ? [] : [[from, to] as const];
    });
    if (paired.length === 0) continue;
    figures[name] = compare(
      paired.map(([from]) => from),
      paired.map(([, to]) => to),
    );
  }
  return {
    shared: pairs.length,
    unshared: first.records.length + second.records.length - 2 * pairs.length,
    figures,
  };
}
