import { expect, test } from "vitest";
import { isUnread, languageOf } from "../../src/answer/question-language.ts";

const questions: Readonly<Record<string, readonly string[]>> = {
  en: [
    "Who is Recep Tayyip Erdoğan?",
    "What did Jeyhun Bayramov say?",
    "Where is Guadalajara?",
    "When?",
    "Does Château d'Yquem cost more than Pétrus?",
    'What does "mañana" mean?',
    "Nikol Pashinyan resignation",
    "price of lahmacun in Baku",
    "who signed",
  ],
  az: [
    "Sülh sazişi harada imzalandı?",
    "Tokayevin mətbuat katibi kimdir?",
    "Neçə nəfər öldü?",
    "Muzey nə vaxt açıldı?",
    "Zəngəzur dəhlizi nədir?",
  ],
  ru: ["Где подписали мирный договор?", "А когда это было?", "Кто пресс-секретарь Токаева?"],
  es: ["¿Dónde se firmó el acuerdo de paz?", "Donde esta el museo", "¿Quién ganó?"],
  tr: ["Barış anlaşması nerede imzalandı?"],
  de: ["Wo wurde das Friedensabkommen unterzeichnet?"],
};

test.each(Object.entries(questions))(
  "short questions in %s are known for it",
  async (language, all) => {
    for (const question of all) expect(await languageOf(question), question).toBe(language);
  },
);

test("where a question is mostly names, no other language is claimed", async () => {
  for (const question of [
    "Aliyev Pashinyan Almaty?",
    "Ilham Əliyev Washington",
    "José Ramón García López?",
    "Nakhchivan corridor?",
    "São Paulo mayor?",
    "Rio de Janeiro Carnival",
    "Qarabağ",
    "Zangezur",
    "1954?",
    "ferry fare",
  ]) {
    expect([null, "en"], question).toContain(await languageOf(question));
  }
});

test("a question is unread where the model is known to read English and not its language", async () => {
  const russian = "Где подписали мирный договор?";
  expect(await isUnread(russian, ["en"])).toBe(true);
  expect(await isUnread(russian, ["en", "ru"])).toBe(false);
  expect(await isUnread(russian, null)).toBe(false);
  expect(await isUnread("Where was the treaty signed?", ["en"])).toBe(false);
  expect(await isUnread("Zangezur", ["en"])).toBe(false);
});
