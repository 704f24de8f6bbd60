/** Pictures of messages: Discord's markdown, and nothing of a payload that becomes HTML by itself. */
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type APIUser, ButtonStyle, ComponentType, MessageFlags, MessageType } from "discord.js";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { inlineMarkdown, markdown } from "./markdown.ts";
import { findChromium, toPng } from "./png.ts";
import { renderMessages, type ShownMessage } from "./render.ts";

const now = new Date("2026-08-03T14:00:00Z");
const reading = { names: { 1: "ann", 2: "mods", 3: "general" }, now };
const seconds = now.getTime() / 1000;

describe("markdown", () => {
  test.each([
    [
      "**bold** and *it* _it_ __under__ ~~gone~~",
      "<strong>bold</strong> and <em>it</em> <em>it</em> <u>under</u> <s>gone</s>",
    ],
    ["***both***", "<strong><em>both</em></strong>"],
    ["**bold with *it* inside**", "<strong>bold with <em>it</em> inside</strong>"],
    ["snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"],
    ["\\*plain\\* \\[1\\] \\# \\<@1\\>", "*plain* [1] # &#60;@1&#62;"],
    ["`a **b** <c>`", "<code>a **b** &#60;c&#62;</code>"],
    ["||hidden||", '<span class="spoiler">hidden</span>'],
    ["[title](<https://a.org/x_(y)>)", '<a href="https://a.org/x_(y)">title</a>'],
    ["[**[1] bold**](https://a.org)", '<a href="https://a.org"><strong>[1] bold</strong></a>'],
    ["[x](javascript:alert(1))", "[x](javascript:alert(1))"],
    ["see https://a.org/b_c.", 'see <a href="https://a.org/b_c">https://a.org/b_c</a>.'],
    ["<https://a.org>", '<a href="https://a.org">https://a.org</a>'],
    [
      "<@1> <@!1> <@&2> <#3> </corpus add:5>",
      ["@ann", "@ann", "@mods", "# general", "/corpus add"]
        .map((name) => `<span class="mention">${name}</span>`)
        .join(" "),
    ],
    [`<t:${seconds + 90}:R>`, '<span class="time">in 2 minutes</span>'],
    [`<t:${seconds - 7200}:R>`, '<span class="time">2 hours ago</span>'],
    [`<t:${seconds}:D>`, '<span class="time">3 August 2026</span>'],
  ])("%s", (text, html) => {
    expect(inlineMarkdown(text, reading)).toBe(html);
  });

  test.each([
    ["# One\n## Two\n-# small", "<h1>One</h1><h2>Two</h2><small>small</small>"],
    ["a\nb", "<div>a<br>b</div>"],
    ["> a\n> b\nc", "<blockquote><div>a<br>b</div></blockquote><div>c</div>"],
    [">>> a\nb", "<blockquote><div>a<br>b</div></blockquote>"],
    ["- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"],
    ["- a\n2. b", '<ul><li>a</li></ul><ol start="2"><li>b</li></ol>'],
    ["a\n```ts\n**b** <c>\n```\nd", "<div>a</div><pre>**b** &#60;c&#62;</pre><div>d</div>"],
    ["#no heading, -# neither", "<div>#no heading, -# neither</div>"],
  ])("blocks: %s", (text, html) => {
    expect(markdown(text, reading)).toBe(html);
  });

  test("text whose signs are escaped is shown as it stands", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const escaped = text.replace(/[^0-9A-Za-z\s]/g, "\\$&");
        const shown = inlineMarkdown(escaped, reading).replaceAll("<br>", "\n");
        expect(parseHTML(`<html><body>${shown}</body></html>`).document.body.textContent).toBe(
          text,
        );
      }),
    );
  });

  test("no text makes an element that markdown does not have", () => {
    const sign = fc.constantFrom(
      ..."*_~|`<>[]()#-@:/\\\n &\"'".split(""),
      ..."1 a <script> <img onerror= https://a.org> </ <t: ``` **".split(" "),
    );
    const known = new Set(
      "STRONG EM U S CODE PRE A SPAN DIV BR H1 H2 H3 SMALL BLOCKQUOTE UL OL LI".split(" "),
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
        const html = markdown(signs.join(""), reading);
        const { document } = parseHTML(`<html><body>${html}</body></html>`);
        for (const element of document.body.querySelectorAll("*")) {
          expect(known).toContain(element.tagName);
          for (const name of element.getAttributeNames()) {
            expect(["class", "href", "start"]).toContain(name);
          }
          expect(element.getAttribute("href") ?? "https://").toMatch(/^https?:\/\//);
        }
      }),
    );
  });
});

const ann: APIUser = {
  id: "1",
  username: "ann",
  discriminator: "0",
  global_name: "Ann <b>",
  avatar: null,
};
const bot: APIUser = { ...ann, id: "9", username: "Footnote", global_name: null, bot: true };

function render(...messages: ShownMessage[]) {
  const html = renderMessages(messages, { theme: "dark" });
  return { html, document: parseHTML(html).document };
}

test("a message shows its author, its text and its components", () => {
  const { document } = render({
    author: bot,
    timestamp: now.toISOString(),
    flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
    type: MessageType.ChatInputCommand,
    interaction: { id: "1", type: 2, name: "ask", user: ann },
    components: [
      {
        type: ComponentType.Container,
        accent_color: 0xff,
        components: [
          { type: ComponentType.TextDisplay, content: "**yes** & <i>no</i>" },
          { type: ComponentType.Separator },
          {
            type: ComponentType.ActionRow,
            components: [
              {
                type: ComponentType.Button,
                style: ButtonStyle.Danger,
                label: "<Remove>",
                custom_id: "x",
                disabled: true,
              },
            ],
          },
        ],
      },
    ],
  } as ShownMessage);
  expect(document.querySelector(".head")?.textContent).toBe("FootnoteAPP14:00");
  expect(document.querySelector(".above")?.textContent).toBe("AAnn <b> used /ask");
  expect(document.querySelector(".container .text")?.textContent).toBe("yes & <i>no</i>");
  expect(document.querySelector(".container")?.getAttribute("style")).toBe("--edge:#0000ff");
  expect(document.querySelector(".button.danger.disabled")?.textContent).toBe("<Remove>");
  expect(document.querySelector(".only-you")?.textContent).toContain("Only you can see this");
});

test("a message made of components shows a file once, where one of them names it", () => {
  const { document } = render({
    author: bot,
    timestamp: now.toISOString(),
    flags: MessageFlags.IsComponentsV2,
    attachments: [{ id: "1", filename: "a.csv", size: 9, url: "https://a.org/a.csv" }],
    components: [{ type: ComponentType.File, file: { url: "attachment://a.csv" } }],
  } as ShownMessage);
  expect(document.querySelectorAll(".file")).toHaveLength(1);
});

test("an embed and a reply are drawn, and a second message of an author has no head", () => {
  const timestamp = now.toISOString();
  const said = { author: ann, timestamp, content: "Where?\nWhen?" } as ShownMessage;
  const { document } = render(said, { ...said, content: "Hello?" }, {
    author: bot,
    timestamp,
    type: MessageType.Reply,
    referenced_message: said,
    embeds: [{ title: "A card", color: 1, fields: [{ name: "n", value: "v", inline: true }] }],
  } as ShownMessage);
  expect([...document.querySelectorAll(".head b")].map((name) => name.textContent)).toEqual([
    "Ann <b>",
    "Footnote",
  ]);
  expect(document.querySelector(".above")?.textContent).toContain("Where? When?");
  expect(document.querySelector(".embed-title")?.textContent).toBe("A card");
  expect(document.querySelector(".embed-fields .inline")?.textContent).toBe("nv");
});

test("a page loads nothing", () => {
  const { html } = render({
    author: ann,
    timestamp: now.toISOString(),
    content: "https://a.org/x.png",
  });
  expect(html).not.toMatch(/<script|<img|<link|@import|url\(/);
});

test("without a Chromium the HTML is written and its path returned", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pictures-"));
  const { html } = render({ author: ann, timestamp: now.toISOString(), content: "hello" });
  const written = await toPng(html, join(folder, "a.png"), { chromium: null });
  expect(written).toBe(join(folder, "a.html"));
  expect(await readFile(written, "utf8")).toBe(html);
});

const chromium = await findChromium();
test.skipIf(chromium === null)("a Chromium draws the whole page", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pictures-"));
  const content = Array.from({ length: 50 }, (_, index) => `line ${index}`).join("\n");
  const { html } = render({ author: ann, timestamp: now.toISOString(), content });
  const png = await readFile(await toPng(html, join(folder, "a.png"), { width: 500, scale: 2 }));
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.readUInt32BE(16)).toBe(1_000);
  // 50 lines of 22 pixels and what surrounds them.
  expect(png.readUInt32BE(20)).toBeGreaterThan(50 * 22 * 2);

  // A short page is not blank: at this height Chromium once drew nothing.
  const { html: short } = render({ author: ann, timestamp: now.toISOString(), content: "a\nb" });
  const low = await toPng(short, join(folder, "b.png"));
  const [red] = (await sharp(low).stats()).channels;
  expect(red?.max).not.toBe(red?.min);
});
