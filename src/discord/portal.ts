/** Where an operator mends what Discord refuses. */
export const portal = "https://discord.com/developers/applications";

export const refusedToken = `Discord refused the token in DISCORD_TOKEN: copy it, or make a new one, on the page “Bot” of your application at ${portal}.`;
