/**
 * Interactions and their tokens: each is answered once within three seconds, its webhook lives for
 * fifteen minutes, and the first answer decides who sees it. Time passes only when a test says so.
 */
import { randomBytes } from "node:crypto";
import {
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandOptionType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
} from "discord.js";
import type { Channel } from "./channels.ts";
import { parseModal } from "./components.ts";
import {
  type Interaction,
  interactionOf,
  isEphemeral,
  isLoading,
  type State,
} from "./interaction.ts";
import { composeMessage, editedMessage, type SentFile } from "./messages.ts";
import { refuse, refuseForm, within } from "./refused.ts";
import {
  parseChoices,
  parseFollowUp,
  parseReply,
  parseUpdate,
  parseWebhookEdit,
} from "./validation.ts";
import type { StoredMessage, User, World } from "./world.ts";

const ACKNOWLEDGE_WITHIN = 3_000;
const TOKEN_LIVES = 15 * 60_000;
/** How many follow-ups a command may send where the bot is no member. */
const FOLLOW_UPS_WITHOUT_BOT = 5;

export interface Interactions {
  /** Sends an interaction to the bot. `fill` completes the payload once id and token are known. */
  start(options: {
    user: User;
    channel: Channel;
    source?: StoredMessage | null;
    fill: (id: string, token: string) => APIInteraction;
  }): Interaction;
  /** POST callback. Returns what Discord answers when it is asked for a response. */
  acknowledge(id: string, token: string, body: unknown, files: readonly SentFile[]): unknown;
  /** POST webhook: a further message. */
  followUp(token: string, body: unknown, files: readonly SentFile[]): APIMessage;
  /** The message that a webhook route names, `@original` or an id. */
  read(token: string, messageId: string): APIMessage;
  edit(token: string, messageId: string, body: unknown, files: readonly SentFile[]): APIMessage;
  remove(token: string, messageId: string): void;
}

const ALLOWED: Partial<Record<InteractionType, readonly InteractionResponseType[]>> = {
  [InteractionType.ApplicationCommand]: [4, 5, 9],
  [InteractionType.MessageComponent]: [4, 5, 6, 7, 9],
  [InteractionType.ApplicationCommandAutocomplete]: [8],
  [InteractionType.ModalSubmit]: [4, 5],
};

const REPLY_FLAGS =
  MessageFlags.Ephemeral |
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2;

export function createInteractions(
  world: World,
  dispatch: (payload: APIInteraction) => void,
): Interactions {
  const states = new Map<string, State>();

  const age = (state: State) => world.clock.elapsed - state.bornAt;

  /** The state of a token that may still be used as a webhook. */
  function webhook(token: string): State {
    const state = states.get(token);
    if (!state) refuse("unknownWebhook");
    if (state.expired || age(state) >= TOKEN_LIVES) refuse("invalidWebhookToken");
    if (!state.acknowledgement) refuse("unknownWebhook");
    return state;
  }

  function find(state: State, messageId: string): StoredMessage {
    const stored =
      messageId === "@original"
        ? state.original
        : [state.original, ...state.followUps].find((each) => each?.message.id === messageId);
    if (!stored || stored.deleted) refuse("unknownMessage");
    return stored;
  }

  function post(
    state: State,
    body: RESTPostAPIChannelMessageJSONBody,
    files: readonly SentFile[],
    extra: Partial<APIMessage>,
  ): StoredMessage {
    const message = composeMessage(world, {
      channel: state.channel,
      author: world.bot,
      body,
      files,
      allowedFlags: REPLY_FLAGS,
      extra: { ...asWebhook(state), ...extra },
    });
    return world.post(message, state.channel, isEphemeral(message) ? state.user : null);
  }

  function asWebhook({ payload, user }: State): Partial<APIMessage> {
    return {
      webhook_id: world.applicationId,
      application_id: world.applicationId,
      interaction_metadata: {
        id: payload.id,
        type: payload.type,
        user: user.api,
        authorizing_integration_owners: payload.authorizing_integration_owners,
      } as NonNullable<APIMessage["interaction_metadata"]>,
      // Of commands alone, with the subcommand: what the client shows above the answer.
      ...(payload.type === InteractionType.ApplicationCommand
        ? {
            interaction: {
              id: payload.id,
              type: payload.type,
              name: pathOf(payload),
              user: user.api,
            },
          }
        : {}),
    };
  }

  /** A first answer replies to the message that was pressed; a command's stands under the command. */
  function answerKind({ payload, source, channel }: State): Partial<APIMessage> {
    if (source) return replyingTo(source.message, channel);
    const isMenu = payload.type === InteractionType.ApplicationCommand && payload.data.type !== 1;
    return { type: isMenu ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand };
  }

  function editMessage(
    stored: StoredMessage,
    body: RESTPatchAPIChannelMessageJSONBody,
    files: readonly SentFile[],
  ): APIMessage {
    const { message, channel } = stored;
    world.edit(stored, editedMessage(world, message, channel, world.bot, body, files));
    return stored.message;
  }

  function loading(state: State, ephemeral: boolean): StoredMessage {
    const flags = MessageFlags.Loading | (ephemeral ? MessageFlags.Ephemeral : 0);
    const message = {
      id: world.newId(),
      channel_id: state.channel.id,
      author: world.bot.api,
      content: "",
      timestamp: new Date(world.now()).toISOString(),
      edited_timestamp: null,
      tts: false,
      mentions: [],
      mention_roles: [],
      mention_everyone: false,
      attachments: [],
      embeds: [],
      components: [],
      pinned: false,
      ...asWebhook(state),
      ...answerKind(state),
      flags,
    } as unknown as APIMessage;
    return world.post(message, state.channel, ephemeral ? state.user : null);
  }

  function carryOut(state: State, body: { type: number }, files: readonly SentFile[]): void {
    switch (body.type) {
      case InteractionResponseType.ChannelMessageWithSource: {
        const { data } = parseReply<{ data?: RESTPostAPIChannelMessageJSONBody }>(body);
        state.original = within("data", () => post(state, data ?? {}, files, answerKind(state)));
        return;
      }
      case InteractionResponseType.DeferredChannelMessageWithSource: {
        const { data } = parseReply<{ data?: RESTPostAPIChannelMessageJSONBody }>(body);
        state.original = loading(state, ((data?.flags ?? 0) & MessageFlags.Ephemeral) !== 0);
        return;
      }
      case InteractionResponseType.DeferredMessageUpdate:
        state.original = state.source;
        return;
      case InteractionResponseType.UpdateMessage: {
        const { data } = parseUpdate<{ data?: RESTPatchAPIChannelMessageJSONBody }>(body);
        const { source } = state;
        if (source) within("data", () => editMessage(source, data ?? {}, files));
        state.original = source;
        return;
      }
      case InteractionResponseType.ApplicationCommandAutocompleteResult:
        state.choices = parseChoices(body);
        return;
      case InteractionResponseType.Modal:
        state.modal = parseModal<{ data: APIModalInteractionResponseCallbackData }>(body).data;
        return;
    }
  }

  return {
    start({ user, channel, source = null, fill }) {
      const token = randomBytes(24).toString("base64url");
      const state: State = {
        payload: fill(world.newId(), token),
        user,
        channel,
        source,
        startedAt: performance.now(),
        bornAt: world.clock.elapsed,
        expired: false,
        acknowledgement: null,
        original: null,
        versionsBefore: source?.versions.length ?? 0,
        followUps: [],
        modal: null,
        choices: null,
      };
      states.set(token, state);
      dispatch(state.payload);
      return interactionOf(world, state);
    },

    acknowledge(id, token, body, files) {
      const state = states.get(token);
      if (!state || state.payload.id !== id) refuse("unknownInteraction");
      if (state.acknowledgement) refuse("alreadyAcknowledged");
      if (state.expired || age(state) > ACKNOWLEDGE_WITHIN) refuse("unknownInteraction");
      const { type } = (body ?? {}) as { type: number };
      const allowed = [...(ALLOWED[state.payload.type] ?? [])];
      if (state.payload.type === InteractionType.ModalSubmit && state.source) allowed.push(6, 7);
      if (!allowed.includes(type)) {
        refuseForm([
          {
            path: ["type"],
            code: "BASE_TYPE_CHOICES",
            message: `Value must be one of {${allowed.join(", ")}}.`,
          },
        ]);
      }
      carryOut(state, { ...(body as object), type }, files);
      state.acknowledgement = { type, after: performance.now() - state.startedAt };
      world.changes.notify();
      const message = state.original?.message;
      return {
        interaction: {
          id,
          type: state.payload.type,
          channel_id: state.channel.id,
          ...(message
            ? {
                response_message_id: message.id,
                response_message_loading: isLoading(message),
                response_message_ephemeral: isEphemeral(message),
              }
            : {}),
        },
        ...(message ? { resource: { type, message } } : {}),
      };
    },

    followUp(token, body, files) {
      const state = webhook(token);
      const parsed = parseFollowUp<RESTPostAPIChannelMessageJSONBody>(body);
      const { original } = state;
      // The first message after a deferred answer fills that answer in, whatever its flags say.
      if (original && !original.deleted && isLoading(original.message)) {
        const { flags = 0 } = parsed;
        return editMessage(
          original,
          { ...parsed, flags } as RESTPatchAPIChannelMessageJSONBody,
          files,
        );
      }
      const outside = state.channel.guild?.hasBot === false;
      if (outside && state.followUps.length >= FOLLOW_UPS_WITHOUT_BOT) refuse("tooManyFollowUps");
      const extra = original ? replyingTo(original.message, state.channel) : {};
      const stored = post(state, parsed, files, extra);
      state.followUps.push(stored);
      world.changes.notify();
      return stored.message;
    },

    read: (token, messageId) => find(webhook(token), messageId).message,

    edit(token, messageId, body, files) {
      const stored = find(webhook(token), messageId);
      return editMessage(stored, parseWebhookEdit(body), files);
    },

    remove(token, messageId) {
      world.remove(find(webhook(token), messageId));
    },
  };
}

function pathOf({ data }: APIApplicationCommandInteraction): string {
  const { options = [] } = data as { options?: { name: string; type: number }[] };
  const subcommand = options.find(({ type }) => type === ApplicationCommandOptionType.Subcommand);
  return subcommand ? `${data.name} ${subcommand.name}` : data.name;
}

function replyingTo(message: APIMessage, channel: Channel): Partial<APIMessage> {
  return {
    type: MessageType.Reply,
    message_reference: {
      message_id: message.id,
      channel_id: channel.id,
      ...(channel.guild ? { guild_id: channel.guild.id } : {}),
    } as NonNullable<APIMessage["message_reference"]>,
    referenced_message: message,
  };
}
