/** Takes the documentation's pictures: the bot's real messages from the demo's conversation, in Discord's look. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../src/config.ts";
import { converse, type Turn } from "../tests/discord/conversation.ts";
import { toPng } from "../tests/discord-pictures/png.ts";
import { renderMessages } from "../tests/discord-pictures/render.ts";

const pictures = {
  answer: "answer",
  context: "context",
  refusal: "refusal",
  search: "search",
  reindex: "reindex-running",
} as const satisfies Record<string, Turn["kind"]>;

const folder = join(projectRoot, "docs", "pictures");
mkdirSync(folder, { recursive: true });

const { turns, names } = await converse();
for (const [name, kind] of Object.entries(pictures)) {
  const message = turns.findLast((turn) => turn.kind === kind)?.message;
  if (!message) throw new Error(`The conversation has no message of the kind ${kind}.`);
  for (const theme of ["dark", "light"] as const) {
    const html = renderMessages([message], { theme, names });
    process.stdout.write(`${await toPng(html, join(folder, `${name}-${theme}.png`))}\n`);
  }
}
