/** Where an article is from, in words. */
import type { ArticleReference } from "../answer/answer.ts";
import { oneLine } from "./text.ts";

/** Outlet and date, not escaped: "The Harbour Post · 4 May 2024". */
export function provenance({
  outlet,
  published,
}: Pick<ArticleReference, "outlet" | "published">): string {
  const date = published === null ? "date unknown" : days.format(new Date(published));
  return outlet === null ? date : `${oneLine(outlet)} · ${date}`;
}

const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
