/** What the button under `/privacy` does: to the rows of whoever presses it, and nobody else's. */
import type { Press } from "./presses.ts";
import { renderErased } from "./render/privacy.ts";

/** By the action that a custom id names. */
export const privacyPresses = {
  "erase-me": {
    acknowledge: "update",
    async run({ user }, _, { state, words }) {
      return renderErased(state.erase(user.id), words);
    },
  },
} satisfies Record<string, Press>;
