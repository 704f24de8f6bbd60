import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // The native model and index load once per file; a forked process per file keeps a crash in
    // native code from taking other files with it (and onnxruntime-node 1.14 cannot be loaded in
    // two worker threads of one process).
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
