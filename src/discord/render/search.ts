/** What a search found as a message: articles, each with the passage that was found. */
import type { Filters, SearchResult } from "../../engine/engine.ts";
import { customId } from "../custom-id.ts";
import { limits } from "../limits.ts";
import { escapeWithin, oneLine } from "../text.ts";
import { articleKey } from "../titles.ts";
import { filterLines, filterRoom } from "./filters.ts";
import {
  alsoIn,
  button,
  card,
  colours,
  heading,
  line,
  notice,
  type Rendering,
  text,
  withButton,
} from "./message.ts";
import { fitQuotations } from "./quotations.ts";

/** How many hits a message shows. */
export const hitsShown = 5;

const titleRoom = 350;
// About two sentences, so that five hits can be looked through.
const mostQuoted = 280;

export function renderSearch(
  { query, hits, filtered }: SearchResult,
  filters: Filters = {},
): Rendering {
  const shownQuery = escapeWithin(oneLine(query), titleRoom - 50);
  const limited = filterLines(filters, filtered);
  if (hits.length === 0) {
    return notice(
      [`No passage has anything in common with “${shownQuery}”.`, ...limited].join("\n"),
    );
  }
  const shown = fitQuotations(
    hits.slice(0, hitsShown).map(({ article, passage, bestSentence, alsoIn: others }) => ({
      heading: heading(article) + alsoIn(others),
      passage: passage.text,
      marks: [
        {
          start: bestSentence.start - passage.start,
          end: bestSentence.end - passage.start,
        },
      ],
    })),
    limits.messageText - titleRoom - (limited.length > 0 ? filterRoom : 0),
    mostQuoted,
  );
  return card(colours.lookup, [
    text(`**Passages nearest to “${shownQuery}”**`),
    ...shown.flatMap((quotation, index) => {
      const hit = hits[index];
      if (!hit) return [];
      const id = customId("read", articleKey(hit.article.id), hit.bestSentence.start, index);
      return [line(), withButton(quotation, button("Read", id))];
    }),
    ...limited.map(text),
  ]);
}
