/**
 * Which sentences answer: the sentences of the best passages, scored by meaning, by shared words, by
 * the kind of answer that is asked for, by their passage, and by the answer scorer, which reads
 * question and sentence together.
 */
import type { Generation } from "../index/generation.ts";
import type { ArticleRow, SentenceRow } from "../index/store.ts";
import { termsOf } from "../index/terms.ts";
import type { Scorer } from "../inference/scorer.ts";
import type { Candidate } from "../search/search.ts";
import { acronymsOf } from "./acronyms.ts";
import { type Doubts, doubtsAbout, wordsOf } from "./doubts.ts";
import { antecedentsOf } from "./follow-on.ts";

/** A sentence with what speaks for it as an answer. */
export interface ScoredSentence {
  readonly sentence: SentenceRow;
  /** The best passage that it stands in. */
  readonly candidate: Candidate;
  /** What was read of it: see `asRead`. */
  readonly read: string;
  /** Cosine with the question: its own or that of a sentence it follows on. */
  readonly cosine: number;
  /** Share of the question's idf that is found in it or in one it follows on, 0 to 1. */
  readonly overlap: number;
  readonly doubts: Doubts;
  /** Score without the scorer. */
  readonly base: number;
  /** The scorer's logit; null where it is turned off. */
  readonly logit: number | null;
  /** `base` with the logit; higher answers better. */
  readonly score: number;
}

/** The numbers of sentence choice; docs/quality.md says how they were measured. */
export const SENTENCE_CHOICE = {
  /** How many passages' sentences are looked at. */
  passages: 6,
  /** How many of those the scorer reads: each costs it about 6 ms. */
  scored: 16,
  cosineWeight: 0.25,
  overlapWeight: 0.14,
  /** For the question's words that follow one another in the sentence too. */
  pairWeight: 0.22,
  /** For how well the passage matches, and for its overlap with the question, title included. */
  passageWeight: 0.55,
  passageOverlapWeight: 0.1,
  wrongTypePenalty: 0.25,
  /** What comes first tells what it is about, and answers more; from this place on nothing more is lost. */
  latePlace: 8,
  latePenalty: 0.15,
  logitWeight: 0.085,
} as const;

/**
 * Scores the sentences of the best passages for a question.
 *
 * @param candidates passages, best first.
 * @returns sentences, best first; empty where there is no candidate.
 */
export async function scoreSentences(
  question: string,
  candidates: readonly Candidate[],
  generation: Generation,
  scorer: Scorer | null,
): Promise<ScoredSentence[]> {
  const { store, articles, passageFirst, passageEnd } = generation;
  const overlap = overlapWith(question, generation);
  const pairs = pairsWith(question);
  const doubtsOf = doubtsAbout(question);
  const choice = SENTENCE_CHOICE;
  const seen = new Map<number, Omit<ScoredSentence, "logit" | "score">>();
  const spellers = new Map<number, (text: string) => string>();
  for (const candidate of candidates.slice(0, choice.passages)) {
    const first = passageFirst[candidate.passage] as number;
    const end = passageEnd[candidate.passage] as number;
    const following = store.sentences(first, end + 1);
    const sentences = following.slice(0, end - first);
    const { heading } = store.passage(candidate.passage);
    const { title } = articles[candidate.article] as ArticleRow;
    const spellOut =
      spellers.get(candidate.article) ?? acronymsOf(store.text(candidate.article).text);
    spellers.set(candidate.article, spellOut);
    const passage = spellOut([title, heading, ...sentences.map(({ shown }) => shown)].join("\n"));
    const ground =
      choice.passageWeight * (candidate.score + candidate.wording) +
      choice.passageOverlapWeight * overlap(passage);
    const words = wordsOf(passage);
    for (const [index, sentence] of sentences.entries()) {
      if (seen.has(sentence.ordinal) || introducesList(sentence, following[index + 1])) continue;
      const read = spellOut(asRead(sentence, heading ?? title));
      // What a sentence follows on is said with it, and speaks for it.
      const together = [sentence, ...antecedentsOf(sentence, sentences.slice(0, index))];
      const cosine = Math.max(
        // What a row is about is said by the whole table and what introduces it.
        sentence.kind === "prose" ? -1 : candidate.cosine,
        ...together.map(({ ordinal }) => candidate.sentenceCosines[ordinal - first] as number),
      );
      const shared = Math.max(
        overlap(read),
        ...together.slice(1).map((antecedent) => overlap(antecedent.shown)),
      );
      const doubts = doubtsOf(read, words);
      const base =
        ground +
        choice.cosineWeight * cosine +
        choice.overlapWeight * shared +
        choice.pairWeight * pairs(read) -
        (doubts.wrongType ? choice.wrongTypePenalty : 0) -
        choice.latePenalty * Math.min(placeOf(index, sentences) / choice.latePlace, 1);
      seen.set(sentence.ordinal, {
        sentence,
        candidate,
        read,
        cosine,
        overlap: shared,
        doubts,
        base,
      });
    }
  }
  const best = [...seen.values()].sort(byBase).slice(0, choice.scored);
  const logits =
    scorer &&
    (await scorer.score(
      question,
      best.map(({ read }) => read),
    ));
  return best
    .map((entry, index) => {
      const logit = logits === null ? null : (logits[index] as number);
      return { ...entry, logit, score: entry.base + choice.logitWeight * (logit ?? 0) };
    })
    .sort((a, b) => b.score - a.score || byBase(a, b));
}

/**
 * A sentence as its words are compared and as the scorer reads it. Nobody reads a row or an item
 * without the heading above it, and the scorer knows prose alone: "Day: Sunday; Departure: 22:40"
 * under "Ferry timetable" is read "Ferry timetable Day is Sunday, Departure is 22:40."
 */
function asRead({ kind, shown }: SentenceRow, heading: string): string {
  if (kind === "prose") return shown;
  if (kind === "list-item") return `${heading}: ${shown}`;
  return `${heading} ${shown.replaceAll(": ", " is ").replaceAll("; ", ", ")}.`;
}

/** How many sentences of the passage stand before one; rows and items stand where their table or list begins. */
function placeOf(index: number, passage: readonly SentenceRow[]): number {
  const { kind, block } = passage[index] as SentenceRow;
  return kind === "prose" ? index : passage.findIndex((other) => other.block === block);
}

/** "These include:" answers nothing; every item of the list that follows is shown with it. */
function introducesList(sentence: SentenceRow, next: SentenceRow | undefined): boolean {
  return (
    sentence.kind === "prose" &&
    next?.kind === "list-item" &&
    next.article === sentence.article &&
    next.shown.startsWith(sentence.shown.replace(/\s*[:：]$/, ""))
  );
}

function byBase(
  a: Pick<ScoredSentence, "base" | "sentence">,
  b: Pick<ScoredSentence, "base" | "sentence">,
): number {
  return b.base - a.base || a.sentence.ordinal - b.sentence.ordinal;
}

/** The share of a question's idf that is found in a text. */
function overlapWith(question: string, { lexical }: Generation): (text: string) => number {
  const weights = new Map([...new Set(termsOf(question))].map((term) => [term, lexical.idf(term)]));
  const total = [...weights.values()].reduce((sum, idf) => sum + idf, 0);
  return (text) => {
    if (total === 0) return 0;
    let shared = 0;
    for (const term of new Set(termsOf(text))) shared += weights.get(term) ?? 0;
    return shared / total;
  };
}

/** The share of a question's pairs of neighbouring words that are neighbours in a text. */
function pairsWith(question: string): (text: string) => number {
  const pairs = pairsOf(question);
  return (text) => {
    if (pairs.size === 0) return 0;
    const found = pairsOf(text);
    return [...pairs].filter((pair) => found.has(pair)).length / pairs.size;
  };
}

function pairsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`));
}
