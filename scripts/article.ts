/** `npm run --silent article -- ID`: an article's text, which the offsets of citations count in. */
import { Command } from "commander";
import { loadConfig, withFolders } from "../src/config.ts";
import {
  type FolderOptions,
  printJson,
  runCommand,
  withFolderOptions,
} from "../src/terminal/command.ts";
import { articleJson } from "../src/terminal/json.ts";
import { prepareEngine } from "../src/terminal/prepare-engine.ts";
import { renderArticle } from "../src/terminal/render.ts";
import { styleFor } from "../src/terminal/style.ts";

const command = withFolderOptions(new Command("article"))
  .description("Prints an article: on a pipe its exact text, on a terminal with its title.")
  .argument("<id>", "the article's id, as in a citation")
  .option("--json", "print one JSON object")
  .action(async (id: string, options: FolderOptions & { json?: true }) => {
    const engine = await prepareEngine(withFolders(loadConfig(), options), process.stderr);
    try {
      const article = await engine.article(id);
      if (options.json) printJson(articleJson(article));
      else if (process.stdout.isTTY) {
        process.stdout.write(`${renderArticle(article, styleFor(process.stdout))}\n`);
      } else process.stdout.write(article.text);
    } finally {
      await engine.close();
    }
  });

await runCommand(command);
