/**
 * The lexical index: an inverted index over typed arrays, written once with a generation and never
 * changed, so that document frequencies and lengths cannot drift. Scores are BM25F: the frequencies
 * of title, heading and body are weighted and added before saturation, so that a passage's score
 * divided by the sum of the question's idf stays below k1 + 1.
 */
import { termsOf } from "./terms.ts";

/** The weights of BM25F. */
export interface LexicalParameters {
  /** How soon repeats of a term stop to count. */
  readonly k1: number;
  /** How much a long passage is held against it, 0 to 1. */
  readonly b: number;
  /** What a term in the title or heading weighs against one in the body. */
  readonly titleWeight: number;
  readonly headingWeight: number;
}

/** What a query found: the best ones first, then those that were asked for besides. */
export interface LexicalHits {
  /** Passage ordinals. */
  readonly passages: Uint32Array;
  /** BM25F divided by the sum of the query's idf: 0 to k1 + 1. */
  readonly scores: Float32Array;
}

interface Postings {
  readonly passages: number[];
  /** Frequencies, capped at 255: body, title, heading, one after the other. */
  readonly frequencies: number[];
}

const FIELDS = 3;

/** The passage's text by field, as the lexical index reads it. */
export interface LexicalFields {
  readonly title: string;
  readonly heading: string;
  readonly body: string;
}

/** Collects passages, in the order of their ordinals, and writes the index's file. */
export class LexicalBuilder {
  readonly #postings = new Map<string, Postings>();
  /** Terms per field, `FIELDS` a passage. */
  readonly #lengths: number[] = [];
  #count = 0;

  add(fields: LexicalFields): void {
    const frequencies = new Map<string, [number, number, number]>();
    [fields.body, fields.title, fields.heading].forEach((text, field) => {
      const terms = termsOf(text);
      this.#lengths.push(terms.length);
      for (const term of terms) {
        const entry = frequencies.get(term) ?? [0, 0, 0];
        entry[field] = (entry[field] as number) + 1;
        frequencies.set(term, entry);
      }
    });
    for (const [term, entry] of frequencies) {
      let postings = this.#postings.get(term);
      if (postings === undefined) {
        postings = { passages: [], frequencies: [] };
        this.#postings.set(term, postings);
      }
      postings.passages.push(this.#count);
      for (const frequency of entry) postings.frequencies.push(Math.min(frequency, 255));
    }
    this.#count += 1;
  }

  /** The bytes of `lexical.bin`: a JSON head with the sizes, then the arrays, each at a multiple of 4. */
  toBuffer(): Buffer {
    const terms = [...this.#postings.keys()].sort();
    const total = terms.reduce(
      (sum, term) => sum + (this.#postings.get(term)?.passages.length ?? 0),
      0,
    );
    const offsets = new Uint32Array(terms.length + 1);
    const passages = new Uint32Array(total);
    const frequencies = new Uint8Array(total * FIELDS);
    let at = 0;
    terms.forEach((term, index) => {
      const postings = this.#postings.get(term) as Postings;
      offsets[index] = at;
      passages.set(postings.passages, at);
      frequencies.set(postings.frequencies, at * FIELDS);
      at += postings.passages.length;
    });
    offsets[terms.length] = at;
    const dictionary = Buffer.from(terms.join("\n"));
    const parts = [dictionary, offsets, passages, frequencies, Uint32Array.from(this.#lengths)];
    const head = Buffer.from(
      JSON.stringify({
        passages: this.#count,
        terms: terms.length,
        sizes: parts.map((part) => part.byteLength),
      }),
    );
    const size = Buffer.alloc(4);
    size.writeUInt32LE(head.length);
    return Buffer.concat([
      ...[size, padded(head)],
      ...parts.map((part) => padded(Buffer.from(part.buffer, part.byteOffset, part.byteLength))),
    ]);
  }
}

/** An opened lexical index; immutable. */
export interface LexicalIndex {
  readonly passageCount: number;
  /** The inverse document frequency of a term (as `termsOf` gives it); the highest for an unknown one. */
  idf(term: string): number;
  /** The best `limit` passages for a text, and the scores of those in `also`, which may be 0. */
  search(
    text: string,
    limit: number,
    parameters: LexicalParameters,
    options?: { readonly also?: Iterable<number>; readonly allowed?: (passage: number) => boolean },
  ): LexicalHits;
}

/** Opens the bytes that `LexicalBuilder.toBuffer` made. */
export function openLexicalIndex(bytes: Buffer): LexicalIndex {
  // A copy of its own: typed arrays need an aligned start, which a pooled Buffer does not have.
  const { buffer } = Uint8Array.from(bytes);
  const headLength = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(Buffer.from(buffer, 4, headLength).toString()) as {
    passages: number;
    terms: number;
    sizes: [number, number, number, number, number];
  };
  let at = 4 + roundUp(headLength);
  const [dictionaryAt, offsetsAt, passagesAt, frequenciesAt, lengthsAt] = head.sizes.map((size) => {
    const start = at;
    at += roundUp(size);
    return start;
  }) as [number, number, number, number, number];
  const dictionary = Buffer.from(buffer, dictionaryAt, head.sizes[0]).toString();
  const termIds = new Map(
    head.terms === 0 ? [] : dictionary.split("\n").map((term, id) => [term, id]),
  );
  const offsets = new Uint32Array(buffer, offsetsAt, head.terms + 1);
  const passages = new Uint32Array(buffer, passagesAt, head.sizes[2] / 4);
  const frequencies = new Uint8Array(buffer, frequenciesAt, head.sizes[3]);
  const lengths = new Uint32Array(buffer, lengthsAt, head.sizes[4] / 4);
  const passageCount = head.passages;
  const scores = new Float32Array(passageCount);

  let norms: { parameters: LexicalParameters; values: Float32Array } | undefined;
  /** `k1 (1 - b + b length / mean length)` of every passage; kept, since parameters hardly change. */
  function normsFor(parameters: LexicalParameters): Float32Array {
    if (norms?.parameters === parameters) return norms.values;
    const { k1, b, titleWeight, headingWeight } = parameters;
    const values = new Float32Array(passageCount);
    let sum = 0;
    for (let passage = 0; passage < passageCount; passage++) {
      const field = passage * FIELDS;
      const length =
        (lengths[field] as number) +
        titleWeight * (lengths[field + 1] as number) +
        headingWeight * (lengths[field + 2] as number);
      values[passage] = length;
      sum += length;
    }
    const mean = sum / passageCount || 1;
    for (let passage = 0; passage < passageCount; passage++) {
      values[passage] = k1 * (1 - b + (b * (values[passage] as number)) / mean);
    }
    norms = { parameters, values };
    return values;
  }

  function idfOf(frequency: number): number {
    return Math.log(1 + (passageCount - frequency + 0.5) / (frequency + 0.5));
  }

  function frequencyOf(term: string): number {
    const id = termIds.get(term);
    return id === undefined ? 0 : (offsets[id + 1] as number) - (offsets[id] as number);
  }

  return {
    passageCount,
    idf: (term) => idfOf(frequencyOf(term)),
    search(text, limit, parameters, { also = [], allowed } = {}) {
      const { k1, titleWeight, headingWeight } = parameters;
      const norm = normsFor(parameters);
      const touched: number[] = [];
      let idfSum = 0;
      for (const term of new Set(termsOf(text))) {
        const idf = idfOf(frequencyOf(term));
        // A term that no passage has counts too: what is missing makes a match weaker.
        idfSum += idf;
        const id = termIds.get(term);
        if (id === undefined) continue;
        const weight = idf * (k1 + 1);
        for (
          let posting = offsets[id] as number;
          posting < (offsets[id + 1] as number);
          posting++
        ) {
          const passage = passages[posting] as number;
          if (allowed !== undefined && !allowed(passage)) continue;
          const field = posting * FIELDS;
          const frequency =
            (frequencies[field] as number) +
            titleWeight * (frequencies[field + 1] as number) +
            headingWeight * (frequencies[field + 2] as number);
          if (frequency === 0) continue;
          if (scores[passage] === 0) touched.push(passage);
          scores[passage] =
            (scores[passage] as number) +
            (weight * frequency) / (frequency + (norm[passage] as number));
        }
      }
      const best = [...new Set([...bestOf(touched, scores, limit), ...also])];
      const hits: LexicalHits = {
        passages: Uint32Array.from(best),
        scores: Float32Array.from(best, (passage) =>
          idfSum > 0 ? (scores[passage] as number) / idfSum : 0,
        ),
      };
      for (const passage of touched) scores[passage] = 0;
      return hits;
    },
  };
}

/** The `limit` of `candidates` with the highest scores, best first; equal ones by their number. */
function bestOf(candidates: number[], scores: Float32Array, limit: number): number[] {
  const byScore = (a: number, b: number) => (scores[b] as number) - (scores[a] as number) || a - b;
  if (candidates.length <= limit * 4) return candidates.sort(byScore).slice(0, limit);
  // Sorting all of them would cost most of the query: keep a sorted few, and drop what is below them.
  let best = candidates
    .slice(0, limit * 2)
    .sort(byScore)
    .slice(0, limit);
  let floor = scores[best[best.length - 1] as number] as number;
  let pending: number[] = [];
  for (let index = limit * 2; index < candidates.length; index++) {
    const candidate = candidates[index] as number;
    if ((scores[candidate] as number) < floor) continue;
    pending.push(candidate);
    if (pending.length < limit) continue;
    best = [...best, ...pending].sort(byScore).slice(0, limit);
    floor = scores[best[best.length - 1] as number] as number;
    pending = [];
  }
  return [...best, ...pending].sort(byScore).slice(0, limit);
}

function roundUp(size: number): number {
  return Math.ceil(size / 4) * 4;
}

function padded(part: Buffer): Buffer {
  return Buffer.concat([part, Buffer.alloc(roundUp(part.length) - part.length)]);
}
