/** `npm run --silent examples`: the share of the examples of answers that pass, kind by kind. */
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Command } from "commander";
import { loadConfig, projectRoot } from "../src/config.ts";
import { loadModels } from "../src/engine/models.ts";
import { runExamples } from "../src/evaluation/examples.ts";
import { runCommand } from "../src/terminal/command.ts";

const folder = join(projectRoot, "tests", "answer", "examples");

const command = new Command("examples")
  .description("Asks the examples in tests/answer/examples and prints which share passes.")
  .argument("[kinds...]", "only these, by the names of their files")
  .option("--verbose", "print what is wrong with each that fails")
  .action(async (kinds: string[], { verbose }: { verbose?: true }) => {
    const models = await loadModels(loadConfig());
    const files = (await readdir(folder)).filter((name) => name.endsWith(".yml")).sort();
    for (const file of files) {
      const kind = basename(file, ".yml");
      if (kinds.length > 0 && !kinds.includes(kind)) continue;
      const outcomes = await runExamples(join(folder, file), models);
      const passed = outcomes.filter(({ faults }) => faults.length === 0).length;
      const share = ((100 * passed) / outcomes.length).toFixed(0);
      process.stdout.write(`${kind.padEnd(20)} ${passed} of ${outcomes.length} (${share} %)\n`);
      for (const { example, answer, faults } of verbose ? outcomes : []) {
        if (faults.length === 0) continue;
        process.stdout.write(`  ${example.ask}: ${faults.join("; ")}\n`);
        process.stdout.write(`    confidence ${answer.confidence.toFixed(2)}\n`);
        for (const { text } of answer.sentences) process.stdout.write(`    > ${text}\n`);
      }
    }
  });

await runCommand(command);
