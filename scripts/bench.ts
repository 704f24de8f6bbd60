/** `npm run --silent bench`: how long what must stay fast takes, on invented data. */
import { Command, Option } from "commander";
import { bench, type Part, parts, renderBench } from "../src/bench/run.ts";
import { loadConfig } from "../src/config.ts";
import { printJson, runCommand, wholeNumber } from "../src/terminal/command.ts";
import { showProgress } from "../src/terminal/progress.ts";

const command = new Command("bench")
  .description("Times what must stay fast, on invented data; about two minutes on two cores.")
  .addOption(new Option("--only <parts...>", "only these").choices(parts))
  .option(
    "--size <number>",
    "so many titles and passages; of 100,000 the vectors take many minutes",
    wholeNumber,
  )
  .option("--json", "print one JSON object")
  .action(async (options: { only?: readonly Part[]; size?: number; json?: true }) => {
    const { only = parts, size = null, json } = options;
    const progress = showProgress(process.stderr);
    const report = await bench(loadConfig(), {
      only,
      size,
      onProgress: progress.show,
    }).finally(() => progress.end());
    if (json) return printJson(report);
    process.stdout.write(`${renderBench(report)}\n`);
  });

await runCommand(command);
