import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  LexicalBuilder,
  type LexicalFields,
  type LexicalParameters,
  openLexicalIndex,
} from "../../src/index/lexical.ts";
import { termsOf } from "../../src/index/terms.ts";

const PARAMETERS: LexicalParameters = { k1: 0.9, b: 0.4, titleWeight: 2, headingWeight: 1.5 };

function indexOf(passages: readonly LexicalFields[]) {
  const builder = new LexicalBuilder();
  for (const passage of passages) builder.add(passage);
  return openLexicalIndex(builder.toBuffer());
}

const body = (text: string): LexicalFields => ({ title: "", heading: "", body: text });

/** BM25F written down from its definition, without an index. */
function bm25f(passages: readonly LexicalFields[], query: string, p: LexicalParameters): number[] {
  const weights = { body: 1, title: p.titleWeight, heading: p.headingWeight };
  const fields = ["body", "title", "heading"] as const;
  const documents = passages.map((passage) => {
    const terms = fields.map((field) => ({
      weight: weights[field],
      terms: termsOf(passage[field]),
    }));
    return {
      length: terms.reduce((sum, { weight, terms }) => sum + weight * terms.length, 0),
      frequency: (term: string) =>
        terms.reduce((sum, f) => sum + f.weight * f.terms.filter((t) => t === term).length, 0),
    };
  });
  const mean = documents.reduce((sum, { length }) => sum + length, 0) / documents.length || 1;
  const terms = [...new Set(termsOf(query))].map((term) => {
    const df = documents.filter(({ frequency }) => frequency(term) > 0).length;
    return { term, idf: Math.log(1 + (documents.length - df + 0.5) / (df + 0.5)) };
  });
  const idfSum = terms.reduce((sum, { idf }) => sum + idf, 0);
  return documents.map(({ length, frequency }) => {
    const norm = p.k1 * (1 - p.b + (p.b * length) / mean);
    const score = terms.reduce((sum, { term, idf }) => {
      const tf = frequency(term);
      return sum + (idf * (p.k1 + 1) * tf) / (tf + norm);
    }, 0);
    return idfSum > 0 ? score / idfSum : 0;
  });
}

const words = fc
  .array(
    fc.constantFrom("peace", "treaty", "railway", "border", "Geneva", "1,200", "the", "U.S."),
    {
      maxLength: 12,
    },
  )
  .map((list) => list.join(" "));
const passage = fc.record({ title: words, heading: words, body: words });

describe("lexical index", () => {
  test("scores are BM25F over Σidf, and the order is by score", () => {
    fc.assert(
      fc.property(fc.array(passage, { minLength: 1, maxLength: 30 }), words, (passages, query) => {
        const expected = bm25f(passages, query, PARAMETERS);
        const hits = indexOf(passages).search(query, passages.length, PARAMETERS);
        const found = expected.filter((score) => score > 0).length;
        expect(hits.passages).toHaveLength(found);
        hits.passages.forEach((passage, rank) => {
          expect(hits.scores[rank]).toBeCloseTo(expected[passage] as number, 4);
          if (rank > 0) {
            expect(hits.scores[rank]).toBeLessThanOrEqual(hits.scores[rank - 1] as number);
          }
        });
      }),
    );
  });

  test("a limit keeps the best, however many match", () => {
    fc.assert(
      fc.property(
        fc.array(words.map(body), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 5 }),
        (passages, limit) => {
          const index = indexOf(passages);
          const all = index.search("peace treaty railway", passages.length, PARAMETERS);
          const some = index.search("peace treaty railway", limit, PARAMETERS);
          expect([...some.passages]).toEqual([...all.passages.slice(0, limit)]);
        },
      ),
    );
  });

  test("one query leaves nothing behind for the next", () => {
    const index = indexOf([body("peace treaty"), body("railway border")]);
    const first = index.search("treaty", 10, PARAMETERS);
    index.search("railway border peace", 10, PARAMETERS);
    expect(index.search("treaty", 10, PARAMETERS)).toEqual(first);
  });

  test("passages asked for besides are scored too, with 0 where nothing matches", () => {
    const index = indexOf([body("peace treaty"), body("peace"), body("railway")]);
    const hits = index.search("treaty", 1, PARAMETERS, { also: [2, 0] });
    expect([...hits.passages]).toEqual([0, 2]);
    expect(hits.scores[1]).toBe(0);
  });

  test("a question's unknown words make its matches weaker", () => {
    const index = indexOf([body("peace treaty"), body("railway")]);
    const [alone] = index.search("treaty", 1, PARAMETERS).scores;
    const [diluted] = index.search("treaty zeppelin", 1, PARAMETERS).scores;
    expect(diluted).toBeLessThan(alone as number);
  });

  test("a question of stop words alone finds nothing", () => {
    expect(
      indexOf([body("what is the")]).search("what is the", 5, PARAMETERS).passages,
    ).toHaveLength(0);
  });
});

describe("terms", () => {
  test.each([
    ["Azerbaijan's treaties", "azerbaijan treati"],
    ["the U.S. and the US", "us us"],
    ["1,200.5 kilometres", "1200.5 kilometr"],
    ["Café Müller", "cafe muller"],
    ["peace.Next", "peac next"],
    ["confidence-building", "confid build"],
  ])("%s", (text, terms) => {
    expect(termsOf(text).join(" ")).toBe(terms);
  });
});
