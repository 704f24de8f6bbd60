/** `npm run doctor`: what is wrong with this installation, and how to mend it. */
import { Command } from "commander";
import type { Check } from "../src/doctor/check.ts";
import { examine } from "../src/doctor/examine.ts";
import { renderCheck, renderSum } from "../src/doctor/report.ts";
import { exitCode, printJson, runCommand } from "../src/terminal/command.ts";
import { styleFor } from "../src/terminal/style.ts";

const command = new Command("doctor")
  .description(
    "Looks at settings, models, corpus, index, state, disk and Discord, and says how to mend " +
      "what is wrong. Exit code 0: no problem, 1: at least one.",
  )
  .option("--json", "print one JSON object")
  .action(async ({ json }: { json?: true }) => {
    const style = styleFor(process.stdout);
    const checks: Check[] = [];
    for await (const check of examine()) {
      checks.push(check);
      if (!json) process.stdout.write(`${renderCheck(check, style)}\n`);
    }
    const healthy = checks.every(({ verdict }) => verdict !== "problem");
    if (json) printJson({ ok: healthy, checks });
    else process.stdout.write(`\n${renderSum(checks)}\n`);
    if (!healthy) process.exitCode = exitCode.failed;
  });

await runCommand(command);
