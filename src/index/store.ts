/**
 * What a generation looks up by key: articles, passages, sentences, and the corpus's files, in one
 * SQLite file. It uses the rollback journal, so that nothing stands beside a file whose hash the
 * manifest holds. Ordinals count from 0 over the whole index; offsets are as in `Article`.
 */
import Database from "libsql";
import type { Article, Section, Sentence, SentenceKind, SplitArticle } from "../corpus/article.ts";

export const STORE_FILE = "articles.db";

const SCHEMA = `
  CREATE TABLE articles (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, outlet TEXT,
    published TEXT, url TEXT, tags TEXT NOT NULL, path TEXT NOT NULL, text TEXT NOT NULL,
    sections TEXT NOT NULL, content_hash TEXT NOT NULL, first_sentence INTEGER NOT NULL
  );
  CREATE TABLE passages (
    ordinal INTEGER PRIMARY KEY, article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    heading TEXT, first_sentence INTEGER NOT NULL, end_sentence INTEGER NOT NULL, key BLOB NOT NULL
  );
  CREATE TABLE sentences (
    ordinal INTEGER PRIMARY KEY, article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    kind TEXT NOT NULL, block INTEGER NOT NULL, shown TEXT NOT NULL, key BLOB NOT NULL
  );
  CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime REAL NOT NULL, sha256 TEXT);
`;

/** A file of the corpus as it was when it was read; `sha256` is null where it could not be. */
export interface FileStamp {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly sha256: string | null;
}

/** A passage's row; sentence numbers are ordinals of the whole index. */
export interface PassageRow {
  readonly ordinal: number;
  readonly article: number;
  readonly start: number;
  readonly end: number;
  readonly heading: string | null;
  readonly firstSentence: number;
  readonly endSentence: number;
}

/** A sentence's row. */
export interface SentenceRow extends Sentence {
  readonly ordinal: number;
  readonly article: number;
}

/** Everything of an article but its text. */
export type ArticleRow = Omit<Article, "text" | "sections">;

/** A text that is embedded, and its key. */
export interface Embeddable {
  readonly key: Buffer;
  readonly text: string;
}

/**
 * What is embedded of a passage: its sentences after the article's title and the passage's heading,
 * which say what the passage may only call "it". docs/quality.md has what this gives.
 */
export function passageAsEmbedded(
  title: string,
  heading: string | null,
  sentences: readonly string[],
): string {
  return [title, heading, sentences.join(" ")].filter(Boolean).join(". ");
}

/** The keys of what is embedded of an article: one a sentence, one a passage. */
export interface Keys {
  readonly sentences: readonly Buffer[];
  readonly passages: readonly Buffer[];
}

/** Writes a new store; one transaction until `finish`. */
export interface StoreWriter {
  addArticle(split: SplitArticle, keys: Keys): void;
  addFile(stamp: FileStamp): void;
  readonly counts: {
    readonly articles: number;
    readonly passages: number;
    readonly sentences: number;
  };
  /** What is embedded of every sentence in order. */
  sentences(): Iterable<Embeddable>;
  /** What is embedded of every passage in order. */
  passages(): Iterable<Embeddable>;
  finish(): void;
  /** Closes without keeping anything. */
  abandon(): void;
}

export function createStore(file: string): StoreWriter {
  const database = new Database(file);
  // A crash leaves a folder that is thrown away; fsync comes once, at the end.
  database.exec("PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF;");
  database.exec(SCHEMA);
  database.exec("BEGIN");
  const insertArticle = database.prepare(
    "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const insertPassage = database.prepare("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  const insertSentence = database.prepare("INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  const insertFile = database.prepare("INSERT INTO files VALUES (?, ?, ?, ?)");
  const counts = { articles: 0, passages: 0, sentences: 0 };

  return {
    counts,
    addArticle({ article, sentences, passages }, keys) {
      const ordinal = counts.articles++;
      const first = counts.sentences;
      insertArticle.run(
        ordinal,
        article.id,
        article.title,
        article.outlet,
        article.published,
        article.url,
        JSON.stringify(article.tags),
        article.path,
        article.text,
        JSON.stringify(article.sections),
        article.contentHash,
        first,
      );
      sentences.forEach((sentence, index) => {
        const { start, end, kind, block, shown } = sentence;
        insertSentence.run(
          counts.sentences++,
          ordinal,
          start,
          end,
          kind,
          block,
          shown,
          keys.sentences[index],
        );
      });
      passages.forEach((passage, index) => {
        insertPassage.run(
          counts.passages++,
          ordinal,
          passage.start,
          passage.end,
          passage.heading,
          first + passage.firstSentence,
          first + passage.endSentence,
          keys.passages[index],
        );
      });
    },
    addFile({ path, size, mtimeMs, sha256 }) {
      insertFile.run(path, size, mtimeMs, sha256);
    },
    *sentences() {
      // By pages: a long-lived cursor would hold every row that the driver reads ahead.
      const page = database.prepare(
        "SELECT key, shown FROM sentences WHERE ordinal >= ? ORDER BY ordinal LIMIT 1000",
      );
      for (let from = 0; from < counts.sentences; from += 1000) {
        for (const { key, shown } of page.all(from) as { key: ArrayBuffer; shown: string }[]) {
          yield { key: Buffer.from(key), text: shown };
        }
      }
    },
    *passages() {
      const page = database.prepare(
        `SELECT passages.key, title, heading, passages.first_sentence AS first, end_sentence AS "end"
           FROM passages JOIN articles ON articles.ordinal = article
           WHERE passages.ordinal >= ? ORDER BY passages.ordinal LIMIT 100`,
      );
      const shown = database
        .prepare("SELECT shown FROM sentences WHERE ordinal >= ? AND ordinal < ? ORDER BY ordinal")
        .pluck();
      for (let from = 0; from < counts.passages; from += 100) {
        for (const { key, title, heading, first, end } of page.all(from) as {
          key: ArrayBuffer;
          title: string;
          heading: string | null;
          first: number;
          end: number;
        }[]) {
          const sentences = shown.all(first, end) as string[];
          yield { key: Buffer.from(key), text: passageAsEmbedded(title, heading, sentences) };
        }
      }
    },
    finish() {
      database.exec(
        `COMMIT; CREATE INDEX sentence_keys ON sentences (key);
         CREATE INDEX passage_keys ON passages (key);`,
      );
      database.close();
    },
    abandon() {
      database.close();
    },
  };
}

/** An open store, read-only. */
export interface Store {
  /** Articles in the order of their ordinals, without their texts. */
  articles(): ArticleRow[];
  /** Every passage's article and sentence range, in the order of the ordinals. */
  passageRanges(): Iterable<{ article: number; firstSentence: number; endSentence: number }>;
  passage(ordinal: number): PassageRow;
  /** The sentences from ordinal `first` to before `end`. */
  sentences(first: number, end: number): SentenceRow[];
  /** The ordinal of a sentence or passage with that key; undefined where there is none. */
  sentenceWithKey(key: Buffer): number | undefined;
  passageWithKey(key: Buffer): number | undefined;
  /** An article's text and sections by its ordinal. */
  text(article: number): { text: string; sections: Section[] };
  files(): FileStamp[];
  close(): void;
}

export function openStore(file: string): Store {
  const database = new Database(file, { fileMustExist: true });
  database.exec("PRAGMA query_only = ON");
  const passage = database.prepare(
    `SELECT ordinal, article, start, "end", heading, first_sentence AS firstSentence,
       end_sentence AS endSentence FROM passages WHERE ordinal = ?`,
  );
  const sentences = database.prepare(
    `SELECT ordinal, article, start, "end", kind, block, shown FROM sentences
       WHERE ordinal >= ? AND ordinal < ? ORDER BY ordinal`,
  );
  const sentenceKeys = database.prepare("SELECT ordinal FROM sentences WHERE key = ? LIMIT 1");
  const passageKeys = database.prepare("SELECT ordinal FROM passages WHERE key = ? LIMIT 1");
  // A single Buffer as the only argument would be taken for named parameters, and abort the process.
  const ordinalOf = (statement: typeof sentenceKeys, key: Buffer) =>
    (statement.get([key]) as { ordinal: number } | undefined)?.ordinal;
  const text = database.prepare("SELECT text, sections FROM articles WHERE ordinal = ?");

  return {
    articles() {
      const rows = database
        .prepare(
          `SELECT id, title, outlet, published, url, tags, path, content_hash AS contentHash
             FROM articles ORDER BY ordinal`,
        )
        .all() as (Omit<ArticleRow, "tags"> & { tags: string })[];
      return rows.map((row) => ({ ...row, tags: JSON.parse(row.tags) as string[] }));
    },
    passageRanges() {
      return database
        .prepare(
          `SELECT article, first_sentence AS firstSentence, end_sentence AS endSentence
             FROM passages ORDER BY ordinal`,
        )
        .iterate() as Iterable<{ article: number; firstSentence: number; endSentence: number }>;
    },
    passage: (ordinal) => passage.get(ordinal) as PassageRow,
    sentences: (first, end) =>
      (sentences.all(first, end) as (SentenceRow & { kind: SentenceKind })[]).map((row) => ({
        ...row,
      })),
    sentenceWithKey: (key) => ordinalOf(sentenceKeys, key),
    passageWithKey: (key) => ordinalOf(passageKeys, key),
    text(article) {
      const row = text.get(article) as { text: string; sections: string };
      return { text: row.text, sections: JSON.parse(row.sections) as Section[] };
    },
    files: () =>
      database
        .prepare("SELECT path, size, mtime AS mtimeMs, sha256 FROM files ORDER BY path")
        .all() as FileStamp[],
    close: () => database.close(),
  };
}
