/** How long the two models take. */
import type { Config } from "../config.ts";
import { loadModels } from "../engine/models.ts";
import { measure, type Row } from "./measure.ts";

const sentences = 16;
const question =
  "When does the night ferry between the two harbours sail again, and who repaired it?";
const sentence =
  "The night ferry sails again after two winters without it, and the harbour master said that the boat was repaired for 4.2 million crowns.";

export async function benchModels(config: Config): Promise<Row[]> {
  const { embedder, scorer } = await loadModels(config);
  const rows: Row[] = [
    {
      name: "embedding a question",
      size: 1,
      timing: await measure(100, () => embedder.embed(question, "query")),
      baseline: null,
    },
  ];
  if (scorer === null) return rows;
  const read = Array.from({ length: sentences }, (_, at) => `${sentence} ${at}`);
  const embedding = await measure(5, async () => {
    for (const text of read) await embedder.embed(text, "passage");
  });
  return [
    ...rows,
    {
      name: "scoring sentences",
      size: sentences,
      timing: await measure(20, () => scorer.score(question, read)),
      baseline: { name: "embedding them", p50: embedding.p50 },
    },
  ];
}
