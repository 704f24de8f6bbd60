/** Which language the bot speaks with whom. */
import { Locale } from "discord.js";
import { afterEach, beforeAll, expect, test } from "vitest";
import { azerbaijani } from "../../src/discord/words/azerbaijani.ts";
import { english } from "../../src/discord/words/english.ts";
import { russian } from "../../src/discord/words/russian.ts";
import { spanish } from "../../src/discord/words/spanish.ts";
import { buttonsOf, textOf, type User } from "../discord-server/server.ts";
import { readingRoom, restart } from "./footnote.ts";

const room = readingRoom();
let olga: User;
let ines: User;

beforeAll(() => {
  olga = room.guild.addMember(room.server.addUser({ name: "olga", locale: Locale.Russian }));
  ines = room.guild.addMember(room.server.addUser({ name: "ines", locale: Locale.SpanishES }));
});
afterEach(() => expect(room.server.refusals).toEqual([]));

const built = "When was the swing bridge built?";
const builtInRussian = "Когда построили разводной мост?";
const builtInAzerbaijani = "Körpü nə vaxt tikilib?";

async function ask(user: User, question: string) {
  return room.server.command(user, room.channel, "ask", { question }).response();
}

const labels = (message: Parameters<typeof buttonsOf>[0]) =>
  buttonsOf(message).map(({ label }) => label);

test("an answer is in the asker's language; what it quotes is as the article has it", async () => {
  const forOlga = await ask(olga, built);
  expect(textOf(forOlga)).toContain(`-# Вопрос: ${built}`);
  expect(textOf(forOlga)).toContain("built in 1911");
  expect(textOf(forOlga)).toContain("-# дата неизвестна");
  expect(labels(forOlga)).toContain(russian.answer.passages);

  const cost = "How much did the building work on the harbour museum cost?";
  const forInes = await ask(ines, cost);
  expect(textOf(forInes)).toContain(`-# Pregunta: ${cost}`);
  expect(textOf(forInes)).toContain("Vellmar Courier · 4 de mayo de 2024");
  expect(labels(forInes)).toContain(spanish.answer.passages);
});

test("what a press shows is in the language of whoever presses", async () => {
  const answer = await ask(olga, built);
  const press = (user: User) => room.server.press(user, answer, russian.answer.passages).response();
  expect(textOf(await press(ines))).toContain("fecha desconocida");
  expect(textOf(await press(room.ann))).toContain("date unknown");
});

test("a question that the model does not read is not told that the corpus does not say", async () => {
  for (const user of [olga, room.ann]) {
    const answer = await ask(user, builtInRussian);
    expect(textOf(answer)).toContain(`**${russian.answer.readsEnglish}**`);
    expect(textOf(answer)).toContain(russian.answer.askInEnglish);
    expect(textOf(answer)).not.toContain(russian.answer.notSaid);
    // The nearest articles all the same.
    expect(labels(answer)).toContain(russian.common.read);
  }
  // The bot speaks no German: the reader's language then.
  const german = await ask(room.ann, "Wann wurde die neue Drehbrücke gebaut?");
  expect(textOf(german)).toContain(`**${english.answer.readsEnglish}**`);
  // In English nothing was misread.
  const offTopic = await ask(olga, "Who won the chess championship of 1972 in Reykjavik?");
  expect(textOf(offTopic)).toContain(`**${russian.answer.notSaid}**`);
});

test("a search in a language that the model does not read says so, and denies nothing", async () => {
  const query = { query: "разводной мост через гавань" };
  const found = await room.server.command(olga, room.channel, "search", query).response();
  expect(textOf(found)).toContain(`-# ${russian.search.unread}`);
  const english = { query: "swing bridge across the harbour" };
  const read = await room.server.command(olga, room.channel, "search", english).response();
  expect(textOf(read)).not.toContain(russian.search.unread);

  const said = room.server.say(room.ann, room.channel, "Вчера мы гуляли по новому музею в гавани.");
  const sources = room.server.messageCommand(olga, "Find sources", said);
  expect(textOf(await sources.response())).toBe(russian.search.unread);
});

test("who asks in Azerbaijani, which Discord lacks, is answered in it", async () => {
  const asked = await ask(room.ann, builtInAzerbaijani);
  expect(textOf(asked)).toContain(`-# Sual: ${builtInAzerbaijani}`);
  expect(textOf(asked)).toContain(`**${azerbaijani.answer.readsEnglish}**`);

  const said = room.server.say(room.ann, room.channel, builtInAzerbaijani, { mentionBot: true });
  const reply = await room.channel.replyTo(said);
  expect(textOf(reply)).toContain(azerbaijani.answer.askInEnglish);
  expect(labels(reply)).toContain(azerbaijani.common.dismiss);
});

test("a message is answered in its language, else in the server's", async () => {
  const kazan = room.server.addGuild({ name: "Kazan", locale: Locale.Russian });
  const channel = kazan.addChannel("general");
  const ben = kazan.addMember("ben");
  const replyTo = async (text: string) =>
    labels(await channel.replyTo(room.server.say(ben, channel, text, { mentionBot: true })));
  expect(await replyTo(built)).toContain(english.common.dismiss);
  expect(await replyTo("¿Cuándo se construyó el puente?")).toContain(spanish.common.dismiss);
  expect(await replyTo("Vellmar 1911?")).toContain(russian.common.dismiss);
});

test("help, privacy, forms and what is declined are in the reader's language", async () => {
  const steward = room.guild.addMember(
    room.server.addUser({ name: "pavel", locale: Locale.Russian }),
    { roles: [room.guild.addRole("readers", ["ManageGuild"])] },
  );
  const run = async (user: User, name: string, options = {}) =>
    textOf(await room.server.command(user, room.channel, name, options).response());
  expect(await run(olga, "help")).toContain(`**${russian.help.what}**`);
  expect(await run(ines, "latest")).toContain("**Artículos más recientes**");
  expect(await run(steward, "corpus status")).toMatch(/^\*\*5 статей\*\* · \d+ отрывк/);
  const wrong = { question: built, since: "last week" };
  expect(await run(ines, "ask", wrong)).toContain("«last week» no es una fecha para `since`");
  expect(await run(olga, "search", { query: "bridge", since: "2024-05-01" })).toContain(
    "с 1 мая 2024 г.",
  );

  const answer = await ask(olga, built);
  const opener = room.server.press(ines, answer, russian.answer.followUp);
  expect((await opener.modal()).title).toBe(spanish.asking.formTitle);
  const declined = room.server.press(ines, answer, russian.common.dismiss);
  expect(textOf(await declined.nextFollowUp())).toBe(spanish.presses.onlyAskerDismisses);
  expect(await run(olga, "privacy")).toContain(russian.privacy.title);
});

test("a re-index is told in its moderator's language, and its history in the reader's", async () => {
  const stewards = room.guild.addRole("stewards", ["ManageGuild"]);
  const vera = room.server.addUser({ name: "vera", locale: Locale.Russian });
  const mo = room.guild.addMember("mo", { roles: [stewards] });
  room.guild.addMember(vera, { roles: [stewards] });
  await restart(room, { settings: { MODERATOR_USERS: `${vera.id},${mo.id}` } });
  const work = room.guild.addChannel("work");
  const asked = await room.server.command(vera, work, "corpus reindex").response();
  expect(textOf(asked)).toContain(`**${russian.reindex.ask}**`);
  const pressed = room.server.press(vera, asked, russian.reindex.start);
  const post = await work.nextMessage();
  expect(textOf(post)).toContain(`**${russian.reindex.running}**`);
  expect(textOf(await pressed.response())).toContain("Переиндексация началась");
  const end = await work.messageEdited(post.id, (message) =>
    textOf(message).includes(russian.reindex.nothingNew),
  );
  expect(textOf(end)).toMatch(/^5 статей$/m);

  const history = await room.server.command(mo, work, "corpus history").response();
  expect(textOf(history)).toContain(`<@${vera.id}> re-indexed the corpus: nothing had changed`);
});

test("with BOT_LANGUAGE the bot speaks one language with everybody", async () => {
  await restart(room, { settings: { BOT_LANGUAGE: "az" } });
  const answers = [await ask(olga, built), await ask(room.ann, builtInRussian)];
  for (const answer of answers) expect(labels(answer)).toContain(azerbaijani.common.dismiss);
  expect(textOf(answers[1] as (typeof answers)[0])).toContain(azerbaijani.answer.askInEnglish);
  const said = room.server.say(room.ann, room.channel, built, { mentionBot: true });
  expect(labels(await room.channel.replyTo(said))).toContain(azerbaijani.common.dismiss);
  await restart(room);
});
