/**
 * An answer as a message: the sentences first, then each passage they were taken from with those
 * sentences in bold, then the buttons. And the pages with those passages in full.
 */
import type { Answer, Citation } from "../../answer/answer.ts";
import type { Filters } from "../../engine/engine.ts";
import type { FollowUp } from "../../state/state.ts";
import { customId } from "../custom-id.ts";
import { limits } from "../limits.ts";
import { quote } from "../quote.ts";
import { blockquote, escapeText, escapeWithin, oneLine, pagesOf } from "../text.ts";
import { articleKey } from "../titles.ts";
import type { Words } from "../words/words.ts";
import { filterLines, filterRoom } from "./filters.ts";
import {
  alsoIn,
  button,
  buttons,
  card,
  colours,
  emojiButton,
  heading,
  line,
  pageButtons,
  type Rendering,
  text,
  withButton,
} from "./message.ts";
import { fitQuotations } from "./quotations.ts";

/** How an answer is shown. */
export interface AnswerOptions {
  /** The row in the state database that its buttons name. */
  readonly id: number;
  /** The question stands above the answer; where the answer replies to a message, it is there already. */
  readonly echo: boolean;
  /** With a button for taking the message away; a private one, which has Discord's own, has none. */
  readonly dismissible: boolean;
  /** With a button for showing a private one to everybody. */
  readonly shareable?: boolean;
  /** A mention of the person who showed a private one to everybody. */
  readonly sharedBy?: string;
  /** How a question that leans on the one before was asked and read. */
  readonly followUp?: FollowUp | null;
  /** What the articles were limited to. */
  readonly filters?: Filters;
  readonly words: Words;
  /** Nothing was found because the model does not read the question's language: see `isUnread`. */
  readonly unread?: boolean;
}

export function renderAnswer(answer: Answer, options: AnswerOptions): Rendering {
  return answer.answered ? renderSentences(answer, options) : renderRefusal(answer, options);
}

// Shares of the 4,000 characters that all texts of a message have together. What the question and
// the sentences leave goes to the passages.
const questionRoom = 350;
const aboutRoom = 200;
const sentenceRoom = 500;
const sentencesRoom = 2000;
const remarkRoom = 170;
const mostSources = 5;
// About three sentences; the whole passage is one press away.
const mostQuoted = 450;

function renderSentences(answer: Answer, options: AnswerOptions): Rendering {
  const { id, filters = {}, words } = options;
  const question = above(answer, options);
  const sentences = answerText(answer);
  const sources = sourcesOf(answer);
  const limited = filterLines(filters, answer.filtered, words).map(text);
  const room =
    limits.messageText -
    remarkRoom -
    question.length -
    sentences.length -
    (limited.length > 0 ? filterRoom : 0);
  const shown = fitQuotations(
    sources.slice(0, mostSources).map((source, index) => ({
      heading: sourceHeading(source, words, sources[index - 1]),
      passage: source[0].passage.text,
      marks: marksOf(source),
    })),
    room,
    mostQuoted,
  );
  const more = sources.length - shown.length;

  return card(
    colours.answer,
    [
      text(sentences),
      ...(answer.disagreement ? [text(`-# ${words.answer.sourcesDiffer}`)] : []),
      ...shown.flatMap((source) => [line(), text(source)]),
      ...(more > 0 ? [text(`-# ${words.answer.morePassages(more)}`)] : []),
      ...limited,
      buttons(
        button(words.answer.passages, customId("passages", id)),
        button(
          words.answer.followUp,
          customId(options.dismissible ? "follow-up" : "follow-up-privately", id),
        ),
        ...otherButtons(options),
      ),
    ],
    question,
  );
}

/** The answer's sentences with their numbers; those from one passage run on, others start a line. */
function answerText({ sentences, citations }: Answer): string {
  let written = "";
  let before: Citation | undefined;
  for (const sentence of sentences) {
    const citation = citations.find(({ number }) => number === sentence.citation);
    const next = `${escapeWithin(oneLine(sentence.text), sentenceRoom)} **\\[${sentence.citation}\\]**`;
    if (written.length + next.length + 3 > sentencesRoom) return `${written}\n…`;
    if (before) written += citation && isSamePassage(before, citation) ? " " : "\n";
    written += next;
    before = citation;
  }
  return written;
}

/** A passage with all the citations that stand in it. */
type Source = readonly [Citation, ...Citation[]];

/** The passages that an answer rests on, in the order of its citations. */
export function sourcesOf({ citations }: Pick<Answer, "citations">): Source[] {
  const sources: [Citation, ...Citation[]][] = [];
  for (const citation of citations) {
    const known = sources.find(([first]) => isSamePassage(first, citation));
    if (known) known.push(citation);
    else sources.push([citation]);
  }
  return sources;
}

function isSamePassage(a: Citation, b: Citation): boolean {
  return a.article.id === b.article.id && a.passage.start === b.passage.start;
}

/** @param before - The source above it, whose article need not be named again. */
function sourceHeading(source: Source, words: Words, before?: Source): string {
  const numbers = source.map(({ number }) => `\\[${number}\\]`).join(" ");
  const [{ article }] = source;
  const others = alsoIn(
    source.flatMap((citation) => citation.alsoIn),
    words,
  );
  return before?.[0].article.id === article.id
    ? `**${numbers}** ${words.answer.sameArticle}${others}`
    : `**${numbers}** ${heading(article, words)}${others}`;
}

/** Where the sentences that answer stand in their passage. */
export function marksOf(source: Source) {
  return source.map(({ start, end, passage }) => ({
    start: start - passage.start,
    end: end - passage.start,
  }));
}

function renderRefusal(answer: Answer, options: AnswerOptions): Rendering {
  const { filters = {}, words, unread = false } = options;
  const said = words.answer;
  const nearest = answer.nearest.slice(0, mostSources);
  const near = nearest.length > 0 ? said.nearest : said.nothingNear;
  return card(
    colours.unanswered,
    [
      text(
        [
          `**${unread ? said.readsEnglish : said.notSaid}**`,
          [unread ? said.askInEnglish : said.notQuoted, near].join(" "),
        ].join("\n"),
      ),
      ...nearest.map(({ article }, index) =>
        withButton(
          heading(article, words),
          // The index keeps two custom ids apart, should one article come twice.
          button(words.common.read, customId("read", articleKey(article.id), 0, index)),
        ),
      ),
      ...filterLines(filters, answer.filtered, words).map(text),
      buttons(...otherButtons(options)),
    ],
    above(answer, options),
  );
}

function otherButtons({ id, dismissible, shareable = false, words: { common } }: AnswerOptions) {
  return [
    emojiButton("👍", customId("vote", id, "up")),
    emojiButton("👎", customId("vote", id, "down")),
    ...(shareable ? [button(common.share, customId("share", id))] : []),
    ...(dismissible ? [button(common.dismiss, customId("dismiss", id))] : []),
  ];
}

/** What stands above the card. */
function above({ question }: Answer, { echo, sharedBy, followUp, words }: AnswerOptions): string {
  const asked = followUp?.asked ?? question;
  const lines = [
    ...(sharedBy === undefined ? [] : [`-# ${words.common.sharedBy(sharedBy)}`]),
    ...(echo
      ? [`-# ${words.answer.question(escapeWithin(oneLine(asked), questionRoom - 15))}`]
      : []),
    ...(followUp
      ? [`-# ${words.answer.about(escapeWithin(oneLine(followUp.about), aboutRoom))}`]
      : []),
  ];
  return lines.join("\n");
}

/**
 * One page of the passages that an answer rests on, whole; a passage begins a page of its own.
 *
 * @param page - From 0; one that does not exist shows the nearest.
 */
export function renderPassages(answer: Answer, id: number, page: number, words: Words): Rendering {
  const pages = sourcesOf(answer).flatMap((source, index) => {
    const [{ passage }] = source;
    const under =
      passage.heading === null
        ? ""
        : `\n-# ${words.answer.underHeading(escapeWithin(passage.heading, 200))}`;
    const head = `${sourceHeading(source, words)}${under}`;
    return wholePassage(passage.text, marksOf(source)).map((part) => ({
      index,
      part: `${head}\n${part}`,
    }));
  });
  const shown = Math.max(0, Math.min(page, pages.length - 1));
  return card(colours.answer, [
    text(pages[shown]?.part ?? ""),
    ...(pages.length > 1 ? [text(`-# ${words.common.page(shown + 1, pages.length)}`)] : []),
    ...pageButtons(shown, pages.length, (to) => customId("passages-page", id, to), words),
    buttons(button(words.answer.context, customId("context", id, pages[shown]?.index ?? 0))),
  ]);
}

const passageRoom = 2500;

/** A passage as block quotes that fit a page; one that needs several is without its bold. */
function wholePassage(passage: string, marks: ReturnType<typeof marksOf>): string[] {
  const whole = quote(passage, marks, Number.POSITIVE_INFINITY);
  if (whole.length <= passageRoom) return [whole];
  return pagesOf(passage, passageRoom / 2).map(({ start, end }) =>
    blockquote(escapeText(passage.slice(start, end))),
  );
}
