import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  fileNameFor,
  moveOut,
  previewFile,
  writeArticle,
} from "../../src/engine/corpus-changes.ts";

let dir: string;
let corpus: string;
let removed: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "footnote-changes-"));
  corpus = path.join(dir, "corpus");
  removed = path.join(dir, "data", "removed");
  await mkdir(path.join(corpus, "news"), { recursive: true });
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const options = { maxBytes: 1000, countPieces: (text: string) => text.split(/\s+/).length };

test("a file's name is one name in the folder, whatever was given", () => {
  expect(fileNameFor("../../etc/passwd.txt")).toBe("passwd.txt");
  expect(fileNameFor("C:\\news\\Der große Fluß.MD")).toBe("Der-große-Fluß.md");
  expect(fileNameFor("..md.txt")).toBe("md.txt");
  expect(fileNameFor("$(rm -rf).html")).toBe("rm-rf.html");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (given) => {
      expect(fileNameFor(`${given}.md`)).toMatch(/^[\p{L}\p{M}\p{N}-]{1,60}\.md$/u);
    }),
  );
  for (const other of ["virus.exe", "noextension", ".md/..", "x.md\0"]) {
    expect(() => fileNameFor(other)).toThrow(/no \.md, \.txt or \.html/);
  }
});

test("a preview tells what the article would be, or why it cannot be one", () => {
  const text = "---\ntitle: The weir\npublished: 2024-05-04\n---\n\nThe weir was built of oak.\n";
  expect(previewFile("a/the weir.md", bytes(text), options)).toEqual({
    id: "the-weir.md",
    file: "the-weir.md",
    title: "The weir",
    outlet: null,
    published: "2024-05-04",
    opening: ["The weir was built of oak."],
    passages: 1,
    sentences: 1,
  });
  expect(() => previewFile("a.md", bytes("x ".repeat(900)), options)).toThrow(/more than the/);
  expect(() => previewFile("a.md", bytes(" "), options)).toThrow(/cannot be taken: it is empty/);
});

test("a file is written once and never over another", async () => {
  await writeArticle(corpus, "weir.md", bytes("The weir."));
  await expect(writeArticle(corpus, "weir.md", bytes("Another."))).rejects.toThrow(
    /There is a file weir\.md in the corpus already/,
  );
  await symlink(path.join(dir, "outside.md"), path.join(corpus, "link.md"));
  await expect(writeArticle(corpus, "link.md", bytes("x"))).rejects.toThrow(/already/);
  await writeArticle(corpus, "../escape.md", bytes("x"));
  expect((await readdir(corpus)).sort()).toEqual(["escape.md", "link.md", "news", "weir.md"]);
  expect(await readFile(path.join(corpus, "weir.md"), "utf8")).toBe("The weir.");
  expect((await readdir(dir)).sort()).toEqual(["corpus"]);
});

// The superuser may write everywhere.
test.skipIf(process.getuid?.() === 0)(
  "a corpus that may not be written: who can mend it",
  async () => {
    await writeFile(path.join(corpus, "weir.md"), "The weir.");
    await chmod(corpus, 0o500);
    for (const change of [
      writeArticle(corpus, "new.md", bytes("x")),
      moveOut(corpus, "weir.md", removed),
    ]) {
      await expect(change).rejects.toThrow(
        /may not write to the corpus folder \(EACCES\)\. Whoever runs it/,
      );
    }
    await chmod(corpus, 0o700);
  },
);

test("a file that is removed is kept elsewhere; nothing outside of the corpus is touched", async () => {
  await writeFile(path.join(corpus, "news", "weir.md"), "The weir.");
  await moveOut(corpus, "news/weir.md", removed, new Date("2026-01-02T03:04:05.678Z"));
  expect(await readdir(path.join(corpus, "news"))).toEqual([]);
  const kept = path.join(removed, "20260102T030405678Z-weir.md");
  expect(await readFile(kept, "utf8")).toBe("The weir.");

  await expect(moveOut(corpus, "news/weir.md", removed)).rejects.toThrow(/There is no file/);
  await writeFile(path.join(dir, "secret.md"), "A secret.");
  await symlink(dir, path.join(corpus, "out"));
  for (const outside of ["../secret.md", "out/secret.md", "news/../../secret.md"]) {
    await expect(moveOut(corpus, outside, removed)).rejects.toThrow(/There is no file/);
  }
  expect(await readFile(path.join(dir, "secret.md"), "utf8")).toBe("A secret.");
});
