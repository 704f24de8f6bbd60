/** HTML to PNG with a Chromium that is installed on the system; it gets no network and a profile of its own. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, constants, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import sharp from "sharp";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--hide-scrollbars",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
  "--disable-extensions",
  // No name resolves: whatever a page asks for, nothing leaves the machine.
  "--host-resolver-rules=MAP * ~NOTFOUND",
];

// Windows of some lower heights come out empty.
const LEAST_HEIGHT = 300;

const run = promisify(execFile);

export interface PngOptions {
  /** Of the page, in CSS pixels; 760 unless told. */
  readonly width?: number;
  /** Pixels of the picture for one CSS pixel; 2 unless told. */
  readonly scale?: number;
  /** Path of the Chromium to use, or null for none; the first on `PATH` unless told. */
  readonly chromium?: string | null;
}

/** The path of the first Chromium found on `PATH`; null where none is installed. */
export async function findChromium(): Promise<string | null> {
  for (const folder of (process.env.PATH ?? "").split(delimiter).filter(Boolean)) {
    for (const name of NAMES) {
      const file = join(folder, name);
      const usable = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (usable) return file;
    }
  }
  return null;
}

/**
 * Writes the page to `path` as a PNG as high as the page. Where no Chromium is installed, writes the
 * HTML beside it instead.
 *
 * @param path - Ends in `.png`.
 * @returns the path that was written: `path`, or the one ending in `.html`.
 */
export async function toPng(html: string, path: string, options: PngOptions = {}): Promise<string> {
  const { width = 760, scale = 2, chromium = await findChromium() } = options;
  if (!chromium) {
    const instead = path.replace(/\.png$/, ".html");
    await writeFile(instead, html);
    return instead;
  }
  const folder = await mkdtemp(join(tmpdir(), "discord-picture-"));
  try {
    const page = join(folder, "page.html");
    await writeFile(page, measuring(html));
    const open = async (...flags: string[]) => {
      const profile = await mkdtemp(join(folder, "profile-"));
      const address = pathToFileURL(page).href;
      const all = [...FLAGS, `--user-data-dir=${profile}`, ...flags, address];
      return run(chromium, all, { timeout: 60_000, maxBuffer: 64 * 1024 * 1024 });
    };
    const { stdout } = await open("--dump-dom", `--window-size=${width},600`);
    const height = Number(/data-height="(\d+)"/.exec(stdout)?.[1]);
    if (!height) throw new Error("Chromium did not report the height of the page.");
    await open(
      `--screenshot=${path}`,
      `--window-size=${width},${Math.max(height, LEAST_HEIGHT)}`,
      `--force-device-scale-factor=${scale}`,
    );
    const whole = { left: 0, top: 0, width: width * scale, height: height * scale };
    // A palette makes it a third of the size with no difference to see: a message has few colours.
    const drawn = sharp(await readFile(path)).extract(whole);
    await writeFile(path, await drawn.png({ palette: true, effort: 10, dither: 0 }).toBuffer());
    return path;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const MEASURE =
  "document.documentElement.dataset.height=Math.ceil(document.body.getBoundingClientRect().height)";

/** The page with a script that notes its height, the only one that its policy lets run. */
function measuring(html: string): string {
  const hash = createHash("sha256").update(MEASURE).digest("base64");
  return html
    .replace("default-src 'none';", `default-src 'none'; script-src 'sha256-${hash}';`)
    .replace("</body>", `<script>${MEASURE}</script></body>`);
}
