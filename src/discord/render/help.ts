/** What the bot can do, in its own words. */
import { card, colours, line, type Rendering, text } from "./message.ts";

export function renderHelp({ mayReindex }: { readonly mayReindex: boolean }): Rendering {
  return card(colours.lookup, [
    text(
      "**Footnote answers questions from a collection of articles and quotes the passages its answers rest on.** It says nothing that no article says; where the articles do not answer, it tells you so.",
    ),
    line(),
    text(
      [
        "`/ask` a question; with `private` the answer is shown to you alone",
        "`/search` the passages nearest to some words",
        "`/article` an article in full; titles are suggested as you type",
        "`/corpus status` how many articles there are, and how recent the index is",
        ...(mayReindex ? ["`/corpus reindex` take in what has changed in the corpus folder"] : []),
      ].join("\n"),
    ),
    line(),
    text(
      "You can also mention me with a question, reply to a message of mine, or write to me directly. **Passages in full** under an answer shows what stands around each quoted sentence.",
    ),
  ]);
}
