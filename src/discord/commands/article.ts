import { Declined } from "../faults.ts";
import { renderArticle } from "../render/article.ts";
import type { Command } from "./command.ts";

export const article: Command = {
  acknowledge: () => "private",
  async run(interaction, { engine, titles, words }) {
    // A key where a suggestion was chosen, else what was typed.
    const id = titles.find(interaction.options.getString("title", true));
    if (id === undefined) {
      throw new Declined(({ article }) => `${article.notOne} ${article.orSearch}`);
    }
    return renderArticle(await engine.article(id), { page: 0 }, words);
  },
  suggest: (typed, { titles, words }) => titles.suggest(typed, words),
};
