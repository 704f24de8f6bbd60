/** What Footnote needs of the machine before any of it can run. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../config.ts";
import { type Check, ok, problem } from "./check.ts";

/** Packages with parts that are compiled for one system and one Node. */
const nativePackages = ["hnswlib-node", "libsql", "@xenova/transformers"];

/** @param running - The version of Node. */
export function checkNode(running: string = process.versions.node): Check {
  const { engines } = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8"));
  const least = String(engines.node).replace(/^>=/, "");
  const found = `Node ${running}`;
  return isAtLeast(running, least)
    ? ok("node", found)
    : problem("node", `${found}; Footnote needs ${least} or newer`, "Install it: nodejs.org");
}

function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split(".").map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** Whether the native packages load. */
export async function checkNativePackages(names: readonly string[] = nativePackages) {
  const faults: string[] = [];
  for (const name of names) {
    await import(name).catch((error: Error) =>
      faults.push(`${name} cannot be loaded: ${error.message.split("\n")[0]}`),
    );
  }
  return faults.length === 0
    ? ok("native packages", `${names.join(", ")} load`)
    : problem(
        "native packages",
        faults.join("; "),
        "On this machine, with this Node: npm ci (it compiles hnswlib-node: README.md, “Quick start”)",
      );
}
