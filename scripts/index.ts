/** `npm run index`: builds the index of the corpus, or brings it up to date. */
import { Command } from "commander";
import { loadConfig, withFolders } from "../src/config.ts";
import type { Cut } from "../src/corpus/article.ts";
import {
  exitCode,
  type FolderOptions,
  runCommand,
  withFolderOptions,
} from "../src/terminal/command.ts";
import { buildIndex } from "../src/terminal/prepare-engine.ts";
import { renderCuts, renderSummary } from "../src/terminal/summary.ts";

const command = withFolderOptions(new Command("index"))
  .description(
    "Builds the index of the corpus, or brings it up to date. " +
      "Exit code 0: all fine, 2: some files were skipped, 1: nothing usable, or an error.",
  )
  .option("--rebuild", "embed every sentence anew")
  .option("--show-cut", "print what cleaning cut as no part of an article")
  .action(async (options: FolderOptions & { rebuild?: true; showCut?: true }) => {
    const config = withFolders(loadConfig(), options);
    const cuts: Cut[] = [];
    const summary = await buildIndex(config, process.stderr, {
      rebuild: options.rebuild ?? false,
      onCut: (cut) => cuts.push(cut),
    });
    if (options.showCut && cuts.length > 0) process.stdout.write(`${renderCuts(cuts)}\n`);
    process.stdout.write(`${renderSummary(summary, config.corpus.dir)}\n`);
    if (summary.skipped.length > 0) process.exitCode = exitCode.someSkipped;
  });

await runCommand(command);
