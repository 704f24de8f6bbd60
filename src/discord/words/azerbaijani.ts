/** The bot's words in Azerbaijani. */
import { formatsOf } from "./formats.ts";
import type { Words } from "./words.ts";

const formats = formatsOf("az", { second: "san", minute: "dəq" });
const { number } = formats;

// After a number a noun stays in the singular.
const articles = (value: number) => `${number(value)} məqalə`;

export const azerbaijani: Words = {
  language: "az",
  formats,

  common: {
    dateUnknown: "tarixi məlum deyil",
    open: "aç",
    read: "Oxu",
    share: "Paylaş",
    dismiss: "Sil",
    previous: "Əvvəlki",
    next: "Növbəti",
    page: (page, pages) => `Səhifə ${number(page)} / ${number(pages)}`,
    alsoIn: (others, more) =>
      `eynisi burada da var: ${others.join(", ")}${more > 0 ? ` və daha ${number(more)}` : ""}`,
    sharedBy: (person) => `Paylaşan: ${person}`,
  },

  answer: {
    question: (question) => `Sual: ${question}`,
    about: (about) => `Söhbət bundan gedir: ${about}`,
    sourcesDiffer: "Mənbələr fərqlidir: nəşrləri və tarixləri müqayisə edin.",
    morePassages: (more) => `Daha ${number(more)}: parçalara bütöv baxın.`,
    passages: "Parçalar bütöv",
    followUp: "Davamını soruş",
    sameArticle: "həmin məqalədən",
    underHeading: (heading) => `“${heading}” başlığı altında`,
    notSaid: "Korpusda bunun cavabı yoxdur.",
    notQuoted: "Məqalələrdə bu suala sitat gətiriləcək qədər dəqiq cavab verən cümlə yoxdur.",
    readsEnglish: "Mən ingilis dilində axtarıram.",
    askInEnglish: "Bu suala cavab tapmadım. Zəhmət olmasa, onu ingilis dilində verin.",
    nearest: "Ən yaxın məqalələr bunlardır:",
    nothingNear: "Yaxın məqalə də yoxdur.",
  },

  filters: {
    since: (day) => `${day} tarixindən`,
    until: (day) => `${day} tarixinədək`,
    outlet: (outlet) => `nəşr: ${outlet}`,
    only: (limits, found) => `Yalnız bu məqalələr: ${limits.join(", ")} — ${articles(found)}.`,
    unknown: (left, { date, outlet }) => {
      const names = [...(date ? ["tarixi"] : []), ...(outlet ? ["nəşri"] : [])].join(" və ya ");
      return `Daha ${articles(left)} nəzərə alınmadı: ${names} məlum deyil.`;
    },
  },

  search: {
    title: (query) => `“${query}” sorğusuna ən yaxın parçalar`,
    none: (query) => `Heç bir parçanın “${query}” sorğusu ilə ortaq cəhəti yoxdur.`,
    sources: "Mesajda deyilənlərə ən yaxın parçalar",
    noSources: "Heç bir parça bu mesajda deyilənlərdən bəhs etmir.",
    noText: "Bu mesajda axtara biləcəyim mətn yoxdur.",
    forgotten: "Axtarışları bir gün saxlayıram, bu artıq məndə yoxdur. Yenidən axtarın.",
  },

  article: {
    empty: "Bu məqalədə mətn yoxdur.",
    gone: "Bu məqalə artıq korpusda yoxdur.",
    notOne:
      "Bu başlığa uyğun tək bir məqalə tapılmadı. Başlığın bir hissəsini yazın və çıxan başlıqlardan birini seçin.",
    orSearch: "Məqaləni `/search` ilə də axtara bilərsiniz.",
  },

  latest: {
    title: (outlet) => (outlet === null ? "Ən yeni məqalələr" : `Ən yeni məqalələr: ${outlet}`),
    none: (outlet) =>
      outlet === null
        ? "Heç bir məqalədə dərc tarixi göstərilməyib."
        : `${outlet} nəşrinin heç bir məqaləsində dərc tarixi göstərilməyib.`,
    undated: (left) => `Tarixi olmayan ${articles(left)} siyahıda yoxdur.`,
    noOutlet: "Bu nəşrin məqaləsi yoxdur. Yazdıqca çıxan nəşrlərdən birini seçin.",
  },

  faults: {
    stopping: "Yenidən işə salınıram. Bir dəqiqədən sonra təkrar soruşun.",
    unexpected: (id) =>
      `Nəsə səhv getdi və bu sizin günahınız deyil. Operatorum səbəbini jurnalda \`${id}\` nömrəsi ilə tapa bilər.`,
    notServed:
      "Mən yalnız operatorumun siyahıya saldığı serverlərdə cavab verirəm, bu server isə siyahıda yoxdur.",
    unknownCommand:
      "Bu əmri daha tanımıram; operatorum əmrlərimi yenidən qeydiyyatdan keçirə bilər.",
    outdated: "Bu mənim əvvəlki versiyamdan qalıb. Yenidən soruşun.",
  },
};
