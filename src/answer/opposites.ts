/**
 * Whether a sentence says the opposite of what a question asks: the question denies something that
 * the sentence affirms, or has "northern" where the sentence has "southern". Meaning and shared words
 * cannot tell these apart, since opposites stand in the same company.
 */
import { stemmer } from "stemmer";

const NEGATION =
  /\b(?:not|never|neither|nor|none|nobody|nothing|without|cannot|except|no)\b|n['’]t\b/i;

/** Not those that tell of one event from two sides: who won where others lost, when opens what is closed. */
const PAIRS =
  "most/least largest/smallest biggest/smallest first/last before/after increase/decrease " +
  "increase/reduce raise/lower higher/lower highest/lowest high/low more/less more/fewer " +
  "north/south east/west northern/southern eastern/western always/never " +
  "allow/ban allow/prohibit begin/end start/end start/stop began/ended rise/fall " +
  "rose/fell import/export inside/outside men/women male/female public/private early/late " +
  "earlier/later earliest/latest old/new oldest/newest older/younger rich/poor same/different " +
  "include/exclude support/oppose accept/reject approve/reject agree/refuse enter/leave " +
  "arrive/depart upper/lower left/right maximum/minimum best/worst better/worse " +
  "good/bad positive/negative natural/artificial large/small big/small long/short longest/shortest " +
  "strong/weak stronger/weaker fast/slow faster/slower common/rare success/failure " +
  "succeeded/failed gain/lose grew/shrank above/below external/internal " +
  "domestic/foreign ally/enemy victory/defeat major/minor majority/minority permanent/temporary " +
  "simple/complex easy/difficult warm/cold hot/cold wet/dry summer/winter father/mother " +
  "son/daughter husband/wife king/queen brother/sister light/heavy build/destroy founded/abolished " +
  "born/died birth/death appointed/dismissed hired/fired former/latter ancient/modern " +
  "active/passive few/many local/national encourage/discourage ancestor/descendant " +
  "predecessor/successor legal/illegal";

const OPPOSITES = new Map<string, Set<string>>();
for (const pair of PAIRS.split(" ")) {
  const [one, other] = pair.split("/").map(stemmer) as [string, string];
  OPPOSITES.set(one, (OPPOSITES.get(one) ?? new Set()).add(other));
  OPPOSITES.set(other, (OPPOSITES.get(other) ?? new Set()).add(one));
}

/**
 * Prefixes that make a word its opposite, and the least letters of the word: "safe" is turned round
 * in "unsafe", "form" is not in "inform", "cover" not in "discover".
 */
const PREFIXES: readonly (readonly [prefix: string, letters: number])[] = [
  ["un", 4],
  ["non", 4],
  ["in", 6],
  ["im", 6],
  ["ir", 6],
  ["il", 6],
  ["dis", 6],
];

/** Tells of sentences whether they say the opposite of what a question asks. */
export function oppositeOf(question: string): (sentence: string) => boolean {
  const denies = NEGATION.test(question);
  const asked = wordsByStem(question);
  const opposites = [...asked].map(([stem, word]) => ({
    stem,
    others: [...(OPPOSITES.get(stem) ?? []), ...turnedRound(word).map(stemmer)].filter(
      (other) => !asked.has(other),
    ),
  }));
  return (sentence) => {
    if (denies && !NEGATION.test(sentence)) return true;
    const said = wordsByStem(sentence);
    return opposites.some(
      ({ stem, others }) => !said.has(stem) && others.some((other) => said.has(other)),
    );
  };
}

/** A word with a prefix that makes it its opposite, or without. */
function turnedRound(word: string): string[] {
  return PREFIXES.flatMap(([prefix, letters]) => {
    if (word.startsWith(prefix)) {
      const rest = word.slice(prefix.length);
      return rest.length >= letters ? [rest] : [];
    }
    return word.length >= letters ? [prefix + word] : [];
  });
}

function wordsByStem(text: string): Map<string, string> {
  const words = text.toLowerCase().match(/\p{L}+(?:['’]\p{L}+)?/gu) ?? [];
  return new Map(words.map((word) => [stemmer(word), word]));
}
