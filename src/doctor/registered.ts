/** Whether the commands that Discord has are those that the bot defines. */

/** A command as Discord sends or takes it; only its name matters by itself. */
export interface NamedCommand {
  readonly name: string;
}

export interface Difference {
  readonly missing: readonly string[];
  /** Registered in another form. */
  readonly outdated: readonly string[];
  /** Registered, and no longer the bot's. */
  readonly unknown: readonly string[];
}

/** How registered commands differ from the definitions; null where they do not. */
export function differenceOf(
  registered: readonly NamedCommand[],
  definitions: readonly NamedCommand[],
): Difference | null {
  const found = new Map(registered.map((command) => [command.name, command]));
  const missing: string[] = [];
  const outdated: string[] = [];
  for (const definition of definitions) {
    const command = found.get(definition.name);
    found.delete(definition.name);
    if (command === undefined) missing.push(definition.name);
    else if (formOf(command) !== formOf(definition)) outdated.push(definition.name);
  }
  const unknown = [...found.keys()];
  return missing.length + outdated.length + unknown.length === 0
    ? null
    : { missing, outdated, unknown };
}

/** What Discord adds to a definition. */
const added = new Set(["id", "application_id", "guild_id", "version", "dm_permission"]);

/** One text for all ways to write the same definition: what is empty, null or false may be left out. */
function formOf(command: NamedCommand): string {
  return JSON.stringify(essence(command));
}

function essence(value: unknown): unknown {
  if (Array.isArray(value)) {
    const parts = value.map(essence);
    // Contexts and the like are sets; options and choices have an order.
    return parts.every((part) => typeof part === "number") ? parts.sort() : parts;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([key, field]) => !added.has(key) && !isEmpty(field))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => [key, essence(field)]);
}

function isEmpty(field: unknown): boolean {
  if (field === undefined || field === null || field === false || field === "") return true;
  return typeof field === "object" && Object.keys(field).length === 0;
}
