/** Where an article is from, in words. */
import type { ArticleReference } from "../answer/answer.ts";
import { oneLine } from "./text.ts";

/** Outlet and date, not escaped: "The Harbour Post · 4 May 2024". */
export function provenance({
  outlet,
  published,
}: Pick<ArticleReference, "outlet" | "published">): string {
  const date = published === null ? "date unknown" : day(published);
  return outlet === null ? date : `${oneLine(outlet)} · ${date}`;
}

/** A date (`YYYY-MM-DD`) in words: "4 May 2024". */
export function day(date: string): string {
  return days.format(new Date(date));
}

const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
