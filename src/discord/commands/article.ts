import { Declined } from "../faults.ts";
import { renderArticle } from "../render/article.ts";
import type { Command } from "./command.ts";

export const article: Command = {
  acknowledge: () => "private",
  async run(interaction, { engine, titles }) {
    // A key where a suggestion was chosen, else what was typed.
    const id = titles.find(interaction.options.getString("title", true));
    if (id === undefined) {
      throw new Declined(
        "No single article goes by that title. Type a part of it and choose from the titles that come up, or look for it with `/search`.",
      );
    }
    return renderArticle(await engine.article(id), { page: 0 });
  },
  suggest: (typed, { titles }) => titles.suggest(typed),
};
