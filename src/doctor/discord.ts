/**
 * What Discord says of the bot: its token, its application, its commands, and its permissions in
 * each server. Nothing is changed, and the gateway is left alone, so that a running bot stays online.
 */
import {
  type APIApplication,
  type APIApplicationCommand,
  type APIGatewayBotInfo,
  type APIUser,
  ApplicationFlags,
  DiscordAPIError,
  HTTPError,
  PermissionsBitField,
  type PermissionsString,
  RateLimitError,
  REST,
  type RESTAPIPartialCurrentUserGuild,
  Routes,
} from "discord.js";
import type { Config } from "../config.ts";
import { definitions } from "../discord/definitions.ts";
import { neededPermissions } from "../discord/permissions.ts";
import { portal } from "../discord/portal.ts";
import { type Check, ok, problem, warning } from "./check.ts";
import { differenceOf } from "./registered.ts";
import { amount } from "./words.ts";

/** How long to wait for an answer, and for Discord to take the next question. */
const patienceMs = 10_000;
/** Fewer starts than this for the rest of the day are a sign of a bot that is restarted again and again. */
const fewStarts = 100;
/** How many servers Discord tells at once. */
const page = 200;
const invitation = "open the link that npm start prints";

type Guild = RESTAPIPartialCurrentUserGuild;

export async function* checkDiscord({ discord }: Config): AsyncGenerator<Check> {
  const { token, api } = discord;
  if (token === null) {
    yield warning(
      "token",
      "DISCORD_TOKEN is not set: the terminal needs none, the bot does",
      `Copy it from the page “Bot” of your application at ${portal} into .env`,
    );
    return;
  }
  yield checkModerators(discord);
  const rest = new REST({
    timeout: patienceMs,
    retries: 0,
    rejectOnRateLimit: ({ timeToReset }) => timeToReset > patienceMs,
    ...(api === null ? {} : { api }),
  }).setToken(token);
  try {
    const { username } = (await rest.get(Routes.user())) as APIUser;
    yield ok("token", `Discord takes it: ${username}`);
    const application = (await rest.get(Routes.currentApplication())) as APIApplication;
    yield* checkApplication(application, discord.messageContent);
    yield checkStarts((await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo);
    const guilds = await guildsOf(rest);
    yield* checkCommands(rest, application.id, guilds);
    yield* checkGuilds(guilds, discord);
  } catch (error) {
    const fault = faultOf(error);
    yield { ...fault, found: fault.found.replaceAll(token, "[hidden]") };
  }
}

function checkModerators({ moderatorRoles, moderatorUsers }: Config["discord"]): Check {
  const about = "moderators";
  if (moderatorRoles.length + moderatorUsers.length > 0) {
    const roles = amount(moderatorRoles.length, "role");
    return ok(about, `${roles} and ${amount(moderatorUsers.length, "user")} by name`);
  }
  return warning(
    about,
    "there are none: nobody may re-index from Discord",
    "Set MODERATOR_ROLES or MODERATOR_USERS in .env, and start the bot anew",
  );
}

/** None of these is needed, but where a setting asks for it. */
const privilegedIntents = {
  Presence: ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited,
  "Server Members":
    ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited,
  "Message Content":
    ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
};

function* checkApplication(application: APIApplication, messageContent: boolean): Generator<Check> {
  const about = "application";
  const { name, flags, bot_require_code_grant, interactions_endpoint_url } = application;
  const granted = Object.entries(privilegedIntents)
    .filter(([, either]) => (flags & either) !== 0)
    .filter(([intent]) => !(messageContent && intent === "Message Content"))
    .map(([intent]) => intent);
  const intents =
    granted.length === 0
      ? ""
      : ` (the application has ${granted.join(", ")}, which Footnote does not use)`;
  if (messageContent && (flags & privilegedIntents["Message Content"]) === 0) {
    yield problem(
      about,
      "MESSAGE_CONTENT is on, and the application does not have the intent Message Content: the bot cannot start",
      `Turn it on under “Privileged Gateway Intents” on the page “Bot” at ${portal}, or set MESSAGE_CONTENT=off`,
    );
  } else {
    const need = messageContent ? "has Message Content" : "no privileged intent is needed";
    yield ok(about, `${name}: ${need}${intents}`);
  }
  if (interactions_endpoint_url) {
    yield problem(
      about,
      `Discord sends commands to ${interactions_endpoint_url} and not to the bot`,
      `Clear “Interactions Endpoint URL” on the page “General Information” at ${portal}`,
    );
  }
  if (bot_require_code_grant) {
    yield warning(
      about,
      "“Requires OAuth2 Code Grant” is on: the bot cannot be invited by a link",
      `Turn it off on the page “Bot” at ${portal}`,
    );
  }
}

function checkStarts({ session_start_limit: { total, remaining } }: APIGatewayBotInfo): Check {
  const found = `${remaining} of ${total} starts a day are left`;
  return remaining >= Math.min(fewStarts, total)
    ? ok("starts", found)
    : warning(
        "starts",
        `${found}; Discord resets the token of a bot that uses them up`,
        "Find out from its log why the bot starts so often, before it is started again",
      );
}

async function guildsOf(rest: REST): Promise<Guild[]> {
  const guilds: Guild[] = [];
  for (let after = "0"; ; after = guilds.at(-1)?.id ?? after) {
    const query = new URLSearchParams({ limit: String(page), after });
    const more = (await rest.get(Routes.userGuilds(), { query })) as Guild[];
    guilds.push(...more);
    if (more.length < page) return guilds;
  }
}

/** For all servers at once, else, where there are none of those, server by server. */
async function* checkCommands(
  rest: REST,
  application: string,
  guilds: readonly Guild[],
): AsyncGenerator<Check> {
  const about = "commands";
  const query = new URLSearchParams({ with_localizations: "true" });
  const registered = async (route: `/${string}`) =>
    (await rest.get(route, { query })) as APIApplicationCommand[];

  const everywhere = await registered(Routes.applicationCommands(application));
  if (everywhere.length > 0 || guilds.length === 0) {
    yield compare(everywhere, "in all servers", "npm run register");
    return;
  }
  for (const { id, name } of guilds) {
    const here = await registered(Routes.applicationGuildCommands(application, id));
    if (here.length === 0) {
      yield problem(about, `none are registered in “${name}”`, "npm run register");
    } else {
      yield compare(here, `in “${name}”`, `npm run register -- --guild ${id}`);
    }
  }

  function compare(found: readonly APIApplicationCommand[], where: string, fix: string): Check {
    const difference = differenceOf(found, definitions);
    if (difference === null) return ok(about, `all ${definitions.length} registered ${where}`);
    const { missing, outdated, unknown } = difference;
    const parts = [
      { names: missing, how: "missing" },
      { names: outdated, how: "of another version" },
      { names: unknown, how: "no longer the bot's" },
    ].filter(({ names }) => names.length > 0);
    const told = parts.map(({ names, how }) => `${names.join(", ")}: ${how}`).join("; ");
    return problem(about, `${where} ${told}`, fix);
  }
}

function* checkGuilds(
  guilds: readonly Guild[],
  { allowedGuilds, threads }: Config["discord"],
): Generator<Check> {
  const about = "servers";
  let lacking = 0;
  for (const { name, permissions } of guilds) {
    const missing = missingOf(permissions);
    if (missing.length === 0) continue;
    lacking += 1;
    // Without the setting, only those who want a thread of their own miss it, and are told.
    const isLittle = !threads && missing.every((each) => each === nameOf("CreatePublicThreads"));
    yield (isLittle ? warning : problem)(
      about,
      `in “${name}” the bot lacks: ${missing.join(", ")}`,
      `Turn these on for its role (Server Settings, Roles), or ${invitation}`,
    );
  }
  for (const id of allowedGuilds) {
    if (guilds.some((guild) => guild.id === id)) continue;
    yield warning(
      about,
      `the bot is not in ${id}, which ALLOWED_GUILDS names`,
      `To invite it, ${invitation}; or take the id out of .env`,
    );
  }
  if (guilds.length === 0) {
    yield warning(about, "the bot is in none yet", `To invite it, ${invitation}`);
  } else if (lacking === 0) {
    yield ok(about, `in ${amount(guilds.length, "server")} the bot has every permission it uses`);
  }
}

/** What a role of the bot must grant and does not, as Discord's settings call it. */
function missingOf(permissions: string): string[] {
  const granted = new PermissionsBitField(BigInt(permissions));
  return (Object.keys(neededPermissions) as PermissionsString[])
    .filter((name) => !granted.has(name))
    .map(nameOf);
}

function nameOf(permission: PermissionsString): string {
  return permission.replace(/(?<=[a-z])(?=[A-Z])/g, " ").replace(" In ", " in ");
}

function faultOf(error: unknown): Check {
  const about = "discord";
  if (error instanceof DiscordAPIError) {
    if (error.status === 401) {
      return problem(
        "token",
        "Discord refuses the one in DISCORD_TOKEN",
        `Copy it, or make a new one, on the page “Bot” of your application at ${portal}`,
      );
    }
    return problem(
      about,
      `Discord refused ${error.method} ${new URL(error.url).pathname}: ${error.message}`,
      `Your application's page at ${portal} may tell why`,
    );
  }
  if (error instanceof HTTPError || error instanceof RateLimitError) {
    const why = error instanceof HTTPError ? `answers ${error.status}` : "asks to wait";
    return problem(about, `Discord ${why}`, "Try again later; discordstatus.com tells of outages");
  }
  const why = error instanceof Error && error.name === "AbortError" ? "no answer in time" : error;
  return problem(
    about,
    `Discord cannot be reached: ${why instanceof Error ? why.message : why}`,
    "Check this machine's connection, and DISCORD_API where it is set",
  );
}
