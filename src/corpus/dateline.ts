/**
 * The dateline that a news agency's text opens with: "LONDON, Aug. 9 (Reuters) - ", or the outlet
 * alone in brackets. It names the outlet, sometimes the day, and is no part of the first sentence.
 */
import { findDate } from "./dates.ts";

export interface Dateline {
  /** Units of the text that it takes, with the dash and space after it. */
  readonly length: number;
  readonly outlet: string;
  /** `YYYY-MM-DD`; null where it has no date with a year. */
  readonly published: string | null;
}

/** A place in capitals, its country, a day: what may stand before the bracket. */
const PLACE =
  /^(?:\p{Lu}[\p{Lu}.'’ -]+(?:\s*\(\p{Lu}[\p{Lu}. ]+\)(?=[,\s]*\())?\s*[,/]?\s*)*(?:\p{Lu}\p{Ll}{2,8}\.?\s+\d{1,2},?\s*)?/u;
const CREDIT = /\(([^()\n]{2,100})\)\s*(?:[-–—:]+\s*)?(?=["'“‘«]?[\p{Lu}\p{Lo}\p{N}])/uy;
/** Agencies that write themselves in small letters; others are known by their capitals. */
const AGENCIES = /^(?:Reuters|Xinhua|Bloomberg|Anadolu|Kyodo|Yonhap|Interfax|Ukrinform|dpa)$/;
/** Capitals in brackets that are no outlet. */
const LABELS =
  /^(?:UPDATED?|VIDEOS?|PHOTOS?|PICTURES?|WATCH|LIVE|BREAKING|EXCLUSIVE|OPINION|ANALYSIS|LEAD|ADVERT(?:ISEMENT)?|SPONSORED|CORRECTED|USA?|UK|UAE|EU|UN|[IVX]+)$/;

/** The dateline at the head of a paragraph, or null. */
export function findDateline(paragraph: string): Dateline | null {
  const place = PLACE.exec(paragraph)?.[0].length ?? 0;
  CREDIT.lastIndex = place;
  const credit = CREDIT.exec(paragraph);
  if (credit?.[1] === undefined) return null;
  const parts = credit[1].split(/\s+[-–—|]\s+|\s*;\s*/);
  const names: string[] = [];
  let published: string | null = null;
  for (const part of parts) {
    const found = findDate(part);
    if (found === null) names.push(part.trim());
    else if (found.start === 0 && found.end === part.trimEnd().length) published = found.date;
    else return null;
  }
  // The last name published it; those before it are where it came from.
  const outlet =
    names
      .at(-1)
      ?.split(/\s+\/\s+/)[0]
      ?.trim() ?? "";
  const known = parts.length > 1 ? isName(outlet) : isAgency(outlet);
  return known ? { length: CREDIT.lastIndex, outlet, published } : null;
}

function isName(text: string): boolean {
  return /^(?:The )?\p{Lu}[\p{L}\p{N}.&'’]*(?: (?:of |the |and )?[\p{Lu}\p{N}&][\p{L}\p{N}.&'’]*){0,4}$/u.test(
    text,
  );
}

function isAgency(text: string): boolean {
  if (AGENCIES.test(text)) return true;
  return /^\p{Lu}{2}[\p{Lu}\p{N}.]*$/u.test(text) && !LABELS.test(text) && !COUNTRIES.has(text);
}

/** Names of countries in capitals: "PARIS (FRANCE)" names no outlet. */
const COUNTRIES: ReadonlySet<string> = new Set(countries());

function* countries(): Generator<string> {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  for (const first of letters) {
    for (const second of letters) {
      const name = names.of(first + second);
      if (name !== undefined) yield name.toUpperCase();
    }
  }
}
