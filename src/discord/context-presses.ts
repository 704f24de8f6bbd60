/** What the buttons do that show a cited passage in its article, with what stands around it. */
import type { Context } from "./context.ts";
import { articleOf, keptAnswer } from "./lookup.ts";
import type { Press } from "./presses.ts";
import { citedPassage, renderContext } from "./render/context.ts";
import type { Rendering } from "./render/message.ts";
import { articleKey } from "./titles.ts";

/** By the action that a custom id names. */
export const contextPresses = {
  context: { acknowledge: "reply", run: (_, args, context) => show(args, context) },
  "context-page": { acknowledge: "update", run: (_, args, context) => show(args, context) },
} satisfies Record<string, Press>;

async function show([id, source, part]: readonly string[], context: Context): Promise<Rendering> {
  const given = keptAnswer(id, context);
  const cited = citedPassage(given.answer, Number(source));
  const article = await articleOf(articleKey(cited.article.id), context);
  const at = {
    id: given.id,
    source: Number(source),
    part: part === undefined ? null : Number(part),
  };
  return renderContext(cited, article, at, context.words);
}
