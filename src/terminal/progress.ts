/**
 * How far a build of the index is, on standard error: one bar on a terminal, now and then a plain
 * line elsewhere.
 */
import { SingleBar } from "cli-progress";
import type { IndexPhase, IndexProgress } from "../engine/engine.ts";
import type { Output } from "./style.ts";

export interface ProgressDisplay {
  readonly show: (progress: IndexProgress) => void;
  /** Takes the bar away and gives the cursor back. */
  readonly end: () => void;
}

const phases: Record<IndexPhase, { readonly doing: string; readonly unit: string }> = {
  read: { doing: "Reading articles", unit: "files" },
  embed: { doing: "Embedding sentences", unit: "sentences" },
  index: { doing: "Building the index", unit: "passages" },
  verify: { doing: "Checking the index", unit: "checks" },
  publish: { doing: "Publishing the index", unit: "steps" },
};

const secondsBetweenLines = 10;
/** How far back the pace is taken from. */
const paceSeconds = 10;
const secondsBetweenMarks = 0.5;

/**
 * @param output - Where to; a terminal gets the bar.
 * @param now - Milliseconds on a clock that does not go back.
 */
export function showProgress(
  output: Output,
  now: () => number = performance.now.bind(performance),
): ProgressDisplay {
  return output.isTTY === true ? progressBar(output, now) : progressLines(output, now);
}

function progressBar(output: Output, now: () => number): ProgressDisplay {
  const bar = new SingleBar({
    // cli-progress writes to any stream that has isTTY and columns.
    stream: output as NodeJS.WriteStream,
    format: "{doing} {bar} {percentage}% {value}/{total} {pace}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
  });
  let pace: Pace | null = null;
  return {
    show(progress) {
      if (pace?.phase !== progress.phase) {
        bar.stop();
        pace = startPace(progress, now());
        bar.start(progress.total, progress.done, { doing: phases[progress.phase].doing, pace: "" });
      }
      bar.setTotal(progress.total);
      bar.update(progress.done, { pace: describePace(pace, progress, now()) });
    },
    end() {
      bar.stop();
    },
  };
}

function progressLines(output: Output, now: () => number): ProgressDisplay {
  let pace: Pace | null = null;
  let lastLine = 0;
  return {
    show(progress) {
      const { doing } = phases[progress.phase];
      if (pace?.phase !== progress.phase) {
        pace = startPace(progress, now());
        lastLine = now();
        output.write(progress.total > 1 ? `${doing}: ${progress.total}\n` : `${doing}\n`);
      } else if (now() - lastLine >= secondsBetweenLines * 1000) {
        lastLine = now();
        output.write(
          `${doing}: ${progress.done} of ${progress.total}, ${describePace(pace, progress, now())}\n`,
        );
      }
    },
    end() {},
  };
}

/** The last seconds of a phase: how far it was, and when. */
interface Pace {
  readonly phase: IndexPhase;
  readonly marks: { readonly done: number; readonly at: number }[];
}

function startPace({ phase, done }: IndexProgress, at: number): Pace {
  return { phase, marks: [{ done, at }] };
}

/**
 * "120 sentences/s, 2 min 5 s left"; nothing before there is anything to tell from. The pace is that
 * of the last seconds: sentences that an earlier build has embedded fly past at the start.
 */
function describePace({ phase, marks }: Pace, { done, total }: IndexProgress, at: number): string {
  if (at - (marks.at(-1)?.at ?? 0) >= secondsBetweenMarks * 1000) marks.push({ done, at });
  while (at - (marks[1]?.at ?? at) >= paceSeconds * 1000) marks.shift();
  const [oldest = { done, at }] = marks;
  const perSecond = ((done - oldest.done) / (at - oldest.at)) * 1000;
  if (!(perSecond > 0) || perSecond === Number.POSITIVE_INFINITY) return "";
  const rate = perSecond >= 10 ? Math.round(perSecond) : perSecond.toFixed(1);
  return `${rate} ${phases[phase].unit}/s, ${duration((total - done) / perSecond)} left`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
