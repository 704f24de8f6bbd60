import { expect, test } from "vitest";
import { textOf } from "../discord-server/server.ts";
import { converse } from "./conversation.ts";

test("the demo's conversation shows what it is meant to show, and Discord would refuse none of it", async () => {
  const { turns } = await converse();
  const texts = (kind: string) =>
    turns.flatMap((turn) => (turn.kind === kind && turn.message ? textOf(turn.message) : []));
  expect(texts("answer")).toHaveLength(2);
  for (const answer of texts("answer")) expect(answer).toContain("**\\[1\\]**");
  expect(texts("refusal")[0]).toContain("The corpus does not say.");
  expect(texts("unread")[0]).toContain("**Я ищу на английском языке.**");
  expect(texts("differing")[0]).toContain(
    "-# The sources differ: compare their outlets and dates.",
  );
  expect(texts("waiting")[0]).toMatch(/this one's turn comes <t:\d+:R>/);
  expect(texts("follow-up")[0]).toContain("-# About: the ministerial talks");
  expect(texts("reindex-running")[0]).toContain("Re-indexing the corpus");
  expect(texts("reindex-done")[0]).toContain("3 → **5 articles**");
  expect(turns.find(({ kind }) => kind === "suggestions")?.choices).toHaveLength(2);
});
