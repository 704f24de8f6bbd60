/** Channels: text channels of guilds, threads and direct channels, with waits for what the bot does there. */
import {
  type APIMessage,
  type APIOverwrite,
  type APIRole,
  type ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  OverwriteType,
  type PermissionsString,
} from "discord.js";
import type { Guild } from "./guilds.ts";
import { channelPayload } from "./payloads.ts";
import { bitsOf } from "./permissions.ts";
import type { User, World } from "./world.ts";

export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  name: string;
  /** Null for a direct channel. */
  readonly guild: Guild | null;
  /** The channel that a thread belongs to. */
  readonly parent: Channel | null;
  /** The other side of a direct channel. */
  readonly recipient: User | null;
  readonly createdAt: string;
  readonly overwrites: APIOverwrite[];
  /** A thread's settings; null for other channels. */
  readonly thread: {
    archived: boolean;
    locked: boolean;
    autoArchive: number;
    owner: string;
  } | null;
  /** How often the bot showed that it types. */
  typing: number;
  /** What everybody in the channel sees, oldest first: no ephemeral and no deleted messages. */
  readonly messages: APIMessage[];
  /** Takes permissions in this channel from a role, or from the bot. */
  deny(permissions: readonly PermissionsString[], from?: APIRole): void;
  /** Undoes every `deny` of this channel. */
  allowAll(): void;
  /**
   * The oldest ordinary message of the bot here that no earlier call returned; waits for one. Answers
   * to commands and presses do not count: those belong to their `Interaction`.
   */
  nextMessage(): Promise<APIMessage>;
  /** The bot's message here that replies to `message`; waits for it. */
  replyTo(message: APIMessage): Promise<APIMessage>;
  /** The first version of a message that satisfies the predicate, past ones included; waits for it. */
  messageEdited(id: string, predicate: (message: APIMessage) => boolean): Promise<APIMessage>;
  /** Every version of a message, from the first to the present one. */
  versions(id: string): readonly APIMessage[];
  /** Resolves once the message is gone. */
  deleted(id: string): Promise<void>;
  /** Resolves once the bot has shown typing here. */
  typingShown(): Promise<void>;
}

export function createChannel(
  world: World,
  given: {
    type: ChannelType;
    name: string;
    id?: string;
    guild?: Guild | null;
    parent?: Channel;
    recipient?: User;
    thread?: Channel["thread"];
  },
): Channel {
  const returned = new Set<string>();
  const byBot = ({ author, webhook_id }: APIMessage) => author.id === world.bot.id && !webhook_id;
  const where = given.name ? `#${given.name}` : `the direct channel of ${given.recipient?.name}`;
  const stored = (id: string) => {
    const found = world.messages.get(id);
    if (found?.channel !== channel) throw new Error(`No message ${id} was ever in ${where}.`);
    return found;
  };
  const announceChange = () =>
    world.dispatch(
      GatewayDispatchEvents.ChannelUpdate,
      () => channelPayload(channel),
      GatewayIntentBits.Guilds,
    );

  const channel: Channel = {
    id: given.id ?? world.newId(),
    type: given.type,
    name: given.name,
    guild: given.guild ?? null,
    parent: given.parent ?? null,
    recipient: given.recipient ?? null,
    createdAt: new Date(world.now()).toISOString(),
    overwrites: [],
    thread: given.thread ?? null,
    typing: 0,
    get messages() {
      return [...world.messages.values()]
        .filter((each) => each.channel === channel && !each.deleted && !each.ephemeralFor)
        .map(({ message }) => message);
    },
    deny(permissions, from) {
      const id = from?.id ?? world.bot.id;
      const others = channel.overwrites.filter((overwrite) => overwrite.id !== id);
      const before = channel.overwrites.find((overwrite) => overwrite.id === id);
      const deny = (BigInt(before?.deny ?? 0) | bitsOf(permissions)).toString();
      const type = from ? OverwriteType.Role : OverwriteType.Member;
      channel.overwrites.splice(0, Infinity, ...others, { id, type, allow: "0", deny });
      announceChange();
    },
    allowAll() {
      channel.overwrites.length = 0;
      announceChange();
    },
    nextMessage: () =>
      world.changes.until(`a message of the bot in ${where}`, () => {
        const next = channel.messages.find((each) => byBot(each) && !returned.has(each.id));
        if (next) returned.add(next.id);
        return next;
      }),
    replyTo: (message) =>
      world.changes.until(`a reply of the bot to "${message.content}" in ${where}`, () =>
        channel.messages.find(
          (each) =>
            each.author.id === world.bot.id && each.message_reference?.message_id === message.id,
        ),
      ),
    messageEdited: (id, predicate) =>
      world.changes.until(`message ${id} in ${where} to be edited as expected`, () =>
        stored(id).versions.find(predicate),
      ),
    versions: (id) => stored(id).versions,
    deleted: (id) =>
      world.changes
        .until(`message ${id} in ${where} to be deleted`, () => stored(id).deleted || undefined)
        .then(() => {}),
    typingShown: () =>
      world.changes
        .until(`typing in ${where}`, () => channel.typing > 0 || undefined)
        .then(() => {}),
  };
  world.channels.set(channel.id, channel);
  return channel;
}
