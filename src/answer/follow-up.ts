/**
 * Questions that lean on the one before: "And when was that?", "How long is it?", "And a bicycle?".
 * Rules, for English: what a pronoun stands for, or what an incomplete question leaves out, is taken
 * from the question before and from the names in its answer. A question that stands by itself is
 * left as it is.
 */
import { plainQuestion, withoutCourtesy } from "./plain-question.ts";

/** A question that was answered, and the sentences that answered it. */
export interface Turn {
  readonly question: string;
  readonly sentences: readonly string[];
}

export interface Reading {
  /** The question so that it stands by itself. */
  readonly question: string;
  /** What it was taken to be about; null where it stands by itself already. */
  readonly about: string | null;
}

const AUXILIARY = "(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should)";
const ENDS_IN_AUXILIARY = new RegExp(`\\b${AUXILIARY}\\s*$`, "i");
/** A question word with what belongs to it ("what colour", "how many boats"), and the auxiliary. */
const LEAD = new RegExp(
  `^(?:and |but |so |or )?(?:(?:in|on|at|by|from|for|to) )?(?:(?:who(?:se|m)?|what|when|where|why|which|how)\\b(?:(?: [a-z]+){0,2}(?= ${AUXILIARY}\\b))?)?(?: (?:much|many|long|far|often)\\b)?\\s*(?:${AUXILIARY}\\b)?\\s*`,
  "i",
);
/** "Who cut the ribbon": the verb before what it is about. */
const VERB_FIRST = /^[a-z]+(?= (?:the|a|an) )/;
const BE = /\b(?:is|are|was|were)\b/i;
const DO = /\b(?:did|does|do)\b/i;
const PERSON = /\b(?:he|she|him|her|his|hers)\b/i;
const THING = /\b(?:it|its|they|them|their|theirs|this|these|those|that)\b/i;
/** "That" before a clause, or "this year", points to nothing earlier. */
const NO_POINTER = /\b(?:this (?:year|month|week|time)|(?:say|says|said|claim|claims|so) that)\b/i;
/** An "it" that stands for nothing: "How far is it from Vellmar to the sea?", "Is it true that …?" */
const EMPTY_IT = new RegExp(
  `\\b(?:${[
    "(?:is|was) it(?= (?:from (?!here|there).+ to|between .+ and) (?!here\\b|there\\b))",
    "(?:is|was|will) it(?: be)? (?:true|likely|possible|known|legal|allowed) (?:that|to|for)\\b",
    "(?:does|did|will|would) it take(?= .*\\b(?:from .+ to|between .+ and) (?!here\\b|there\\b))",
  ].join("|")})`,
  "gi",
);
/** "Why is that?", "How come?", "And why?": of what the question before says as a whole. */
const ASKS_REASON =
  /^(?:why|how come|how so|what for)(?: (?:is|was|are|were|did) (?:that|this|it|it so|that so|so))?$/i;
const CONTINUES = /^(?:and|but|so|or|then|what about|how about|what of)\b[\s,]*/i;
const DETERMINER = "(?:the|a|an)";
const PREPOSITION =
  "(?:of|on|in|at|for|from|to|by|with|under|over|between|about|during|after|before)";
/** What "is" or "was" says of its subject, after two words of it at least. */
const SAID_OF =
  /^(\S+ \S+(?: \S+)*?) (?:\w{2,}ed|built|made|found|held|born|written|sunk|given|taken|cut|paid|sold|bought|known|seen|shown|kept|lost|won|led|sent|told|called|open|closed|worth)\b.*$/i;

/** A subject with its verb behind it: "the dam was built". */
const CLAUSE = /^((?:\S+ ){1,6}?\S+) (?:is|was|are|were|will be|has been|have been)\b/i;

/** Reads a question in the light of the turn before it. */
export function readFollowUp(question: string, turn: Turn): Reading {
  const before = { ...turn, question: plainQuestion(turn.question) };
  const alone: Reading = { question: question.trim(), about: null };
  const asked = withoutCourtesy(question);
  const topic = topicOf(before.question);
  if (topic === "") return alone;

  const rest = asked.replace(CONTINUES, "").replace(/[?!.\s]+$/, "");
  const continued = rest.length < asked.replace(/[?!.\s]+$/, "").length;
  const reason = ASKS_REASON.test(rest) ? reasonAsked(before.question) : null;
  if (reason !== null) return { question: reason, about: before.question };
  const pointer = pointerIn(rest);
  if (pointer) {
    const about = pointer.person ? (personIn(before) ?? topic) : referentOf(before, topic);
    const read = replaced(rest, pointer, about);
    // "With whom did she cut it?"
    const other = pointer.person ? THING.exec(read) : null;
    const whole = other ? replaced(read, { index: other.index, word: other[0] }, topic) : read;
    return { question: capitalised(`${whole}?`), about };
  }
  const words = rest.split(/\s+/).filter(Boolean);
  const asks = /^(?:(?:in|on|at|by|from|for|to) )?(?:who|what|when|where|why|which|how)/i.test(
    rest,
  );
  // "And a bicycle?": the question before, with this in the place of its like.
  if (!asks && continued && words.length > 0 && words.length <= 6 && !isVerbFirst(rest)) {
    return { question: substituted(before.question, rest), about: topic };
  }
  // "When?", "And who paid?"
  const incomplete = continued
    ? !/\s\p{Lu}/u.test(rest)
    : !namesSomething(rest) && words.length <= 3;
  if (!asks || !incomplete) return alone;
  const about = referentOf(before, topic);
  return { question: capitalised(`${rest}, ${about}?`), about };
}

/** What a question is about: its words without the question word, the auxiliary and a verb at the end. */
function topicOf(question: string): string {
  const plain = question.trim().replace(/[?!.\s]+$/, "");
  const lead = LEAD.exec(plain)?.[0] ?? "";
  const rest = plain.slice(lead.length).trim();
  if (BE.test(lead)) return SAID_OF.exec(rest)?.[1] ?? rest;
  // "(Tell me) when the dam was built" has its verb behind.
  const clause = ENDS_IN_AUXILIARY.test(lead) ? null : CLAUSE.exec(rest);
  if (clause?.[1] !== undefined) return clause[1];
  const words = rest
    .replace(VERB_FIRST, "")
    .replace(/ (?:again|now|first|last)$/i, "")
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  const before = words.at(-2) ?? "";
  const isNoun = new RegExp(`^(?:${DETERMINER}|${PREPOSITION})$`, "i").test(before);
  if (DO.test(lead) && words.length > 2 && !isNoun) words.pop();
  return words.join(" ");
}

/**
 * "Why will the clinic close its ward?" for "When will the clinic close its ward?"; null where the
 * question before has no auxiliary to ask on with, or tells it by its question word: "Who is the captain?"
 */
function reasonAsked(question: string): string | null {
  const plain = question
    .trim()
    .replace(CONTINUES, "")
    .replace(/[?!.\s]+$/, "");
  const lead = LEAD.exec(plain)?.[0] ?? "";
  const auxiliary = ENDS_IN_AUXILIARY.exec(lead)?.[0].trim();
  if (auxiliary === undefined || /^(?:who|what|which|how (?:much|many))\b/i.test(lead)) return null;
  return `Why ${auxiliary.toLowerCase()} ${plain.slice(lead.length)}?`;
}

/** The topic, with the name that answers a question for one. */
function referentOf({ question, sentences }: Turn, topic: string): string {
  if (!/^(?:and |but )?(?:who|what|which)\b/i.test(question.trim())) return topic;
  const [first = ""] = sentences;
  const name = namesIn(first).find((found) => !question.includes(found));
  return name === undefined ? topic : `${topic} (${name})`;
}

/** The person whom the answer or the question names. */
function personIn({ question, sentences }: Turn): string | undefined {
  const names = [...sentences, question.replace(LEAD, "")].flatMap(namesIn);
  return names.find((name) => name.includes(" ")) ?? names[0];
}

/** Runs of capitalised words; one that opens the sentence only where it is longer than a word. */
function namesIn(sentence: string): string[] {
  const found = sentence.matchAll(/\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*/gu);
  return [...found].flatMap(({ 0: name, index }) => {
    const bare = name.replace(/^(?:The|A|An|In|On|At|Its?|He|She|They) /, "");
    // "Ticket: Return crossing" is a row with its columns.
    const opens = bare === name && (index === 0 || /[:;.] $/.test(sentence.slice(0, index)));
    return opens && !bare.includes(" ") ? [] : [bare];
  });
}

interface Pointer {
  readonly index: number;
  readonly word: string;
  readonly person: boolean;
}

/** The pronoun that points to the turn before; null where the question has its own antecedent. */
function pointerIn(question: string): Pointer | null {
  if (NO_POINTER.test(question)) return null;
  // Blanked, so that what follows stays where it is.
  const pointing = question.replace(EMPTY_IT, ({ length }) => " ".repeat(length));
  const found = PERSON.exec(pointing) ?? THING.exec(pointing);
  if (!found) return null;
  const earlier = question.slice(0, found.index);
  // "Is the museum open on its birthday?" points to nothing before; "what is a ticket for it?" does.
  const owns = /^(?:its|their|his|her)$/i.test(found[0]);
  const governed = !owns && new RegExp(`\\b${PREPOSITION} $`, "i").test(earlier);
  const isClause = /,|\b(?:and|but|when|if|because|that)\b/i.test(earlier.slice(1));
  if (namesSomething(earlier) && (!governed || isClause)) return null;
  return { index: found.index, word: found[0], person: PERSON.test(found[0]) };
}

/** Whether the words name a thing of their own: "the bridge", "Vellmar". */
function namesSomething(words: string): boolean {
  return new RegExp(`\\b${DETERMINER} \\w`, "i").test(words) || /\s\p{Lu}/u.test(words);
}

function replaced(
  question: string,
  { index, word }: Pick<Pointer, "index" | "word">,
  about: string,
): string {
  const end = index + word.length;
  const after = question.slice(end);
  // "That ship": the noun says which of the things it was, and stays beside the topic.
  const points = /^(?:this|that|these|those)$/i.test(word) && /^ \w/.test(after);
  const owns = /^(?:its|their|his)$/i.test(word) || (/^her$/i.test(word) && /^ \w/.test(after));
  const put = owns ? `${about}'s` : about;
  return points
    ? `${question.slice(0, index)}the${after}, ${about}`
    : `${question.slice(0, index)}${put}${after}`;
}

function isVerbFirst(words: string): boolean {
  return new RegExp(`^${AUXILIARY}\\b`, "i").test(words);
}

/** The question before with `part` in the place of the part that begins with the same little word, else of its first thing. */
function substituted(question: string, part: string): string {
  const plain = question.trim().replace(/[?!.\s]+$/, "");
  const first = part.split(/\s+/)[0] ?? "";
  const little = new RegExp(`^(?:${DETERMINER}|${PREPOSITION})$`, "i").test(first);
  const end = `(?=\\s+${PREPOSITION}\\b|$)`;
  const same = little ? new RegExp(`\\b${first}\\s.+?${end}`, "i") : null;
  const thing = new RegExp(`\\b${DETERMINER}\\s.+?${end}`, "i");
  const place = same?.exec(plain) ?? thing.exec(plain);
  if (!place) return `${plain}, ${part}?`;
  // A verb that closes the question belongs to it, not to the thing: "How much did the work cost".
  const verb =
    DO.test(plain) && place.index + place[0].length === plain.length
      ? / \w+$/.exec(place[0])
      : null;
  const kept = verb && place[0].split(" ").length > 2 ? verb[0] : "";
  return `${plain.slice(0, place.index)}${part}${kept}${plain.slice(place.index + place[0].length)}?`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
