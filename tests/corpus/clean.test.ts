import { describe, expect, test } from "vitest";
import { read } from "./reading.ts";

const BODY = `Harbour engineers finished the new lock at Sallow Quay on Tuesday, two weeks early. Boats of up to forty metres can pass it.

The lock cost 3.1 million crowns, the port authority said. It replaces one from 1911, whose gates had begun to leak.`;

/** What a scraped page has around its article. */
const PAGE = `Skip to content | Open Menu
Home
News
World

New Lock Opens at Sallow Quay

Ines Holt Published March 05, 2024 | 10:15 AM

New lock opens at Sallow Quay

${BODY}

Legal Disclaimer:
SHORELINE provides this
information “as is” without warranty of any kind. We do not accept
any liability for the accuracy of what this article contains.
Most popular stories
Shipping

- Eel Prices Expected To Double By 2031
- Tugboat Maker Names Gil Orr Jr.
- Is The Old Canal Worth Saving?
Comments
No comment`;

describe("a scraped page", () => {
  const page = read("lock.txt", PAGE);

  test("keeps the article and its title, once", () => {
    expect(page.article.text).toBe(`New Lock Opens at Sallow Quay\n\n${BODY}`);
    expect(page.article.title).toBe("New Lock Opens at Sallow Quay");
    expect(page.article.published).toBe("2024-03-05");
    expect(page.article.outlet).toBeNull();
  });

  test("reports what was cut, as it stood", () => {
    expect(page.cuts.map(({ reason }) => reason)).toEqual([
      "chrome",
      "chrome",
      "repeated",
      "chrome",
    ]);
    for (const { text, path } of page.cuts) {
      expect(path).toBe("lock.txt");
      expect(PAGE).toContain(text);
    }
    expect(page.cuts.at(-1)?.text).toBe(PAGE.slice(PAGE.indexOf("Legal")));
  });
});

test("Markdown is never cleaned", () => {
  const text = PAGE.replace("- Is The", "- Is the");
  const page = read("lock.md", text);
  expect(page.article.text).toBe(text);
  expect(page.cuts).toEqual([]);
});

describe("repeated blocks", () => {
  test("stand once: paragraphs, with their headings, lists and tables", () => {
    const part = `What Was Built

The works at the quay were these, in the order in which they were paid for:
- a lock of two gates
- a bridge for walkers

Gate | Width |
---|---|
Upper | 9 m |
Lower | 9 m |`;
    const once = read("a.txt", `The Lock at Sallow Quay\n\n${BODY}\n\n${part}`);
    const twice = read(
      "a.txt",
      `The Lock at Sallow Quay\n\n${BODY}\n\n${part}\n\n${BODY}\n\n${part}`,
    );
    expect(twice.article.text).toBe(once.article.text);
    expect(twice.shown).toEqual(once.shown);
  });

  test("a standfirst that the first paragraph repeats after its dateline", () => {
    const standfirst = "Engineers finished the new lock at Sallow Quay on Tuesday, two weeks early";
    const page = read(
      "a.txt",
      `The Lock Is Open\n\n${standfirst}\n\nSALLOW QUAY (NORLAND), (NPA - Shoreline / Norland Point News - 5th Mar, 2024) ${standfirst}. Boats can pass it.`,
    );
    expect(page.shown).toEqual([`${standfirst}.`, "Boats can pass it."]);
    expect(page.quotes[0]).toMatch(/^SALLOW QUAY .* early\.$/);
    expect(page.cuts).toEqual([{ path: "a.txt", text: standfirst, reason: "repeated" }]);
  });

  test("what differs stays: short lines, tables under other headings, a refuted claim", () => {
    const table = "Gate | State |\n---|---|\nUpper | shut |";
    const text = `Gates in Spring and Autumn

Early Spring

${table}

Late Autumn

${table}

“Is it shut?”

Nobody knew at first.

“Is it shut?”

It was, the keeper said after a while.`;
    const page = read("a.txt", text);
    expect(page.cuts).toEqual([]);
    expect(page.article.text).toBe(text);
  });
});

describe("text that only looks like chrome stays", () => {
  const keeps = (text: string) => {
    const page = read("a.txt", text);
    expect(page.cuts).toEqual([]);
    expect(page.article.text).toBe(text.trim());
  };

  test("an article about disclaimers and comments", () => {
    keeps(`Court Rules on Website Disclaimers

A court in Norland ruled on Monday that a disclaimer does not free a site from liability for false figures.

Comments

The ruling drew many comments. Subscribe to a service, one lawyer said, and you expect it to be right.

Disclaimer

The site's disclaimer said that its figures were offered without warranty and did not constitute financial advice, which the judge called no excuse.`);
  });

  test("chrome in the middle", () => {
    keeps(`The Lock Is Open

The lock opened on Tuesday.

Share this article

Read more

The first boat was a barge with gravel for the new bridge.`);
  });

  test("lists of short items, sections with the names of a menu", () => {
    keeps(`The Week in Norland

It was a quiet week in the harbour.

Economy

- Eel prices up by a tenth
- No change in tolls

Sports

- The rowing cup goes to Sallow Quay`);
  });

  test("a sentence about copyright at the end", () => {
    keeps(`A New Law

The law was passed on Friday after a long debate about books.

Copyright law in Norland last changed in 1998.`);
  });
});

describe("title", () => {
  const body = "The lock at the quay opened on Tuesday. The first boat was a barge.";

  test("a headline after a standfirst, even if it is there once", () => {
    const page = read(
      "a.txt",
      `Norport, Norland – The port has a new lock, two weeks early.\nNorland Opens Its Largest Lock at Sallow Quay\n${body}`,
    );
    expect(page.article.title).toBe("Norland Opens Its Largest Lock at Sallow Quay");
    expect(page.article.sections.map(({ heading }) => heading)).toEqual([null, null]);
    expect(page.shown).toHaveLength(3);
  });

  test("not a short heading after a paragraph: the file's name, made readable", () => {
    const page = read(
      "notes/new-lock_2024.txt",
      `${body}\n\nBackground\n\n${body.replace("lock", "gate")}`,
    );
    expect(page.article.title).toBe("New lock 2024");
    expect(page.article.sections.map(({ heading }) => heading)).toEqual([null, "Background"]);
  });
});

describe("outlet and date", () => {
  const metadata = (first: string, head = "") => {
    const { outlet, published } = read(
      "a.txt",
      `The Lock Is Open\n${head}\n${first} The lock opened on 4 March 2024, a Monday, in heavy rain.`,
    ).article;
    return [outlet, published];
  };

  test.each([
    ["(NORPRESS)", "NORPRESS"],
    ["(Reuters) -", "Reuters"],
    ["SALLOW QUAY, March 5 (Reuters) –", "Reuters"],
    ["NORPORT/SALLOW QUAY (AP) —", "AP"],
  ])("a dateline names the outlet: %s", (dateline, outlet) => {
    expect(metadata(dateline)).toEqual([outlet, null]);
  });

  test("the last name of a credit published it, on its date", () => {
    expect(
      metadata("NORPORT (NORLAND), (NPA - Shoreline / Norland Point News - 9th Mar, 2024)"),
    ).toEqual(["Shoreline", "2024-03-09"]);
  });

  test.each(["(VIDEO)", "PARIS (FRANCE) –", "(see the map)", "(1911)", "On the quay (Tuesday)"])(
    "brackets that name none: %s",
    (first) => expect(metadata(first)).toEqual([null, null]),
  );

  test.each([
    ["Published: 5 March 2024", "2024-03-05"],
    ["Posted on Mar. 5th, 2024 at 9:40 pm GMT", "2024-03-05"],
    ["Last updated: March 5, 2024", null],
    ["By Ines Holt", null],
    ["Date: 2024-03-05", "2024-03-05"],
    ["Tuesday, 5 March 2024", "2024-03-05"],
    ["Published 25/03/2024", "2024-03-25"],
    ["Published 05/03/2024", null],
  ])("a line under the title: %s", (line, published) => {
    expect(metadata("", line)).toEqual([null, published]);
    expect(read("a.txt", `The Lock Is Open\n${line}\nThe lock opened in rain.`).cuts).toHaveLength(
      1,
    );
  });
});
