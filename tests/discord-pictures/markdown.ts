/**
 * Discord's markdown as HTML. Its dialect is its own (subtext, timestamps, mentions, no paragraphs),
 * so a CommonMark library would show something else than members see.
 */

/** What the text alone does not say. */
export interface Reading {
  /** Names of users, roles and channels by id. */
  readonly names: Readonly<Record<string, string>>;
  /** What relative timestamps are relative to. */
  readonly now: Date;
}

/** Text with blocks: headings, lists, quotes, code, subtext and lines. */
export function markdown(text: string, reading: Reading): string {
  return text
    .split(/\n?(```[\s\S]+?```)\n?/)
    .map((part, index) => (index % 2 === 1 ? codeBlock(part) : blocks(part, reading)))
    .join("");
}

/** Text on one line, without blocks, as in a title. */
export function inlineMarkdown(text: string, reading: Reading): string {
  let html = "";
  let at = 0;
  while (at < text.length) {
    const found = firstRule(text, at, reading);
    if (found) {
      html += found.html;
      at = found.end;
    } else {
      html += escapeHtml(text[at] ?? "");
      at += 1;
    }
  }
  return html;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

type Rule = readonly [
  pattern: RegExp,
  render: (groups: readonly (string | undefined)[], reading: Reading) => string,
];

const ADDRESS = "https?:\\/\\/[^\\s<>]+";

// Tried in this order at every place of the text; all patterns are sticky.
const RULES: readonly Rule[] = [
  [/\\([^0-9A-Za-z\s])/y, ([sign = ""]) => escapeHtml(sign)],
  [/\n/y, () => "<br>"],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, ([, code = ""]) => `<code>${escapeHtml(code.trim())}</code>`],
  [new RegExp(`<(${ADDRESS})>`, "y"), ([url = ""]) => link(url, escapeHtml(url))],
  [
    /\[((?:\\.|[^[\]\\]|\[[^[\]]*\])+)\]\(\s*<?(https?:\/\/(?:[^\s<>()]|\([^\s()]*\))+)>?\s*\)/y,
    ([label = "", url = ""], reading) => link(url, inlineMarkdown(label, reading)),
  ],
  [/https?:\/\/[^\s<>]*[^\s<>.,:;"'\])}*_~|]/y, ([url = ""]) => link(url, escapeHtml(url))],
  [/<@!?(\d+)>/y, ([id = ""], { names }) => mention(`@${names[id] ?? "unknown-user"}`)],
  [/<@&(\d+)>/y, ([id = ""], { names }) => mention(`@${names[id] ?? "unknown-role"}`)],
  [/<#(\d+)>/y, ([id = ""], { names }) => mention(`# ${names[id] ?? "unknown"}`)],
  [/<\/([^:>\n]+):\d+>/y, ([name = ""]) => mention(`/${name}`)],
  [
    /<t:(-?\d+)(?::([tTdDfFR]))?>/y,
    ([seconds = "", style = "f"], { now }) =>
      `<span class="time">${escapeHtml(timestamp(Number(seconds), style, now))}</span>`,
  ],
  [/<a?:(\w+):\d+>/y, ([name = ""]) => `:${escapeHtml(name)}:`],
  tag(/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, "strong"),
  tag(/__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, "u"),
  tag(/~~((?:\\[\s\S]|[^\\])+?)~~/y, "s"),
  tag(/\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/y, "em"),
  tag(/(?<!\w)_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/y, "em"),
  [
    /\|\|([\s\S]+?)\|\|/y,
    ([inner = ""], reading) => `<span class="spoiler">${inlineMarkdown(inner, reading)}</span>`,
  ],
];

function tag(pattern: RegExp, name: string): Rule {
  return [
    pattern,
    ([inner = ""], reading) => `<${name}>${inlineMarkdown(inner, reading)}</${name}>`,
  ];
}

function firstRule(
  text: string,
  at: number,
  reading: Reading,
): { html: string; end: number } | null {
  for (const [pattern, render] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const groups = match.length > 1 ? match.slice(1) : [match[0]];
    return { html: render(groups, reading), end: at + match[0].length };
  }
  return null;
}

function link(url: string, label: string): string {
  return `<a href="${escapeHtml(url)}">${label}</a>`;
}

function mention(text: string): string {
  return `<span class="mention">${escapeHtml(text)}</span>`;
}

function codeBlock(fence: string): string {
  const code = fence.slice(3, -3).replace(/^[\w+.#-]+\n/, "");
  return `<pre>${escapeHtml(code.replace(/^\n+|\n+$/g, ""))}</pre>`;
}

const LIST_ITEM = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/;

function blocks(text: string, reading: Reading): string {
  if (text === "") return "";
  const lines = text.split("\n");
  let html = "";
  let plain: string[] = [];
  const flush = () => {
    if (plain.length === 0) return;
    const joined = plain.join("\n");
    // A break at the very end of a block takes no room: an empty last line needs one more.
    const more = joined === "" || joined.endsWith("\n") ? "<br>" : "";
    html += `<div>${inlineMarkdown(joined, reading)}${more}</div>`;
    plain = [];
  };
  /** Takes lines from `from` on while they match, and returns what they captured. */
  const take = (from: number, pattern: RegExp) => {
    const taken: RegExpExecArray[] = [];
    for (const line of lines.slice(from)) {
      const match = pattern.exec(line);
      if (!match) break;
      taken.push(match);
    }
    return taken;
  };

  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const heading = /^(#{1,3}) +(\S.*)$/.exec(line);
    const subtext = /^-# +(\S.*)$/.exec(line);
    if (heading) {
      flush();
      const level = heading[1]?.length ?? 1;
      html += `<h${level}>${inlineMarkdown(heading[2] ?? "", reading)}</h${level}>`;
    } else if (subtext) {
      flush();
      html += `<small>${inlineMarkdown(subtext[1] ?? "", reading)}</small>`;
    } else if (line.startsWith(">>> ")) {
      flush();
      const rest = [line.slice(4), ...lines.slice(index + 1)].join("\n");
      html += `<blockquote>${blocks(rest, reading)}</blockquote>`;
      break;
    } else if (/^> /.test(line)) {
      flush();
      const quoted = take(index, /^> (.*)$/).map(([, inner = ""]) => inner);
      html += `<blockquote>${blocks(quoted.join("\n"), reading)}</blockquote>`;
      index += quoted.length - 1;
    } else if (LIST_ITEM.test(line)) {
      flush();
      const items = listFrom(take(index, LIST_ITEM));
      html += list(items, reading);
      index += items.length - 1;
    } else {
      plain.push(line);
    }
  }
  flush();
  return html;
}

/** The items up to one of the same depth that is numbered where the first is not, or the reverse. */
function listFrom(items: readonly RegExpExecArray[]): readonly RegExpExecArray[] {
  const kind = (item: RegExpExecArray | undefined) => /\d/.test(item?.[2] ?? "");
  const end = items.findIndex((item) => item[1] === items[0]?.[1] && kind(item) !== kind(items[0]));
  return end === -1 ? items : items.slice(0, end);
}

/** Items as a list; more deeply indented ones become lists within. */
function list(items: readonly RegExpExecArray[], reading: Reading): string {
  const [first] = items;
  if (!first) return "";
  const indent = first[1]?.length ?? 0;
  const ordered = /\d/.test(first[2] ?? "");
  let html = "";
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    const end = items.findIndex((each, at) => at > index && (each[1]?.length ?? 0) <= indent);
    const inner = items.slice(index + 1, end === -1 ? undefined : end);
    html += `<li>${inlineMarkdown(item?.[3] ?? "", reading)}${list(inner, reading)}</li>`;
    index += inner.length;
  }
  const start = Number.parseInt(first[2] ?? "1", 10);
  return ordered ? `<ol start="${start}">${html}</ol>` : `<ul>${html}</ul>`;
}

const UNITS = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

function timestamp(seconds: number, style: string, now: Date): string {
  const date = new Date(seconds * 1000);
  if (style !== "R") {
    return new Intl.DateTimeFormat("en-GB", { ...FORMATS[style], timeZone: "UTC" }).format(date);
  }
  const away = seconds - Math.round(now.getTime() / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(away) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en").format(Math.round(away / size), unit);
}
