/** What a press names: an answer that was kept, an article of the corpus. */
import type { ArticleView } from "../engine/engine.ts";
import type { GivenAnswer } from "../state/state.ts";
import type { Context } from "./context.ts";
import { Declined } from "./faults.ts";

/** @throws Declined where its days are over. */
export function keptAnswer(id: string | undefined, { state, config }: Context): GivenAnswer {
  const given = state.findAnswer(Number(id));
  if (given) return given;
  throw new Declined(({ asking }) => asking.forgotten(config.state.answerDays));
}

/** @throws Declined where no article has that key any more. */
export async function articleOf(
  key: string | undefined,
  { engine, titles }: Context,
): Promise<ArticleView> {
  const id = titles.find(key ?? "");
  if (id === undefined) throw new Declined(({ article }) => article.gone);
  return engine.article(id);
}
