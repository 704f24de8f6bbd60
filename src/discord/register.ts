/** Telling Discord which commands the bot has; done once, and again when they change. */
import { type APIApplication, DiscordAPIError, REST, Routes } from "discord.js";
import { FootnoteError } from "../errors.ts";
import { definitions } from "./definitions.ts";
import { refusedToken, unreachable } from "./portal.ts";

export interface RegisterOptions {
  readonly token: string;
  /** Null: Discord's own. */
  readonly api: string | null;
  /** For one server, where they show at once; null: for all. */
  readonly guild: string | null;
}

/**
 * Replaces the application's commands by the bot's, with a single request.
 *
 * @returns The application's name.
 * @throws FootnoteError where Discord refuses the token or the server.
 */
export async function registerCommands({ token, api, guild }: RegisterOptions): Promise<string> {
  const rest = new REST(api === null ? {} : { api }).setToken(token);
  try {
    const { id, name } = (await rest.get(Routes.currentApplication())) as APIApplication;
    const route =
      guild === null ? Routes.applicationCommands(id) : Routes.applicationGuildCommands(id, guild);
    await rest.put(route, { body: definitions });
    return name;
  } catch (cause) {
    throw new FootnoteError("settings", explanation(cause, guild), { cause });
  }
}

function explanation(cause: unknown, guild: string | null): string {
  const status = cause instanceof DiscordAPIError ? cause.status : null;
  if (status === 401) {
    return refusedToken;
  }
  if (guild !== null && (status === 403 || status === 404)) {
    return `The bot is not in a server with the id ${guild}: invite it first (npm start prints the link), or check --guild.`;
  }
  if (!(cause instanceof DiscordAPIError)) return unreachable(cause);
  return `The commands could not be registered: ${cause.message}`;
}
