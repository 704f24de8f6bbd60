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

/** The fields of the form, in its order. */
export const pasteFields = {
  title: { style: TextInputStyle.Short, required: true, max_length: 200 },
  outlet: {
    style: TextInputStyle.Short,
    required: false,
    max_length: 100,
  },
  published: {
    style: TextInputStyle.Short,
    required: false,
    max_length: 10,
  },
  text: { style: TextInputStyle.Paragraph, required: true, max_length: 4000 },
} as const;

const fieldNames = ["title", "outlet", "published", "text"] as const;

/** The form that opens where no file is attached. */
export function pasteForm({ adding }: Words): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId("paste"),
    title: adding.formTitle,
    components: fieldNames.map((name) => ({
      type: ComponentType.Label,
      label: adding[name],
      component: { type: ComponentType.TextInput, custom_id: name, ...pasteFields[name] },
    })),
  };
}

/** A title as markdown that shows it as it is. */
export function shownTitle(title: string): string {
  return escapeWithin(oneLine(title), longestTitle);
}

const longestTitle = 200;
const longestOpening = 900;

/** @param key - What the waiting file is found by. */
export function renderPreview(article: ArticlePreview, key: string, words: Words): Rendering {
  const { title, file, passages, sentences, opening } = article;
  const { adding } = words;
  const more = passages - opening.length;
  return confirmation(
    [
      `**${adding.ask}**`,
      `**${shownTitle(title)}**`,
      `-# ${escapeWithin(oneLine(provenance(article, words)), 150)} · ${adding.becomes(passages, sentences, `\`${file}\``)}`,
      ...opening.map((passage) => blockquote(escapeWithin(passage.trim(), longestOpening))),
      ...(more > 0 ? [`-# ${adding.more(more)}`] : []),
      `-# ${adding.reindexed}`,
    ].join("\n"),
    button(adding.add, customId("add", key)),
    words,
  );
}

export function renderRemoveQuestion(title: string, key: ArticleKey, words: Words): Rendering {
  const { adding } = words;
  return confirmation(
    [`**${adding.askRemove(shownTitle(title))}**`, `-# ${adding.kept} ${adding.reindexed}`].join(
      "\n",
    ),
    button(adding.remove, customId("remove", key)),
    words,
  );
}
