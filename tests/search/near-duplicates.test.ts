import { describe, expect, test } from "vitest";
import {
  nearDuplicateFilter,
  passageRepeats,
  wordingOf,
} from "../../src/search/near-duplicates.ts";

const repeated = (first: string, second: string) => {
  const isRepeated = nearDuplicateFilter();
  isRepeated(first);
  return isRepeated(second);
};

describe("a sentence repeats another", () => {
  test.each([
    [
      "The harbour of Lindal was deepened to 14 metres.",
      "The harbour of Lindal was deepened to 14 metres.",
    ],
    [
      "The harbour of Lindal was deepened to 14 metres in May.",
      "Lindal's harbour was deepened to 14 metres.",
    ],
    [
      "Mayor Ida Holm opened the bridge on Tuesday.",
      "The bridge was opened on Tuesday by Mayor Ida Holm.",
    ],
    [
      "Fourteen people were hurt when the ferry hit the pier.",
      "14 people were hurt when the ferry hit the pier.",
    ],
    [
      "The vote in the Lindal council is set for 9 August 2025.",
      "In Lindal the council's vote is set for August 9, 2025.",
    ],
    [
      "The president of Azerbaijan spoke for an hour about trade.",
      "The Azerbaijani president spoke for an hour about trade.",
    ],
    [
      "Officials said that the bridge would be closed until autumn.",
      "Authorities said that the bridge would be closed until autumn.",
    ],
  ])("%s | %s", (first, second) => {
    expect(repeated(first, second)).toBe(true);
  });
});

describe("a sentence with other facts repeats nothing", () => {
  test.each([
    [
      "The fire in the old harbour left 14 people dead.",
      "The fire in the old harbour left 17 people dead.",
    ],
    [
      "The fire in the old harbour left fourteen people dead.",
      "The fire in the old harbour left seventeen people dead.",
    ],
    [
      "The bridge over the river Tarn opens to traffic on 3 June.",
      "The bridge over the river Tarn opens to traffic on 3 July.",
    ],
    [
      "The bridge over the river Tarn opens on Friday morning.",
      "The bridge over the river Tarn opens on Sunday morning.",
    ],
    [
      "The council's new chair is the engineer Ida Holm.",
      "The council's new chair is the engineer Jon Berg.",
    ],
    [
      "Armenia is expected to change its constitution, dropping its old claims.",
      "Azerbaijan is expected to change its constitution, dropping its old claims.",
    ],
    [
      "The bridge over the river will be open this winter.",
      "The bridge over the river will not be open this winter.",
    ],
    ["Turnout rose in the town.", "Turnout rose in the town to 61 percent, more than in any year."],
    ["Year: 2023; Visitors: 1,200", "Year: 2024; Visitors: 1,350"],
    ["He did.", "The library moves to the old mill."],
  ])("%s | %s", (first, second) => {
    expect(repeated(first, second)).toBe(false);
  });
});

describe("a passage repeats another", () => {
  const passage = (...sentences: string[]) => sentences.map(wordingOf);
  const original = passage(
    "The harbour of Lindal was deepened to 14 metres over the winter.",
    "Mayor Ida Holm opened it on Tuesday before two hundred guests.",
    "Larger ships are expected to call from May.",
    "The works cost 30 million crowns and took a year longer than planned.",
  );

  test("where a word here and there is another, and a sentence is missing or new", () => {
    const copy = passage(
      "Lindal's harbour was deepened to 14 metres during the winter.",
      "Mayor Ida Holm opened it on Tuesday before two hundred guests.",
      "Bigger ships are expected to call from May.",
      "The works cost 30 million crowns and lasted a year longer than planned.",
      "Gulls watched.",
    );
    expect(passageRepeats(copy, original)).toBe(true);
    expect(passageRepeats(copy.slice(1, 4), original)).toBe(true);
  });

  test("not where one sentence has another number, however much is the same", () => {
    const update = passage(
      "The harbour of Lindal was deepened to 14 metres over the winter.",
      "Mayor Ida Holm opened it on Tuesday before two hundred guests.",
      "Larger ships are expected to call from May.",
      "The works cost 35 million crowns and took a year longer than planned.",
    );
    expect(passageRepeats(update, original)).toBe(false);
  });

  test("not where it goes on to say much more", () => {
    const longer = [
      ...original,
      ...passage(
        "Fishing crews had protested against the works, which kept them from their quays for months.",
        "A study found that the catch had fallen by a third since the dredgers came.",
      ),
    ];
    expect(passageRepeats(longer, original)).toBe(false);
  });
});
