/**
 * What a question asks, without the words that people put around it: "hey, could you tell me where
 * the talks were held please??" asks "where the talks were held?". No passage speaks of telling or
 * pleasing, so such words would count against every passage, the right one too.
 */
import { termsOf } from "../index/terms.ts";

const PLEASE = "(?:please|pls|plz|kindly)";
const SUBJECT = "(?:of|on|about|regarding|concerning)";
const KIND = "(?:info|information|details|facts|news|updates?|articles?|anything|something)";

const PAUSE = "\\s*[,.!:;–-]+\\s*";

/** Greetings, thanks and fillers before a question; what may begin a name needs a pause after it. */
const OPENING = new RegExp(
  `^(?:(?:(?:hi|hey|hiya|good (?:morning|afternoon|evening|day))(?: (?:there|bot|footnote|all|everyone|guys|folks))*|` +
    `(?:hello|greetings) (?:there|bot|footnote|all|everyone|guys|folks)|thanks?(?: you)?(?: so much| a lot)?|thx|` +
    `ok(?:ay)?|um+|uh+|hm+|excuse me|quick question|just curious|${PLEASE})(?:${PAUSE}|\\s+)|` +
    `(?:hello|greetings|yo|cool|great|nice|well|oh|sorry|question|now|anyway)${PAUSE})(?=\\S)`,
  "iu",
);

/** What ties a question to what was said before it. */
const LINK = "(?:so|and|but|also)\\b,? ";
const LINKED = new RegExp(`^${LINK}(?=\\S)`, "iu");

/** Requests that come before what is asked; each leaves a question or a subject, and what ties it. */
const REQUESTS: readonly RegExp[] = [
  // "could you tell me where …", "tell me about …", "explain to me what …", "please summarise …"
  `(?:(?:can|could|would|will) (?:you|u|anyone|anybody|someone|somebody)(?: ${PLEASE})? )?(?:${PLEASE} )?` +
    `(?:(?:tell|remind|inform|show)(?: (?:me|us))?|let (?:me|us) know|explain(?: (?:to )?(?:me|us))?|(?:summari[sz]e|describe|outline)(?: for (?:me|us))?)` +
    `(?: ${PLEASE})?(?: (?:a bit|a little|more|everything|all|something|anything)(?: (?:that )?you know)?)?(?: ${SUBJECT})? `,
  // "do you know who …", "does anyone know whether …", "any idea when …"
  `(?:(?:do|does|did) (?:you|u|anyone|anybody|someone|somebody)(?: happen to)? know|(?:do you have )?(?:any|an) idea|do you remember)(?: ${KIND})?(?: ${SUBJECT})? `,
  // "I want to know …", "I was wondering …", "I'm curious about …"
  `(?:i (?:(?:really|just|also) )?(?:want|wanna|need|wish|would like|['’]d like)(?: to)? (?:know|learn|understand|find out|hear)|i['’]d (?:like|love) to (?:know|learn|understand|find out|hear)|` +
    `i(?: was|['’]m| am) (?:just )?(?:wondering|curious)|i wonder)(?: more)?(?: ${SUBJECT})? `,
  // "do you have any information on …", "is there any news about …", "give me details on …"
  `(?:(?:do|can) you (?:have|find|give me|share)|(?:is|are) there|have you got|give (?:me|us)|got|i(?:['’]m| am) looking for|i need|find(?: me)?) (?:me )?(?:(?:any|some|the|more) )*${KIND} ${SUBJECT} `,
  // "any news about …", "what do you know about …", "what can you tell me about …"
  `(?:any|some|more) ${KIND} ${SUBJECT} `,
  `what (?:(?:do|can|could) (?:you|u) (?:know|tell (?:me|us)|say|find)|do the articles say|does the corpus say|is known) ${SUBJECT} `,
].map((request) => new RegExp(`^(${LINK})?${request}`, "iu"));

const CLOSING = new RegExp(
  `[\\s,.!;–-]+(?:${PLEASE}|thanks?(?: you)?(?: in advance| so much| a lot)?|thx|ty|cheers|by the way|btw|(?:do|does) (?:you|anyone|anybody) know|if (?:you know|i may ask)|for me)(?=[\\s?!.…]*$)`,
  "iu",
);

/** Question words as they are typed in haste. */
const HASTE: readonly (readonly [RegExp, string])[] = [
  [/^(what|who|where|when|how|why)s\b/iu, "$1 is"],
  [/^(?:wat|wut)\b/iu, "what"],
];

/** Several words and all in capitals: none of them is known to be a name by that. */
const SHOUTED = /^(?=.*\p{Lu} +\P{Ll}*\p{Lu}{2})\P{Ll}*$/u;

/** "(tell me) when that was" is asked "when was that". */
const EMBEDDED = new RegExp(
  `^((?:${LINK})?(?:when|where|why|who|what|how \\p{L}+)) (it|that|this|he|she|they|these|those) (is|was|are|were)(?=[?!.\\s]*$)`,
  "iu",
);

/** A question without greeting, thanks and request, still tied to what was said before it. */
export function withoutCourtesy(question: string): string {
  let plain = question.trim();
  for (let before = ""; before !== plain; ) {
    before = plain;
    plain = plain.replace(OPENING, "").replace(CLOSING, "");
    for (const request of REQUESTS) plain = plain.replace(request, "$1");
  }
  return plain.replace(EMBEDDED, "$1 $3 $2");
}

/**
 * A question without what people put around it, and with one question mark at most; itself where
 * nothing would be left that a passage could speak of.
 */
export function plainQuestion(question: string): string {
  let plain = withoutCourtesy(question);
  for (let before = ""; before !== plain; ) {
    before = plain;
    plain = withoutCourtesy(plain.replace(LINKED, ""));
  }
  if (SHOUTED.test(plain)) plain = plain.toLowerCase();
  for (const [hasty, written] of HASTE) plain = plain.replace(hasty, written);
  plain = plain.replace(/\s*[?!]{2,}$/u, "?");
  return termsOf(plain).length > 0 ? plain : question;
}
