/** How text may be dressed on a stream: colours and wrapping on a terminal, nothing on a pipe. */
import type { Writable } from "node:stream";
import pc from "picocolors";

export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly accent: (text: string) => string;
  readonly warning: (text: string) => string;
  /** Columns to wrap at; null: lines are not broken. */
  readonly width: number | null;
}

/** A stream that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

// Longer lines are hard to read.
const widestLine = 100;

/** The style that fits a stream. Colours honour NO_COLOR and a terminal that has none. */
export function styleFor(output: Output): Style {
  const terminal = output.isTTY === true;
  const colours = pc.createColors(terminal && pc.isColorSupported);
  return {
    strong: colours.bold,
    faint: colours.dim,
    accent: colours.cyan,
    warning: colours.yellow,
    width: terminal ? Math.min(output.columns ?? widestLine, widestLine) : null,
  };
}
