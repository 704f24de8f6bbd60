/** The bot's words in Russian. */
import { formatsOf } from "./formats.ts";
import type { Words } from "./words.ts";

const formats = formatsOf("ru", { second: "с", minute: "мин" });
const { number, count } = formats;

const articles = (value: number) =>
  count(value, { one: "статья", few: "статьи", many: "статей", other: "статьи" });

export const russian: Words = {
  language: "ru",
  formats,

  common: {
    dateUnknown: "дата неизвестна",
    open: "открыть",
    read: "Читать",
    share: "Поделиться",
    dismiss: "Убрать",
    previous: "Назад",
    next: "Вперёд",
    page: (page, pages) => `Страница ${number(page)} из ${number(pages)}`,
    alsoIn: (others, more) =>
      `то же в: ${others.join(", ")}${more > 0 ? ` и ещё ${number(more)}` : ""}`,
    sharedBy: (person) => `Кто поделился: ${person}`,
  },

  answer: {
    question: (question) => `Вопрос: ${question}`,
    about: (about) => `Речь о: ${about}`,
    sourcesDiffer: "Источники расходятся: сравните издания и даты.",
    morePassages: (more) => `И ещё ${number(more)}: откройте отрывки целиком.`,
    passages: "Отрывки целиком",
    followUp: "Спросить дальше",
    sameArticle: "из той же статьи",
    underHeading: (heading) => `под заголовком «${heading}»`,
    notSaid: "В корпусе ответа нет.",
    notQuoted:
      "Ни одно предложение в статьях не отвечает на вопрос настолько, чтобы его цитировать.",
    readsEnglish: "Я ищу на английском.",
    askInEnglish: "Ответа на этот вопрос я не нашёл. Задайте его, пожалуйста, по-английски.",
    nearest: "Ближе всего эти статьи:",
    nothingNear: "Близких статей тоже нет.",
  },

  filters: {
    since: (day) => `с ${day}`,
    until: (day) => `по ${day}`,
    outlet: (outlet) => `издание ${outlet}`,
    only: (limits, found) => `Только статьи: ${limits.join(", ")} — ${articles(found)}.`,
    unknown: (left, { date, outlet }) => {
      const names = [...(date ? ["дата"] : []), ...(outlet ? ["издание"] : [])].join(" или ");
      return `Ещё ${articles(left)} не в счёт: ${names} там не указаны.`;
    },
  },

  search: {
    title: (query) => `Отрывки, ближайшие к запросу «${query}»`,
    none: (query) => `Ни в одном отрывке нет ничего общего с запросом «${query}».`,
    sources: "Отрывки, ближайшие к тому, что сказано в сообщении",
    noSources: "Ни один отрывок не говорит о том, что сказано в этом сообщении.",
    noText: "В этом сообщении нет текста, который я мог бы искать.",
    forgotten: "Поиски я храню один день, и этого у меня больше нет. Повторите поиск.",
  },

  article: {
    empty: "В этой статье нет текста.",
    gone: "Этой статьи в корпусе больше нет.",
    notOne:
      "По этому заголовку не находится ровно одна статья. Наберите его часть и выберите из появившихся заголовков.",
    orSearch: "Можно и поискать её с помощью `/search`.",
  },

  latest: {
    title: (outlet) => `Новейшие статьи${outlet === null ? "" : ` издания ${outlet}`}`,
    none: (outlet) =>
      `Ни в одной статье${outlet === null ? "" : ` издания ${outlet}`} не указана дата публикации.`,
    undated: (left) => `Без даты, поэтому не в списке: ${articles(left)}.`,
    noOutlet: "Статей этого издания нет. Выберите одно из тех, что появляются при наборе.",
  },

  faults: {
    stopping: "Меня сейчас перезапускают. Спросите ещё раз через минуту.",
    unexpected: (id) =>
      `Что-то пошло не так, и это не ваша вина. Мой оператор найдёт причину в журнале по номеру \`${id}\`.`,
    notServed: "Я отвечаю только на серверах из списка моего оператора, а этого сервера в нём нет.",
    unknownCommand:
      "Этой команды у меня больше нет; мой оператор может зарегистрировать команды заново.",
    outdated: "Это осталось от моей прежней версии. Задайте вопрос ещё раз.",
  },
};
