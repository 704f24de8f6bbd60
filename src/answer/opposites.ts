/**
 * Whether a sentence says the opposite of what a question asks: the question denies something that
 * the sentence affirms, or has "northern" where the sentence has "southern". Meaning and shared words
 * cannot tell these apart, since opposites stand in the same company.
 */
import { stemmer } from "stemmer";

const NEGATION =
  /\b(?:not|never|neither|nor|none|nobody|nothing|without|cannot|except|no)\b|n['’]t\b/i;

const PAIRS =
  "most/least largest/smallest biggest/smallest first/last before/after increase/decrease " +
  "increase/reduce raise/lower higher/lower highest/lowest high/low more/less more/fewer " +
  "north/south east/west northern/southern eastern/western win/lose won/lost always/never " +
  "allow/ban allow/prohibit begin/end start/end start/stop began/ended open/close rise/fall " +
  "rose/fell import/export inside/outside men/women male/female public/private early/late " +
  "earlier/later earliest/latest old/new oldest/newest older/younger rich/poor same/different " +
  "include/exclude support/oppose accept/reject approve/reject agree/refuse enter/leave " +
  "arrive/depart arrive/leave upper/lower left/right maximum/minimum best/worst better/worse " +
  "good/bad positive/negative natural/artificial large/small big/small long/short longest/shortest " +
  "strong/weak stronger/weaker fast/slow faster/slower common/rare success/failure " +
  "succeeded/failed gain/lose grew/shrank buy/sell bought/sold above/below external/internal " +
  "domestic/foreign ally/enemy victory/defeat major/minor majority/minority permanent/temporary " +
  "simple/complex easy/difficult warm/cold hot/cold wet/dry summer/winter father/mother " +
  "son/daughter husband/wife king/queen brother/sister light/heavy build/destroy founded/abolished " +
  "born/died birth/death appointed/dismissed hired/fired former/latter ancient/modern " +
  "active/passive few/many local/national encourage/discourage ancestor/descendant " +
  "predecessor/successor";

const OPPOSITES = new Map<string, Set<string>>();
for (const pair of PAIRS.split(" ")) {
  const [one, other] = pair.split("/").map(stemmer) as [string, string];
  OPPOSITES.set(one, (OPPOSITES.get(one) ?? new Set()).add(other));
  OPPOSITES.set(other, (OPPOSITES.get(other) ?? new Set()).add(one));
}

const PREFIXES = ["un", "in", "im", "ir", "il", "non", "dis"];
/** The least letters of a word that a prefix turns round: "able" is one, "it" in "unit" is not. */
const LEAST_STEM = 4;

/** Whether a sentence says the opposite of what a question asks. */
export function saysOpposite(question: string, sentence: string): boolean {
  if (NEGATION.test(question) && !NEGATION.test(sentence)) return true;
  const asked = stemsOf(question);
  const said = stemsOf(sentence);
  for (const stem of asked) {
    if (said.has(stem)) continue;
    for (const opposite of OPPOSITES.get(stem) ?? []) {
      if (said.has(opposite) && !asked.has(opposite)) return true;
    }
    for (const prefix of PREFIXES) {
      if (stem.length >= LEAST_STEM && said.has(prefix + stem)) return true;
      const rest = stem.slice(prefix.length);
      if (stem.startsWith(prefix) && rest.length >= LEAST_STEM && said.has(rest)) return true;
    }
  }
  return false;
}

function stemsOf(text: string): Set<string> {
  return new Set(
    (text.toLowerCase().match(/\p{L}+(?:['’]\p{L}+)?/gu) ?? []).map((word) => stemmer(word)),
  );
}
