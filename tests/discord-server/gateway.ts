/**
 * The gateway: a WebSocket server that greets, checks tokens and intents, keeps sessions with their
 * sequence numbers, answers heartbeats, and lets a session be resumed after its connection broke.
 */
import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
} from "discord.js";
import { type WebSocket, WebSocketServer } from "ws";
import { guildPayload } from "./payloads.ts";
import type { World } from "./world.ts";

/** One logged-in bot; it outlives a broken connection. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  /** How often it was resumed. */
  resumes: number;
  /** Null while the connection is broken. */
  socket: WebSocket | null;
  /** Everything dispatched, in order; `s` is the place, from 1. */
  readonly sent: string[];
}

export interface Gateway {
  /** Sessions that are alive, connected or resumable. */
  readonly sessions: ReadonlySet<Session>;
  /** Heartbeats received since the start. */
  readonly heartbeats: number;
  /** Accepted IDENTIFYs since the start. */
  readonly identifies: number;
  /** Breaks every connection; the bot may resume. */
  drop(): void;
  /** Asks the bot to reconnect and resume (op 7). */
  askToReconnect(): void;
  /** Ends every session (op 9): the bot must identify anew. discord.js waits 5 s before it does. */
  invalidate(): void;
  /** Resolves once a bot is connected and has been sent all its guilds. */
  connected(): Promise<void>;
  /** Resolves once a session has been resumed `times` times in all; 1 unless told. */
  resumed(times?: number): Promise<void>;
  /** Resolves once no bot is connected. */
  disconnected(): Promise<void>;
  /**
   * Resolves once the bot has received everything dispatched so far: it has answered a heartbeat
   * request sent after it.
   */
  delivered(): Promise<void>;
}

export interface GatewayOptions {
  readonly token: string;
  /** Privileged intents that the application was granted. */
  readonly privilegedIntents: readonly GatewayIntentBits[];
  /** Milliseconds between heartbeats. */
  readonly heartbeatInterval: number;
  readonly url: () => string;
}

const PRIVILEGED =
  GatewayIntentBits.GuildMembers |
  GatewayIntentBits.GuildPresences |
  GatewayIntentBits.MessageContent;

interface Payload {
  readonly op: GatewayOpcodes;
  readonly d: unknown;
}

/** Opens the gateway on the server's upgrade requests and lets `world` dispatch through it. */
export function openGateway(
  server: Server,
  world: World,
  options: GatewayOptions,
): Gateway & { close(): void } {
  const sockets = new WebSocketServer({ server });
  const sessions = new Set<Session>();
  const counts = { heartbeats: 0, identifies: 0 };
  const granted = options.privilegedIntents.reduce((sum, intent) => sum | intent, 0);

  const dispatchTo = (session: Session, event: GatewayDispatchEvents, data: unknown) => {
    const payload = { op: GatewayOpcodes.Dispatch, t: event, s: session.sent.length + 1, d: data };
    const text = JSON.stringify(payload);
    session.sent.push(text);
    session.socket?.send(text);
  };

  world.dispatch = (event, data, intent) => {
    for (const session of sessions) {
      if (intent !== 0 && !(session.intents & intent)) continue;
      dispatchTo(session, event, data((session.intents & GatewayIntentBits.MessageContent) !== 0));
    }
  };

  function identify(socket: WebSocket, d: unknown): Session | null {
    const { token, intents } = d as { token: string; intents: number };
    if (token !== options.token) {
      socket.close(GatewayCloseCodes.AuthenticationFailed, "Authentication failed.");
      return null;
    }
    if (intents & PRIVILEGED & ~granted) {
      socket.close(GatewayCloseCodes.DisallowedIntents, "Disallowed intent(s).");
      return null;
    }
    const id = randomBytes(16).toString("hex");
    const session: Session = { id, intents, resumes: 0, socket, sent: [] };
    sessions.add(session);
    counts.identifies += 1;
    const guilds = [...world.guilds.values()].filter(({ hasBot }) => hasBot);
    dispatchTo(session, GatewayDispatchEvents.Ready, {
      v: 10,
      user: world.bot.api,
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: id,
      resume_gateway_url: options.url(),
      session_type: "normal",
      shard: [0, 1],
      application: { id: world.applicationId, flags: 0 },
    });
    if (intents & GatewayIntentBits.Guilds) {
      for (const guild of guilds) {
        dispatchTo(session, GatewayDispatchEvents.GuildCreate, guildPayload(world, guild));
      }
    }
    return session;
  }

  function resume(socket: WebSocket, d: unknown): Session | null {
    const { token, session_id, seq } = d as { token: string; session_id: string; seq: number };
    const session = [...sessions].find(({ id }) => id === session_id);
    if (token !== options.token || !session) {
      send(socket, GatewayOpcodes.InvalidSession, false);
      return null;
    }
    session.socket = socket;
    session.resumes += 1;
    for (const text of session.sent.slice(seq)) socket.send(text);
    dispatchTo(session, GatewayDispatchEvents.Resumed, { _trace: [] });
    return session;
  }

  sockets.on("connection", (socket) => {
    let session: Session | null = null;
    send(socket, GatewayOpcodes.Hello, { heartbeat_interval: options.heartbeatInterval });
    socket.on("message", (data) => {
      const { op, d } = JSON.parse(String(data)) as Payload;
      if (op === GatewayOpcodes.Heartbeat) {
        counts.heartbeats += 1;
        send(socket, GatewayOpcodes.HeartbeatAck, null);
      } else if (op === GatewayOpcodes.Identify || op === GatewayOpcodes.Resume) {
        if (session) {
          socket.close(GatewayCloseCodes.AlreadyAuthenticated, "Already authenticated.");
          return;
        }
        session = op === GatewayOpcodes.Identify ? identify(socket, d) : resume(socket, d);
      } else if (!session) {
        socket.close(GatewayCloseCodes.NotAuthenticated, "Not authenticated.");
      }
      world.changes.notify();
    });
    socket.on("close", (code) => {
      if (session?.socket === socket) {
        session.socket = null;
        // A bot that leaves with 1000 or 1001 ends its session.
        if (code === 1000 || code === 1001) sessions.delete(session);
      }
      world.changes.notify();
    });
  });

  const live = () => [...sessions].filter(({ socket }) => socket !== null);

  return {
    sessions,
    get heartbeats() {
      return counts.heartbeats;
    },
    get identifies() {
      return counts.identifies;
    },
    drop() {
      for (const session of live()) {
        const { socket } = session;
        session.socket = null;
        socket?.close(GatewayCloseCodes.UnknownError, "Dropped.");
      }
    },
    askToReconnect() {
      for (const { socket } of live()) if (socket) send(socket, GatewayOpcodes.Reconnect, null);
    },
    invalidate() {
      const ended = live();
      sessions.clear();
      for (const { socket } of ended)
        if (socket) send(socket, GatewayOpcodes.InvalidSession, false);
    },
    connected: () =>
      world.changes
        .until("a bot to connect to the gateway", () => live().length > 0 || undefined)
        .then(() => {}),
    resumed: (times = 1) =>
      world.changes
        .until(`a session to be resumed ${times} times`, () => {
          const resumes = [...sessions].reduce((sum, session) => sum + session.resumes, 0);
          return resumes >= times || undefined;
        })
        .then(() => {}),
    disconnected: () =>
      world.changes
        .until("the bot to leave the gateway", () => live().length === 0 || undefined)
        .then(() => {}),
    delivered() {
      const before = counts.heartbeats;
      for (const { socket } of live()) if (socket) send(socket, GatewayOpcodes.Heartbeat, null);
      return world.changes
        .until(
          "the bot to answer a heartbeat request",
          () => counts.heartbeats > before || undefined,
        )
        .then(() => {});
    },
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

function send(socket: WebSocket, op: GatewayOpcodes, d: unknown): void {
  socket.send(JSON.stringify({ op, d, s: null, t: null }));
}
