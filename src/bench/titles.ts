/** How long suggestions of titles and outlets take. */
import { titlesOf } from "../discord/titles.ts";
import { english } from "../discord/words/english.ts";
import { type InventedArticle, inventor, rareWords } from "./invented.ts";
import { measure, type Row } from "./measure.ts";

const runs = 200;

export async function benchTitles(size: number): Promise<Row[]> {
  const invented = inventor(1);
  const list = Array.from({ length: size }, () => invented.article());
  const titles = titlesOf(list);
  const titleAt = (index: number) => (list[(index * 31) % size] as InventedArticle).title;
  const wordAt = (index: number) => rareWords[(index * 7) % rareWords.length] as string;
  const inTwoWords = (index: number) => titleAt(index).split(" ").slice(1, 3).join(" ");

  async function row(name: string, typed: (index: number) => string): Promise<Row> {
    const plain = await measure(20, (index) => {
      const wanted = typed(index);
      return list.filter(({ title }) => title.toLowerCase().includes(wanted));
    });
    return {
      name: `a title ${name}`,
      size,
      timing: await measure(runs, (index) => titles.suggest(typed(index), english)),
      baseline: { name: "asking every title", p50: plain.p50 },
    };
  }
  const alone = (name: string, timing: Row["timing"]): Row => ({
    name,
    size,
    timing,
    baseline: null,
  });
  return [
    alone("reading the titles anew", await measure(5, () => titlesOf(list))),
    await row("by its first letters", (index) => titleAt(index).slice(0, 8)),
    await row("by a word", wordAt),
    await row("by two words, one letter wrong", (index) => {
      const typed = inTwoWords(index);
      return `${typed.slice(0, 3)}x${typed.slice(4)}`;
    }),
    await row("that there is not", (index) => `${wordAt(index)}${wordAt(index + 1)}`),
    alone(
      "an outlet by its first letters",
      await measure(runs, (index) => titles.suggestOutlets(`outlet ${index % 10}`)),
    ),
    alone(
      "the newest of an outlet",
      await measure(runs, (index) => titles.newest(`Outlet ${index % 100}`)),
    ),
  ];
}
