/** `npm run --silent fit -- --dataset DIR`: weights of the ranking, fitted to half of a collection. */
import { resolve } from "node:path";
import { Command } from "commander";
import { callerFolder, loadConfig } from "../src/config.ts";
import { loadModels } from "../src/engine/models.ts";
import { fitWeights } from "../src/evaluation/fit.ts";
import { cacheDir } from "../src/evaluation/index-collection.ts";
import { renderFit } from "../src/evaluation/report.ts";
import { withProgress } from "../src/evaluation/with-progress.ts";
import { runCommand } from "../src/terminal/command.ts";

const command = new Command("fit")
  .description(
    "Fits the ranking's weights to a collection's odd queries and tests them on its even ones. " +
      "It changes nothing: the weights in force are those in src/search/ranking.ts.",
  )
  .requiredOption("--dataset <dir>", "folder with corpus.jsonl, queries.jsonl and qrels/test.tsv")
  .action(async ({ dataset }: { dataset: string }) => {
    const fitted = await withProgress(async (watching) => {
      const { embedder } = await loadModels({ ...loadConfig(), scorer: null });
      return fitWeights(
        { dataset: resolve(callerFolder, dataset), cacheDir, ...watching },
        embedder,
      );
    });
    process.stdout.write(`${renderFit(fitted)}\n`);
  });

await runCommand(command);
