/**
 * REST over HTTP: reads bodies (JSON or multipart), answers with rate-limit headers, records every
 * request and every refusal, and misbehaves on demand. What each route does stands in `routes.ts`.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { SentFile } from "./messages.ts";
import { Refused, refuse } from "./refused.ts";
import { type Route, unauthorizedRoutes } from "./routes.ts";
import type { World } from "./world.ts";

/** A request as it arrived, and what it was answered with. */
export interface RecordedRequest {
  readonly method: string;
  /** Below the version, without the query: `/channels/1/messages`. */
  readonly path: string;
  /** The route that matched, as `/channels/:channel/messages`; null where none did. */
  readonly route: string | null;
  readonly body: unknown;
  readonly files: readonly SentFile[];
  /** Milliseconds by the real clock. */
  readonly at: number;
  status: number;
}

/** A request that Discord would have refused. */
export interface Refusal {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Discord's JSON error code. */
  readonly code: number;
  readonly message: string;
  readonly errors?: unknown;
  readonly body: unknown;
}

/** Which requests a disturbance hits, and how. */
export interface Disturbance {
  readonly method?: string;
  /** Tested against the path, as `/channels/1/messages`. All paths unless told. */
  readonly path?: RegExp;
  readonly status: number;
  /** How many requests are hit; 1 unless told. */
  readonly times?: number;
  /** For 429, seconds; .02 unless told. */
  readonly retryAfter?: number;
  /** For 429, whether everything is limited and not only this route. */
  readonly global?: boolean;
  /** Discord's JSON error code and text, for other refusals. */
  readonly code?: number;
  readonly message?: string;
}

export interface Rest {
  readonly server: Server;
  readonly requests: RecordedRequest[];
  readonly refusals: Refusal[];
  /** Answers the next matching requests with an error. They are not recorded as refusals. */
  disturb(disturbance: Disturbance): void;
}

const PREFIX = /^\/api\/v10(?=\/)/;

export function createRest(world: World, token: string, routes: readonly Route[]): Rest {
  const requests: RecordedRequest[] = [];
  const refusals: Refusal[] = [];
  const disturbances: { what: Disturbance; left: number }[] = [];

  function disturbed(method: string, path: string): Disturbance | null {
    const found = disturbances.find(
      ({ what, left }) =>
        left > 0 && (what.method ?? method) === method && (what.path?.test(path) ?? true),
    );
    if (!found) return null;
    found.left -= 1;
    return found.what;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://loopback");
    const method = request.method ?? "GET";
    if (url.pathname.startsWith("/attachments/")) {
      serveFile(world, url.pathname, response);
      return;
    }
    const path = decodeURIComponent(url.pathname).replace(PREFIX, "");
    const match = routes
      .filter((route) => route.method === method)
      .map((route) => ({ route, found: route.pattern.exec(path) }))
      .find(({ found }) => found !== null);
    let received: { body: unknown; files: SentFile[] } = { body: undefined, files: [] };
    let problem: unknown;
    try {
      received = await readBody(request);
    } catch (error) {
      problem = error;
    }
    const record: RecordedRequest = {
      method,
      path,
      route: match?.route.path ?? null,
      ...received,
      at: performance.now(),
      status: 0,
    };
    requests.push(record);
    const headers = rateLimitHeaders(`${method} ${match?.route.path ?? path}`);

    const finish = (status: number, body?: unknown, extra: Record<string, string> = {}) => {
      record.status = status;
      response.writeHead(status, {
        ...headers,
        ...extra,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      });
      response.end(body === undefined ? undefined : JSON.stringify(body));
      world.changes.notify();
    };

    const disturbance = disturbed(method, path);
    if (disturbance) {
      finish(...disturbedAnswer(disturbance));
      return;
    }
    try {
      if (problem) throw problem;
      if (!PREFIX.test(url.pathname) || !match?.found) refuse("notFound");
      const { route, found } = match;
      if (!unauthorizedRoutes.has(route.path) && request.headers.authorization !== `Bot ${token}`) {
        refuse("unauthorized");
      }
      const result = route.handle({
        parameters: found.groups ?? {},
        query: url.searchParams,
        ...received,
      });
      if (result === undefined) finish(204);
      else finish(200, result);
    } catch (error) {
      const refused = asRefused(error);
      const { status, code, message, errors } = refused;
      const shape = { message, code, ...(errors === undefined ? {} : { errors }) };
      refusals.push({ method, path, status, ...shape, body: received.body });
      finish(status, shape);
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });

  return {
    server,
    requests,
    refusals,
    disturb(what) {
      disturbances.push({ what, left: what.times ?? 1 });
    },
  };
}

async function readBody(request: IncomingMessage): Promise<{ body: unknown; files: SentFile[] }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  if (raw.length === 0) return { body: undefined, files: [] };
  if (!type.startsWith("multipart/form-data"))
    return { body: parseJson(raw.toString()), files: [] };

  const form = await new Response(raw, { headers: { "content-type": type } }).formData();
  const files: SentFile[] = [];
  let body: unknown = {};
  for (const [name, value] of form) {
    if (name === "payload_json" && typeof value === "string") body = parseJson(value);
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (index === undefined || typeof value === "string") continue;
    files.push({
      index: Number(index),
      name: value.name,
      contentType: value.type,
      content: new Uint8Array(await value.arrayBuffer()),
    });
  }
  return { body, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    refuse("invalidJson");
  }
}

/** A bucket that never runs dry: refusing for haste is what `disturb` is for. */
function rateLimitHeaders(bucket: string): Record<string, string> {
  return {
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": "999",
    "x-ratelimit-reset": String(Date.now() / 1000 + 1),
    "x-ratelimit-reset-after": "1",
    "x-ratelimit-bucket": Buffer.from(bucket).toString("hex").slice(0, 64),
  };
}

function disturbedAnswer(
  disturbance: Disturbance,
): [status: number, body: unknown, headers: Record<string, string>] {
  const { status, retryAfter = 0.02, global = false, code = 0, message } = disturbance;
  if (status !== 429 || disturbance.code !== undefined) {
    return [status, { message: message ?? `${status}: disturbed by the test`, code }, {}];
  }
  return [
    429,
    { message: "You are being rate limited.", retry_after: retryAfter, global },
    {
      "retry-after": String(retryAfter),
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset-after": String(retryAfter),
      "x-ratelimit-scope": global ? "global" : "user",
      ...(global ? { "x-ratelimit-global": "true" } : {}),
    },
  ];
}

function serveFile(world: World, path: string, response: ServerResponse): void {
  const file = world.files.get(path.split("/").at(-2) ?? "");
  response.writeHead(file ? 200 : 404, { "content-type": file?.contentType ?? "text/plain" });
  response.end(file?.content);
}

/** A fault of this server itself must fail the test that met it: it is answered and recorded as 500. */
function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Refused(500, 0, `The server of the tests is at fault: ${text}`);
}
