import { renderPrivacy } from "../render/privacy.ts";
import type { Command } from "./command.ts";

export const privacy: Command = {
  acknowledge: () => "private",
  run: ({ user }, { state, config, words }) =>
    renderPrivacy(state.rowsAbout(user.id), config, words),
};
