import { describe, expect, test } from "vitest";
import { read } from "./reading.ts";

describe("Markdown", () => {
  test("sentences are shown without markup and quoted with it", () => {
    const text =
      "**The lock** opened. It is *new* & [wide, very](https://a.example/b.c 'A. B') so. Ask `gate.open()` now &copy; all.";
    const { quotes, shown } = read("a.md", text);
    expect(shown).toEqual([
      "The lock opened.",
      "It is new & wide, very so.",
      "Ask gate.open() now © all.",
    ]);
    expect(quotes.join(" ")).toBe(text);
  });

  test("markup around a whole sentence goes with it", () => {
    expect(read("a.md", "It opened. **Boats came.** *They* left.").quotes).toEqual([
      "It opened.",
      "**Boats came.**",
      "*They* left.",
    ]);
  });

  test("a quoted paragraph goes over lines", () => {
    const { quotes, shown } = read(
      "a.md",
      "> The lock has\n> opened. Boats\n> came. \\*All\\* left.",
    );
    expect(shown).toEqual(["The lock has opened.", "Boats came.", "*All* left."]);
    expect(quotes).toEqual(["The lock has\n> opened.", "Boats\n> came.", "\\*All\\* left."]);
  });

  test("a row of a table has its columns' names", () => {
    const { quotes, sentences, shown } = read(
      "a.md",
      "| Gate | *State* |\n|---|:-:|\n| Upper \\| old | **shut** |\n| Lower | |\n| | |",
    );
    expect(shown).toEqual(["Gate: Upper | old; State: shut", "Gate: Lower"]);
    expect(quotes).toEqual(["| Upper \\| old | **shut** |", "| Lower | |"]);
    expect(new Set(sentences.map(({ kind, block }) => `${kind} ${block}`))).toEqual(
      new Set(["table-row 0"]),
    );
  });

  test("an item has its lead-in, a nested one that of the item above it", () => {
    const { quotes, sentences, shown } = read(
      "a.md",
      `The quay got new things. They are:

1. a lock. It is wide.
2. For walkers:
   - a bridge
   - two benches
3. [x] a crane

Nothing else was built.

- It all held.`,
    );
    expect(shown).toEqual([
      "The quay got new things.",
      "They are:",
      "They are: a lock. It is wide.",
      "They are: For walkers:",
      "For walkers: a bridge",
      "For walkers: two benches",
      "They are: a crane",
      "Nothing else was built.",
      "It all held.",
    ]);
    expect(quotes[2]).toBe("a lock. It is wide.");
    expect(
      sentences.slice(2, 7).every(({ kind, block }) => kind === "list-item" && block === 1),
    ).toBe(true);
  });

  test("headings are sections; the one that is the title opens a section without a name", () => {
    const { article, shown } = read(
      "a.md",
      "# The Lock\n\nIt opened.\n\n## Costs of *it*\n\nMany.\n\nNames\n---\n\nNone.",
    );
    expect(article.sections.map(({ heading }) => heading)).toEqual([null, "Costs of it", "Names"]);
    expect(article.sections.map(({ start }) => article.text.slice(start).split("\n")[0])).toEqual([
      "# The Lock",
      "## Costs of *it*",
      "Names",
    ]);
    expect(shown).toEqual(["It opened.", "Many.", "None."]);
  });

  test("code, raw HTML and footnotes are read, comments and pictures are not", () => {
    const { shown } = read(
      "a.md",
      `\`\`\`js
js(1);
// a. B
\`\`\`

<p>Raw <b>text</b>.</p>
<!-- never. Seen -->

![A picture. Of it](x.png) Seen.[^1]

[^1]: A note.`,
    );
    expect(shown).toEqual(["js(1); // a. B", "Raw text.", "Seen.", "A note."]);
  });
});

describe("plain text", () => {
  test("lines wrapped at a column are one paragraph; a short line ends it", () => {
    const { quotes, shown } = read(
      "a.txt",
      `The lock at the quay opened on Tuesday, in
heavy rain. It is the largest one that the
port has, and it was built in two years by
engineers of the well-
known yard.
Nobody had thought that it would be ready
in time. Boats came at noon.`,
    );
    expect(shown).toEqual([
      "The lock at the quay opened on Tuesday, in heavy rain.",
      "It is the largest one that the port has, and it was built in two years by engineers of the well-known yard.",
      "Nobody had thought that it would be ready in time.",
      "Boats came at noon.",
    ]);
    expect(quotes[0]).toContain("in\nheavy");
  });

  test("a line is a paragraph where lines are not wrapped", () => {
    const { sentences } = read("a.txt", "The lock opened.\nBoats came.\nNobody knew why.");
    expect(sentences.map(({ block }) => block)).toEqual([0, 1, 2]);
  });

  test("lists and tables are seen without empty lines around them", () => {
    const { article, shown } = read(
      "a.txt",
      `The lock opened in rain.
Boats came, among them:
- a barge with
  gravel
- a tug
All of them passed it.
Gate | State |
---|---|
Upper | shut |
Repairs and What They Cost
The gates were mended at once.
1. The upper one first.
2. Then the lower one.`,
    );
    expect(shown).toEqual([
      "The lock opened in rain.",
      "Boats came, among them:",
      "Boats came, among them: a barge with gravel",
      "Boats came, among them: a tug",
      "All of them passed it.",
      "Gate: Upper; State: shut",
      "The gates were mended at once.",
      "The upper one first.",
      "Then the lower one.",
    ]);
    expect(article.sections.map(({ heading }) => heading)).toEqual([
      null,
      "Repairs and What They Cost",
    ]);
  });

  test("an address, and a line that ends a text, are no headings", () => {
    const { shown } = read(
      "a.txt",
      "The lock is open. Write to:\n\nPort Office\nQuay Street\nSallow Quay\n\nThey will answer.\n\nInes Holt",
    );
    expect(shown).toEqual([
      "The lock is open.",
      "Write to:",
      "Port Office",
      "Quay Street",
      "Sallow Quay",
      "They will answer.",
      "Ines Holt",
    ]);
  });
});

describe("HTML", () => {
  const sentence =
    "Engineers finished the lock at the quay on Tuesday, and boats of forty metres can pass it. ";
  const page = (head: string, article: string) => `<!doctype html><html><head>${head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
<main><article><h1>The lock is open at last</h1>${article}<p>${sentence.repeat(4)}End of it.</p></article></main>
<aside><h3>Most read</h3><a href="/eel">Eel prices double</a></aside>
<footer>© 2024 Shoreline. All rights reserved.</footer></body></html>`;

  test("the article, its metadata, and what was left as one cut", () => {
    const { article, cuts } = read(
      "a.html",
      page(
        `<title>The lock is open at last | Shoreline</title>
<meta property="og:site_name" content="Shoreline">
<meta property="article:published_time" content="2024-03-05T10:15:00+01:00">
<link rel="canonical" href="https://shoreline.example/lock">`,
        "",
      ),
    );
    expect(article).toMatchObject({
      title: "The lock is open at last",
      outlet: "Shoreline",
      published: "2024-03-05",
      url: "https://shoreline.example/lock",
      text: `${sentence.repeat(4)}End of it.`,
    });
    expect(cuts).toHaveLength(1);
    expect(cuts[0]?.text).toContain("Home");
    expect(cuts[0]?.text).toContain("Eel prices double");
    expect(cuts[0]?.text).not.toContain("Engineers");
  });

  test("blocks are written down as text", () => {
    const { article, shown } = read(
      "a.htm",
      page(
        "<title>Lock</title>",
        `<p>It   cost<br>a lot.&nbsp;<b>Really</b>.</p><h2>What was built</h2><p>New are:</p>
<ul><li>a <i>lock</i></li><li>For walkers:<ol><li>a bridge</li></ol></li></ul>
<table><thead><tr><th>Gate</th><th>State</th></tr></thead><tbody><tr><td>Upper|old</td><td>shut</td></tr></tbody></table>
<pre>gate  1\ngate 2</pre><script>never()</script>`,
      ),
    );
    expect(article.text).toContain(`It cost
a lot. Really.

What was built

New are:

- a lock
- For walkers:
  1. a bridge

| Gate | State |
| --- | --- |
| Upper\\|old | shut |

gate  1
gate 2

Engineers`);
    expect(shown.slice(0, 8)).toEqual([
      "It cost a lot.",
      "Really.",
      "New are:",
      "New are: a lock",
      "New are: For walkers:",
      "For walkers: a bridge",
      "Gate: Upper|old; State: shut",
      "gate 1 gate 2",
    ]);
    expect(article.sections.map(({ heading }) => heading)).toContain("What was built");
  });

  test("a date is the page's own or none", () => {
    const published = (article: string) => read("a.html", page("", article)).article.published;
    expect(published('<p><time datetime="2024-03-05T10:00Z">Tuesday</time></p>')).toBe(
      "2024-03-05",
    );
    expect(
      published('<p><time datetime="2024-03-05">a</time><time datetime="2024-03-06">b</time></p>'),
    ).toBeNull();
    expect(published("<p>On 4 March 2024 it rained in the harbour.</p>")).toBeNull();
    const data =
      '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"x","datePublished":"2024-03-05T08:00:00Z"}</script>';
    expect(read("a.html", page(data, "")).article.published).toBe("2024-03-05");
  });

  test("malformed pages are read as far as they go", () => {
    expect(
      read("a.html", "<p>Unclosed <b>bold <i>text.<p>More &lt;of&gt; it.<table><tr><td>x").shown,
    ).toEqual(["Unclosed bold text.", "More <of> it.", "x"]);
    expect(read("a.html", "No tags at all. None.").shown).toEqual(["No tags at all.", "None."]);
  });
});
