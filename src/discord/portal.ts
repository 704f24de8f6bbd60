/** What the operator is told where Discord refuses or cannot be reached. */

/** Where an operator mends what Discord refuses. */
export const portal = "https://discord.com/developers/applications";

export const refusedToken = `Discord refused the token in DISCORD_TOKEN: copy it, or make a new one, on the page “Bot” of your application at ${portal}.`;

/** For an error that is no answer of Discord's; on one line. */
export function unreachable(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `Discord cannot be reached: ${message}. Check this machine's connection, and DISCORD_API where it is set.`;
}
