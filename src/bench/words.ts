/** How long the lexical index takes, against SQLite's own full-text index. */
import Database from "libsql";
import { LexicalBuilder, openLexicalIndex } from "../index/lexical.ts";
import { RANKING } from "../search/ranking.ts";
import { commonWords, inventor, rareWords } from "./invented.ts";
import { measure, type Row } from "./measure.ts";

const runs = 100;
const baselineRuns = 10;
const wordsInQuestion = 5;

export async function benchWords(size: number): Promise<Row[]> {
  const invented = inventor(2);
  const builder = new LexicalBuilder();
  const database = new Database(":memory:");
  database.exec("CREATE VIRTUAL TABLE passages USING fts5(body); BEGIN");
  const insert = database.prepare("INSERT INTO passages VALUES (?)");
  for (let passage = 0; passage < size; passage++) {
    const body = invented.words(80, invented.topic()).join(" ");
    builder.add({ title: "", heading: "", body });
    insert.run(body);
  }
  database.exec("COMMIT");
  const index = openLexicalIndex(builder.toBuffer());
  const find = database.prepare(
    "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 100",
  );

  async function row(name: string, words: readonly string[]): Promise<Row> {
    const questions = Array.from({ length: runs }, () =>
      Array.from({ length: wordsInQuestion }, () => words[invented.number(words.length)]),
    );
    const { candidates, lexical } = RANKING;
    const fts = await measure(baselineRuns, (at) => find.all(questions[at]?.join(" OR ")));
    return {
      name,
      size,
      timing: await measure(runs, (at) =>
        index.search((questions[at] ?? []).join(" "), candidates, lexical),
      ),
      baseline: { name: "SQLite FTS5", p50: fts.p50 },
    };
  }
  const rows = [
    await row("passages by five common words", commonWords),
    await row("passages by five rare words", rareWords),
  ];
  database.close();
  return rows;
}
