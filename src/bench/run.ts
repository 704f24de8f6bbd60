/** What must stay fast, timed on invented data: on which machine, and what it gave. */
import { cpus } from "node:os";
import type { Config } from "../config.ts";
import type { IndexProgress } from "../index/build.ts";
import { openGenerationBench } from "./generation.ts";
import type { Row } from "./measure.ts";
import { benchModels } from "./models.ts";
import { benchTitles } from "./titles.ts";
import { benchWords } from "./words.ts";

/** What can be timed by itself, in the order of the report. */
export const parts = ["titles", "words", "vectors", "filters", "opening", "models"] as const;
export type Part = (typeof parts)[number];

export interface BenchOptions {
  readonly only: readonly Part[];
  /** How many titles and passages; null for what ends within two minutes. */
  readonly size: number | null;
  readonly onProgress: (progress: IndexProgress) => void;
}

export interface BenchReport {
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string };
  readonly rows: readonly Row[];
}

/** Building the graph takes longest: a tenth of the other size. */
const usual = { titles: 100_000, words: 100_000, generation: 10_000 };

export async function bench(
  config: Config,
  { only, size, onProgress }: BenchOptions,
): Promise<BenchReport> {
  const rows: Row[] = [];
  if (only.includes("titles")) rows.push(...(await benchTitles(size ?? usual.titles)));
  if (only.includes("words")) rows.push(...(await benchWords(size ?? usual.words)));
  if (only.some((part) => part === "vectors" || part === "filters" || part === "opening")) {
    const generation = await openGenerationBench(size ?? usual.generation, onProgress);
    try {
      if (only.includes("vectors")) rows.push(...(await generation.vectors()));
      if (only.includes("filters")) rows.push(...(await generation.filters()));
      if (only.includes("opening")) rows.push(...(await generation.opening()));
    } finally {
      await generation.close();
    }
  }
  if (only.includes("models")) rows.push(...(await benchModels(config)));
  const [cpu] = cpus();
  return {
    machine: {
      cpu: cpu?.model.trim() ?? "unknown",
      cores: cpus().length,
      node: process.version,
    },
    rows,
  };
}

/** The report as a table. */
export function renderBench({ machine, rows }: BenchReport): string {
  const cells = [
    ["milliseconds", "of", "runs", "p50", "p99", "p50 of another way"],
    ...rows.map(({ name, size, timing, baseline, recall }) => [
      recall === undefined ? name : `${name} (recall ${recall.toFixed(3)})`,
      size.toLocaleString("en"),
      String(timing.runs),
      milliseconds(timing.p50),
      milliseconds(timing.p99),
      baseline ? `${milliseconds(baseline.p50)}  ${baseline.name}` : "",
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  return [`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}`, "", ...lines].join("\n");
}

function milliseconds(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}
