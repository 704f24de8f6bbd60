/** The bot's words in Spanish. */
import { formatsOf } from "./formats.ts";
import type { Words } from "./words.ts";

const formats = formatsOf("es", { second: "s", minute: "min" });
const { number, count, form } = formats;

const articles = (value: number) => count(value, { one: "artículo", other: "artículos" });

export const spanish: Words = {
  language: "es",
  formats,

  common: {
    dateUnknown: "fecha desconocida",
    open: "abrir",
    read: "Leer",
    share: "Compartir",
    dismiss: "Quitar",
    previous: "Anterior",
    next: "Siguiente",
    page: (page, pages) => `Página ${number(page)} de ${number(pages)}`,
    alsoIn: (others, more) =>
      `también en ${others.join(", ")}${more > 0 ? ` y ${number(more)} más` : ""}`,
    sharedBy: (person) => `Compartido por ${person}`,
  },

  answer: {
    question: (question) => `Pregunta: ${question}`,
    about: (about) => `Sobre: ${about}`,
    sourcesDiffer: "Las fuentes no coinciden: compara sus medios y fechas.",
    morePassages: (more) => `Y ${number(more)} más: mira los pasajes completos.`,
    passages: "Pasajes completos",
    followUp: "Seguir preguntando",
    sameArticle: "del mismo artículo",
    underHeading: (heading) => `bajo «${heading}»`,
    notSaid: "El corpus no lo dice.",
    notQuoted: "Ninguna frase de los artículos responde a esto lo bastante bien como para citarla.",
    readsEnglish: "Busco en inglés.",
    askInEnglish: "No he encontrado nada que responda a esto. Pregúntalo en inglés, por favor.",
    nearest: "Los artículos más cercanos son estos:",
    nothingNear: "Ningún artículo se acerca.",
  },

  filters: {
    since: (day) => `desde el ${day}`,
    until: (day) => `hasta el ${day}`,
    outlet: (outlet) => `de ${outlet}`,
    only: (limits, found) => `Solo artículos ${limits.join(", ")}: ${articles(found)}.`,
    unknown: (left, { date, outlet }) => {
      const names = [...(date ? ["la fecha"] : []), ...(outlet ? ["el medio"] : [])].join(" o ");
      const verb = form(left, { one: "quedó fuera", other: "quedaron fuera" });
      return `${number(left)} más ${verb}: no se conoce ${names}.`;
    },
  },

  search: {
    title: (query) => `Pasajes más cercanos a «${query}»`,
    none: (query) => `Ningún pasaje tiene nada en común con «${query}».`,
    sources: "Pasajes más cercanos a lo que dice ese mensaje",
    noSources: "Ningún pasaje habla de lo que dice ese mensaje.",
    noText: "Ese mensaje no tiene texto que pueda buscar.",
    forgotten: "Guardo las búsquedas un día, y esta ya no la tengo. Vuelve a buscar.",
  },

  article: {
    empty: "Este artículo no tiene texto.",
    gone: "Ese artículo ya no está en el corpus.",
    notOne:
      "Ningún artículo único responde a ese título. Escribe una parte y elige entre los títulos que aparecen.",
    orSearch: "También puedes buscarlo con `/search`.",
  },

  latest: {
    title: (outlet) => `Artículos más recientes${outlet === null ? "" : ` de ${outlet}`}`,
    none: (outlet) =>
      `Ningún artículo${outlet === null ? "" : ` de ${outlet}`} dice cuándo se publicó.`,
    undated: (left) => `${articles(left)} sin fecha no aparecen en la lista.`,
    noOutlet: "Ningún artículo es de ese medio. Elige uno de los que aparecen al escribir.",
  },

  faults: {
    stopping: "Me están reiniciando. Vuelve a preguntar dentro de un minuto.",
    unexpected: (id) =>
      `Algo ha fallado, y no es culpa tuya. Mi operador encontrará la causa en el registro con el número \`${id}\`.`,
    notServed:
      "Solo respondo en los servidores que mi operador ha incluido en su lista, y este no es uno de ellos.",
    unknownCommand: "Ya no conozco este comando; mi operador puede volver a registrar los míos.",
    outdated: "Esto es de una versión mía anterior. Vuelve a preguntar.",
  },
};
