/** What the doctor found, as lines of text. */
import type { Check } from "./check.ts";
import { amount } from "./words.ts";

/** How a report may be dressed. */
export interface Dress {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly warning: (text: string) => string;
}

const widestVerdict = "problem".length;

/** One line, and a second with the fix where there is one. */
export function renderCheck({ about, verdict, found, fix }: Check, dress: Dress): string {
  const mark = verdict.padEnd(widestVerdict);
  const paint = { ok: dress.faint, warning: dress.warning, problem: dress.strong }[verdict];
  const lines = [`${paint(mark)}  ${about}: ${printable(found)}`];
  if (fix !== null) lines.push(`${" ".repeat(widestVerdict)}  → ${printable(fix)}`);
  return lines.join("\n");
}

/** The last line: how many problems and warnings there are. */
export function renderSum(checks: readonly Check[]): string {
  const problems = checks.filter(({ verdict }) => verdict === "problem").length;
  const warnings = checks.filter(({ verdict }) => verdict === "warning").length;
  return `${amount(problems, "problem")}, ${amount(warnings, "warning")}.`;
}

/** Names of files and servers are others' text: nothing in them may steer the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, " ");
}
