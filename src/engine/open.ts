/** The engine as an object in this process: the models, and the generation being served. */
import { answerQuestion, referenceTo } from "../answer/ask.ts";
import type { Config } from "../config.ts";
import { FootnoteError } from "../errors.ts";
import { bytesOf, type Generation, openPublished, publishedPointer } from "../index/generation.ts";
import { rollBack } from "../index/generations.ts";
import type { ArticleRow } from "../index/store.ts";
import { filterArticles } from "../search/filters.ts";
import { foldCopies, type Story } from "../search/same-story.ts";
import { search as rankPassages } from "../search/search.ts";
import { moveOut, previewFile, writeArticle } from "./corpus-changes.ts";
import type { ArticlePreview, Engine, EngineStatus, SearchHit } from "./engine.ts";
import { corpusPath } from "./index-corpus.ts";
import { loadModels } from "./models.ts";
import { forkReindex } from "./reindex.ts";
import { stalenessOf } from "./staleness.ts";

/** How many hits a search gives unless told. */
const HITS = 10;

/** A generation and the calls that are using it; it closes when the last of them ends. */
interface Lease {
  readonly generation: Generation;
  users: number;
  retired: boolean;
}

/**
 * Opens the engine on the index that the settings name.
 *
 * @throws FootnoteError `index-missing`, `index-damaged`, `index-foreign`, `model`.
 */
export async function openEngine(config: Config): Promise<Engine> {
  // Before the models are loaded: a first start should not wait for them twice.
  await publishedPointer(config.index.dir);
  const { embedder, scorer } = await loadModels(config);
  let current = await open();
  let closed = false;
  let reindexing = false;

  async function open(): Promise<Lease> {
    const generation = await openPublished(config.index.dir, {
      fingerprint: embedder.fingerprint,
      embedder: embedder.card.model,
      corpus: await corpusPath(config.corpus.dir),
    });
    return { generation, users: 0, retired: false };
  }

  function release(lease: Lease): void {
    if (lease.retired && lease.users === 0) lease.generation.close();
  }

  function retire(lease: Lease): void {
    lease.retired = true;
    release(lease);
  }

  /** Runs a call on the generation being served, which stays open until the call ends. */
  async function using<Result>(call: (generation: Generation) => Result | Promise<Result>) {
    if (closed) throw new Error("the engine is closed");
    const lease = current;
    lease.users += 1;
    try {
      return await call(lease.generation);
    } finally {
      lease.users -= 1;
      release(lease);
    }
  }

  function status(): Promise<EngineStatus> {
    return using(async ({ manifest, store }) => ({
      generation: manifest.id,
      builtAt: manifest.builtAt,
      counts: manifest.counts,
      corpus: manifest.corpus,
      index: config.index.dir,
      bytes: bytesOf(manifest),
      embedder: embedder.card.model,
      scorer: scorer?.model ?? null,
      stale: await stalenessOf(manifest.corpus, store.files()),
    }));
  }

  function preview(name: string, bytes: Uint8Array): Promise<ArticlePreview> {
    return using(({ articles }) => {
      const { countPieces } = embedder;
      const maxBytes = config.corpus.maxFileBytes;
      const article = previewFile(name, bytes, { maxBytes, countPieces });
      const present = articles.find(({ id }) => id === article.id);
      if (present === undefined) return article;
      throw new FootnoteError(
        "usage",
        `The corpus has an article of that name already, “${present.title}”. Give this one another name or id, or remove that one first.`,
      );
    });
  }

  async function reload(): Promise<EngineStatus> {
    const { generation } = await publishedPointer(config.index.dir);
    if (generation === current.generation.manifest.id) return await status();
    const next = await open();
    const before = current;
    current = next;
    retire(before);
    return await status();
  }

  return {
    async ask(question, { filters = {}, signal } = {}) {
      signal?.throwIfAborted();
      if (question.trim() === "") {
        throw new FootnoteError("usage", "The question is empty. Ask something of the articles.");
      }
      return using((generation) =>
        answerQuestion(question, { generation, embedder, scorer }, { filters }),
      );
    },
    search(query, { limit = HITS, filters = {}, signal } = {}) {
      signal?.throwIfAborted();
      return using(async (generation) => {
        const filter = filterArticles(generation, filters);
        const vector = await embedder.embed(query, "query");
        const candidates = rankPassages(generation, query, vector, { filter });
        return {
          query,
          hits: foldCopies(generation, candidates, limit).map((story) => hitOf(story, generation)),
          filtered: filter?.filtered ?? null,
          languages: embedder.languages,
          generation: generation.manifest.id,
        };
      });
    },
    article(id) {
      return using(({ articles, store }) => {
        const ordinal = articles.findIndex((article) => article.id === id);
        if (ordinal === -1) {
          throw new FootnoteError(
            "not-found",
            `There is no article "${id}" in the index. An id is the front matter's id, else the file's path in the corpus.`,
          );
        }
        const row = articles[ordinal] as ArticleRow;
        return { article: referenceTo(row), tags: row.tags, ...store.text(ordinal) };
      });
    },
    titles() {
      return using(({ articles }) =>
        articles.map(({ id, title, outlet, published }) => ({ id, title, outlet, published })),
      );
    },
    outlets() {
      return using(({ articles }) => {
        const counts = new Map<string, number>();
        for (const { outlet } of articles) {
          if (outlet !== null) counts.set(outlet, (counts.get(outlet) ?? 0) + 1);
        }
        return [...counts]
          .map(([name, articles]) => ({ name, articles }))
          .sort((a, b) => b.articles - a.articles || a.name.localeCompare(b.name));
      });
    },
    status,
    reload,
    async rollback() {
      await rollBack(config.index.dir);
      return await reload();
    },
    async reindex(options = {}) {
      if (reindexing) {
        throw new FootnoteError(
          "index-locked",
          "A re-index is already running. Wait until it ends, or cancel it.",
        );
      }
      reindexing = true;
      try {
        const summary = await forkReindex(config, options);
        if (summary.published) await reload();
        return summary;
      } finally {
        reindexing = false;
      }
    },
    preview,
    async add(name, bytes) {
      const article = await preview(name, bytes);
      await writeArticle(config.corpus.dir, article.file, bytes);
      return article;
    },
    remove(id) {
      return using(async ({ articles }) => {
        const article = articles.find((one) => one.id === id);
        if (article === undefined) {
          throw new FootnoteError("not-found", `There is no article "${id}" in the index.`);
        }
        await moveOut(config.corpus.dir, article.path, config.corpus.removedDir);
      });
    },
    async close() {
      closed = true;
      retire(current);
    },
  };
}

function hitOf({ candidate, copies }: Story, { articles, store }: Generation): SearchHit {
  const passage = store.passage(candidate.passage);
  const { text } = store.text(passage.article);
  const [best] = store.sentences(candidate.bestSentence, candidate.bestSentence + 1);
  if (best === undefined) throw new Error(`no sentence ${candidate.bestSentence}`);
  const others = new Set(copies.map(({ article }) => article));
  others.delete(candidate.article);
  return {
    article: referenceTo(articles[passage.article] as ArticleRow),
    passage: {
      start: passage.start,
      end: passage.end,
      heading: passage.heading,
      text: text.slice(passage.start, passage.end),
    },
    bestSentence: { start: best.start, end: best.end },
    score: candidate.score + candidate.wording,
    alsoIn: [...others].map((article) => referenceTo(articles[article] as ArticleRow)),
  };
}
