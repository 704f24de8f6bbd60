/**
 * What kind of answer a question asks for, and whether a sentence can hold one: a time for "when", a
 * number for "how many", a name that the question does not have for "who". Rules, since a sentence
 * that lacks the kind is told by its surface; the kinds that are not ("what", "why", "how") fit all.
 */
import { termsOf } from "../index/terms.ts";
import { wordingOf } from "../search/near-duplicates.ts";

/** What a question asks for. */
export type QuestionType =
  | { readonly kind: "time" | "place" | "open" }
  | {
      readonly kind: "person";
      /** The question's own words: a name among them is no answer. */
      readonly asked: ReadonlySet<string>;
    }
  | {
      readonly kind: "number";
      /** The measure that is named ("kilometres", "percentage"), as a pattern for sentences. */
      readonly unit: RegExp | null;
    }
  | {
      readonly kind: "establishment";
      /** Words of which one must stand by its name, in the same passage at least. */
      readonly words: readonly string[];
    }
  | {
      readonly kind: "statement";
      /** Whose words are asked for: the terms of their name or office. */
      readonly speaker: ReadonlySet<string>;
    };

/** Takes the question word that opens the question or, after a clause, its last part. */
const QUESTION_WORDS = "(?:who(?:m|se)?|when|where|why|which|what(?:['’]s)?|how)";
const QUESTION_WORD = new RegExp(`\\b${QUESTION_WORDS}\\b`, "gi");

const AUXILIARY = "(?:did|does|do|has|have|had)";
/** Verbs of speech, as stems: said, says, saying. */
const SPEECH =
  "(?:sa(?:y|id)|tell|told|stat(?:e|ing)|announc|claim|call|describ|argu|warn|promis|demand|wr(?:ite|ote)|comment|" +
  "th(?:ink|ought)|believ|suggest(?:ed|s)\\b|propos|stress|prais|add(?:ed|s)\\b|not(?:ed|es)\\b|express|welcom|urg(?:e|ing)|hail|regard|" +
  "thank|critici[sz]|condemn|den(?:y|ie)|insist|declar|explain|emphasi[sz]|underlin|underscor|reject|accus|predict|" +
  "recall|vow|pledg|congratulat|repl(?:y|ie)|ask|tweet|post(?:ed|s)\\b|reaffirm|confirm|remark|acknowledg)";
const STATEMENT = new RegExp(
  `^(?:else |exactly )?${AUXILIARY} (.+?) (?:say|announce|claim|call|tell|state|argue|warn|comment|write|promise|demand|stress|suggest)\\b`,
  "i",
);

const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const DATE = `\\b${MONTH}\\b\\.?,? \\d{1,2}(?:st|nd|rd|th)?\\b|\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}\\b`;
/** What says when: years, dates, times of day, days, seasons, centuries, "three weeks later". */
const TIME = new RegExp(
  `\\b(?:1\\d{3}|20\\d{2})s?\\b|\\b\\d{2,4} ?(?:BC|AD|BCE|CE)\\b|${DATE}|\\b\\d{1,2}[:.]\\d{2}\\b|` +
    "\\b\\d{1,2} ?[ap]\\.?m\\b|\\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|yesterday|" +
    "tomorrow|tonight|noon|midday|midnight|mornings?|afternoons?|evenings?|centur(?:y|ies)|decades?|" +
    "spring|summer|autumn|winter|(?:next|last|this) (?:year|month|week)|" +
    "(?:years?|months?|weeks?|days?|hours?) (?:later|ago|after|before|earlier|from now))\\b|" +
    // "May" is a month after a word that makes it one.
    `\\b${MONTH.replace("|may", "")}\\b|\\b(?:in|since|until|by|from|of|last|next|late|early) may\\b`,
  "i",
);
const PREPOSITION_OF_PLACE =
  /\b(?:in|at|near|on|along|between|around|across|outside|inside|through|into|within|where|from|to)\b/i;

const TIME_ASKED =
  /^(?:\w+ )?(?:year|date|month|day|century|decade|time|era|season|period|hour)s?\b/i;
const NUMBER_ASKED =
  /^(?:(?:is|was|are|were) )?(?:the )?(?:\w+ ){0,2}(?:number|percentage|percent|population|amount|price|cost|rate|distance|length|height|area|size|age|temperature|proportion|speed|ratio|total|salary|budget|width|depth|weight)\b(?! of (?:the|this))/i;
const HOW_NUMBER =
  /^(?:many|much|long|far|tall|high|old|deep|wide|large|big|often|fast|heavy|hot|cold)\b/i;

/** Measures that a number must come with where the question names them. */
const UNITS: readonly (readonly [asked: RegExp, found: RegExp])[] = [
  [/\b(?:kilomet(?:re|er)s?|km)\b/i, /\b(?:kilomet(?:re|er)s?|km)\b/i],
  [/\bmiles?\b/i, /\bmiles?\b/i],
  [/\b(?:met(?:re|er)s?)\b/i, /\b(?:met(?:re|er)s?|m)\b/i],
  [/\b(?:tonn?e?s)\b/i, /\b(?:tonn?e?s?|t)\b/i],
  [
    /\bhow (?:heavy|much .* weigh)\b/i,
    /\b(?:tonn?e?s?|(?:kilo)?grams?|kilos?|kg|g|pounds?|lbs?)\b/i,
  ],
  [
    /\bhow (?:far|tall|deep|wide)\b/i,
    /\b(?:(?:kilo|centi|milli)?met(?:re|er)s?|k?m|cm|mm|miles?|feet|foot|ft|inch(?:es)?|yards?|stor(?:eys|ies))\b/i,
  ],
  [
    /\b(?:how old|what age)\b/i,
    /\b(?:(?:year|month|week|day|centur|decade)(?:s|y|ies)?(?:-old)?|aged?|born|built|founded|since)\b/i,
  ],
  [
    /\b(?:per ?cent|percentage)\b/i,
    /%|\bper ?cent\b|\bpercentage\b|\bhalf\b|\bquarters?\b|\bthirds?\b/i,
  ],
  [
    /\b(?:how much (?:money|.* cost)|what (?:price|budget)|dollars|euros)\b/i,
    /[$€£¥]|\b(?:dollars?|euros?|pounds?|crowns?|francs?|[A-Z]{3}|cents?|million|billion)\b/,
  ],
];

/** Establishments whose names do not say what they are: whether a passage has one is told by such words. */
const ESTABLISHMENTS: readonly (readonly string[])[] = [
  "company companies firm firms corporation business contractor contractors consortium developer manufacturer maker supplier operator inc ltd llc plc group start-up startup giant subsidiary".split(
    " ",
  ),
  "hotel hotels inn resort lodge guesthouse".split(" "),
  "airline airlines carrier airways".split(" "),
  "bank banks lender".split(" "),
  "newspaper newspapers magazine daily weekly journal paper times post outlet".split(" "),
  "university universities college institute academy school faculty".split(" "),
  "hospital hospitals clinic infirmary".split(" "),
  "restaurant restaurants cafe café bar pub".split(" "),
  "museum museums gallery".split(" "),
];

const NUMBER_WORD =
  /\b(?:zero|one(?! of\b)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|(?:m|b|tr)illions?|dozens?|half|thirds?|quarters?|once|twice|single|double|triple|both|several|couple|none|no|daily|weekly|monthly|every)\b/i;
/** What has digits and counts nothing: dates, years where a word makes them years, and ordinals. */
const COUNTS_NOTHING = new RegExp(
  `(?:${DATE})(?:,? \\d{4})?\\b|\\b\\d{1,3}(?:st|nd|rd|th)\\b|\\b(?:in|of|since|until|by|from|to|and|between|after|before|during|late|early|mid|the|circa) (?:1\\d{3}|20\\d{2})s?\\b(?!,?\\d| (?:people|kilomet|km|met|tons|tonnes|dollars|euros))|\\((?:1\\d{3}|20\\d{2})[^)]*\\)|\\b(?:1\\d{3}|20\\d{2})[-–]\\d{2,4}\\b`,
  "gi",
);

/** What kind of answer a question asks for. */
export function questionType(question: string): QuestionType {
  const words = [...question.matchAll(QUESTION_WORD)];
  // "When the bridge opened, who spoke?" asks who.
  const match =
    words.find(({ index }) => /,\s*(?:\w+\s+)?$/.test(question.slice(0, index))) ?? words[0];
  if (match === undefined) return { kind: "open" };
  const word = match[0].toLowerCase();
  const rest = question.slice(match.index + word.length).trim();
  if (word === "when") return { kind: "time" };
  if (word === "where") return { kind: "place" };
  if (word.startsWith("who")) return { kind: "person", asked: wordingOf(question).words };
  const counts = word === "how" ? HOW_NUMBER.test(rest) : NUMBER_ASKED.test(rest);
  if (counts) {
    const unit = UNITS.find(([asked]) => asked.test(question))?.[1] ?? null;
    return { kind: "number", unit };
  }
  if (word === "how" || word === "why") return { kind: "open" };
  if (TIME_ASKED.test(rest)) return { kind: "time" };
  const nouns = rest.toLowerCase().split(/[^\p{L}-]+/u, 2);
  const kin = ESTABLISHMENTS.find(([name]) => nouns.includes(name as string));
  if (kin !== undefined) return { kind: "establishment", words: kin };
  const speaker = STATEMENT.exec(rest)?.[1];
  if (speaker !== undefined) {
    const names = wordingOf(speaker).names;
    const terms = names.size > 0 ? [...names].flatMap(termsOf) : termsOf(speaker);
    if (terms.length > 0) return { kind: "statement", speaker: new Set(terms) };
  }
  return { kind: "open" };
}

const QUESTION = new RegExp(
  `\\b${QUESTION_WORDS}\\b|^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)\\b`,
  "i",
);
/** "What is going on at the dam?", "What about the dam?" */
const NEWS_ASKED =
  /^what(?:['’]s| is| are| was| were| has been| have been)? (?:going on|happening|happened|about|new|the (?:latest|news|story|situation|matter)|up)\b/i;

/**
 * Whether a question asks nothing of its subject but what there is on it: "the water treaty", "What
 * is going on at the dam?".
 *
 * @param question without words of request; see `plainQuestion`.
 */
export function namesSubjectOnly(question: string): boolean {
  return !QUESTION.test(question) || NEWS_ASKED.test(question);
}

/**
 * Whether a sentence can hold the kind of answer that a question asks for.
 *
 * @param passage the words, in lower case, of the passage it stands in, and of the title.
 */
export function canAnswer(
  type: QuestionType,
  sentence: string,
  passage: ReadonlySet<string>,
): boolean {
  switch (type.kind) {
    case "time":
      return TIME.test(sentence);
    case "place":
      return PREPOSITION_OF_PLACE.test(sentence);
    case "number":
      return hasNumber(sentence) && (type.unit === null || type.unit.test(sentence));
    case "person": {
      const { names, openers } = wordingOf(sentence);
      return [...names, ...openers].some((name) => !type.asked.has(name));
    }
    case "establishment":
      return type.words.some((word) => passage.has(word));
    case "statement":
      return speaks(type.speaker, sentence);
    case "open":
      return true;
  }
}

function hasNumber(sentence: string): boolean {
  return /\d/.test(sentence.replace(COUNTS_NOTHING, " ")) || NUMBER_WORD.test(sentence);
}

const SPEECH_WORD = new RegExp(`^${SPEECH}`, "i");
/** Whoever "he" is stands in the sentence before. */
const SPEAKER_ELSEWHERE = /^(?:he|she|they|we|i)\b|^["“«]/i;
/** How many words may stand between a name and what it says. */
const REACH = 10;

/** Whether the one who is asked for says something in the sentence: a verb of speech follows the name, or "according to" it. */
function speaks(speaker: ReadonlySet<string>, sentence: string): boolean {
  if (SPEAKER_ELSEWHERE.test(sentence)) return true;
  const words = sentence.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  const isSpeaker = words.map((word) => termsOf(word).some((term) => speaker.has(term)));
  return words.some(
    (word, index) =>
      (SPEECH_WORD.test(word) &&
        (isSpeaker.slice(Math.max(0, index - REACH), index).includes(true) ||
          isSpeaker[index + 1] === true ||
          isSpeaker[index + 2] === true)) ||
      (/^(?:according|statement|speech|words)$/i.test(word) &&
        isSpeaker.slice(Math.max(0, index - 3), index + 6).includes(true)),
  );
}
