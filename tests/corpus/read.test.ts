import { describe, expect, test } from "vitest";
import { articleFromText } from "../../src/corpus/read.ts";
import { expectExact, OPTIONS, read, reasonOf } from "./reading.ts";

const TEXT = "The lock opened on Tuesday.\r\nIt is new.\r\n";

describe("bytes", () => {
  test("UTF-8 with a byte order mark and CRLF reads like UTF-8 with neither", () => {
    const plain = read("a.txt", TEXT.replaceAll("\r", ""));
    expect(read("a.txt", `\ufeff${TEXT}`)).toEqual(plain);
    expect(plain.article.text).toBe("The lock opened on Tuesday.\nIt is new.");
  });

  test("what is no text is skipped, and the reason says what to do", () => {
    expect(reasonOf("a.txt", "")).toMatch(/^is empty: /);
    expect(reasonOf("a.md", " \r\n\t")).toMatch(/^is empty: /);
    expect(reasonOf("a.txt", "a\0b")).toMatch(/^is binary.*: export/);
    const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d);
    expect(reasonOf("a.md", picture)).toMatch(/^is binary.*: export/);
    expect(reasonOf("a.html", Uint8Array.of(0x63, 0x61, 0x66, 0xe9))).toMatch(/UTF-8: save/);
    expect(reasonOf("a.pdf", "text")).toMatch(/\.md, \.txt or \.html/);
    expect(reasonOf("a.md", "# Only\n\n## Headings")).toMatch(/^has no text/);
    expect(reasonOf("a.txt", "😀 — 😀")).toMatch(/^has no text/);
    expect(reasonOf("a.md", `${">".repeat(5_000)} deep`)).toMatch(/nested too deeply/);
  });
});

describe("front matter", () => {
  const article = (matter: string, path = "notes/a.md") =>
    read(path, `---\n${matter}\n---\n\n# The Lock\n\nIt opened.`).article;

  test("says what the article is", () => {
    expect(
      article(`id: lock-1
title: "Open at last: the lock"
outlet: Shoreline
published: 2024-03-05
source: https://shoreline.example/lock
tags: [ports, 2024]
author: Ines Holt`),
    ).toMatchObject({
      id: "lock-1",
      title: "Open at last: the lock",
      outlet: "Shoreline",
      published: "2024-03-05",
      url: "https://shoreline.example/lock",
      tags: ["ports", "2024"],
      path: "notes/a.md",
    });
  });

  test("may be absent or empty: path and first heading stand in", () => {
    const nothing = {
      id: "notes/a.md",
      title: "The Lock",
      outlet: null,
      published: null,
      tags: [],
    };
    expect(article("")).toMatchObject(nothing);
    expect(article("title:\noutlet: ''\npublished:\ntags:")).toMatchObject(nothing);
    expect(read("notes/a.md", "# The Lock\n\nIt opened.").article).toMatchObject(nothing);
    expect(read("notes/the-lock.md", "It opened.").article.title).toBe("The lock");
  });

  test("dates are read only where they can be read in one way", () => {
    const published = (date: string) => article(`published: ${date}`).published;
    expect(published('"2024-03-05"')).toBe("2024-03-05");
    expect(published("2024-03-05T23:10:00+05:00")).toBe("2024-03-05");
    expect(published("5 March 2024")).toBe("2024-03-05");
    for (const date of ["2024-02-30", "soon", "2024", "04/03/2024", "[2024-03-05]"]) {
      expect(reasonOf("a.md", `---\npublished: ${date}\n---\nText.`)).toMatch(
        /`published` is .* and must be a day of the calendar as YYYY-MM-DD/,
      );
    }
  });

  test("tags may be one line", () => {
    expect(article("tags: ports, old towns,ports,").tags).toEqual(["ports", "old towns"]);
    expect(reasonOf("a.md", "---\ntags: {a: 1}\n---\nText.")).toMatch(/`tags` must be a list/);
  });

  test("what is wrong is named by line or field", () => {
    expect(reasonOf("a.md", "---\ntitle: x\noutlet: 'y\n---\nText.")).toMatch(
      /bad front matter: line \d/,
    );
    expect(reasonOf("a.md", "---\ntitle: [a, b]\n---\nText.")).toMatch(/`title` is a list/);
    expect(reasonOf("a.md", "---\ntitle: x\n\nText.")).toMatch(/line 1 opens it .* close it/);
    expect(reasonOf("a.md", "---\na: *b\n---\nText.")).toMatch(/no YAML \(Unresolved alias/);
  });

  test("is read in a text file too, and a rule is not mistaken for it", () => {
    const text = "---\ntitle: The Lock\n---\nThe Lock\n\nIt opened. It leaks.";
    expect(read("a.txt", text).article).toMatchObject({
      title: "The Lock",
      text: "The Lock\n\nIt opened. It leaks.",
    });
    expect(read("a.md", "---\n\nIt opened.").quotes).toEqual(["It opened."]);
  });
});

test("the hash of the content tells what changed, not how lines end", () => {
  const hash = (text: string) => read("a.md", text).article.contentHash;
  expect(hash("It opened.\r\n")).toBe(hash("It opened."));
  expect(hash("It opened!")).not.toBe(hash("It opened."));
  expect(hash("---\ntags: ports\n---\nIt opened.")).not.toBe(hash("It opened."));
});

test("an article of plain text is taken as it is", () => {
  const split = articleFromText(
    {
      id: "7",
      title: "The Lock",
      text: "The Lock\n\nIt opened. It opened.\n\nComments\n\nNo comment.",
    },
    OPTIONS,
  );
  expectExact(split);
  expect(split.article).toMatchObject({ id: "7", path: "7", title: "The Lock", outlet: null });
  expect(split.sentences.map(({ shown }) => shown)).toEqual([
    "It opened.",
    "It opened.",
    "No comment.",
  ]);
  expect(articleFromText({ id: "8", title: "x", text: "" }, OPTIONS).passages).toEqual([]);
});
