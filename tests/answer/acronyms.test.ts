import { expect, test } from "vitest";
import { acronymsOf } from "../../src/answer/acronyms.ts";

test.each([
  [
    "They signed a Memorandum of Understanding (MoU) in May.",
    "The MoU names four fields.",
    "The Memorandum of Understanding (MoU) names four fields.",
  ],
  [
    "The Joint Sall Commission (JSC) met.",
    "JSC's chair changes.",
    "Joint Sall Commission (JSC)'s chair changes.",
  ],
  [
    "Money comes from the Bank for Reconstruction and Development (BRD).",
    "The BRD lends it.",
    "The Bank for Reconstruction and Development (BRD) lends it.",
  ],
])("after %j, %j reads %j", (article, text, read) => {
  expect(acronymsOf(article)(text)).toBe(read);
});

test.each([
  ["Ida Holm (ABC) spoke.", "ABC reported it."],
  ["The Joint Sall Commission (JSC) met.", "The JSCX and the Joint Sall Commission (JSC) met."],
  ["The ferry left on Monday (OK) again.", "OK, it left."],
])("after %j, %j stays", (article, text) => {
  expect(acronymsOf(article)(text)).toBe(text);
});
