/** Searching the corpus for somebody when their turn has come. */
import type { BaseInteraction } from "discord.js";
import type { Filters, SearchResult } from "../engine/engine.ts";
import type { Context } from "./context.ts";
import type { Rendering } from "./render/message.ts";

export interface Searching {
  readonly limit: number;
  readonly filters?: Filters;
  /** Shows that the search must wait for its turn, and until when. */
  readonly onWait: (waiting: Rendering) => Promise<void>;
}

/** @throws Declined where its turn would come too late, or the bot is stopping. */
export async function searchInTurn(
  query: string,
  { user, guildId, channelId }: Pick<BaseInteraction, "user" | "guildId" | "channelId">,
  { limit, filters, onWait }: Searching,
  { engine, turns, deadline, words }: Context,
): Promise<SearchResult> {
  const release = await turns.take({
    asker: user.id,
    place: guildId ?? channelId ?? user.id,
    onWait,
    words,
  });
  const options = { limit, ...(filters ? { filters } : {}), signal: deadline };
  return engine.search(query, options).finally(release);
}
