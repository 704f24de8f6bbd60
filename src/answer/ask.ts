/**
 * Question → answer: the sentences of the best passages that answer it, each with its citation, or
 * an honest "the corpus does not say" with the nearest articles.
 */
import type { Generation } from "../index/generation.ts";
import type { ArticleRow } from "../index/store.ts";
import type { Embedder } from "../inference/embedder.ts";
import type { Scorer } from "../inference/scorer.ts";
import { type Filters, filterArticles } from "../search/filters.ts";
import { nearDuplicateFilter } from "../search/near-duplicates.ts";
import { articlesThatRepeat, foldCopies } from "../search/same-story.ts";
import { type Candidate, type SearchMode, search } from "../search/search.ts";
import type { Answer, ArticleReference, Citation, NearestArticle } from "./answer.ts";
import { chooseSentences } from "./choose.ts";
import { confidenceOf, LEAST_CONFIDENCE } from "./confidence.ts";
import { plainQuestion } from "./plain-question.ts";
import type { ScoredSentence } from "./sentences.ts";
import { preferTime, scoreInTime } from "./time.ts";

/** What an answer is made with. */
export interface AnswerTools {
  readonly generation: Generation;
  readonly embedder: Embedder;
  /** Null: sentences are chosen by meaning and words alone. */
  readonly scorer: Scorer | null;
}

/** How many passages the sentences may come from: more than are looked at. */
const STORIES = 20;
/** How many articles are offered as nearest. */
const NEAREST = 3;

/** Answers a question from a generation. */
export async function answerQuestion(
  question: string,
  { generation, embedder, scorer }: AnswerTools,
  {
    mode = "hybrid",
    filters = {},
  }: { readonly mode?: SearchMode; readonly filters?: Filters } = {},
): Promise<Answer> {
  const filter = filterArticles(generation, filters);
  const plain = plainQuestion(question);
  const started = performance.now();
  const vector = await embedder.embed(plain, "query");
  const embedded = performance.now();
  const candidates = search(generation, plain, vector, { mode, filter });
  const searched = performance.now();
  const { confidence, sentences } = await readCandidates(plain, candidates, generation, scorer);
  const answered = confidence >= LEAST_CONFIDENCE;
  const choice = answered ? chooseSentences(plain, sentences, generation) : null;
  const citations = choice ? cite(choice.sentences, candidates, generation) : [];
  const done = performance.now();
  return {
    question,
    answered,
    sentences: citations.map(({ text, citation }) => ({ text, citation: citation.number })),
    citations: citations.map(({ citation }) => citation),
    disagreement: choice?.disagreement ?? false,
    confidence,
    nearest: nearestArticles(candidates, generation),
    filtered: filter?.filtered ?? null,
    languages: embedder.languages,
    timings: {
      embedMs: embedded - started,
      searchMs: searched - embedded,
      answerMs: done - searched,
    },
    generation: generation.manifest.id,
  };
}

/**
 * Reads the sentences of ranked passages as answers.
 *
 * @returns them best first, and how sure it is that the best one answers.
 */
export async function readCandidates(
  question: string,
  candidates: readonly Candidate[],
  generation: Generation,
  scorer: Scorer | null,
): Promise<{ confidence: number; sentences: readonly ScoredSentence[] }> {
  // Copies of one passage would take the place of others.
  const stories = foldCopies(generation, candidates, STORIES);
  const distinct = stories.map(({ candidate }) => candidate);
  const scored = await scoreInTime(question, distinct, generation, scorer);
  const confidence = confidenceOf(question, scored[0], generation.manifest.calibration);
  return { confidence, sentences: preferTime(question, scored, generation) };
}

function cite(
  chosen: readonly { readonly text: string; readonly source: ScoredSentence }[],
  candidates: readonly Candidate[],
  generation: Generation,
): { text: string; citation: Citation }[] {
  const { articles, store } = generation;
  return chosen.map(({ text: shown, source }, index) => {
    const { sentence, candidate } = source;
    const { text } = store.text(sentence.article);
    const passage = store.passage(candidate.passage);
    return {
      text: shown,
      citation: {
        number: index + 1,
        article: referenceTo(articles[sentence.article] as ArticleRow),
        quote: text.slice(sentence.start, sentence.end),
        start: sentence.start,
        end: sentence.end,
        score: source.score,
        passage: {
          start: passage.start,
          end: passage.end,
          heading: passage.heading,
          text: text.slice(passage.start, passage.end),
        },
        alsoIn: articlesThatRepeat(generation, sentence.ordinal, candidates).map((article) =>
          referenceTo(articles[article] as ArticleRow),
        ),
      },
    };
  });
}

function nearestArticles(
  candidates: readonly Candidate[],
  { articles }: Generation,
): NearestArticle[] {
  const isRepeated = nearDuplicateFilter();
  const nearest = new Map<number, NearestArticle>();
  for (const { article, score, wording } of candidates) {
    if (nearest.size === NEAREST) break;
    if (nearest.has(article)) continue;
    const row = articles[article] as ArticleRow;
    if (!isRepeated(row.title))
      nearest.set(article, { article: referenceTo(row), score: score + wording });
  }
  return [...nearest.values()];
}

/** What a reader needs of an article. */
export function referenceTo({
  id,
  title,
  outlet,
  published,
  url,
  path,
}: ArticleRow): ArticleReference {
  return { id, title, outlet, published, url, path };
}
