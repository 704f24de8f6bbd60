/** One bot at a time on a state. */
import { FootnoteError } from "../errors.ts";
import { lockFolder, type Unlock } from "../folder-lock.ts";

/**
 * Takes the state for this bot: a second one beside it would answer every question again.
 *
 * @throws FootnoteError `bot-running`, saying who has it.
 */
export function lockState(dir: string): Unlock {
  return lockFolder(
    dir,
    "bot",
    (holder) =>
      new FootnoteError(
        "bot-running",
        `A bot runs on the state in ${dir} already: ${holder}. End it first (systemctl stop footnote, docker stop footnote, or Ctrl-C), or give this one another STATE_DIR and a token of its own.`,
      ),
  );
}
