/**
 * Invented titles and articles, the same at every run. Words are as common as words are in a language
 * (by Zipf's law), and an article keeps to the words of its topic, so that its vectors lie together.
 */
import { seededRandom } from "../evaluation/statistics.ts";

const syllables = "ka lo mir ten sa ver nu dol pe ra in os tal gre bu fi".split(" ");
const vocabulary = Array.from({ length: 20_000 }, (_, rank) => wordOf(rank + 16));
const topics = 200;
const outlets = 100;

/** The words that the most texts hold, and words that few hold. */
export const commonWords = vocabulary.slice(0, 50);
export const rareWords = vocabulary.slice(10_000, 12_000);

export interface InventedArticle {
  readonly id: string;
  readonly title: string;
  readonly outlet: string;
  /** `YYYY-MM-DD` */
  readonly published: string;
}

export interface Inventor {
  /** A whole number from 0 to before the end. */
  number(end: number): number;
  words(count: number, topic?: number): string[];
  article(): InventedArticle;
  /** Sentences of about 17 words on one topic. */
  sentences(count: number, topic: number): string;
  topic(): number;
}

export function inventor(seed: number): Inventor {
  const random = seededRandom(seed);
  const number = (end: number) => Math.floor(random() * end);
  let articles = 0;

  function word(topic?: number): string {
    const rank = Math.floor(vocabulary.length ** random()) - 1;
    // Half of a topic's words are its own: every 200th of the vocabulary.
    const own = topic !== undefined && random() < 0.5;
    const of = own ? (rank * topics + topic) % vocabulary.length : rank;
    return vocabulary[of] as string;
  }
  const words = (count: number, topic?: number) => Array.from({ length: count }, () => word(topic));
  const sentence = (topic: number) => {
    const text = words(12 + number(10), topic).join(" ");
    return `${(text[0] as string).toUpperCase()}${text.slice(1)}.`;
  };

  return {
    number,
    words,
    topic: () => number(topics),
    article: () => ({
      id: `invented/${articles++}.md`,
      title: words(6 + number(6)).join(" "),
      outlet: `Outlet ${number(outlets)}`,
      published: new Date(Date.UTC(2010, 0, 1 + number(5000))).toISOString().slice(0, 10),
    }),
    sentences: (count, topic) => Array.from({ length: count }, () => sentence(topic)).join(" "),
  };
}

/** A number written in syllables: two numbers never give one word, and none is an English word. */
function wordOf(number: number): string {
  let word = "";
  for (let rest = number; rest > 0; rest = Math.floor(rest / syllables.length)) {
    word += syllables[rest % syllables.length];
  }
  return word;
}
