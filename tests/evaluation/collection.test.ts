import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  evenSample,
  readDocuments,
  readJudgements,
  readQueries,
  readSentenceSets,
} from "../../src/evaluation/collection.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "collection-"));
  await mkdir(join(folder, "qrels"));
});
afterAll(() => rm(folder, { recursive: true }));

const write = (name: string, content: string | Uint8Array) =>
  writeFile(join(folder, name), content);

async function documents() {
  const all = [];
  for await (const document of readDocuments(folder)) all.push(document);
  return all;
}

describe("documents", () => {
  test("are read with or without a title, through blank lines, a byte order mark and CRLF", async () => {
    await write(
      "corpus.jsonl",
      '\uFEFF{"_id":"a","title":"Tides","text":"The sea rises."}\r\n\n{"_id":7,"text":"It falls."}',
    );
    expect(await documents()).toEqual([
      { id: "a", title: "Tides", text: "The sea rises." },
      { id: "7", title: "", text: "It falls." },
    ]);
  });

  test("may hold line separators that JSON leaves unescaped", async () => {
    await write("corpus.jsonl", '{"_id":"a","text":"one\u2028two"}\n');
    expect((await documents())[0]?.text).toBe("one\u2028two");
  });

  test("are whole where a line is longer than a read of the file", async () => {
    const text = "Ä long line. ".repeat(20_000);
    await write("corpus.jsonl", `${JSON.stringify({ _id: "a", text })}\n{"_id":"b","text":""}\n`);
    expect((await documents()).map((document) => document.text)).toEqual([text, ""]);
  });

  test.each([
    ["broken JSON", '{"_id":"b",', /not JSON/],
    ["a missing id", '{"text":"x"}', /"_id" is missing/],
    ["a text that is none", '{"_id":"b","text":3}', /"text" must be a string/],
    ["an id seen before", '{"_id":"a","text":"x"}', /"a" is that of line 1 already/],
    ["no object", "[]", /not a JSON object/],
    ["bytes that are not UTF-8", Buffer.from([0x7b, 0xff]), /not UTF-8/],
  ])("with %s are refused by file and line", async (_, line, fault) => {
    const first = Buffer.from('{"_id":"a","text":"x"}\n');
    await write("corpus.jsonl", Buffer.concat([first, Buffer.from(line)]));
    const refusal = expect(documents()).rejects;
    await refusal.toMatchObject({ name: "FootnoteError", kind: "usage" });
    await expect(documents()).rejects.toThrow(/corpus\.jsonl, line 2:/);
    await expect(documents()).rejects.toThrow(fault);
  });

  test("that are not there are asked for by path", async () => {
    await rm(join(folder, "corpus.jsonl"), { force: true });
    await expect(documents()).rejects.toThrow(/There is no file .*corpus\.jsonl/);
  });
});

describe("queries", () => {
  test("carry what is known of their answers", async () => {
    await write(
      "queries.jsonl",
      [
        '{"_id":"q1","text":"When?","metadata":{"answers":["1848"],"answerable":true}}',
        '{"_id":"q2","text":"Who?","metadata":{"answers":[],"answerable":false}}',
        '{"_id":"q3","text":"Why?"}',
        '{"_id":"q4","text":"How?","metadata":{"url":"x"}}',
      ].join("\n"),
    );
    expect((await readQueries(folder)).map(({ known }) => known)).toEqual([
      { answerable: true, answers: ["1848"] },
      { answerable: false, answers: [] },
      null,
      null,
    ]);
  });
});

describe("judgements", () => {
  const header = "query-id\tcorpus-id\tscore\n";

  test("are gathered by query", async () => {
    await write("qrels/test.tsv", `${header}q1\td1\t1\nq2\td1\t0\nq1\td2\t3\n`);
    expect(await readJudgements(folder)).toEqual(
      new Map([
        [
          "q1",
          new Map([
            ["d1", 1],
            ["d2", 3],
          ]),
        ],
        ["q2", new Map([["d1", 0]])],
      ]),
    );
  });

  test.each([
    ["a column too few", `${header}q1\td1\n`, /line 2: 2 columns/],
    ["spaces for tabs", `${header}q1 d1 1\n`, /line 2: 1 column /],
    ["a score that is no number", `${header}q1\td1\tyes\n`, /line 2: the score "yes"/],
    ["the same pair twice", `${header}q1\td1\t1\nq1\td1\t0\n`, /line 3: document "d1"/],
    ["no header", "q1\td1\t1\n", /line 1: a judgement stands/],
  ])("with %s are refused by file and line", async (_, content, fault) => {
    await write("qrels/test.tsv", content);
    await expect(readJudgements(folder)).rejects.toThrow(fault);
  });
});

describe("sentence sets", () => {
  test("need as many labels as sentences", async () => {
    const file = join(folder, "sentences.jsonl");
    await write(
      "sentences.jsonl",
      '{"_id":"a","question":"who","sentences":["x","y"],"labels":[0,1]}\n' +
        '{"_id":"b","question":"who","sentences":["x","y"],"labels":[1]}\n',
    );
    await expect(readSentenceSets(file)).rejects.toThrow(/line 2: "labels" must be as many/);
  });
});

test("a sample is spread over the whole list", () => {
  const items = Array.from({ length: 100 }, (_, i) => i);
  expect(evenSample(items, 4)).toEqual([0, 25, 50, 75]);
  expect(evenSample(items, 1000)).toEqual(items);
});
