/**
 * Near-duplicates: the same text from two outlets, or a passage and a lightly edited copy of it.
 */
import { termsOf } from "../index/terms.ts";

/** Of two texts that share this much of the shorter one's terms, the second says nothing new. */
const LEAST_SHARED = 0.8;

/** Tells, text by text, whether it nearly repeats one that was let through before. */
export function nearDuplicateFilter(): (text: string) => boolean {
  const kept: ReadonlySet<string>[] = [];
  return (text) => {
    const terms = new Set(termsOf(text));
    if (kept.some((other) => sharedShare(terms, other) >= LEAST_SHARED)) return true;
    kept.push(terms);
    return false;
  };
}

/** The share of the smaller set that is in the other; two empty sets are the same. */
function sharedShare(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return large.size === 0 ? 1 : 0;
  let shared = 0;
  for (const term of small) if (large.has(term)) shared += 1;
  return shared / small.size;
}
