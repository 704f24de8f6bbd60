import { describe, expect, test } from "vitest";
import { answerFigures, holdsAnswer } from "../../src/evaluation/answer-figures.ts";

describe("an answer in a text", () => {
  test.each([
    ["whatever its case, articles and spaces", "It was  The Great\nStorm.", ["a great storm"]],
    ["before a possessive", "It was Harald's ship.", ["Harald"]],
    ["inside a range or a compound", "From 1990–1995, the north-western coast", ["1990"]],
    ["with another currency sign's spacing", "It cost $ 5 million.", ["$5 million"]],
    ["in any of its wordings", "Two of them.", ["2", "two"]],
  ])("is found %s", (_, text, answers) => {
    expect(holdsAnswer(text, answers)).toBe(true);
  });

  test.each([
    ["as part of a longer word or number", "In 1300 the informers came.", ["13", "former"]],
    ["where nothing is left of it", "The end.", ["the", "?", ""]],
    ["where none is known", "The end.", []],
  ])("is not found %s", (_, text, answers) => {
    expect(holdsAnswer(text, answers)).toBe(false);
  });
});

describe("figures of an answer", () => {
  const answer = {
    sentences: ["The mill stands on the Arve.", "It was built in 1848.", "It burned down."],
    documents: ["mill", "mill", "fire"],
  };

  test("say how many sentences it takes, and which citations are right", () => {
    expect(answerFigures(answer, ["1848"], new Set(["mill"]))).toEqual({
      "first citation": 1,
      "citation precision": 2 / 3,
      "answer in 1": 0,
      "answer in 2": 1,
      "answer in all": 1,
    });
  });

  test("leave citations out where nothing is judged, and precision where nothing is cited", () => {
    expect(answerFigures(answer, ["Rhone"], null)).toEqual({
      "answer in 1": 0,
      "answer in 2": 0,
      "answer in all": 0,
    });
    const nothing = { sentences: [], documents: [] };
    expect(answerFigures(nothing, ["1848"], new Set(["mill"]))).toMatchObject({
      "first citation": 0,
      "answer in all": 0,
    });
    expect(answerFigures(nothing, ["1848"], new Set())).not.toHaveProperty("citation precision");
  });
});
