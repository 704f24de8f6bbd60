/** From a question, wherever it was asked, to the message that answers it. */
import type { Asking } from "../state/state.ts";
import type { Context } from "./context.ts";
import { Declined } from "./faults.ts";
import { longestQuestion } from "./limits.ts";
import { type AnswerOptions, renderAnswer } from "./render/answer.ts";
import type { Rendering } from "./render/message.ts";
import { oneLine } from "./text.ts";

/**
 * Asks the engine and keeps the answer, so that its buttons outlive a restart.
 *
 * @throws Declined where there is no question, or it is too long.
 */
export async function answerTo(
  question: string,
  asking: Asking,
  { engine, state, log, config, deadline }: Context,
  { filters = {}, ...options }: Omit<AnswerOptions, "id">,
): Promise<Rendering> {
  const asked = oneLine(question);
  if (asked === "") {
    throw new Declined(
      "Ask me something in the same message, or with `/ask`; `/help` tells what I can do.",
    );
  }
  if (asked.length > longestQuestion) {
    throw new Declined(
      `That is ${asked.length} characters long; I take questions of at most ${longestQuestion}.`,
    );
  }
  const answer = await engine.ask(asked, { filters, signal: deadline });
  const id = state.saveAnswer({ ...asking, filters }, answer);
  log.info(
    {
      answer: id,
      guild: asking.guild,
      channel: asking.channel,
      answered: answer.answered,
      confidence: answer.confidence,
      ...answer.timings,
      ...(config.log.questions ? { question: asked } : {}),
    },
    "a question was answered",
  );
  return renderAnswer(answer, { ...options, filters, id });
}
