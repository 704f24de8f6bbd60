/** What a run amounts to: the figures with their intervals, as data and as a table. */
import { RANKING } from "../search/ranking.ts";
import {
  areaUnderCurve,
  type Judged,
  type Reliability,
  type RiskPoint,
  reliability,
  riskCoverage,
} from "./abstention.ts";
import { countWords } from "./answer-figures.ts";
import type { RunComparison } from "./comparison.ts";
import { type Fit, fittedWeights, type Half } from "./fit.ts";
import type { AnswerRecord, Run, Setup } from "./saved-run.ts";
import type { SentenceReport } from "./sentence-choice.ts";
import { type Comparison, type Estimate, estimateMean, mean, percentile } from "./statistics.ts";

/** Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

export interface AbstentionReport {
  /** AUC of the confidence, answerable against the collection's own unanswerable queries. */
  readonly unanswerable: Estimate | null;
  /** AUC of the confidence, answerable against queries of another collection. */
  readonly outside: Estimate | null;
  /** Share of the queries of each kind that are answered at the confidence in force. */
  readonly answered: { readonly [Kind in QueryKind]: number | null };
  /** Area under risk and coverage, over the collection's own queries. */
  readonly area: number;
  /** Risk at every tenth of coverage that the distinct confidences allow. */
  readonly risk: readonly RiskPoint[];
  readonly reliability: Reliability;
}

export interface Report {
  readonly setup: Setup;
  /** Queries that were run, and how many are judged and of each kind. */
  readonly queries: { readonly run: number; readonly judged: number } & {
    readonly [Kind in QueryKind]: number;
  };
  /** Figures of rankings, answers and citations, by name. */
  readonly figures: Readonly<Record<string, Estimate>>;
  /** Mean words of the best sentence, the best two, and all of an answer to an answerable query. */
  readonly words: { readonly [Name in AnswerLength]: number } | null;
  /** Null where the collection says nothing about answers. */
  readonly abstention: AbstentionReport | null;
  readonly latency: { readonly search: Latency; readonly answer: Latency | null };
}

type QueryKind = "answerable" | "unanswerable" | "outside";
type AnswerLength = "answer in 1" | "answer in 2" | "answer in all";

export function summarise({ setup, records }: Run): Report {
  const answers = records.flatMap(({ answer }) => answer ?? []);
  const ofKind = {
    answerable: answers.filter(({ answerable, outside }) => answerable && !outside),
    unanswerable: answers.filter(({ answerable, outside }) => !answerable && !outside),
    outside: answers.filter(({ outside }) => outside),
  };
  const values = new Map<string, number[]>();
  for (const { figures } of records) {
    for (const [name, value] of Object.entries(figures)) {
      const list = values.get(name) ?? [];
      list.push(value);
      values.set(name, list);
    }
  }
  const answerMs = records.flatMap((record) => record.answerMs ?? []);
  return {
    setup,
    queries: {
      run: records.length,
      judged: values.get("hit@1")?.length ?? 0,
      answerable: ofKind.answerable.length,
      unanswerable: ofKind.unanswerable.length,
      outside: ofKind.outside.length,
    },
    figures: Object.fromEntries([...values].map(([name, list]) => [name, estimateMean(list)])),
    words: ofKind.answerable.length === 0 ? null : meanWords(ofKind.answerable),
    abstention: answers.length === 0 ? null : summariseAbstention(ofKind),
    latency: {
      search: latencyOf(records.map(({ searchMs }) => searchMs)),
      answer: answerMs.length === 0 ? null : latencyOf(answerMs),
    },
  };
}

function meanWords(answers: readonly AnswerRecord[]): Report["words"] {
  const ofFirst = (count: number) =>
    mean(answers.map(({ sentences }) => countWords(sentences.slice(0, count).join(" "))));
  return {
    "answer in 1": ofFirst(1),
    "answer in 2": ofFirst(2),
    "answer in all": ofFirst(Number.POSITIVE_INFINITY),
  };
}

function summariseAbstention(
  ofKind: {
    readonly [Kind in QueryKind]: readonly AnswerRecord[];
  },
): AbstentionReport {
  const confidences = (answers: readonly AnswerRecord[]) =>
    answers.map(({ confidence }) => confidence);
  const answered = (answers: readonly AnswerRecord[]) =>
    answers.length === 0 ? null : mean(answers.map((answer) => (answer.answered ? 1 : 0)));
  const { answerable, unanswerable, outside } = ofKind;
  const own: Judged[] = [...answerable, ...unanswerable];
  const { points, area } = riskCoverage(own);
  return {
    unanswerable: areaUnderCurve(confidences(answerable), confidences(unanswerable)),
    outside: areaUnderCurve(confidences(answerable), confidences(outside)),
    answered: {
      answerable: answered(answerable),
      unanswerable: answered(unanswerable),
      outside: answered(outside),
    },
    area,
    risk: tenths(points),
    reliability: reliability(own),
  };
}

/** Of the points of a risk-coverage curve, the first at or after each tenth of coverage. */
function tenths(points: readonly RiskPoint[]): RiskPoint[] {
  const wanted = Array.from({ length: 10 }, (_, i) =>
    points.find(({ coverage }) => coverage >= (i + 1) / 10),
  );
  return [...new Set(wanted)].filter((point) => point !== undefined);
}

function latencyOf(milliseconds: readonly number[]): Latency {
  const sorted = Float64Array.from(milliseconds).sort();
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
}

/** The report as text. */
export function renderReport(report: Report): string {
  const { setup, queries, figures, words, abstention, latency } = report;
  const whole = (count: number) => count.toLocaleString("en-US");
  const lines = [
    `${setup.dataset}: ${whole(setup.documents)} documents, ${whole(queries.run)} queries` +
      (setup.limit === null ? "" : " (a sample)"),
    `${setup.mode}, ${setup.embedder}, ${setup.scorer ?? "no scorer"}`,
    "",
    ...table([
      ["", "mean", "95 % interval", "queries", words ? "words" : ""],
      ...Object.entries(figures).map(([name, estimate]) => [
        name,
        ...estimateCells(estimate),
        words && name in words ? Math.round(words[name as AnswerLength]).toString() : "",
      ]),
    ]),
  ];
  if (abstention) lines.push("", ...renderAbstention(abstention, queries));
  const timed = [["search", latency.search] as const, ["answer", latency.answer] as const];
  lines.push(
    "",
    ...table([
      ["milliseconds", "p50", "p99"],
      ...timed.flatMap(([name, ms]) => (ms ? [[name, tenth(ms.p50), tenth(ms.p99)]] : [])),
    ]),
  );
  return lines.join("\n");
}

function renderAbstention(
  { unanswerable, outside, answered, area, risk, reliability: { bins, error } }: AbstentionReport,
  queries: Report["queries"],
): string[] {
  const kinds = (["answerable", "unanswerable", "outside"] as const).filter(
    (kind) => queries[kind] > 0,
  );
  const lines = table([
    ["abstention", "AUC", "95 % interval", "queries"],
    ...[["unanswerable", unanswerable] as const, ["outside", outside] as const].flatMap(
      ([name, estimate]) => (estimate ? [[`against ${name}`, ...estimateCells(estimate)]] : []),
    ),
  ]);
  lines.push(
    "",
    ...table([["answered", "share"], ...kinds.map((kind) => [kind, share(answered[kind] ?? 0)])]),
  );
  if (risk.length > 0) {
    lines.push(
      "",
      ...table([
        ["coverage", "confidence", "risk"],
        ...risk.map((point) => [
          share(point.coverage),
          `>= ${share(point.confidence)}`,
          share(point.risk),
        ]),
        ["area", "", share(area)],
      ]),
      "",
      ...table([
        ["confidence", "mean", "right", "queries"],
        ...bins.map((bin) => [
          `${bin.from.toFixed(1)}-${bin.to.toFixed(1)}`,
          share(bin.meanConfidence),
          share(bin.right),
          bin.count.toString(),
        ]),
        ["expected error", "", share(error)],
      ]),
    );
  }
  return lines;
}

/** A report on sentence choice as text. */
export function renderSentenceReport({ questions, MAP, MRR }: SentenceReport): string {
  return [
    `${questions} questions`,
    "",
    ...table([
      ["", "mean", "95 % interval", "queries"],
      ["MAP", ...estimateCells(MAP)],
      ["MRR", ...estimateCells(MRR)],
    ]),
  ].join("\n");
}

/** Two runs side by side, as text. */
export function renderComparison({ shared, unshared, figures }: RunComparison): string {
  return [
    `Against the saved run, over ${shared} queries` +
      (unshared === 0 ? "" : ` (${unshared} that only one of them has are left out)`),
    "",
    ...comparisonTable(figures),
  ].join("\n");
}

/** Fitted weights beside the shipped ones, as text. */
export function renderFit({ dataset, pairs, weights, odd, even, comparison }: Fit): string {
  const half = (name: string, { queries, shipped, fitted }: Half) =>
    table([
      [`${name} queries (${queries})`, "shipped", "fitted"],
      ...Object.keys(shipped).map((figure) => [
        figure,
        share(shipped[figure] as number),
        share(fitted[figure] as number),
      ]),
    ]);
  return [
    `${dataset}: fitted on ${pairs.toLocaleString("en-US")} pairs of a right document and a wrong one, from the odd queries`,
    "",
    ...table([
      ["", "shipped", "fitted"],
      ...fittedWeights.map((name) => [name, share(RANKING[name]), share(weights[name])]),
    ]),
    "",
    ...half("odd", odd),
    "",
    ...half("even", even),
    "",
    "Fitted against shipped, on the even queries",
    "",
    ...comparisonTable(comparison),
  ].join("\n");
}

function comparisonTable(figures: RunComparison["figures"]): string[] {
  const signed = (value: number) => `${value < 0 ? "-" : "+"}${share(Math.abs(value))}`;
  const cells = ({ difference, wins, losses, ties, p }: Comparison) => [
    signed(difference),
    `${wins}`,
    `${losses}`,
    `${ties}`,
    p < 0.001 ? "< .001" : share(p),
  ];
  return table([
    ["", "difference", "wins", "losses", "ties", "p"],
    ...Object.entries(figures).map(([name, comparison]) => [name, ...cells(comparison)]),
  ]);
}

function estimateCells({ mean, low, high, count }: Estimate): string[] {
  return [share(mean), `${share(low)}-${share(high)}`, count.toString()];
}

/** ".862", and "1.000" for all. */
function share(value: number): string {
  return value.toFixed(3).replace(/^(-?)0/, "$1");
}

function tenth(value: number): string {
  return value.toFixed(1);
}

/** Rows of cells as lines: the first column flush left, the others flush right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}
