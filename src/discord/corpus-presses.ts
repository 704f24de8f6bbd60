/** What the buttons under the answers to `/corpus` do. Each asks anew who may. */
import type { MessageComponentInteraction } from "discord.js";
import { FootnoteError } from "../errors.ts";
import type { ActionKind } from "../state/actions.ts";
import { takePending } from "../state/pending.ts";
import type { Context } from "./context.ts";
import { Declined } from "./faults.ts";
import { articleOf } from "./lookup.ts";
import { actorOf, requireModerator } from "./permissions.ts";
import type { Press } from "./presses.ts";
import { shownTitle } from "./render/adding.ts";
import { historyPage } from "./render/history.ts";
import { notice } from "./render/message.ts";
import { underWay } from "./render/reindex.ts";
import { renderStatus } from "./render/status.ts";
import { startReindex } from "./start-reindex.ts";

/** By the action that a custom id names. */
export const corpusPresses = {
  reindex: {
    acknowledge: "update",
    run(interaction, _, context) {
      requireModerator(context.config, actorOf(interaction));
      return startReindex(interaction, context);
    },
  },
  "cancel-reindex": {
    acknowledge: "update",
    async run(interaction, [order = ""], context) {
      const { config, reindexing } = context;
      requireModerator(config, actorOf(interaction));
      reindexing.cancel(order, `<@${interaction.user.id}>`);
      record(interaction, context, "cancel");
      // The re-index shows its end itself.
      return null;
    },
  },
  rollback: {
    acknowledge: "update",
    async run(interaction, [from = ""], context) {
      const { config, reindexing, words } = context;
      requireModerator(config, actorOf(interaction));
      const status = await reindexing.rollBack(from);
      record(interaction, context, "rollback");
      return renderStatus(status, reindexing.running, words);
    },
  },
  add: {
    acknowledge: "update",
    async run(interaction, [key = ""], context) {
      const { config, engine, words } = context;
      requireModerator(config, actorOf(interaction));
      refuseDuringReindex(context);
      const file = await takePending(config.state.dir, key);
      if (!file) throw new Declined(({ adding }) => adding.forgotten);
      const article = await engine.add(file.name, file.bytes);
      record(interaction, context, "add", article.title);
      return startReindex(interaction, context, words.adding.added(shownTitle(article.title)));
    },
  },
  remove: {
    acknowledge: "update",
    async run(interaction, [key = ""], context) {
      const { config, engine, words } = context;
      requireModerator(config, actorOf(interaction));
      refuseDuringReindex(context);
      const { article } = await articleOf(key, context);
      await engine.remove(article.id).catch((error: unknown) => {
        if (!(error instanceof FootnoteError && error.kind === "not-found")) throw error;
        throw new Declined(({ adding }) => adding.notInFolder);
      });
      record(interaction, context, "remove", article.title);
      return startReindex(interaction, context, words.adding.removed(shownTitle(article.title)));
    },
  },
  "history-page": {
    acknowledge: "update",
    async run(interaction, [page], { config, state, words }) {
      requireModerator(config, actorOf(interaction));
      return historyPage(state, Number(page), words);
    },
  },
  "never-mind": {
    acknowledge: "update",
    async run(_interaction, _args, { words }) {
      return notice(words.moderators.nothingChanged);
    },
  },
} satisfies Record<string, Press>;

// The one under way may have read the folder already.
function refuseDuringReindex({ reindexing }: Context): void {
  const { running } = reindexing;
  if (!running) return;
  throw new Declined((words) => `${underWay(running, words)} ${words.reindex.pressAgain}`);
}

function record(
  { user, guildId }: MessageComponentInteraction,
  { state, config }: Context,
  kind: ActionKind,
  about = "",
): void {
  const action = { moderator: user.id, guild: guildId, kind, about };
  state.recordAction(action, config.state.historyDays);
}
