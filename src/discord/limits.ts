/**
 * Discord's limits that the bot's messages and commands meet, in one place. Lengths are compared in
 * UTF-16 code units, which are never fewer than the characters Discord counts.
 *
 * @see https://discord.com/developers/docs/components/reference
 * @see https://discord.com/developers/docs/interactions/application-commands
 */
export const limits = {
  /** Characters over all text displays of one message. */
  messageText: 4000,
  /** Components of one message, nested ones counted. */
  components: 40,
  buttonsInRow: 5,
  buttonLabel: 80,
  customId: 100,
  modalTitle: 45,
  /** Of a field in a form, and of the words under it. */
  fieldLabel: 45,
  fieldDescription: 100,
  threadName: 100,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  /** Names and descriptions of one command with its options, together. */
  commandText: 8000,
} as const;

/** The longest question that the bot takes; a limit of ours: the model reads about 1,000 characters. */
export const longestQuestion = 500;

/** A date as it is typed; ours too. */
export const longestDate = 20;
