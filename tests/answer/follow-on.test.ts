import { expect, test } from "vitest";
import { antecedentsOf, followsOn } from "../../src/answer/follow-on.ts";
import type { SentenceRow } from "../../src/index/store.ts";

const prose = (shown: string, ordinal = 0): SentenceRow => ({
  ordinal,
  article: 0,
  start: 0,
  end: shown.length,
  kind: "prose",
  block: 0,
  shown,
});

test.each([
  "He left at noon.",
  "But she stayed.",
  "However, they were late.",
  "It burns wood gas.",
  "This closed the road.",
  "That was in May.",
  "The latter paid for it.",
  "The agreement also names a bank.",
  "One of them was found.",
  "“We lost a lot.”",
])("%s follows on another", (sentence) => {
  expect(followsOn(prose(sentence))).toBe(true);
});

test.each([
  "It is expected that the road will open.",
  "This week the road will open.",
  "Both Norland and Sudria agreed.",
  "Those who came late stood.",
  "Italy won.",
  "Heat damaged the rails.",
  "“We lost a lot,” said Ida Holm.",
])("%s stands alone", (sentence) => {
  expect(followsOn(prose(sentence))).toBe(false);
});

/** What the last of the sentences brings along. */
function brought(...sentences: string[]): string[] {
  const rows = sentences.map(prose);
  return antecedentsOf(rows.at(-1) as SentenceRow, rows.slice(0, -1)).map(({ shown }) => shown);
}

test("a person is named by the nearest sentence that has a name", () => {
  expect(
    brought("Ida Holm spoke first.", "She was brief.", "The hall was full.", "She left early."),
  ).toEqual(["Ida Holm spoke first."]);
});

test("a thing is in the sentence before, and so on where that one follows on too", () => {
  const [start, middle] = ["A rock fall closed the road.", "This held up three hundred commuters."];
  expect(
    brought("It was Monday in Storvik.", start as string, middle as string, "They took the ferry."),
  ).toEqual([start, middle]);
});

test("nothing is brought where nothing stands before", () => {
  expect(brought("She left early.")).toEqual([]);
  expect(brought("A rock fall closed the road.", "Ida Holm spoke.")).toEqual([]);
});

test("an item follows on where what leads in to its list does", () => {
  const item = (shown: string) => ({ kind: "list-item" as const, shown });
  expect(followsOn(item("These include: nets at the drains"))).toBe(true);
  expect(followsOn(item("The council will pay for: nets at the drains"))).toBe(false);
  expect(followsOn(item("They cost little"))).toBe(false);
});
