import { expect, test } from "vitest";
import { doubtsAbout, wordsOf } from "../../src/answer/doubts.ts";

const doubts = (question: string, sentence: string, passage = sentence) =>
  doubtsAbout(question)(sentence, wordsOf(passage));

test.each([
  [
    "When does the ferry leave?",
    "Day: Sunday; Departure: 22:40",
    "The ferry leaves from the quay.",
  ],
  ["In which year was the mill built?", "It was built in 1902.", "It was built of brick."],
  ["Since when has the road been closed?", "It has been closed since May.", "It may be closed."],
  ["How many people came?", "Seventeen people came.", "People came on 3 May 2024."],
  ["How many kilometres is it?", "It is 12 km long.", "It took 12 men."],
  ["How much will the bridge cost?", "It will cost €4 million.", "It has two towers."],
  ["Who opened the harbour?", "Mayor Ida Holm opened it.", "The mayor opened it."],
  ["When the tunnel opened, who spoke?", "Tove Lund spoke.", "It opened in 1999."],
  ["What did Erik Dahl say?", "Dahl said that he was glad.", "Tove Lund said so to Erik Dahl."],
  ["What did Erik Dahl say?", "He called it a gift.", "Erik Dahl lives in Storvik."],
])("%s may be answered by %j, not by %j", (question, right, wrong) => {
  expect(doubts(question, right).wrongType).toBe(false);
  expect(doubts(question, wrong).wrongType).toBe(true);
});

test("an establishment is asked for where the passage speaks of one", () => {
  const question = "Which company built the bridge?";
  expect(doubts(question, "Brandt built it.").wrongType).toBe(true);
  const passage = "Brandt built it. The firm is from Ostby.";
  expect(doubts(question, "Brandt built it.", passage).wrongType).toBe(false);
});

test("names of the question are looked for in the passage, endings and acronyms aside", () => {
  const question = "What did Armenia agree with the United States?";
  expect(doubts(question, "The Armenian side agreed with the US.").missingNames).toBe(0);
  expect(doubts(question, "It agreed with the U.S. on trade.").missingNames).toBeCloseTo(1 / 3);
  expect(doubts("What does the EU pay?", "The European Union pays half.").missingNames).toBe(0);
  expect(doubts("WHO WON THE CUP IN OSLO?", "Storvik won it.").missingNames).toBe(0);
});

test.each([
  ["Which town is not on the line?", "Kors is on the line."],
  ["What is the southern shore called?", "The northern shore is called Lee."],
  ["Who was the last mayor?", "Jon Berg was the first mayor."],
  ["Which roads are unsafe?", "The coast road is safe."],
])("%s is asked of the opposite of %j", (question, sentence) => {
  expect(doubts(question, sentence).opposite).toBe(true);
  expect(doubts(sentence, sentence).opposite).toBe(false);
});
