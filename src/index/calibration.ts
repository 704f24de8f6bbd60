/**
 * What confidence depends on besides a question and a sentence: how many passages there were to
 * choose from. The best of a thousand wrong sentences looks more like an answer than the best of ten,
 * so the same evidence means more in a small corpus.
 */
import { z } from "zod";

export const calibrationSchema = z.object({
  /** Added to the log-odds that an answer is right. */
  offset: z.number(),
});

export type Calibration = z.infer<typeof calibrationSchema>;

/** The log-odds of confidence were fitted on about so many passages. */
const FITTED_ON = 1200;
/** Added for every time that a corpus is ten times smaller; docs/quality.md says how it was measured. */
const OFFSET_PER_TENTH = 0.15;

/** The calibration of a corpus of that many passages. */
export function calibrationFor(passages: number): Calibration {
  return { offset: OFFSET_PER_TENTH * Math.max(0, Math.log10(FITTED_ON / Math.max(passages, 1))) };
}
