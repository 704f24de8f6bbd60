/**
 * A conversation in a terminal: every line is a question or a command. Input that is not typed at a
 * terminal is answered line by line, without a prompt, until it ends.
 */

import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { isUnread } from "../answer/question-language.ts";
import type { ArticleView, Engine, Title } from "../engine/engine.ts";
import { FootnoteError } from "../errors.ts";
import { renderError } from "./errors.ts";
import { openHistory } from "./history.ts";
import { renderAnswer, renderArticle, renderSearch, renderTitles } from "./render.ts";
import { type Output, type Style, styleFor } from "./style.ts";

export interface ChatStreams {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Output;
  readonly errorOutput: Output;
}

export interface ChatOptions {
  /** File that keeps what was typed at a terminal from one chat to the next. */
  readonly history: string;
  /** Show stacks of faults. */
  readonly detailed: boolean;
}

const help = `Ask a question, or type a command:
  /search QUERY    the passages nearest to a query
  /article NAME    an article in full, by its title or id
  /help            this list
  /quit            leave (so do Ctrl-D, and Ctrl-C on an empty line)`;

const hitsShown = 5;
const titlesShown = 20;

/** Answers what `input` says until it ends or says `/quit`. The engine stays open. */
export async function chat(
  engine: Engine,
  { input, output, errorOutput }: ChatStreams,
  { history: historyFile, detailed }: ChatOptions,
): Promise<void> {
  const interactive = input.isTTY === true && output.isTTY === true;
  const style = styleFor(output);
  const history = interactive ? openHistory(historyFile) : null;
  if (interactive) {
    const { counts } = await engine.status();
    output.write(
      `${counts.articles} articles, ${counts.passages} passages. ` +
        "Ask a question; /help lists the commands.\n",
    );
  }
  // Nothing is awaited between here and the loop: lines that came meanwhile would be lost.
  const lines = createInterface(
    interactive
      ? {
          input,
          output,
          terminal: true,
          prompt: style.accent("> "),
          history: history?.entries ?? [],
          historySize: history?.size ?? 0,
          removeHistoryDuplicates: true,
        }
      : { input, crlfDelay: Number.POSITIVE_INFINITY, terminal: false },
  );
  let open = true;
  lines.once("close", () => {
    open = false;
  });
  lines.on("SIGINT", () => {
    if (lines.line === "") return lines.close();
    // What is being typed is thrown away, as in a shell.
    lines.write(null, { ctrl: true, name: "e" });
    lines.write(null, { ctrl: true, name: "u" });
  });
  const prompt = () => {
    if (interactive && open) lines.prompt();
  };

  prompt();
  for await (const line of lines) {
    const said = line.trim();
    if (said !== "") {
      history?.add(said);
      if (said === "/quit") return lines.close();
      try {
        output.write(`${await reply(engine, said, style)}\n\n`);
      } catch (error) {
        errorOutput.write(`${renderError(error, detailed)}\n`);
      }
    }
    prompt();
  }
  // Leaves the shell's prompt a line of its own after Ctrl-D and Ctrl-C.
  if (interactive) output.write("\n");
}

async function reply(engine: Engine, said: string, style: Style): Promise<string> {
  if (!said.startsWith("/")) {
    const answer = await engine.ask(said);
    const unread = !answer.answered && (await isUnread(said, answer.languages));
    return renderAnswer(answer, style, unread);
  }
  const [, command, rest = ""] = /^\/(\S*)\s*(.*)$/s.exec(said) ?? [];
  switch (command) {
    case "help":
      return help;
    case "search":
      if (rest === "") throw new FootnoteError("usage", "Search for what? /search QUERY");
      return renderSearch(await engine.search(rest, { limit: hitsShown }), style);
    case "article":
      return renderArticle(await findArticle(engine, rest), style);
    default:
      throw new FootnoteError("usage", `There is no command /${command}. /help lists them.`);
  }
}

/** The article with that id or title, or the only one whose title holds the words. */
async function findArticle(engine: Engine, name: string): Promise<ArticleView> {
  const titles = await engine.titles();
  const wanted = name.toLowerCase();
  const found =
    only(titles.filter(({ id }) => id === name)) ??
    only(titles.filter(({ title }) => title.toLowerCase() === wanted)) ??
    titles.filter(({ title }) => title.toLowerCase().includes(wanted));
  const [first, ...others] = found;
  if (first === undefined) {
    throw new FootnoteError(
      "not-found",
      `No article has the id or title “${name}”. /article alone lists them.`,
    );
  }
  if (others.length > 0 || name === "") throw new FootnoteError("usage", choice(found));
  return engine.article(first.id);
}

function only(titles: readonly Title[]): readonly Title[] | undefined {
  return titles.length === 1 ? titles : undefined;
}

function choice(titles: readonly Title[]): string {
  const more = titles.length - titlesShown;
  return [
    "Which article? /article NAME with one of these:",
    renderTitles(titles.slice(0, titlesShown)),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join("\n");
}
