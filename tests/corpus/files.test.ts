import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listCorpus } from "../../src/corpus/files.ts";
import { type Reading, readCorpus } from "../../src/corpus/read.ts";
import { OPTIONS } from "./reading.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "footnote-corpus-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const write = (path: string, content: string | Uint8Array) => writeFile(join(dir, path), content);

test("lists articles of all folders by path, and counts what it leaves", async () => {
  await mkdir(join(dir, "b/deep"), { recursive: true });
  await mkdir(join(dir, ".git"));
  for (const path of ["z.md", "b/deep/y.TXT", "b/x.html", "a.txt"]) await write(path, "Some text.");
  for (const path of [".hidden.md", ".git/c.md", "b/picture.png", "notes"]) await write(path, "x");
  await symlink(dir, join(dir, "b/loop"));
  await symlink(join(dir, "z.md"), join(dir, "b/linked.md"));

  const listing = await listCorpus(dir);
  expect(listing.files.map(({ path }) => path)).toEqual([
    "a.txt",
    "b/deep/y.TXT",
    "b/linked.md",
    "b/x.html",
    "z.md",
  ]);
  expect(listing.files[0]).toMatchObject({ size: 10, mtimeMs: expect.any(Number) });
  // .hidden.md, .git, picture.png, notes, loop
  expect(listing.ignored).toBe(5);
});

test("says what is wrong with a folder", async () => {
  await write("file.md", "Text.");
  const missing = listCorpus(join(dir, "nowhere"));
  await expect(missing).rejects.toMatchObject({ kind: "corpus" });
  await expect(missing).rejects.toThrow(/nowhere does not exist/);
  await expect(listCorpus(join(dir, "file.md"))).rejects.toMatchObject({ kind: "corpus" });
});

test("reads every file, and skips the bad ones with a line each", async () => {
  await write("a.md", "---\nid: lock\n---\nThe lock opened.");
  await write("b.md", "---\nid: lock\n---\nAnother lock opened.");
  await write("c.md", "");
  await write("d.txt", "Too long. ".repeat(20));
  await write("e.txt", "The last one.");
  await symlink(join(dir, "nowhere.md"), join(dir, "f.md"));

  const readings: Reading[] = [];
  const listing = await listCorpus(dir);
  for await (const reading of readCorpus(listing, { ...OPTIONS, maxBytes: 100 })) {
    readings.push(reading);
  }
  const results = readings.map((reading) =>
    "skipped" in reading ? reading.skipped.reason : reading.split.article.id,
  );
  expect(results).toEqual([
    "lock",
    expect.stringMatching(/^has the id "lock", which a\.md has already: /),
    expect.stringMatching(/^is empty: /),
    expect.stringMatching(/^has 200 bytes, more than the 100 bytes that are read: /),
    "e.txt",
    expect.stringMatching(/^cannot be read \(ENOENT\): /),
  ]);
  expect(readings.map(({ sha256 }) => sha256 !== null)).toEqual([
    true,
    true,
    true,
    false,
    true,
    false,
  ]);
  expect(readings.every(({ file }, index) => file === listing.files[index])).toBe(true);
});
