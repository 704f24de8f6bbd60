/** The bot's words in Spanish. */
import { formatsOf } from "./formats.ts";
import type { Words } from "./words.ts";

const formats = formatsOf("es", { second: "s", minute: "min" });
const { number, count, form } = formats;

const articles = (value: number) => count(value, { one: "artículo", other: "artículos" });
const passages = (value: number) => count(value, { one: "pasaje", other: "pasajes" });
const sentences = (value: number) => count(value, { one: "frase", other: "frases" });
const days = (value: number) => count(value, { one: "día", other: "días" });
const answers = (value: number) => count(value, { one: "respuesta", other: "respuestas" });
const votes = (value: number) => count(value, { one: "voto", other: "votos" });
const actions = (value: number) => count(value, { one: "acción", other: "acciones" });

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
    context: "En el artículo",
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

  threads: {
    askOn: "Sigue preguntando aquí: no hace falta mencionarme.",
    askOnBy: (button) =>
      `Sigue preguntando aquí: pulsa **${button}**, mencióname o responde a este mensaje.`,
    refused:
      "No he podido abrir un hilo en la respuesta; el operador encontrará la causa en el registro.",
    notHere:
      "Solo abro hilos en respuestas públicas de los canales de texto de un servidor, así que esta respuesta no tiene hilo.",
    lacking: (permissions) =>
      `Aquí no puedo abrir un hilo porque me faltan estos permisos: ${permissions.join(", ")}. Quien administra el servidor puede dármelos en los ajustes del canal.`,
  },

  context: {
    part: (part, parts) => `Parte ${number(part)} de ${number(parts)}`,
    changed: "El artículo ha cambiado desde que se dio esta respuesta.",
    gone: "El artículo ha cambiado desde que se dio esta respuesta, y lo citado ya no aparece en él.",
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
    unread: "Busco en inglés: con palabras en otro idioma encuentro poco.",
    noSources: "Ningún pasaje habla de lo que dice ese mensaje.",
    noText: "Ese mensaje no tiene texto que pueda buscar.",
    forgotten: "Guardo las búsquedas un día, y esta ya no la tengo. Vuelve a buscar.",
  },

  article: {
    empty: "Este artículo no tiene texto.",
    gone: "Ese artículo ya no está en el corpus.",
    notOne:
      "Ese título no corresponde a un único artículo. Escribe una parte y elige entre los títulos que aparecen.",
    orSearch: "También puedes buscarlo con `/search`.",
  },

  latest: {
    title: (outlet) => `Artículos más recientes${outlet === null ? "" : ` de ${outlet}`}`,
    none: (outlet) =>
      `Ningún artículo${outlet === null ? "" : ` de ${outlet}`} dice cuándo se publicó.`,
    undated: (left) =>
      `${articles(left)} sin fecha no ${form(left, { one: "aparece", other: "aparecen" })} en la lista.`,
    noOutlet: "Ningún artículo es de ese medio. Elige uno de los que aparecen al escribir.",
  },

  faults: {
    engineRestarted:
      "La búsqueda se detuvo mientras trabajaba en esto y está arrancando de nuevo. Inténtalo otra vez dentro de un momento.",
    indexLocked:
      "Otro proceso está escribiendo el índice. Vuelve a intentarlo cuando haya terminado.",
    stopping: "Me están reiniciando. Vuelve a preguntar dentro de un minuto.",
    unexpected: (id) =>
      `Algo ha fallado, y no es culpa tuya. Mi operador encontrará la causa en el registro con el número \`${id}\`.`,
    notServed:
      "Solo respondo en los servidores que mi operador ha incluido en su lista, y este no es uno de ellos.",
    unknownCommand: "Ya no conozco este comando; mi operador puede volver a registrar los míos.",
    outdated: "Esto es de una versión mía anterior. Vuelve a preguntar.",
  },

  asking: {
    empty: "Pregúntame algo en el mismo mensaje o con `/ask`; `/help` cuenta lo que sé hacer.",
    tooLong: (length, most) =>
      `Son ${number(length)} caracteres; acepto preguntas de ${number(most)} como máximo.`,
    forgotten: (kept) =>
      `Guardo las respuestas ${days(kept)}, y esta ya no la tengo. Vuelve a preguntar.`,
    noDate: (written, option) =>
      `«${written}» no es una fecha para \`${option}\`. Escribe un día (2025-08-09), un mes (2025-08), un año (2025) o un número de días hacia atrás (7d).`,
    noDayBetween: (since, until) =>
      `Ningún día es a la vez desde el ${since} y hasta el ${until}. Intercambia las dos fechas.`,
    noOutlet: (outlet, others) =>
      others.length === 0
        ? `Ningún artículo dice de qué medio es, así que no se puede elegir por él («${outlet}»).`
        : `Ningún artículo es del medio «${outlet}». Hay estos: ${others.join(", ")}.`,
    tooManyBefore: (again) =>
      `Hay demasiado en espera antes de esto. Vuelve a intentarlo ${again}.`,
    tooSoon: (answered) => `Acabas de pedirme algo; a esto le llega el turno ${answered}.`,
    inLine: (ahead, answered) =>
      `Hay ${count(ahead, { one: "petición", other: "peticiones" })} antes de la tuya; espero llegar a ella ${answered}.`,
    formTitle: "Seguir preguntando",
    formQuestion: "Tu pregunta",
    formHint: "Basta con «And when was that?»: sé de qué trataba la respuesta.",
  },

  presses: {
    helped: "Gracias: he anotado que ha servido. El otro pulgar lo cambia.",
    helpedNot:
      "He anotado que no ha servido, para quienes cuidan de los artículos. El otro pulgar lo cambia.",
    onlyAskerShares: "Solo quien ha preguntado puede compartir esto.",
    sharedAlready: "Ya has compartido esto.",
    articleChanged: "Ese artículo ha cambiado desde entonces. Vuelve a buscar para compartirlo.",
    onlyAskerDismisses: "Solo quien ha preguntado, o un moderador de este bot, puede quitar esto.",
    askerUnknown:
      "Ya no sé quién preguntó esto, así que solo un moderador de este bot puede quitarlo.",
    onlySharerDismisses:
      "Solo quien ha compartido esto, o un moderador de este bot, puede quitarlo.",
  },

  help: {
    what: "Footnote responde preguntas a partir de una colección de artículos y cita los pasajes en que se apoyan sus respuestas.",
    honesty: "No dice nada que no diga un artículo; cuando los artículos no responden, te lo dice.",
    ask: "una pregunta; con `private` solo tú ves la respuesta, con `thread` se le abre un hilo",
    search: "los pasajes más cercanos a unas palabras",
    article: "un artículo completo; los títulos se sugieren al escribir",
    latest: "los artículos más recientes",
    status: "cuántos artículos hay y lo reciente que es el índice",
    privacy: "lo que guardo sobre ti, y cómo borrarlo",
    forModerators: "Para moderadores",
    reindex: "incorpora lo que ha cambiado en la carpeta del corpus",
    rollback: "vuelve al índice anterior",
    add: "añade un artículo",
    remove: "quita un artículo",
    gaps: "lo que se ha preguntado y no se ha encontrado",
    history: "quién hizo qué, y cuándo",
    also: (button, menu) =>
      `También puedes escribirme directamente o mencionarme con una pregunta; si respondes a un mensaje mío, la pregunta puede apoyarse en él. **${button}**, debajo de una respuesta, muestra lo que rodea a cada frase citada. **${menu}**, en el menú de un mensaje, dentro de *Aplicaciones*, encuentra pasajes para ese mensaje.`,
    lacking: (permissions) =>
      `En este canal no puedo responder a las menciones como debería: me faltan estos permisos: ${permissions.join(", ")}. Quien administra el servidor puede dármelos en los ajustes del canal; los comandos de arriba funcionan igualmente.`,
  },

  permissions: {
    ViewChannel: "Ver canal",
    SendMessages: "Enviar mensajes",
    SendMessagesInThreads: "Enviar mensajes en hilos",
    CreatePublicThreads: "Crear hilos públicos",
    ReadMessageHistory: "Leer el historial de mensajes",
  },

  moderators: {
    none: "Nadie puede hacer esto todavía: este bot no tiene moderadores. Su operador los nombra en los ajustes `MODERATOR_ROLES` y `MODERATOR_USERS`.",
    only: "Solo los moderadores de este bot pueden hacer esto.",
    neverMind: "Déjalo",
    nothingChanged: "No se ha cambiado nada.",
  },

  corpus: {
    articles,
    passages,
    sentences,
    indexed: (when, size) => `Indexado ${when} · ${size}`,
    changed: (added, changed, removed) =>
      `La carpeta ha cambiado desde entonces; artículos nuevos: ${number(added)}, cambiados: ${number(changed)}, quitados: ${number(removed)}. \`/corpus reindex\` los incorpora.`,
    upToDate: "El índice está al día con la carpeta.",
    readBy: (models) => `Modelos: ${models.join(" y ")}`,
  },

  reindex: {
    ask: "¿Reindexar el corpus?",
    present: (built, found, read, size) =>
      `El índice actual se construyó ${built}: ${articles(found)}, ${sentences(read)}, ${size}.`,
    unchanged: "La carpeta no ha cambiado desde entonces.",
    since: (added, changed, removed) =>
      `Desde entonces, artículos nuevos: ${number(added)}, cambiados: ${number(changed)}, quitados: ${number(removed)}.`,
    lastRun: (action) => `La última vez: ${action}`,
    meanwhile:
      "Mientras tanto se siguen respondiendo preguntas; el índice actual se conserva para poder volver a él.",
    start: "Reindexar",
    started: (url) => `La reindexación ha empezado: ${url}`,
    onlyYou: (missing) =>
      `No puedo escribir en este canal (faltan: ${missing.join(", ")}), así que solo tú ves el progreso, durante 15 minutos.`,
    underWay: (by, url) =>
      `Ya hay una reindexación en curso, iniciada por ${by}${url === null ? "" : `: ${url}`}.`,
    goingBack: "Justo ahora se está volviendo al índice anterior.",
    pressAgain: "Vuelve a pulsar cuando haya terminado.",
    running: "Reindexando el corpus",
    startedBy: (by) => `iniciada por ${by}`,
    read: "Leyendo los artículos",
    embed: "Leyendo las frases nuevas con el modelo",
    index: "Construyendo el índice",
    verify: "Comprobando el índice",
    publish: "Poniendo el índice en su sitio",
    step: (step, steps) => `paso ${number(step)} de ${number(steps)}`,
    progress: (done, total) => `${number(done)} de ${number(total)}`,
    fromPresent: "Se siguen respondiendo preguntas con el índice actual.",
    cancel: "Cancelar",
    done: "El corpus se ha reindexado",
    nothingNew: "Nada ha cambiado desde el último índice",
    changes: (added, changed, removed, unchanged) =>
      `Artículos nuevos: ${number(added)}, cambiados: ${number(changed)}, quitados: ${number(removed)}, como estaban: ${number(unchanged)}`,
    effort: (embedded, size, took) =>
      `leído de nuevo: ${sentences(embedded)} · ${size} · en ${took}`,
    golden: (passed, asked) =>
      `**${number(passed)} de ${count(asked, { one: "pregunta de control", other: "preguntas de control" })}** con la respuesta esperada`,
    goldenLost: "Antes tenían respuesta, y ya no:",
    skipped: (files) => count(files, { one: "archivo omitido", other: "archivos omitidos" }),
    remarks: (files) =>
      `Observaciones sobre ${count(files, { one: "archivo", other: "archivos" })}`,
    more: (more) => `y ${number(more)} más`,
    failed: "La reindexación no ha terminado",
    stillInUse: "El índice que había antes sigue en uso.",
    stopping:
      "Me están deteniendo. Vuelve a iniciarla cuando yo esté de vuelta; lo hecho hasta ahora se conserva.",
    cancelled: (by) => `La ha cancelado ${by}; lo hecho hasta ahora se conserva.`,
    ended: "Esa reindexación ya ha terminado.",
    askBack: "¿Volver al índice anterior a este?",
    backMeans:
      "Los artículos incorporados desde entonces no se encuentran hasta la próxima reindexación. Volver una vez más lo deshace.",
    goBack: "Volver",
    anotherInUse: "Ahora ya hay otro índice en uso.",
    noneBefore: "No hay un índice anterior: solo se conservan el actual y el que había antes.",
  },

  history: {
    title: "Lo que hicieron los moderadores",
    none: "Ningún moderador ha hecho todavía nada que yo aún recuerde.",
    erased: "alguien que hizo borrar su id",
    line: (when, who, what) => `${when} ${who} ${what}`,
    reindex: "reindexó el corpus",
    cancel: "canceló una reindexación",
    rollback: "volvió al índice anterior",
    add: "añadió un artículo",
    remove: "quitó un artículo",
    changes: (added, changed, removed) =>
      `nuevos: ${number(added)}, cambiados: ${number(changed)}, quitados: ${number(removed)}`,
    unchanged: "nada había cambiado",
    underWay: "en curso",
    endedEarly: "terminó antes de tiempo",
    failed: "falló",
    brokenOff: "quedó interrumpida: el bot se detuvo a la mitad",
  },

  gaps: {
    title: "Lo que se ha preguntado y no se ha encontrado",
    none: "De las preguntas que aún recuerdo, ninguna está sin responder ni tiene voto negativo.",
    unanswered: "sin responder",
    votedDown: (times) => `${number(times)} con voto negativo`,
    lastAsked: (when) => `última vez ${when}`,
    more: (more) => `y ${count(more, { one: "grupo más", other: "grupos más" })} en el archivo`,
  },

  adding: {
    formTitle: "Añadir un artículo",
    title: "Título",
    outlet: "Medio que lo publicó",
    published: "Cuándo se publicó (AAAA-MM-DD)",
    text: "Texto",
    ask: "¿Añadir este artículo al corpus?",
    becomes: (read, split, file) =>
      `${passages(read)}, ${sentences(split)} · será el archivo ${file}`,
    more: (more) => `y ${count(more, { one: "pasaje más", other: "pasajes más" })}`,
    reindexed: "Después se reindexa el corpus.",
    add: "Añadir",
    askRemove: (title) => `¿Quitar «${title}» del corpus?`,
    kept: "Su archivo se saca de la carpeta del corpus y se conserva.",
    remove: "Quitarlo",
    added: (title) => `Añadido: «${title}».`,
    removed: (title) => `Quitado: «${title}».`,
    tooLarge: (size, most) =>
      `Ese archivo ocupa ${size}; acepto ${most} como máximo. Divídelo, o pide a mi operador que aumente \`MAX_FILE_BYTES\`.`,
    elsewhere: "Ese archivo no está en los servidores de Discord.",
    forgotten:
      "Ya no tengo ese archivo: se añadió, o esperó demasiado. Si falta, envíalo otra vez.",
    notInFolder: "El archivo de ese artículo ya no está en la carpeta del corpus.",
  },

  privacy: {
    nothing: "No guardo nada sobre ti.",
    title: "Lo que guardo sobre ti",
    answers: (kept, most) =>
      `${answers(kept)} a tus preguntas, con la pregunta y dónde la hiciste, durante ${days(most)}: los botones que llevan debajo lo necesitan`,
    votes: (kept) => `${votes(kept)} sobre respuestas, mientras se guarde la respuesta`,
    actions: (kept, most) =>
      `${count(kept, { one: "acción tuya", other: "acciones tuyas" })} como moderador, durante ${days(most)}`,
    means:
      "Borrar no se puede deshacer. Los botones bajo tus respuestas dejan de funcionar. Los mensajes en Discord los borras tú o los borra Discord.",
    meansActions: "Lo que hiciste como moderador queda sin tu nombre.",
    erase: "Borrarlo",
    erased: (what) => `Borrado: ${what.join(", ")}.`,
    erasedAnswers: (gone) => `${answers(gone)} a tus preguntas`,
    erasedVotes: (taken) => votes(taken),
    erasedActions: (nameless) => `tu id en ${actions(nameless)} como moderador`,
  },

  commands: {
    ask: "Haz una pregunta; la respuesta cita los artículos en que se apoya",
    question: "Lo que quieres saber, como pregunta completa",
    private: "Mostrar la respuesta solo a ti",
    thread: "Abrir un hilo en la respuesta para seguir preguntando",
    since: "Solo artículos publicados desde: 2025, 2025-08, 2025-08-09 o 7d para la última semana",
    until: "Solo artículos publicados hasta: 2025, 2025-08, 2025-08-09 o 7d",
    ofOutlet: "Solo artículos de este medio",
    search: "Encuentra los pasajes más cercanos a unas palabras; solo los ves tú",
    query: "Qué buscar",
    findSources: "Buscar fuentes",
    article: "Lee un artículo completo; solo lo ves tú",
    title: "El principio del título, o una palabra de él",
    latest: "Los artículos más recientes; solo los ves tú",
    help: "Qué hace este bot y cómo preguntarle",
    privacy: "Lo que este bot guarda sobre ti, y un botón que lo borra",
    corpus: "La colección de artículos y su índice",
    status: "Cuántos artículos hay, y si el índice está al día",
    reindex: "Incorporar lo que ha cambiado en la carpeta del corpus (moderadores)",
    rollback: "Volver al índice anterior al actual (moderadores)",
    history: "Quién hizo qué con el corpus, y cuándo (moderadores)",
    gaps: "Lo que se ha preguntado y no se ha encontrado, sin nombres (moderadores)",
    add: "Añadir un artículo: adjunta su archivo o pega su texto (moderadores)",
    file: "Un archivo .md, .txt o .html; sin él se abre un formulario para pegar",
    remove: "Quitar un artículo del corpus (moderadores)",
  },
};
