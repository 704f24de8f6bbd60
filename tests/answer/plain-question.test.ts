import fc from "fast-check";
import { expect, test } from "vitest";
import { plainQuestion, withoutCourtesy } from "../../src/answer/plain-question.ts";

test.each([
  ["hey, could you tell me where the treaty was signed?", "where the treaty was signed?"],
  ["Hi there! What does the ferry cost, please?", "What does the ferry cost?"],
  ["What do you know about Hanne Oppel?", "Hanne Oppel?"],
  ["can someone please explain to me what the JSC does", "what the JSC does"],
  ["I'd like to know more about the canal, thanks in advance", "the canal"],
  ["does anyone know how old the bridge is??", "how old the bridge is?"],
  ["do you have any information on the strike?", "the strike?"],
  ["any news about the turbines", "the turbines"],
  ["ok so who signed it btw", "who signed it"],
  ["Great, now what does it cost?", "now what does it cost?"],
  ["whos Dorit Vance", "who is Dorit Vance"],
  ["WHO SIGNED THE TREATY", "who signed the treaty"],
])("%s asks %s", (asked, plain) => {
  expect(plainQuestion(asked)).toBe(plain);
});

test.each([
  "Who told the mayor about the leak?",
  "What did the union thank the mayor for?",
  "When was the Hello Bridge opened?",
  "Do you want to know a secret was sung by whom?",
  "What is NATO?",
  "NATO summit",
  "Great Britain's exports",
  "Hello Kitty sales",
  "Well water in Lund",
  "thanks!",
])("%s stays as it is", (question) => {
  expect(plainQuestion(question)).toBe(question);
});

test("what ties a question to the one before stays with it", () => {
  expect(withoutCourtesy("thanks! and could you tell me when that was?")).toBe(
    "and when was that?",
  );
});

test("what is plain is not made plainer, and never nothing", () => {
  const part = fc.constantFrom(
    "hey",
    "please",
    ",",
    "could you tell me",
    "about",
    "thanks",
    "?",
    "the",
    "harbour",
    "who",
    "any news on",
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
      const plain = plainQuestion(parts.join(" "));
      expect(plain).not.toBe("");
      expect(plainQuestion(plain)).toBe(plain);
      if (parts.includes("harbour")) expect(plain).toContain("harbour");
    }),
  );
});
