/**
 * Takes the documentation's pictures, of the bot's real messages from the demo's conversation in
 * Discord's look, and writes the page that shows them all. With kinds (`-- gaps thread`), takes only
 * the pictures of those.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../src/config.ts";
import { converse, type Turn } from "../tests/discord/conversation.ts";
import { toPng } from "../tests/discord-pictures/png.ts";
import { renderMessages } from "../tests/discord-pictures/render.ts";

/** What is shown, in the page's order: under which heading, and what there is to see. */
const scenes: readonly (readonly [kind: Turn["kind"], heading: string, caption: string])[] = [
  [
    "answer",
    "An answer",
    "Every sentence stands in an article; under the answer are the passages it was taken from.",
  ],
  [
    "follow-up",
    "A question that follows on",
    "Asked with *Follow up*; *About* tells what the question was taken to be about.",
  ],
  [
    "passages",
    "Passages in full",
    "What stands around each quoted sentence, for whoever pressed the button.",
  ],
  [
    "context",
    "In the article",
    "The passage where it stands, with what comes before and after it.",
  ],
  ["refusal", "No answer", "Where the articles do not say, the nearest ones are offered to read."],
  ["differing", "Sources that disagree", "Each with its outlet and date, for the reader to judge."],
  [
    "unread",
    "A language that is not searched",
    "To a question in another language than the model's, in that language.",
  ],
  [
    "shared",
    "A private answer, shared",
    "Whoever asked in private may show the answer to everybody.",
  ],
  ["thread", "An answer's thread", "The first message in a thread, which tells how to ask on."],
  ["search", "/search", "The nearest passages, each with its best sentence in bold."],
  ["sources", "Find sources", "From a message's menu: passages that speak of what it says."],
  [
    "waiting",
    "What must wait",
    "Whoever asks too soon, or while others are before them, is told until when; nothing is dropped.",
  ],
  ["article", "/article", "An article in full, in pages where it is long."],
  ["latest", "/latest", "The newest articles."],
  ["help", "/help", "What the bot does, with commands that can be clicked."],
  ["privacy", "/privacy", "What is kept about a person, and a button that erases it."],
  ["status", "/corpus status", "How many articles there are, and whether the folder has changed."],
  ["confirm", "/corpus reindex", "Nothing is done before a moderator has confirmed it."],
  ["reindex-running", "A re-index", "Its progress, while questions go on being answered."],
  ["reindex-done", "A re-index that is done", "What has changed, and the golden questions."],
  ["preview", "/corpus add", "How a file would be read, before it is added."],
  ["remove", "/corpus remove", "What becomes of its file, before it is removed."],
  ["history", "/corpus history", "What moderators did."],
  ["gaps", "/corpus gaps", "What people asked and did not find, without names."],
];

const wanted = process.argv.slice(2);
const docs = join(projectRoot, "docs");
mkdirSync(join(docs, "pictures"), { recursive: true });

const { turns, names } = await converse();
const page = [
  "# The bot's messages",
  "",
  "Every kind of message, from the conversation of `npm run demo`.",
  "`npm run pictures` takes the pictures and writes this page.",
];
for (const [kind, heading, caption] of scenes) {
  page.push("", `## ${heading}`, "", caption, "", picture(kind, heading));
  if (wanted.length > 0 && !wanted.includes(kind)) continue;
  const message = turns.findLast((turn) => turn.kind === kind)?.message;
  if (!message) throw new Error(`The conversation has no message of the kind ${kind}.`);
  for (const theme of ["dark", "light"] as const) {
    const html = renderMessages([message], { theme, names });
    const path = join(docs, "pictures", `${kind}-${theme}.png`);
    process.stdout.write(`${await toPng(html, path)}\n`);
  }
}
writeFileSync(join(docs, "messages.md"), `${page.join("\n")}\n`);

/** In the colours of whoever reads. */
function picture(kind: string, heading: string): string {
  return `<picture><source media="(prefers-color-scheme: light)" srcset="pictures/${kind}-light.png"><img src="pictures/${kind}-dark.png" width="640" alt="${heading}"></picture>`;
}
