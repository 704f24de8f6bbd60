/** The tests' own Discord server, driven by a plain discord.js client. */
import {
  ActionRowBuilder,
  type APIMessage,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  Client,
  type ClientOptions,
  DiscordAPIError,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  type Message,
  MessageFlags,
  ModalBuilder,
  Partials,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import {
  buttonsOf,
  type DiscordServer,
  type DiscordServerOptions,
  isEphemeral,
  previewsOf,
  startDiscordServer,
} from "./discord-server/server.ts";

const TOKEN = "token.of.tests";

const COMMANDS = [
  {
    name: "ask",
    description: "Ask a question",
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "question",
        description: "What to ask",
        required: true,
        max_length: 300,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "private",
        description: "Only you see the answer",
      },
    ],
  },
  {
    name: "article",
    description: "Read an article",
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "title",
        description: "Its title",
        required: true,
        autocomplete: true,
      },
    ],
  },
  {
    name: "corpus",
    description: "Look after the corpus",
    default_member_permissions: "32",
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: "add",
        description: "Add an article",
        options: [
          {
            type: ApplicationCommandOptionType.Attachment,
            name: "file",
            description: "The article",
            required: true,
          },
        ],
      },
    ],
  },
  { name: "Find sources", type: ApplicationCommandType.Message },
] satisfies RESTPostAPIApplicationCommandsJSONBody[];

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

type Handler = (interaction: Interaction) => unknown;

/** A server with a guild, a channel, two people, and a bot that does what the test says. */
async function world(
  options: {
    server?: Partial<DiscordServerOptions>;
    client?: Partial<ClientOptions>;
    onInteraction?: Handler;
    onMessage?: (message: Message) => unknown;
  } = {},
) {
  const server = await startDiscordServer({ token: TOKEN, commands: COMMANDS, ...options.server });
  open.push(() => server.close());
  const guild = server.addGuild({ name: "Reading Room" });
  const general = guild.addChannel("general");
  const ann = guild.addMember("ann");
  const mod = guild.addMember("mod", { roles: [guild.addRole("mods", ["ManageGuild"])] });
  const { client, errors } = newClient(server, options.client);
  if (options.onInteraction) {
    const handle = options.onInteraction;
    client.on(Events.InteractionCreate, async (interaction) => handle(interaction));
  }
  if (options.onMessage) {
    const handle = options.onMessage;
    client.on(Events.MessageCreate, async (message) => handle(message));
  }
  await login(client);
  return { server, guild, general, ann, mod, client, errors };
}

function newClient(server: DiscordServer, options: Partial<ClientOptions> = {}) {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
    ],
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    ...options,
    rest: { ...options.rest, api: server.api },
  });
  const errors: unknown[] = [];
  client.on(Events.Error, (error) => errors.push(error));
  open.push(() => client.destroy());
  return { client, errors };
}

async function login(client: Client): Promise<void> {
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(TOKEN);
  await ready;
}

/** What a handler met, in the order it met it; the test takes one after the other. */
function outcomes() {
  const values: unknown[] = [];
  const waiting: ((value: unknown) => void)[] = [];
  return {
    add(value: unknown) {
      const next = waiting.shift();
      if (next) next(value);
      else values.push(value);
    },
    next: () =>
      values.length > 0
        ? Promise.resolve(values.shift())
        : new Promise<unknown>((resolve) => waiting.push(resolve)),
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof DiscordAPIError ? error.code : error;
}

test("a client logs in and sees its guilds and channels", async () => {
  const { server, client, guild, general } = await world();
  expect(client.user?.username).toBe("Footnote");
  expect(client.guilds.cache.get(guild.id)?.name).toBe("Reading Room");
  const channel = client.channels.cache.get(general.id);
  if (!channel?.isTextBased() || channel.isDMBased()) throw new Error("no guild channel");
  expect(channel.permissionsFor(client.user?.id ?? "")?.has("SendMessages")).toBe(true);
  general.deny(["SendMessages"]);
  await server.gateway.delivered();
  expect(channel.permissionsFor(client.user?.id ?? "")?.has("SendMessages")).toBe(false);
  expect(server.refusals).toEqual([]);
});

test("a wrong token is refused by REST and by the gateway", async () => {
  const server = await startDiscordServer({ token: TOKEN });
  open.push(() => server.close());
  const { client } = newClient(server);
  await expect(client.login("another.bot.token")).rejects.toThrow(/invalid token/i);
  expect(server.refusals).toMatchObject([{ status: 401, path: "/gateway/bot" }]);

  const socket = new WebSocket(server.gatewayUrl);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.once("message", () => {
    socket.send(JSON.stringify({ op: 2, d: { token: "wrong", intents: 0, properties: {} } }));
  });
  expect(await closed).toBe(4004);
});

test("an intent that was not granted ends the login", async () => {
  const server = await startDiscordServer({ token: TOKEN });
  open.push(() => server.close());
  const { client } = newClient(server, { intents: [GatewayIntentBits.MessageContent] });
  await expect(client.login(TOKEN)).rejects.toThrow(/disallowed intents/);
});

test("a command is answered, at once or after a deferral", async () => {
  const { server, general, ann } = await world({
    async onInteraction(interaction) {
      if (!interaction.isChatInputCommand()) return;
      const question = interaction.options.getString("question", true);
      if (!interaction.options.getBoolean("private")) {
        const response = await interaction.reply({ content: question, withResponse: true });
        expect(response.resource?.message?.content).toBe(question);
        return;
      }
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply(question);
      await interaction.followUp({ content: "more" });
    },
  });
  const asked = server.command(ann, general, "ask", { question: "Where?" });
  expect((await asked.acknowledged()).type).toBe(4);
  expect((await asked.response()).content).toBe("Where?");
  expect(asked.ephemeral).toBe(false);
  expect(general.messages.map(({ content }) => content)).toEqual(["Where?"]);

  const whispered = server.command(ann, general, "ask", { question: "Who?", private: true });
  expect((await whispered.acknowledged()).type).toBe(5);
  const answer = await whispered.response();
  expect(answer.content).toBe("Who?");
  expect(isEphemeral(answer)).toBe(true);
  // A follow-up chooses for itself who sees it.
  expect(isEphemeral(await whispered.nextFollowUp())).toBe(false);
  expect(general.messages.map(({ content }) => content)).toEqual(["Where?", "more"]);
  expect(server.refusals).toEqual([]);
});

test("the first answer decides who sees it, whatever a later edit says", async () => {
  const { server, general, ann, client } = await world({
    async onInteraction(interaction) {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await client.rest.patch(Routes.webhookMessage(client.user?.id ?? "", interaction.token), {
        body: { content: "secret?", flags: MessageFlags.Ephemeral },
        auth: false,
      });
    },
  });
  const asked = server.command(ann, general, "ask", { question: "Where?" });
  expect(isEphemeral(await asked.response())).toBe(false);
  expect(general.messages).toHaveLength(1);
});

test("the first follow-up after a deferral fills it in and stays as private as it was", async () => {
  const { server, general, ann } = await world({
    async onInteraction(interaction) {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.followUp("filled in");
    },
  });
  const asked = server.command(ann, general, "ask", { question: "Where?" });
  expect(await asked.response()).toMatchObject({ content: "filled in" });
  expect(asked.ephemeral).toBe(true);
  expect(asked.followUps).toEqual([]);
});

test("a second acknowledgement and a late one are refused", async () => {
  const codes = outcomes();
  let meddle = () => {};
  const { server, general, ann, client } = await world({
    async onInteraction(interaction) {
      if (!interaction.isChatInputCommand()) return;
      const path = Routes.interactionCallback(interaction.id, interaction.token);
      const acknowledge = () =>
        client.rest
          .post(path, { body: { type: 4, data: { content: "yes" } }, auth: false })
          .catch((error: unknown) => codes.add(codeOf(error)));
      meddle();
      await acknowledge();
      await acknowledge();
    },
  });
  await server.command(ann, general, "ask", { question: "Twice?" }).response();
  expect(await codes.next()).toBe(40060);

  meddle = () => server.passTime(3_001);
  server.command(ann, general, "ask", { question: "Late?" });
  expect([await codes.next(), await codes.next()]).toEqual([10062, 10062]);
  expect(server.refusals.map(({ code }) => code)).toEqual([40060, 10062, 10062]);
});

test("an edit after the token's fifteen minutes is refused", async () => {
  const codes = outcomes();
  const { server, general, ann } = await world({
    async onInteraction(interaction) {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      server.passTime(15 * 60_000);
      codes.add(await interaction.editReply("too late").catch(codeOf));
    },
  });
  server.command(ann, general, "ask", { question: "Slow?" });
  expect(await codes.next()).toBe(50027);
});

test("an unknown webhook token is refused", async () => {
  const { client, server } = await world();
  const path = Routes.webhook(client.user?.id ?? "", "made-up");
  const code = await client.rest.post(path, { body: { content: "x" }, auth: false }).catch(codeOf);
  expect(code).toBe(10015);
  expect(server.refusals).toHaveLength(1);
});

test("autocomplete gets its choices and no more than Discord takes", async () => {
  let choices: { name: string; value: string }[] = [];
  const codes = outcomes();
  const { server, general, ann } = await world({
    async onInteraction(interaction) {
      if (!interaction.isAutocomplete()) return;
      expect(interaction.options.getFocused()).toBe("har");
      codes.add(await interaction.respond(choices).catch(codeOf));
    },
  });
  choices = [{ name: "Harbour", value: "a1" }];
  const typed = server.autocomplete(ann, general, "article", "title", "har");
  expect(await typed.choices()).toEqual(choices);
  await codes.next();

  for (const bad of [
    Array.from({ length: 26 }, (_, index) => ({ name: `t${index}`, value: "v" })),
    [{ name: "x".repeat(101), value: "v" }],
    [{ name: "x", value: "v".repeat(101) }],
    [{ name: "x", value: "" }],
    [{ name: "", value: "v" }],
  ]) {
    choices = bad;
    server.autocomplete(ann, general, "article", "title", "har");
    expect(await codes.next()).toBe(50035);
  }
});

test("a modal is opened by a button, filled in, and its answer may update the message", async () => {
  const { server, general, ann } = await world({
    async onInteraction(interaction) {
      if (interaction.isChatInputCommand()) {
        const button = new ButtonBuilder()
          .setCustomId("more")
          .setLabel("Follow up")
          .setStyle(ButtonStyle.Primary);
        const row = new ActionRowBuilder<ButtonBuilder>().addComponents(button);
        await interaction.reply({ content: "first", components: [row] });
      } else if (interaction.isButton()) {
        const input = new TextInputBuilder()
          .setCustomId("question")
          .setStyle(TextInputStyle.Short)
          .setMaxLength(20);
        const label = new LabelBuilder().setLabel("Question").setTextInputComponent(input);
        await interaction.showModal(
          new ModalBuilder().setCustomId("follow").setTitle("Ask on").addLabelComponents(label),
        );
      } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
        await interaction.update(interaction.fields.getTextInputValue("question"));
      }
    },
  });
  const asked = await server.command(ann, general, "ask", { question: "Where?" }).response();
  expect(buttonsOf(asked).map(({ label }) => label)).toEqual(["Follow up"]);
  const pressed = server.press(ann, asked, "Follow up");
  expect((await pressed.modal()).title).toBe("Ask on");
  await expect(server.submitModal(ann, pressed, { Question: "" })).rejects.toThrow(/Question/);
  await expect(server.submitModal(ann, pressed, { Question: "x".repeat(21) })).rejects.toThrow(
    /20/,
  );
  const submitted = await server.submitModal(ann, pressed, { Question: "And when?" });
  expect((await submitted.response()).content).toBe("And when?");
  expect(general.messages.map(({ content }) => content)).toEqual(["And when?"]);
  expect(server.refusals).toEqual([]);
});

test("a modal after a deferral and a deferral of autocomplete are refused", async () => {
  const codes = outcomes();
  const { server, general, ann, client } = await world({
    async onInteraction(interaction) {
      if (interaction.isAutocomplete()) {
        const path = Routes.interactionCallback(interaction.id, interaction.token);
        codes.add(await client.rest.post(path, { body: { type: 5 }, auth: false }).catch(codeOf));
      }
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      const path = Routes.interactionCallback(interaction.id, interaction.token);
      const body = { type: 9, data: { custom_id: "m", title: "M", components: [] } };
      codes.add(await client.rest.post(path, { body, auth: false }).catch(codeOf));
    },
  });
  server.command(ann, general, "ask", { question: "Where?" });
  expect(await codes.next()).toBe(40060);
  server.autocomplete(ann, general, "article", "title", "x");
  expect(await codes.next()).toBe(50035);
});

const field = (customId: string, more: object = {}) => ({
  type: 18,
  label: "Question",
  component: { type: 4, custom_id: customId, style: 1, ...more },
});
const MODALS: [name: string, data: Record<string, unknown>, code: number | null][] = [
  ["one field", { components: [field("a")] }, null],
  ["a title of 46", { title: "x".repeat(46), components: [field("a")] }, 50035],
  ["six fields", { components: ["a", "b", "c", "d", "e", "f"].map((id) => field(id)) }, 50035],
  ["a custom id twice", { components: [field("a"), field("a")] }, 50035],
  [
    "a value over its own limit",
    { components: [field("a", { value: "xx", max_length: 1 })] },
    50035,
  ],
  ["a placeholder of 101", { components: [field("a", { placeholder: "x".repeat(101) })] }, 50035],
  ["a field without its Label", { components: [field("a").component] }, 50035],
];

test.each(MODALS)("a modal is held to Discord's limits: %s", async (_name, data, code) => {
  const codes = outcomes();
  const { server, general, ann, client } = await world({
    async onInteraction(interaction) {
      const path = Routes.interactionCallback(interaction.id, interaction.token);
      const body = { type: 9, data: { custom_id: "m", title: "Ask on", ...data } };
      codes.add(await client.rest.post(path, { body, auth: false }).then(() => null, codeOf));
    },
  });
  server.command(ann, general, "ask", { question: "Where?" });
  expect(await codes.next()).toBe(code);
});

test("a direct message is heard and answered", async () => {
  const { server, ann } = await world({
    async onMessage(message) {
      if (message.author.bot) return;
      if (message.channel.isSendable()) await message.channel.sendTyping();
      await message.reply(`You said: ${message.content}`);
    },
  });
  const direct = server.directChannel(ann);
  const said = server.say(ann, direct, "hello");
  await direct.typingShown();
  const reply = await direct.replyTo(said);
  expect(reply.content).toBe("You said: hello");
  expect(reply.mentions).toEqual([]);
  expect(await direct.nextMessage()).toBe(reply);
  expect(server.refusals).toEqual([]);
});

test("without the intent the text arrives only with a mention or a reply to an ordinary message", async () => {
  const heard: string[] = [];
  const { server, general, ann, client } = await world({
    async onInteraction(interaction) {
      if (interaction.isChatInputCommand()) await interaction.reply("a command's answer");
    },
    onMessage: (message) => {
      if (!message.author.bot) heard.push(message.content);
    },
  });
  const mention = `<@${client.user?.id}>`;
  server.say(ann, general, "to nobody");
  server.say(ann, general, "to the bot", { mentionBot: true });
  const channel = client.channels.cache.get(general.id);
  if (channel?.isSendable()) await channel.send("an ordinary message");
  const ordinary = await general.nextMessage();
  server.say(ann, general, "a reply", { replyTo: ordinary });
  server.say(ann, general, "a silent reply", { replyTo: ordinary, ping: false });
  const answer = await server.command(ann, general, "ask", { question: "?" }).response();
  server.say(ann, general, "a reply to an answer", { replyTo: answer });
  await server.gateway.delivered();
  expect(heard).toEqual(["", `${mention} to the bot`, "a reply", "", ""]);
});

test("with the intent every text arrives", async () => {
  const heard: string[] = [];
  const { server, general, ann } = await world({
    server: { privilegedIntents: [GatewayIntentBits.MessageContent] },
    client: {
      intents: [
        GatewayIntentBits.Guilds,
        GatewayIntentBits.GuildMessages,
        GatewayIntentBits.MessageContent,
      ],
    },
    onMessage: (message) => heard.push(message.content),
  });
  server.say(ann, general, "to nobody");
  server.say(ann, server.directChannel(ann), "a direct message without its intent");
  await server.gateway.delivered();
  expect(heard).toEqual(["to nobody"]);
});

test("mentions notify only whom the bot lets them notify", async () => {
  const { server, general, ann, client } = await world();
  const channel = client.channels.cache.get(general.id);
  if (!channel?.isSendable()) throw new Error("no channel");
  await channel.send(`<@${ann.id}> and @everyone`);
  await channel.send({ content: `<@${ann.id}>`, allowedMentions: { users: [ann.id] } });
  const [silent, loud] = general.messages;
  expect(silent).toMatchObject({ mentions: [], mention_everyone: false });
  expect(loud?.mentions.map(({ id }) => id)).toEqual([ann.id]);
  expect(server.refusals).toEqual([]);
});

test("an ephemeral message is pressed by its reader alone and edited through its token alone", async () => {
  const codes = outcomes();
  const { server, general, ann, mod, client } = await world({
    async onInteraction(interaction) {
      if (interaction.isButton()) {
        await interaction.deferUpdate();
        await interaction.deleteReply();
      }
      if (!interaction.isChatInputCommand()) return;
      const dismiss = new ButtonBuilder()
        .setCustomId("dismiss")
        .setLabel("Dismiss")
        .setStyle(ButtonStyle.Secondary);
      await interaction.reply({
        content: "for your eyes",
        flags: MessageFlags.Ephemeral,
        components: [new ActionRowBuilder<ButtonBuilder>().addComponents(dismiss)],
      });
      const { id } = await interaction.fetchReply();
      const path = Routes.channelMessage(general.id, id);
      codes.add(await client.rest.patch(path, { body: { content: "x" } }).catch(codeOf));
    },
  });
  const asked = server.command(ann, general, "ask", { question: "?" });
  const answer = await asked.response();
  expect(await codes.next()).toBe(10008);
  expect(general.messages).toEqual([]);
  expect(() => server.press(mod, answer, "Dismiss")).toThrow(/only ann does/);
  server.press(ann, answer, "Dismiss");
  await asked.dismissed();
  expect(() => server.press(ann, answer, "Dismiss")).toThrow(/gone/);
});

test("a file is taken from a command and sent with an answer", async () => {
  const { server, general, mod, ann } = await world({
    async onInteraction(interaction) {
      if (!interaction.isChatInputCommand()) return;
      const file = interaction.options.getAttachment("file", true);
      const text = await (await fetch(file.url)).text();
      await interaction.reply({ files: [{ attachment: Buffer.from(text), name: "copy.md" }] });
    },
  });
  const file = { name: "a.md", content: "# Title", contentType: "text/markdown" };
  expect(() => server.command(ann, general, "corpus add", { file })).toThrow(/permissions 32/);
  const answer = await server.command(mod, general, "corpus add", { file }).response();
  const [attachment] = answer.attachments;
  expect(attachment?.filename).toBe("copy.md");
  const stored = server.files.get(attachment?.id ?? "");
  expect(Buffer.from(stored?.content ?? []).toString()).toBe("# Title");
  expect(server.refusals).toEqual([]);
});

test("a message command hands over the message", async () => {
  const { server, general, ann, mod } = await world({
    async onInteraction(interaction) {
      if (interaction.isMessageContextMenuCommand()) {
        await interaction.reply(`${interaction.targetMessage.content}!`);
      }
    },
  });
  const said = server.say(mod, general, "the harbour froze");
  const found = server.messageCommand(ann, "Find sources", said);
  expect((await found.response()).content).toBe("the harbour froze!");
});

test("a person cannot run what the client would not let them run", async () => {
  const { server, general, ann } = await world();
  expect(() => server.command(ann, general, "nothing")).toThrow(/ask, article, corpus/);
  expect(() => server.command(ann, general, "ask")).toThrow(/"question" is required/);
  expect(() => server.command(ann, general, "ask", { question: 1 })).toThrow(/takes text/);
  expect(() => server.command(ann, general, "ask", { question: "x".repeat(301) })).toThrow(/300/);
  expect(() => server.command(ann, general, "ask", { query: "x" })).toThrow(/No option "query"/);
});

test("a rate limit and a failing server are weathered by the client, and nothing is sent twice", async () => {
  const { server, general, client } = await world({ client: { rest: { offset: 0 } } });
  const channel = client.channels.cache.get(general.id);
  if (!channel?.isSendable()) throw new Error("no channel");
  const path = /^\/channels\/\d+\/messages$/;
  server.disturb({ method: "POST", path, status: 429, retryAfter: 0.01 });
  await channel.send("one");
  server.disturb({ method: "POST", path, status: 429, retryAfter: 0.01, global: true });
  await channel.send("two");
  server.disturb({ method: "POST", path, status: 502, times: 2 });
  await channel.send("three");
  server.disturb({ method: "POST", path, status: 400, code: 30046, message: "Too many edits" });
  expect(await channel.send("four").catch(codeOf)).toBe(30046);
  expect(general.messages.map(({ content }) => content)).toEqual(["one", "two", "three"]);
  const sent = server.requests.filter(({ route }) => route === "/channels/:channel/messages");
  expect(sent.map(({ status }) => status)).toEqual([429, 200, 429, 200, 502, 502, 200, 400]);
  expect(server.refusals).toEqual([]);
});

test("a broken connection is resumed and what was missed arrives", async () => {
  const heard: string[] = [];
  const { server, general, ann } = await world({ onMessage: ({ content }) => heard.push(content) });
  server.say(ann, general, "before", { mentionBot: true });
  await server.gateway.delivered();
  server.gateway.drop();
  server.say(ann, general, "meanwhile", { mentionBot: true });
  await server.gateway.resumed();
  server.gateway.askToReconnect();
  await server.gateway.resumed(2);
  server.say(ann, general, "after", { mentionBot: true });
  await server.gateway.delivered();
  expect(heard.map((text) => text.split(" ")[1])).toEqual(["before", "meanwhile", "after"]);
  expect(server.gateway.identifies).toBe(1);
});

test("a session that was ended is begun anew", async () => {
  const noWait = { waitForIdentify: () => Promise.resolve() };
  const { server, general, ann } = await world({
    client: { ws: { buildIdentifyThrottler: () => Promise.resolve(noWait) } },
    async onInteraction(interaction) {
      if (interaction.isChatInputCommand()) await interaction.reply("still here");
    },
  });
  server.gateway.invalidate();
  await server.gateway.disconnected();
  await server.gateway.connected();
  expect(server.gateway.identifies).toBe(2);
  await server.command(ann, general, "ask", { question: "?" }).response();
});

test("heartbeats are answered", async () => {
  const { server, client } = await world({ server: { heartbeatInterval: 20 } });
  await server.until("three heartbeats", () => server.gateway.heartbeats >= 3 || undefined);
  await server.gateway.delivered();
  expect(client.ws.ping).toBeGreaterThanOrEqual(0);
  expect(server.gateway.identifies).toBe(1);
});

test("a guild without the bot lends its commands and nothing else", async () => {
  const codes = outcomes();
  const { server, ann } = await world({
    async onInteraction(interaction) {
      if (!interaction.isChatInputCommand()) return;
      expect(interaction.inCachedGuild()).toBe(false);
      await interaction.reply("from afar");
      for (let count = 0; count < 5; count += 1) await interaction.followUp(`${count}`);
      codes.add(await interaction.followUp("one too many").catch(codeOf));
      const path = Routes.channelMessages(interaction.channelId);
      codes.add(await interaction.client.rest.post(path, { body: {} }).catch(codeOf));
    },
  });
  const elsewhere = server.addGuild({ name: "Elsewhere", withoutBot: true });
  elsewhere.addMember(ann);
  const asked = server.command(ann, elsewhere.addChannel("x"), "ask", { question: "?" });
  expect((await asked.response()).content).toBe("from afar");
  expect([await codes.next(), await codes.next()]).toEqual([40094, 50001]);
  expect(asked.followUps).toHaveLength(5);
});

test("a choice in a select menu arrives", async () => {
  const { server, general, ann } = await world({
    async onInteraction(interaction) {
      if (interaction.isStringSelectMenu()) await interaction.update(interaction.values.join());
      if (!interaction.isChatInputCommand()) return;
      const options = ["one", "two"].map((value) => ({ label: value, value }));
      const menu = new StringSelectMenuBuilder().setCustomId("pick").addOptions(options);
      await interaction.reply({
        content: "pick",
        components: [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)],
      });
    },
  });
  const answer = await server.command(ann, general, "ask", { question: "?" }).response();
  expect(() => server.select(ann, answer, "pick", ["three"])).toThrow(/does not offer/);
  const picked = server.select(ann, answer, "pick", ["two"]);
  expect((await picked.response()).content).toBe("two");
  expect(server.refusals).toEqual([]);
});

test("two presses at once are two interactions, and each is answered", async () => {
  let presses = 0;
  const { server, general, ann, mod } = await world({
    async onInteraction(interaction) {
      if (interaction.isButton()) {
        presses += 1;
        await interaction.update(`${presses} presses`);
      }
      if (!interaction.isChatInputCommand()) return;
      const vote = new ButtonBuilder().setCustomId("v").setLabel("Vote").setStyle(1);
      const components = [new ActionRowBuilder<ButtonBuilder>().addComponents(vote)];
      await interaction.reply({ content: "0 presses", components });
    },
  });
  const answer = await server.command(ann, general, "ask", { question: "?" }).response();
  const [first, second] = [server.press(ann, answer, "Vote"), server.press(mod, answer, "Vote")];
  await Promise.all([first.response(), second.response()]);
  await general.messageEdited(answer.id, ({ content }) => content === "2 presses");
  expect(general.versions(answer.id)).toHaveLength(3);
});

test("a wait that fails says what was seen", async () => {
  const { server, general, ann } = await world({ server: { patience: 20 } });
  const asked = server.command(ann, general, "ask", { question: "?" });
  await expect(asked.response()).rejects.toThrow(
    /in vain for a response to ann's command "ask"[\s\S]*GET \/gateway\/bot/,
  );
});

test("a bot that leaves and comes back serves the buttons of its old messages", async () => {
  const handler: Handler = async (interaction) => {
    if (interaction.isButton()) await interaction.update("pressed");
    if (!interaction.isChatInputCommand()) return;
    const button = new ButtonBuilder()
      .setCustomId("b")
      .setLabel("Press")
      .setStyle(ButtonStyle.Success);
    await interaction.reply({
      content: "press me",
      components: [new ActionRowBuilder<ButtonBuilder>().addComponents(button)],
    });
  };
  const { server, general, ann, client } = await world({ onInteraction: handler });
  const answer = await server.command(ann, general, "ask", { question: "?" }).response();
  await client.destroy();
  await server.gateway.disconnected();
  expect(() => server.press(ann, answer, "Press")).toThrow(/No bot is connected/);

  const second = newClient(server).client;
  second.on(Events.InteractionCreate, async (interaction) => handler(interaction));
  await login(second);
  expect((await server.press(ann, answer, "Press").response()).content).toBe("pressed");
  expect(general.messages).toHaveLength(1);
});

test("missing permissions are refused by their codes", async () => {
  const { general, client, ann, server } = await world();
  const channel = client.channels.cache.get(general.id);
  if (!channel?.isSendable() || !channel.isTextBased()) throw new Error("no channel");
  general.deny(["SendMessages"]);
  expect(await channel.send("x").catch(codeOf)).toBe(50013);
  general.deny(["ViewChannel"]);
  expect(await channel.send("x").catch(codeOf)).toBe(50001);
  general.allowAll();
  general.deny(["EmbedLinks"]);
  const embed = new EmbedBuilder().setTitle("card");
  expect(await channel.send({ embeds: [embed] }).catch(codeOf)).toBe(50013);
  await channel.send({ content: "text stays", embeds: [embed] });
  expect(general.messages[0]).toMatchObject({ content: "text stays", embeds: [] });
  const others = server.say(ann, general, "mine");
  const path = Routes.channelMessage(general.id, others.id);
  expect(await client.rest.patch(path, { body: { content: "x" } }).catch(codeOf)).toBe(50005);
  expect(await client.rest.delete(path).catch(codeOf)).toBe(50013);
  expect(await client.rest.get("/channels/1").catch(codeOf)).toBe(10003);
  expect(await client.rest.get("/no/such/route").catch(codeOf)).toBe(0);
});

test("a thread is opened from a message, written in and archived", async () => {
  const { server, general, client, ann } = await world();
  const said = server.say(ann, general, "discuss");
  const channel = client.channels.cache.get(general.id);
  if (!channel?.isTextBased() || channel.isDMBased()) throw new Error("no channel");
  const thread = await channel.messages
    .fetch(said.id)
    .then((message) => message.startThread({ name: "Discussion", autoArchiveDuration: 60 }));
  await thread.send("inside");
  const inside = server.channels.get(thread.id);
  expect(inside?.messages.map(({ content }) => content)).toEqual(["inside"]);
  await thread.setArchived(true);
  expect(inside?.thread?.archived).toBe(true);
  expect(server.refusals).toEqual([]);
});

test("previews are found where Discord would show them", () => {
  const message = (content: string, flags = 0) => ({ content, flags }) as APIMessage;
  expect(previewsOf(message("see https://a.org/x and <https://b.org>"))).toEqual([
    "https://a.org/x",
  ]);
  expect(previewsOf(message("[a](https://a.org) [b](<https://b.org>)"))).toEqual(["https://a.org"]);
  expect(previewsOf(message("https://a.org", MessageFlags.SuppressEmbeds))).toEqual([]);
});
