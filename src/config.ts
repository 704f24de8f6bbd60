/**
 * The settings: environment and `.env` in, one validated, typed object out. Nothing else in the
 * project reads `process.env`. Every setting and its default stand in `.env.example`.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "dotenv";
import { z } from "zod";
import { FootnoteError } from "./errors.ts";

/** The folder of package.json; relative folders in the settings start here. */
export const projectRoot: string = fileURLToPath(new URL("..", import.meta.url));

/** The languages that the bot has words in (ISO 639-1). */
export const languages = ["en", "az", "ru", "es"] as const;

export type Language = (typeof languages)[number];

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";

/** All settings; folders are absolute paths. */
export interface Config {
  readonly corpus: {
    readonly dir: string;
    /** Larger files are skipped. */
    readonly maxFileBytes: number;
    /** Where a file goes that a moderator removes. */
    readonly removedDir: string;
  };
  readonly index: { readonly dir: string };
  /** Whether an index that loses a golden question is kept from being published. */
  readonly golden: { readonly gate: boolean };
  readonly models: {
    readonly dir: string;
    /** Whether a model that is not in `dir` may be loaded from its hub. */
    readonly allowRemote: boolean;
  };
  readonly embedder: {
    /** A folder under the models folder, else an id at the hub. */
    readonly model: string;
    readonly dtype: "q8" | "fp32";
    readonly pooling: "mean" | "cls";
    /** Put before a question, as the model was trained with. */
    readonly queryPrefix: string;
    /** Put before a sentence of an article, as the model was trained with. */
    readonly passagePrefix: string;
  };
  /** Null: answers are chosen without a scorer. */
  readonly scorer: { readonly model: string } | null;
  readonly state: {
    readonly dir: string;
    /** How long the buttons under an answer keep working. */
    readonly answerDays: number;
    /** How long it is known what moderators did to the corpus. */
    readonly historyDays: number;
  };
  readonly discord: {
    readonly token: string | null;
    readonly moderatorRoles: readonly string[];
    readonly moderatorUsers: readonly string[];
    /** Empty: every server. */
    readonly allowedGuilds: readonly string[];
    /** Between the starts of two questions of one person; 0: none. */
    readonly cooldownSeconds: number;
    /** Whether every public answer to /ask or a mention gets a thread, asked for or not. */
    readonly threads: boolean;
    /** Whether the bot reads messages that do not mention it, in its own threads; a privileged intent. */
    readonly messageContent: boolean;
    /** How many questions of one server are answered at once; others wait. */
    readonly questionsAtOnce: number;
    /** What the bot speaks with everybody; null: each reader's own language. */
    readonly language: Language | null;
    /** Null: Discord's own. */
    readonly api: string | null;
  };
  readonly log: {
    readonly level: LogLevel;
    /** Whether the log may hold the text of questions. */
    readonly questions: boolean;
  };
}

// The largest file anybody may allow: far above any article, far below what a string can hold.
const mostFileBytes = 256 * 1024 * 1024;
// Ten years.
const mostAnswerDays = 3650;

const words = z.string().trim();

const folder = words.transform((path) => resolve(projectRoot, path));

const toggle = words
  .refine((value) => value === "on" || value === "off", "must be on or off")
  .transform((value) => value === "on");

const model = words.refine(
  (value) => /^\w[\w.-]*(\/\w[\w.-]*)?$/.test(value),
  "must be a folder of the models folder or a hub id (owner/name)",
);

const identifiers = words
  .transform((list) => list.split(",").flatMap((id) => id.trim() || []))
  .refine(
    (ids) => ids.every((id) => /^\d{17,20}$/.test(id)),
    "must be Discord ids (17 to 20 digits each) with commas between them",
  );

function wholeNumber(least: number, most: number) {
  return words
    .refine(
      (value) => /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most,
      `must be a whole number from ${least} to ${most}`,
    )
    .transform(Number);
}

function oneOf<const Choice extends string>(...choices: Choice[]) {
  return words.pipe(z.enum(choices, { error: `must be one of ${choices.join(", ")}` }));
}

interface Setting<Shape extends z.ZodType = z.ZodType> {
  /** Used where the variable is absent or empty; as it would stand in `.env`. */
  readonly default: string;
  /** A value that works, for the message about one that does not. */
  readonly example: string;
  readonly shape: Shape;
  /** Its value must not be shown to anybody. */
  readonly secret?: true;
}

function setting<Shape extends z.ZodType>(
  shape: Shape,
  standard: string,
  example = standard,
): Setting<Shape> {
  return { shape, default: standard, example };
}

/** Every variable that Footnote reads. */
export const settings = {
  CORPUS_DIR: setting(folder, "corpus"),
  MAX_FILE_BYTES: setting(wholeNumber(1, mostFileBytes), "2097152"),
  REMOVED_DIR: setting(folder, "data/removed"),
  INDEX_DIR: setting(folder, "data/index"),
  GOLDEN_GATE: setting(toggle, "off"),
  MODELS_DIR: setting(folder, "models"),
  ALLOW_MODEL_DOWNLOAD: setting(toggle, "on"),
  EMBEDDING_MODEL: setting(model, "all-MiniLM-L6-v2"),
  EMBEDDING_DTYPE: setting(oneOf("q8", "fp32"), "q8"),
  EMBEDDING_POOLING: setting(oneOf("mean", "cls"), "mean"),
  // Not trimmed: a prefix may end in a space.
  EMBEDDING_QUERY_PREFIX: setting(z.string(), "", '"query: "'),
  EMBEDDING_PASSAGE_PREFIX: setting(z.string(), "", '"passage: "'),
  // "off" has the form of a model's name.
  ANSWER_SCORER: setting(model, "answer-scorer"),
  STATE_DIR: setting(folder, "data/state"),
  ANSWER_DAYS: setting(wholeNumber(1, mostAnswerDays), "30"),
  HISTORY_DAYS: setting(wholeNumber(1, mostAnswerDays), "365"),
  DISCORD_TOKEN: {
    ...setting(
      words.regex(/^\S*$/, "must be the bot's token alone, without a space in it"),
      "",
      "the token from the developer portal's page “Bot”",
    ),
    secret: true,
  },
  MODERATOR_ROLES: setting(identifiers, "", "112233445566778899,223344556677889900"),
  MODERATOR_USERS: setting(identifiers, "", "112233445566778899,223344556677889900"),
  ALLOWED_GUILDS: setting(identifiers, "", "112233445566778899,223344556677889900"),
  COOLDOWN_SECONDS: setting(wholeNumber(0, 600), "5"),
  QUESTIONS_AT_ONCE: setting(wholeNumber(1, 100), "2"),
  THREADS: setting(toggle, "off"),
  MESSAGE_CONTENT: setting(toggle, "off"),
  // LANGUAGE alone is the system's: Linux sets it for people who speak several.
  BOT_LANGUAGE: setting(oneOf("auto", ...languages), "auto"),
  DISCORD_API: setting(
    words.refine(
      (value) => value === "" || /^https?:$/.test(protocolOf(value)),
      "must be an http or https address",
    ),
    "",
    "http://127.0.0.1:8080/api",
  ),
  LOG_LEVEL: setting(oneOf("trace", "debug", "info", "warn", "error", "fatal", "silent"), "info"),
  LOG_QUESTIONS: setting(toggle, "off"),
} as const satisfies Record<string, Setting>;

type Name = keyof typeof settings;

function protocolOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : "";
}

/**
 * The settings in force. A variable that is absent or blank has its default.
 *
 * @param environment - Read instead of the process's environment and `.env` at the project's root,
 *   of which the environment wins.
 * @throws FootnoteError of kind `settings` that lists every variable that cannot be used: what is
 *   wrong with it, and an example.
 */
export function loadConfig(environment: NodeJS.ProcessEnv = processSettings()): Config {
  const faults: string[] = [];
  function read<N extends Name>(name: N): z.infer<(typeof settings)[N]["shape"]> {
    const setting: Setting = settings[name];
    const given = environment[name];
    const value = given === undefined || given.trim() === "" ? setting.default : given;
    const result = setting.shape.safeParse(value);
    if (!result.success) {
      const shown = setting.secret ? name : `${name} is ${JSON.stringify(abridged(value))}: it`;
      const wrong = result.error.issues[0]?.message;
      faults.push(`${shown} ${wrong}. Example: ${name}=${setting.example}`);
    }
    return result.data as z.infer<(typeof settings)[N]["shape"]>;
  }

  const scorer = read("ANSWER_SCORER");
  const language = read("BOT_LANGUAGE");
  const config: Config = {
    corpus: {
      dir: read("CORPUS_DIR"),
      maxFileBytes: read("MAX_FILE_BYTES"),
      removedDir: read("REMOVED_DIR"),
    },
    index: { dir: read("INDEX_DIR") },
    golden: { gate: read("GOLDEN_GATE") },
    models: { dir: read("MODELS_DIR"), allowRemote: read("ALLOW_MODEL_DOWNLOAD") },
    embedder: {
      model: read("EMBEDDING_MODEL"),
      dtype: read("EMBEDDING_DTYPE"),
      pooling: read("EMBEDDING_POOLING"),
      queryPrefix: read("EMBEDDING_QUERY_PREFIX"),
      passagePrefix: read("EMBEDDING_PASSAGE_PREFIX"),
    },
    scorer: scorer === "off" ? null : { model: scorer },
    state: {
      dir: read("STATE_DIR"),
      answerDays: read("ANSWER_DAYS"),
      historyDays: read("HISTORY_DAYS"),
    },
    discord: {
      token: read("DISCORD_TOKEN") || null,
      moderatorRoles: read("MODERATOR_ROLES"),
      moderatorUsers: read("MODERATOR_USERS"),
      allowedGuilds: read("ALLOWED_GUILDS"),
      cooldownSeconds: read("COOLDOWN_SECONDS"),
      questionsAtOnce: read("QUESTIONS_AT_ONCE"),
      threads: read("THREADS"),
      messageContent: read("MESSAGE_CONTENT"),
      language: language === "auto" ? null : language,
      api: read("DISCORD_API") || null,
    },
    log: { level: read("LOG_LEVEL"), questions: read("LOG_QUESTIONS") },
  };
  if (faults.length > 0) {
    throw new FootnoteError(
      "settings",
      ["These settings (environment or .env) cannot be used:", ...faults].join("\n  "),
    );
  }
  return config;
}

/** Where the person is who called: npm tells in INIT_CWD, since it runs scripts in the project's root. */
export const callerFolder: string = process.env.INIT_CWD ?? process.cwd();

/**
 * The same settings with folders named on a command line in place of the configured ones. A
 * relative one starts where the person is.
 */
export function withFolders(
  config: Config,
  folders: { readonly corpus?: string | undefined; readonly index?: string | undefined },
  from: string = callerFolder,
): Config {
  const { corpus, index } = folders;
  return {
    ...config,
    corpus: corpus === undefined ? config.corpus : { ...config.corpus, dir: resolve(from, corpus) },
    index: index === undefined ? config.index : { dir: resolve(from, index) },
  };
}

function processSettings(): NodeJS.ProcessEnv {
  return { ...readEnvFile(join(projectRoot, ".env")), ...process.env };
}

function readEnvFile(path: string): Record<string, string> {
  try {
    return parse(readFileSync(path));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw new FootnoteError(
      "settings",
      `The settings file ${path} cannot be read (${(cause as Error).message}). ` +
        "Make it a readable text file, as .env.example is, or delete it.",
      { cause },
    );
  }
}

function abridged(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}
