/** What the tests' Discord server refuses and what it takes, asked for with plain requests. */
import { type APIMessage, DiscordAPIError, MessageFlags, REST, Routes } from "discord.js";
import { afterEach, expect, test } from "vitest";
import { type DiscordServer, startDiscordServer, textOf } from "./server.ts";

const TOKEN = "token.of.tests";

const open: DiscordServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A server without a bot, for plain requests. */
async function bare() {
  const server = await startDiscordServer({ token: TOKEN });
  open.push(server);
  return { server, guild: server.addGuild({ name: "Reading Room" }) };
}

function rest(server: DiscordServer): REST {
  return new REST({ api: server.api }).setToken(TOKEN);
}

function codeOf(error: unknown): unknown {
  return error instanceof DiscordAPIError ? error.code : error;
}

/** Bodies for POST /channels/:id/messages that Discord refuses, and where the fault is. */
const text = (content: string) => ({ type: 10, content });
const V2 = MessageFlags.IsComponentsV2;
const button = (customId: string) => ({ type: 2, style: 2, label: "x", custom_id: customId });
const row = (...components: unknown[]) => ({ type: 1, components });
const REFUSED: [name: string, body: Record<string, unknown>, where: string][] = [
  ["2,001 characters", { content: "x".repeat(2_001) }, "content"],
  ["11 embeds", { embeds: Array.from({ length: 11 }, () => ({ title: "t" })) }, "embeds"],
  ["a long embed title", { embeds: [{ title: "x".repeat(257) }] }, "embeds.0.title"],
  [
    "6,001 characters over two embeds",
    { embeds: [{ description: "x".repeat(4_000) }, { description: "x".repeat(2_001) }] },
    "embeds",
  ],
  [
    "an empty field",
    { embeds: [{ fields: [{ name: "n", value: " " }] }] },
    "embeds.0.fields.0.value",
  ],
  ["an embed's odd URL", { embeds: [{ title: "t", url: "ftp://x.org" }] }, "embeds.0.url"],
  [
    "6 buttons in a row",
    { content: "x", components: [row(...["a", "b", "c", "d", "e", "f"].map(button))] },
    "components.0.components",
  ],
  [
    "6 rows",
    { content: "x", components: ["a", "b", "c", "d", "e", "f"].map((id) => row(button(id))) },
    "components",
  ],
  [
    "a custom id twice",
    { content: "x", components: [row(button("a"), button("a"))] },
    "components",
  ],
  [
    "a custom id of 101",
    { content: "x", components: [row(button("a".repeat(101)))] },
    "components.0.components.0.custom_id",
  ],
  [
    "a label of 81",
    { content: "x", components: [row({ ...button("a"), label: "x".repeat(81) })] },
    "components.0.components.0.label",
  ],
  [
    "a button without a label",
    { content: "x", components: [row({ ...button("a"), label: undefined })] },
    "components.0.components.0.label",
  ],
  [
    "a link of 513",
    {
      content: "x",
      components: [row({ type: 2, style: 5, label: "x", url: `https://x.org/${"x".repeat(500)}` })],
    },
    "components.0.components.0.url",
  ],
  [
    "a link's odd scheme",
    {
      content: "x",
      components: [row({ type: 2, style: 5, label: "x", url: "javascript:alert(1)" })],
    },
    "components.0.components.0.url",
  ],
  ["text displays without the flag", { components: [text("x")] }, "components.0.type"],
  ["content with the flag", { content: "x", flags: V2, components: [text("x")] }, "content"],
  [
    "embeds with the flag",
    { embeds: [{ title: "t" }], flags: V2, components: [text("x")] },
    "embeds",
  ],
  [
    "4,001 characters over text displays",
    {
      flags: V2,
      components: [text("x".repeat(2_000)), { type: 17, components: [text("x".repeat(2_001))] }],
    },
    "components",
  ],
  [
    "41 components counting nested ones",
    {
      flags: V2,
      components: [{ type: 17, components: Array.from({ length: 40 }, () => text("x")) }],
    },
    "components",
  ],
];

test.each(REFUSED)("Discord's limits hold: %s", async (_name, body, where) => {
  const { server, guild } = await bare();
  const path = Routes.channelMessages(guild.addChannel("x").id);
  const error = await rest(server)
    .post(path, { body })
    .catch((refused: unknown) => refused);
  expect(codeOf(error)).toBe(50035);
  const { errors } = server.refusals[0] ?? {};
  const found = where
    .split(".")
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], errors);
  expect(found, JSON.stringify(errors)).toHaveProperty("_errors");
});

test("an upload over ten megabytes is refused, a smaller one is kept", async () => {
  const { server, guild } = await bare();
  const channel = guild.addChannel("x");
  const post = (bytes: number) => {
    const files = [{ name: "a.bin", data: Buffer.alloc(bytes) }];
    return rest(server).post(Routes.channelMessages(channel.id), { files }).catch(codeOf);
  };
  expect(await post(10 * 1024 * 1024 + 1)).toBe(40005);
  await post(1_000);
  expect(channel.messages[0]?.attachments).toMatchObject([{ filename: "a.bin", size: 1_000 }]);
});

test.each([
  ["nothing", {}],
  ["white space", { content: " \n " }],
  ["an embed with a colour alone", { embeds: [{ color: 1 }] }],
])("an empty message is refused: %s", async (_name, body) => {
  const { server, guild } = await bare();
  const path = Routes.channelMessages(guild.addChannel("x").id);
  expect(
    codeOf(
      await rest(server)
        .post(path, { body })
        .catch((e: unknown) => e),
    ),
  ).toBe(50006);
});

test("what Discord takes is taken, up to the limit", async () => {
  const { server, guild } = await bare();
  const path = Routes.channelMessages(guild.addChannel("x").id);
  const container = { type: 17, components: Array.from({ length: 39 }, () => text("x")) };
  const bodies = [
    { content: "x".repeat(2_000) },
    { embeds: [{ description: "x".repeat(4_000) }, { description: "x".repeat(2_000) }] },
    { content: "x", components: [row(...["a", "b", "c", "d", "e"].map(button))] },
    { flags: V2, components: [container] },
    { flags: V2, components: [text("x".repeat(4_000))] },
  ];
  for (const body of bodies) await rest(server).post(path, { body });
  expect(server.refusals).toEqual([]);
});

test("an edit keeps what it does not name, and Components V2 is not taken back", async () => {
  const { server, guild } = await bare();
  const channel = guild.addChannel("x");
  const path = Routes.channelMessages(channel.id);
  const client = rest(server);
  const embeds = [{ title: "card" }];
  const plain = (await client.post(path, { body: { content: "a", embeds } })) as APIMessage;
  const edit = (id: string, body: unknown) =>
    client.patch(Routes.channelMessage(channel.id, id), { body }).catch(codeOf);
  await edit(plain.id, { content: "b" });
  expect(textOf(channel.messages[0] as APIMessage)).toBe("b\ncard");
  expect(channel.versions(plain.id)).toHaveLength(2);
  expect(await edit(plain.id, { flags: V2, components: [text("x")] })).toBe(50035);
  await edit(plain.id, { flags: V2, components: [text("x")], content: null, embeds: [] });
  expect(await edit(plain.id, { content: "back", components: [], flags: 0 })).toBe(50035);
  expect(await edit(plain.id, { components: [] })).toBe(50006);
  expect(textOf(channel.messages[0] as APIMessage)).toBe("x");
});

test("commands are registered in bulk and refused where Discord would refuse", async () => {
  const { server, guild } = await bare();
  const client = rest(server);
  const path = Routes.applicationCommands(server.applicationId);
  const taken = [
    { name: "ask", description: "Ask", default_member_permissions: "32" },
    { name: "Find sources", type: 3 },
  ];
  await client.put(path, { body: taken });
  const ids = server.commands.map(({ id }) => id);
  await client.put(path, { body: taken });
  expect(server.commands.map(({ id }) => id)).toEqual(ids);
  await client.put(Routes.applicationGuildCommands(server.applicationId, guild.id), {
    body: [{ name: "here", description: "Only here" }],
  });
  expect(server.commands.filter(({ guildId }) => guildId === guild.id)).toHaveLength(1);
  expect(server.refusals).toEqual([]);

  const option = (name: string, more: object = {}) => ({
    type: 3,
    name,
    description: "d",
    ...more,
  });
  const choices = Array.from({ length: 25 }, (_, index) => ({
    name: `${index}`.padEnd(100, "n"),
    value: `${index}`.padEnd(300, "v"),
  }));
  for (const bad of [
    [{ name: "Upper", description: "d" }],
    [{ name: "no description" }],
    [{ name: "x", description: "d".repeat(101) }],
    [{ name: "x", description: "d", name_localizations: { xx: "y" } }],
    [{ name: "x", description: "d", options: [option("a"), option("b", { required: true })] }],
    [{ name: "x", description: "d", options: [option("a"), option("a")] }],
    [{ name: "x", description: "d", options: [option("a", { choices })] }],
    [
      { name: "x", description: "d" },
      { name: "x", description: "d" },
    ],
  ]) {
    expect(await client.put(path, { body: bad }).catch(codeOf), JSON.stringify(bad)).toBe(50035);
  }
});
