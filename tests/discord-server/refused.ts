/**
 * Refusals in Discord's own words: the JSON error codes that a bot may meet, and the error that a
 * route throws to answer with one of them.
 */

/** Code, HTTP status and text, as Discord's documentation lists them. */
const REFUSALS = {
  unauthorized: [0, 401, "401: Unauthorized"],
  notFound: [0, 404, "404: Not Found"],
  notAllowed: [0, 405, "405: Method Not Allowed"],
  unknownChannel: [10003, 404, "Unknown Channel"],
  unknownGuild: [10004, 404, "Unknown Guild"],
  unknownMember: [10007, 404, "Unknown Member"],
  unknownMessage: [10008, 404, "Unknown Message"],
  unknownUser: [10013, 404, "Unknown User"],
  unknownWebhook: [10015, 404, "Unknown Webhook"],
  unknownInteraction: [10062, 404, "Unknown interaction"],
  unknownCommand: [10063, 404, "Unknown application command"],
  tooLarge: [40005, 413, "Request entity too large"],
  alreadyAcknowledged: [40060, 400, "Interaction has already been acknowledged."],
  tooManyFollowUps: [
    40094,
    400,
    "The maximum number of follow up messages for this interaction was reached",
  ],
  missingAccess: [50001, 403, "Missing Access"],
  othersMessage: [50005, 403, "Cannot edit a message authored by another user"],
  emptyMessage: [50006, 400, "Cannot send an empty message"],
  cannotMessageUser: [50007, 403, "Cannot send messages to this user"],
  missingPermissions: [50013, 403, "Missing Permissions"],
  wrongChannelType: [50024, 403, "Cannot execute action on this channel type"],
  invalidWebhookToken: [50027, 401, "Invalid Webhook Token"],
  invalidForm: [50035, 400, "Invalid Form Body"],
  archivedThread: [50083, 400, "Thread is archived"],
  invalidJson: [50109, 400, "The request body contains invalid JSON."],
  replyNeedsHistory: [160002, 400, "Cannot reply without permission to read message history"],
  threadExists: [160004, 400, "A thread has already been created for this message"],
} as const satisfies Record<string, readonly [code: number, status: number, message: string]>;

export type RefusalName = keyof typeof REFUSALS;

/** One fault of a form: where in the body, Discord's code for it, and the text. */
export interface FormFault {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** An answer of Discord's that says no. */
export class Refused extends Error {
  readonly status: number;
  readonly code: number;
  /** Discord's tree of faults: `{ embeds: { 0: { title: { _errors: [{ code, message }] } } } }`. */
  readonly errors: unknown;

  constructor(status: number, code: number, message: string, errors?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** Throws the refusal of that name. */
export function refuse(name: RefusalName): never {
  const [code, status, message] = REFUSALS[name];
  throw new Refused(status, code, message);
}

/** Runs `work`; where it refuses a form, the faults are told as those of the body's part `key`. */
export function within<T>(key: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refused) || error.errors === undefined) throw error;
    throw new Refused(error.status, error.code, error.message, { [key]: error.errors });
  }
}

/** Throws "Invalid Form Body" (50035) with every fault in its place. */
export function refuseForm(faults: readonly FormFault[]): never {
  const [code, status, message] = REFUSALS.invalidForm;
  type Tree = { _errors?: { code: string; message: string }[]; [key: string]: unknown };
  const root: Tree = {};
  for (const fault of faults) {
    let node = root;
    for (const key of fault.path) {
      node[key] ??= {};
      node = node[key] as Tree;
    }
    node._errors ??= [];
    node._errors.push({ code: fault.code, message: fault.message });
  }
  throw new Refused(status, code, message, root);
}
