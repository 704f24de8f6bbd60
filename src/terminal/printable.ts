/**
 * Text that is safe to write to a terminal. Articles come from anywhere: an escape sequence in one
 * could retitle the window, hide lines or rewrite what the reader sees.
 */
import { stripVTControlCharacters } from "node:util";

// Control characters but tab and line feed, line separators, and the marks that change the
// direction of all that follows (U+202A-202E, U+2066-2069: a quote could be made to read backwards).
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** The text without escape sequences and control characters; lines and tabs stay. */
export function printable(text: string): string {
  return stripVTControlCharacters(text.replaceAll("\r\n", "\n")).replace(unprintable, "");
}

/** The same on one line: every run of white space is a space. */
export function printableLine(text: string): string {
  return printable(text.replace(/\s+/g, " ")).trim();
}

/**
 * Lines of at most `width` columns, broken at spaces. Without a width (not a terminal) only the
 * text's own line ends break it. Styles take no room.
 *
 * @param indent - Before each line.
 * @param first - Before the first line instead.
 */
export function wrapped(text: string, width: number | null, indent = "", first = indent): string {
  const room = width === null ? Number.POSITIVE_INFINITY : width;
  const lines: string[] = [];
  let line = first;
  for (const paragraph of text.split("\n")) {
    let isEmpty = true;
    for (const word of paragraph.split(" ")) {
      if (!isEmpty && columns(line) + 1 + columns(word) > room) {
        lines.push(line);
        line = indent;
        isEmpty = true;
      }
      line += isEmpty ? word : ` ${word}`;
      isEmpty = false;
    }
    lines.push(line.trimEnd());
    line = indent;
  }
  return lines.join("\n");
}

function columns(text: string): number {
  return stripVTControlCharacters(text).length;
}
