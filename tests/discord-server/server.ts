/**
 * Discord on loopback, for tests with the real discord.js client: gateway and REST, refusing what
 * Discord refuses.
 *
 * ```ts
 * const server = await startDiscordServer({ token: "a.b.c", commands: definitions });
 * const guild = server.addGuild({ name: "Reading Room" });
 * const general = guild.addChannel("general");
 * const ann = guild.addMember("ann");
 * const client = new Client({ intents, rest: { api: server.api } });
 * await client.login("a.b.c");
 *
 * const asked = server.command(ann, general, "ask", { question: "Where?" });   // a slash command
 * await asked.acknowledged();                      // the first response, in time
 * const answer = await asked.response();           // what ann sees, a deferred answer once filled in
 * const pressed = server.press(ann, answer, "Passages in full");               // a button
 * (await pressed.response(), pressed.ephemeral);
 * server.say(ann, general, "Where?", { mentionBot: true });                    // a mention
 * await general.nextMessage();                     // the bot's ordinary messages, one after the other
 * expect(server.refusals).toEqual([]);             // nothing that Discord would have refused
 * await server.close();
 * ```
 *
 * - Nothing sleeps: a wait ends when the bot does what it waits for, or fails after `patience` with a
 *   text that tells what was seen instead.
 * - Time stands still for tokens until `server.passTime(ms)` or `interaction.expire()`; then a first
 *   response is refused after 3 s (10062) and everything after 15 min (50027).
 * - A message is Discord's own `APIMessage`, one version of it: an edit makes a new object, and
 *   `press` always uses the present version. `textOf`, `buttonsOf`, `selectsOf`, `previewsOf` and
 *   `isEphemeral` read them.
 * - `server.disturb({ status: 429 })` and the like make the next requests fail.
 * - `channel.deny([...])` takes permissions from the bot; `say` in a guild hides its text from a bot
 *   without the Message Content intent, unless the bot is mentioned.
 */
import type { AddressInfo } from "node:net";
import {
  GatewayDispatchEvents,
  GatewayIntentBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import { parseCommands } from "./commands.ts";
import { type Gateway, openGateway } from "./gateway.ts";
import { createInteractions } from "./interactions.ts";
import { createPeople, type People } from "./people.ts";
import { createRest, type Rest } from "./rest.ts";
import { createRoutes, setCommands } from "./routes.ts";
import { createWorld, type World } from "./world.ts";

export type { Channel } from "./channels.ts";
export type { Attachment, OptionValue } from "./filling.ts";
export type { Gateway, Session } from "./gateway.ts";
export type { Guild, Member } from "./guilds.ts";
export { type Choice, type Interaction, isEphemeral } from "./interaction.ts";
export type { People, SayOptions } from "./people.ts";
export { type Button, buttonsOf, previewsOf, type Select, selectsOf, textOf } from "./reading.ts";
export type { Disturbance, RecordedRequest, Refusal } from "./rest.ts";
export type { Command, User } from "./world.ts";

export interface DiscordServerOptions {
  /** The token that the server accepts. */
  readonly token: string;
  readonly botName?: string;
  /** Commands that are registered globally from the start. */
  readonly commands?: readonly RESTPostAPIApplicationCommandsJSONBody[];
  /** Privileged intents granted to the application; none unless told. */
  readonly privilegedIntents?: readonly GatewayIntentBits[];
  /** Milliseconds between heartbeats; Discord's 41,250 unless told. */
  readonly heartbeatInterval?: number;
  /** Milliseconds until a wait fails; 30,000 unless told. */
  readonly patience?: number;
}

export interface DiscordServer
  extends People,
    Pick<World, "bot" | "applicationId" | "addUser" | "addGuild" | "directChannel" | "files">,
    Omit<Rest, "server"> {
  /** For discord.js: `new Client({ rest: { api } })`. */
  readonly api: string;
  readonly gatewayUrl: string;
  readonly gateway: Gateway;
  /** All registered commands; `guildId` is null for global ones. */
  readonly commands: World["commands"];
  /** Every channel by id, threads that the bot opened included. */
  readonly channels: World["channels"];
  /** Lets time pass for every interaction's token and for new messages' times. */
  passTime(milliseconds: number): void;
  /** Waits until `look` returns a value, asked again after every request and gateway event. */
  until<T>(what: string, look: () => T | undefined): Promise<T>;
  /** Breaks all connections and stops listening. */
  close(): Promise<void>;
}

/** Starts a server on a free port of the loopback interface. */
export async function startDiscordServer(options: DiscordServerOptions): Promise<DiscordServer> {
  const { token, botName = "Footnote", privilegedIntents = [], patience = 30_000 } = options;
  let port = 0;
  const origin = () => `http://127.0.0.1:${port}`;
  const gatewayUrl = () => `ws://127.0.0.1:${port}`;

  const world = createWorld({ botName, origin, patience, seen: () => describe(world, rest) });
  const interactions = createInteractions(world, (payload) => {
    if (gateway.sessions.size === 0) {
      throw new Error("No bot is connected: nobody would get this interaction.");
    }
    world.dispatch(GatewayDispatchEvents.InteractionCreate, () => payload, 0);
  });
  const routes = createRoutes(world, interactions, {
    gatewayUrl,
    canReadContent: privilegedIntents.includes(GatewayIntentBits.MessageContent),
  });
  const rest = createRest(world, token, routes);
  const gateway = openGateway(rest.server, world, {
    token,
    privilegedIntents,
    heartbeatInterval: options.heartbeatInterval ?? 41_250,
    url: gatewayUrl,
  });
  if (options.commands) setCommands(world, parseCommands(options.commands), null);

  await new Promise<void>((resolve, reject) => {
    rest.server.once("error", reject);
    rest.server.listen(0, "127.0.0.1", resolve);
  });
  port = (rest.server.address() as AddressInfo).port;

  return {
    ...createPeople(world, interactions),
    api: `${origin()}/api`,
    gatewayUrl: gatewayUrl(),
    gateway,
    bot: world.bot,
    applicationId: world.applicationId,
    files: world.files,
    channels: world.channels,
    addUser: world.addUser,
    addGuild: world.addGuild,
    directChannel: world.directChannel,
    requests: rest.requests,
    refusals: rest.refusals,
    disturb: rest.disturb,
    get commands() {
      return world.commands;
    },
    passTime(milliseconds) {
      world.clock.elapsed += milliseconds;
    },
    until: world.changes.until,
    async close() {
      gateway.close();
      rest.server.closeAllConnections();
      await new Promise((resolve) => rest.server.close(resolve));
    },
  };
}

/** The last things that happened, for the text of a wait that failed. */
function describe(world: World, rest: Rest): string {
  const requests = rest.requests.slice(-12).map(({ method, path, status, body }) => {
    const text = JSON.stringify(body) ?? "";
    return `  ${status} ${method} ${path} ${text.slice(0, 300)}`;
  });
  const refusals = rest.refusals.map(
    ({ method, path, code, message, errors }) =>
      `  ${method} ${path}: ${code} ${message} ${JSON.stringify(errors) ?? ""}`,
  );
  return [
    `The bot's last requests, of ${rest.requests.length}:`,
    ...(requests.length > 0 ? requests : ["  none"]),
    `Refused: ${rest.refusals.length}`,
    ...refusals,
    `Messages: ${world.messages.size}`,
  ].join("\n");
}
