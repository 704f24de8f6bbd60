/** One interaction: what became of it, and how the person who started it sees that. */
import {
  type APIInteraction,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  type InteractionResponseType,
  InteractionType,
  MessageFlags,
} from "discord.js";
import type { Channel } from "./channels.ts";
import type { StoredMessage, User, World } from "./world.ts";

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

export interface Acknowledgement {
  readonly type: InteractionResponseType;
  /** Milliseconds from the dispatch to the callback, by the real clock. */
  readonly after: number;
}

/** An interaction as the person who started it sees it. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly user: User;
  readonly channel: Channel;
  /** What the bot was sent. */
  readonly payload: APIInteraction;
  /** The bot's first response; waits for it. */
  acknowledged(): Promise<Acknowledgement>;
  /**
   * The answer that the person sees, a deferred one once it has been filled in; for a press that
   * changes its message, the changed message. Waits for the first version that satisfies `predicate`.
   */
  response(predicate?: (message: APIMessage) => boolean): Promise<APIMessage>;
  /** The answer as it is now: null before there is one and after it was deleted. */
  readonly message: APIMessage | null;
  /** Whether only the person sees the answer; null before there is one. */
  readonly ephemeral: boolean | null;
  /** Further messages, as they are now, oldest first; deleted ones are left out. */
  readonly followUps: APIMessage[];
  /** The oldest follow-up that no earlier call returned; waits for one. */
  nextFollowUp(): Promise<APIMessage>;
  /** Resolves once the answer has been deleted. */
  dismissed(): Promise<void>;
  /** The modal that the bot opened; waits for it. */
  modal(): Promise<APIModalInteractionResponseCallbackData>;
  /** The choices that the bot offered; waits for them. */
  choices(): Promise<readonly Choice[]>;
  /** Ends the token now: a first response gets 10062, everything later 50027. */
  expire(): void;
}

export interface State {
  readonly payload: APIInteraction;
  readonly user: User;
  readonly channel: Channel;
  /** The message whose component was pressed, if any. */
  readonly source: StoredMessage | null;
  readonly startedAt: number;
  /** `clock.elapsed` at the start. */
  readonly bornAt: number;
  expired: boolean;
  acknowledgement: Acknowledgement | null;
  original: StoredMessage | null;
  /** Versions that the source had before this interaction. */
  versionsBefore: number;
  readonly followUps: StoredMessage[];
  modal: APIModalInteractionResponseCallbackData | null;
  choices: readonly Choice[] | null;
}

export function interactionOf(world: World, state: State): Interaction {
  const { payload, user, channel } = state;
  const returned = new Set<string>();
  const what = nameOf(state);
  const until = <T>(wish: string, look: () => T | null | undefined) =>
    world.changes.until(`${wish} ${what}`, () => look() ?? undefined);
  /** Versions that came about through this interaction. */
  const versions = () => {
    const { original, source, versionsBefore } = state;
    if (!original) return [];
    return original.versions
      .slice(original === source ? versionsBefore : 0)
      .filter((version) => !isLoading(version));
  };
  const present = ({ deleted }: StoredMessage) => !deleted;
  return {
    id: payload.id,
    token: payload.token,
    user,
    channel,
    payload,
    acknowledged: () => until("an acknowledgement of", () => state.acknowledgement),
    response: (predicate = () => true) =>
      until("a response to", () => {
        const found = versions().find(predicate);
        if (!found && state.original?.deleted) {
          throw new Error(`The response to ${what} was deleted before it was as expected.`);
        }
        return found;
      }),
    get message() {
      return state.original && !state.original.deleted ? state.original.message : null;
    },
    get ephemeral() {
      return state.original ? isEphemeral(state.original.message) : null;
    },
    get followUps() {
      return state.followUps.filter(present).map(({ message }) => message);
    },
    nextFollowUp: () =>
      until("a follow-up to", () => {
        const next = state.followUps.find(({ message }) => !returned.has(message.id))?.message;
        if (next) returned.add(next.id);
        return next;
      }),
    dismissed: () =>
      until("the deletion of the response to", () => state.original?.deleted || null).then(
        () => {},
      ),
    modal: () => until("a modal after", () => state.modal),
    choices: () => until("choices for", () => state.choices),
    expire() {
      state.expired = true;
    },
  };
}

function nameOf({ payload, user, source }: State): string {
  switch (payload.type) {
    case InteractionType.MessageComponent:
      return `${user.name}'s press of ${payload.data.custom_id} on message ${source?.message.id}`;
    case InteractionType.ModalSubmit:
      return `${user.name}'s modal ${payload.data.custom_id}`;
    case InteractionType.Ping:
      return "a ping";
    default:
      return `${user.name}'s command "${payload.data.name}"`;
  }
}

export function isEphemeral(message: APIMessage): boolean {
  return ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

export function isLoading(message: APIMessage): boolean {
  return ((message.flags ?? 0) & MessageFlags.Loading) !== 0;
}
