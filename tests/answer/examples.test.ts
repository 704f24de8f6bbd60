import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { loadModels } from "../../src/engine/models.ts";
import { runExamples } from "../../src/evaluation/examples.ts";
import type { EvaluationModels } from "../../src/evaluation/run.ts";

let models: EvaluationModels;
beforeAll(async () => {
  models = await loadModels(loadConfig({}));
});

// The least share that passes of each kind; `npm run --silent examples -- --verbose` names the others.
test.each([
  ["as-people-ask", 0.7],
  ["disagreement", 0.9],
  ["follow-on", 0.85],
  ["follow-ups", 0.7],
  ["latest", 0.85],
  ["lists-and-rows", 0.9],
  ["near-duplicates", 0.75],
  ["near-misses", 0.9],
])(
  "examples of %s",
  async (kind, floor) => {
    const file = path.join(import.meta.dirname, "examples", `${kind}.yml`);
    const outcomes = await runExamples(file, models);
    const failing = outcomes.filter(({ faults }) => faults.length > 0);
    const named = failing.map(({ example, faults }) => `${example.ask} ${faults.join("; ")}`);
    expect(outcomes.length).toBeGreaterThanOrEqual(20);
    expect(1 - failing.length / outcomes.length, named.join("\n")).toBeGreaterThanOrEqual(floor);
  },
  180_000,
);
