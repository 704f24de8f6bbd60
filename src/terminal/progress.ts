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

/** Where and when a phase began. */
interface Pace {
  readonly phase: IndexPhase;
  readonly from: number;
  readonly since: number;
}

function startPace({ phase, done }: IndexProgress, now: number): Pace {
  return { phase, from: done, since: now };
}

/** "120 sentences/s, 2 min 5 s left"; nothing before there is anything to tell from. */
function describePace(pace: Pace, { done, total }: IndexProgress, now: number): string {
  const perSecond = ((done - pace.from) / (now - pace.since)) * 1000;
  if (!(perSecond > 0) || perSecond === Number.POSITIVE_INFINITY) return "";
  const rate = perSecond >= 10 ? Math.round(perSecond) : perSecond.toFixed(1);
  return `${rate} ${phases[pace.phase].unit}/s, ${duration((total - done) / perSecond)} left`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
