/** `npm run --silent evaluate -- --dataset DIR`: how good search and answers are on a collection. */
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { callerFolder, loadConfig } from "../src/config.ts";
import { loadModels } from "../src/engine/models.ts";
import { FootnoteError } from "../src/errors.ts";
import { compareRuns } from "../src/evaluation/comparison.ts";
import { cacheDir } from "../src/evaluation/index-collection.ts";
import {
  renderComparison,
  renderReport,
  renderSentenceReport,
  summarise,
} from "../src/evaluation/report.ts";
import { evaluate } from "../src/evaluation/run.ts";
import {
  type EvaluationMode,
  evaluationModes,
  loadRun,
  saveRun,
} from "../src/evaluation/saved-run.ts";
import { evaluateSentences } from "../src/evaluation/sentence-choice.ts";
import { withProgress } from "../src/evaluation/with-progress.ts";
import { printJson, runCommand, wholeNumber } from "../src/terminal/command.ts";

interface Options {
  readonly dataset?: string;
  readonly sentences?: string;
  readonly outside?: string;
  readonly mode: EvaluationMode;
  readonly k: number;
  readonly limit?: number;
  readonly save?: string;
  readonly compare?: string;
  readonly json?: true;
}

const command = new Command("evaluate")
  .description("Measures search and answers on a test collection, or the choice of sentences.")
  .option("--dataset <dir>", "folder with corpus.jsonl, queries.jsonl and qrels/test.tsv")
  .addOption(
    new Option(
      "--sentences <file>",
      "questions with labelled sentences (JSONL), in place of --dataset",
    ).conflicts(["dataset", "outside", "mode", "k", "limit", "save", "compare"]),
  )
  .option("--outside <dir>", "folder with a queries.jsonl that these documents cannot answer")
  .addOption(
    new Option(
      "--mode <mode>",
      "what brings and scores passages; rrf fuses passage vectors and BM25 by rank, to compare with",
    )
      .choices(evaluationModes)
      .default("hybrid"),
  )
  .option("--k <number>", "where nDCG and MRR are cut", wholeNumber, 10)
  .option("--limit <number>", "at most so many queries, evenly spaced", wholeNumber)
  .option("--save <file>", "write what came of every query, for --compare")
  .option("--compare <file>", "compare with a saved run, query by query")
  .option("--json", "print one JSON object")
  .action(async (options: Options) => {
    const { dataset, sentences } = options;
    if (sentences !== undefined)
      return await measureSentences(resolve(callerFolder, sentences), options);
    if (dataset !== undefined) return await measureDataset(resolve(callerFolder, dataset), options);
    throw new FootnoteError(
      "usage",
      "Name a collection (--dataset DIR) or a file of sentences (--sentences FILE).",
    );
  });

async function measureDataset(dataset: string, options: Options): Promise<void> {
  const { mode, k, limit = null, outside, save, compare, json } = options;
  // Read first: a wrong file should not come to light after the run.
  const before = compare === undefined ? null : await loadRun(resolve(callerFolder, compare));
  const run = await withProgress(async (progress) => {
    const other = outside === undefined ? null : resolve(callerFolder, outside);
    const models = await loadModels(loadConfig());
    return evaluate({ dataset, mode, k, limit, outside: other, cacheDir, ...progress }, models);
  });
  if (save !== undefined) await saveRun(resolve(callerFolder, save), run);
  const report = summarise(run);
  const comparison = before && compareRuns(before, run);
  if (json) return printJson({ ...report, comparison });
  process.stdout.write(`${renderReport(report)}\n`);
  if (comparison) process.stdout.write(`\n${renderComparison(comparison)}\n`);
}

async function measureSentences(file: string, { json }: Options): Promise<void> {
  const report = await withProgress(async (progress) => {
    const models = await loadModels(loadConfig());
    return evaluateSentences(file, { cacheDir, ...progress }, models);
  });
  if (json) return printJson(report);
  process.stdout.write(`${renderSentenceReport(report)}\n`);
}

await runCommand(command);
