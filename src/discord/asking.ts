/** From a question, wherever it was asked, to the message that answers it. */
import { readFollowUp, type Turn } from "../answer/follow-up.ts";
import type { Asking, GivenAnswer } from "../state/state.ts";
import type { Context } from "./context.ts";
import { Declined } from "./faults.ts";
import { longestQuestion } from "./limits.ts";
import { type AnswerOptions, renderAnswer } from "./render/answer.ts";
import type { Rendering } from "./render/message.ts";
import { oneLine } from "./text.ts";
import { shownIn, wordsForQuestion } from "./words/for-question.ts";

interface AskedOptions
  extends Omit<AnswerOptions, "id" | "followUp" | "shareable" | "words" | "unread"> {
  /** The answer that is asked on from; the last one to this person in this channel unless told. */
  readonly after?: number;
  /** Asked in a thread that the bot opened: the answer before is anybody's, for they talk of one thing. */
  readonly inOwnThread?: boolean;
}

/**
 * Asks the engine and keeps the answer, so that its buttons outlive a restart.
 *
 * @param onWait - Shows that the question must wait for its turn, and until when.
 * @throws Declined where there is no question, or it is too long.
 */
export async function answerTo(
  question: string,
  asking: Asking,
  { engine, state, turns, log, config, deadline, words: reader }: Context,
  { after, inOwnThread = false, filters: limitedTo = {}, ...options }: AskedOptions,
  onWait: (waiting: Rendering) => Promise<void>,
): Promise<Rendering> {
  const asked = oneLine(question);
  if (asked === "") {
    throw new Declined((said) => said.asking.empty);
  }
  if (asked.length > longestQuestion) {
    throw new Declined((said) => said.asking.tooLong(asked.length, longestQuestion));
  }
  const last = inOwnThread ? state.lastInThread : state.lastAnswer;
  const before = after === undefined ? last(asking) : state.findAnswer(after);
  const { language } = config.discord;
  const words = await wordsForQuestion(asked, reader, language);
  const { question: read, about } = before
    ? readFollowUp(asked, turnOf(before))
    : { question: asked, about: null };
  const followUp = about === null ? null : { asked, about };
  // "And in 1954?" asks of the same articles.
  const filters =
    followUp && Object.keys(limitedTo).length === 0 ? (before?.filters ?? {}) : limitedTo;
  const release = await turns.take({
    asker: asking.asker,
    place: asking.guild ?? asking.channel,
    onWait,
    words,
  });
  const answer = await engine.ask(read, { filters, signal: deadline }).finally(release);
  const id = state.saveAnswer({ ...asking, filters, followUp }, answer);
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
  const shown = await shownIn(answer, asked, words, language);
  return renderAnswer(answer, {
    ...options,
    ...shown,
    shareable: asking.isPrivate === true,
    filters,
    followUp,
    id,
  });
}

function turnOf({ answer: { question, sentences } }: GivenAnswer): Turn {
  return { question, sentences: sentences.map(({ text }) => text) };
}
