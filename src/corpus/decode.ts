/** Bytes of a file → its text, or why it is none. */

/** The text of a file, line ends as `\n`, without a byte order mark; or what is wrong with it. */
export type Decoded = { readonly text: string } | { readonly problem: string };

const binary = "is binary, not text: export it as text, Markdown or HTML";

/** Decodes UTF-8, or UTF-16 where a byte order mark says so. */
export function decode(bytes: Uint8Array): Decoded {
  let text: string;
  try {
    text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    // Pictures and the like; text in another encoding has no NUL.
    if (bytes.includes(0)) return { problem: binary };
    return { problem: "is not valid UTF-8: save it in the encoding UTF-8" };
  }
  // No text holds NUL or more than a stray control character.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const controls = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/g)?.length ?? 0;
  if (text.includes("\0") || controls > text.length / 100) {
    return { problem: binary };
  }
  if (text.trim() === "") return { problem: "is empty: write the article into it or remove it" };
  return { text: text.replace(/\r\n?/g, "\n") };
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}
