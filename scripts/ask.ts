/** `npm run --silent ask -- "question"`: one question, one answer. */
import { Command } from "commander";
import { isUnread } from "../src/answer/question-language.ts";
import { loadConfig, withFolders } from "../src/config.ts";
import { FootnoteError } from "../src/errors.ts";
import {
  exitCode,
  type FolderOptions,
  printJson,
  runCommand,
  withFolderOptions,
} from "../src/terminal/command.ts";
import { answerJson } from "../src/terminal/json.ts";
import { prepareEngine } from "../src/terminal/prepare-engine.ts";
import { renderAnswer } from "../src/terminal/render.ts";
import { styleFor } from "../src/terminal/style.ts";

const command = withFolderOptions(new Command("ask"))
  .description("Answers one question. Exit code 0: answered, 3: the corpus does not say, 1: error.")
  .argument("<question...>", "the question")
  .option("--json", "print one JSON object")
  .action(async (words: string[], options: FolderOptions & { json?: true }) => {
    const question = words.join(" ");
    if (question.trim() === "") throw new FootnoteError("usage", "The question is empty.");
    const engine = await prepareEngine(withFolders(loadConfig(), options), process.stderr);
    try {
      const answer = await engine.ask(question);
      if (!answer.answered) process.exitCode = exitCode.notAnswered;
      if (options.json) printJson(answerJson(answer));
      else {
        const unread = !answer.answered && (await isUnread(question, answer.languages));
        process.stdout.write(`${renderAnswer(answer, styleFor(process.stdout), unread)}\n`);
      }
    } finally {
      await engine.close();
    }
  });

await runCommand(command);
