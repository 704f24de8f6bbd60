import { expect, test } from "vitest";
import { articleKey, titlesOf } from "../../src/discord/titles.ts";
import { english } from "../../src/discord/words/english.ts";

const title = (name: string, published: string | null = null) => ({
  id: `${name}.md`,
  title: name,
  outlet: null,
  published,
});

test("titles that begin with what is typed come before those that hold it, newest first", () => {
  const titles = titlesOf([
    ...Array.from({ length: 30 }, (_, index) => title(`The quay, part ${index}`, "2024-01-01")),
    title("Quay walls mended", "2020-05-05"),
    title("Quayside café", "2021-05-05"),
  ]);
  const names = titles.suggest("QUAY", english).map(({ name }) => name);
  expect(names).toHaveLength(25);
  expect(names.slice(0, 2)).toEqual([
    "Quayside café — 5 May 2021",
    "Quay walls mended — 5 May 2020",
  ]);
  expect(titles.suggest("CAFE", english).map(({ name }) => name)).toEqual([
    "Quayside café — 5 May 2021",
  ]);
});

test("the newest of an outlet are found by its name in any writing and by its key, undated ones counted", () => {
  const by = (name: string, outlet: string | null, published: string | null) => ({
    ...title(name, published),
    outlet,
  });
  const titles = titlesOf([
    by("Old", "The Gazette", "2020-01-01"),
    by("New", "the gazette", "2024-01-01"),
    by("Undated", "The Gazette", null),
    by("Elsewhere", "Café Courier", "2023-01-01"),
    by("Of nobody", null, null),
  ]);
  const found = titles.newest("THE GAZETTE");
  expect(found?.articles.map((article) => article.title)).toEqual(["New", "Old"]);
  expect(found?.undated).toBe(1);
  expect(titles.newest(found?.outlet?.key ?? "")).toEqual(found);
  expect(titles.newest(null)).toMatchObject({ outlet: null, undated: 2 });
  expect(titles.newest("cafe courier")?.articles).toHaveLength(1);
  expect(titles.newest("Times")).toBeUndefined();
  expect(titles.suggestOutlets("cafe")).toEqual([{ name: "Café Courier", value: "Café Courier" }]);
});

test("a key or a title leads to its article; words of several titles lead to none", () => {
  const titles = titlesOf([title("The quay"), title("The quay at night"), title("Nets")]);
  expect(titles.find(articleKey("Nets.md"))).toBe("Nets.md");
  expect(titles.find("  the   QUAY ")).toBe("The quay.md");
  expect(titles.find("night")).toBe("The quay at night.md");
  expect(titles.find("quay a")).toBe("The quay at night.md");
  expect(titles.find("quay")).toBeUndefined();
  expect(titles.find("tar")).toBeUndefined();
});

test("one typing mistake is forgiven, where nothing is written as it was typed", () => {
  const titles = titlesOf([
    title("Harbour museum opens"),
    title("The swing bridge"),
    title("Nets"),
  ]);
  const names = (typed: string) => titles.suggest(typed, english).map(({ name }) => name);
  for (const typed of ["muesum", "musuem", "musseum", "mosexm open", "harbor", "uharbour"]) {
    const found = typed === "mosexm open" ? [] : ["Harbour museum opens — date unknown"];
    expect(names(typed), typed).toEqual(found);
  }
  expect(names("swing brigde")).toEqual(["The swing bridge — date unknown"]);
  // Too short to be told from another word, and written as typed elsewhere.
  expect(names("nts")).toEqual([]);
  expect(names("nets")).toEqual(["Nets — date unknown"]);
  expect(titles.find("the swing brdge")).toBe("The swing bridge.md");
});
