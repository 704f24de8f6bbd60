/** Where an article is from, in words. */
import type { ArticleReference } from "../answer/answer.ts";
import { oneLine } from "./text.ts";
import type { Words } from "./words/words.ts";

/** Outlet and date, not escaped: "The Harbour Post · 4 May 2024". */
export function provenance(
  { outlet, published }: Pick<ArticleReference, "outlet" | "published">,
  { common, formats }: Words,
): string {
  const date = published === null ? common.dateUnknown : formats.day(published);
  return outlet === null ? date : `${oneLine(outlet)} · ${date}`;
}
