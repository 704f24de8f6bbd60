/** Adding an article and removing one: the form for a pasted text, and the looks before it is done. */
import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from "discord.js";
import type { ArticlePreview } from "../../engine/engine.ts";
import { customId } from "../custom-id.ts";
import { provenance } from "../provenance.ts";
import { blockquote, escapeWithin, oneLine } from "../text.ts";
import type { ArticleKey } from "../titles.ts";
import type { Words } from "../words/words.ts";
import { confirmation } from "./confirmation.ts";
import { button, type Rendering } from "./message.ts";
import { count } from "./words.ts";

/** The fields of the form, in its order. */
export const pasteFields = {
  title: { label: "Title", style: TextInputStyle.Short, required: true, max_length: 200 },
  outlet: {
    label: "Who published it",
    style: TextInputStyle.Short,
    required: false,
    max_length: 100,
  },
  published: {
    label: "When it was published (YYYY-MM-DD)",
    style: TextInputStyle.Short,
    required: false,
    max_length: 10,
  },
  text: { label: "Text", style: TextInputStyle.Paragraph, required: true, max_length: 4000 },
} as const;

/** The form that opens where no file is attached. */
export const pasteForm: APIModalInteractionResponseCallbackData = {
  custom_id: customId("paste"),
  title: "Add an article",
  components: Object.entries(pasteFields).map(([name, { label, ...field }]) => ({
    type: ComponentType.Label,
    label,
    component: { type: ComponentType.TextInput, custom_id: name, ...field },
  })),
};

const longestOpening = 900;

/** @param key - What the waiting file is found by. */
export function renderPreview(article: ArticlePreview, key: string, words: Words): Rendering {
  const { title, file, passages, sentences, opening } = article;
  const more = passages - opening.length;
  return confirmation(
    [
      "**Add this article to the corpus?**",
      `**${escapeWithin(oneLine(title), 200)}**`,
      `-# ${escapeWithin(oneLine(provenance(article, words)), 150)} · ${count(passages, "passage")}, ${count(sentences, "sentence")} · becomes \`${file}\``,
      ...opening.map((passage) => blockquote(escapeWithin(passage.trim(), longestOpening))),
      ...(more > 0 ? [`-# and ${count(more, "more passage")}`] : []),
      "-# The corpus is re-indexed after it.",
    ].join("\n"),
    button("Add it", customId("add", key)),
  );
}

export function renderRemoveQuestion(title: string, key: ArticleKey): Rendering {
  return confirmation(
    [
      `**Remove “${escapeWithin(oneLine(title), 200)}” from the corpus?**`,
      "-# Its file is moved out of the corpus folder and kept. The corpus is re-indexed after it.",
    ].join("\n"),
    button("Remove it", customId("remove", key)),
  );
}
