import { actorOf, isModerator } from "../permissions.ts";
import { renderHelp } from "../render/help.ts";
import type { Command } from "./command.ts";

export const help: Command = {
  acknowledge: () => "now",
  run: (interaction, { config }) =>
    renderHelp({ mayReindex: isModerator(config, actorOf(interaction)) }),
};
