/** The bot's words in Azerbaijani. */
import { english } from "./english.ts";
import { formatsOf } from "./formats.ts";
import type { Words } from "./words.ts";

const formats = formatsOf("az", { second: "san", minute: "dəq" });
const { number } = formats;

// After a number a noun stays in the singular.
const articles = (value: number) => `${number(value)} məqalə`;
const passages = (value: number) => `${number(value)} parça`;
const sentences = (value: number) => `${number(value)} cümlə`;
const days = (value: number) => `${number(value)} gün`;
const answers = (value: number) => `${number(value)} cavab`;
const votes = (value: number) => `${number(value)} səs`;
const actions = (value: number) => `${number(value)} əməliyyat`;

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
    morePassages: (more) => `Və daha ${number(more)} mənbə: tam parçalara baxın.`,
    passages: "Tam parçalar",
    context: "Məqalədə göstər",
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

  threads: {
    askOn: "Davamını burada soruşun: adımı çəkməyə ehtiyac yoxdur.",
    askOnBy: (button) =>
      `Davamını burada soruşun: **${button}** düyməsini basın, adımı çəkin və ya bu mesaja cavab yazın.`,
    refused: "Cavaba mövzu aça bilmədim; operator səbəbi jurnalda tapacaq.",
    notHere:
      "Mövzuları yalnız serverin mətn kanallarında, açıq cavablara açıram, ona görə bu cavabın mövzusu yoxdur.",
    lacking: (permissions) =>
      `Burada mövzu aça bilmirəm, çünki bu icazələrim yoxdur: ${permissions.join(", ")}. Serveri idarə edən şəxs onları kanalın ayarlarında verə bilər.`,
  },

  context: {
    part: (part, parts) => `Hissə ${number(part)} / ${number(parts)}`,
    changed: "Bu cavab veriləndən sonra məqalə dəyişib.",
    gone: "Bu cavab veriləndən sonra məqalə dəyişib və sitat gətirilən yer artıq orada yoxdur.",
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
    unread: "Mən ingilis dilində axtarıram: başqa dildəki sözlərlə az şey tapıram.",
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
    engineRestarted:
      "Axtarış bu iş üzərində işləyərkən dayandı və yenidən işə salınır. Bir az sonra yenidən cəhd edin.",
    indexLocked: "İndeksi indi başqa proses yazır. O bitəndən sonra yenidən cəhd edin.",
    stopping: "Yenidən işə salınıram. Bir dəqiqədən sonra təkrar soruşun.",
    unexpected: (id) =>
      `Nəsə alınmadı və bu sizin günahınız deyil. Operatorum səbəbini jurnalda \`${id}\` nömrəsi ilə tapa bilər.`,
    notServed:
      "Mən yalnız operatorumun siyahıya saldığı serverlərdə cavab verirəm, bu server isə siyahıda yoxdur.",
    unknownCommand:
      "Bu əmri daha tanımıram; operatorum əmrlərimi yenidən qeydiyyatdan keçirə bilər.",
    outdated: "Bu mənim əvvəlki versiyamdan qalıb. Yenidən soruşun.",
  },

  asking: {
    empty: "Sualı həmin mesajda və ya `/ask` ilə verin; nə edə bildiyimi `/help` deyir.",
    tooLong: (length, most) =>
      `Sualın uzunluğu ${number(length)} simvoldur; mən ən çoxu ${number(most)} simvolluq sualları qəbul edirəm.`,
    forgotten: (kept) =>
      `Cavabları ${days(kept)} saxlayıram, bu artıq məndə yoxdur. Yenidən soruşun.`,
    noDate: (written, option) =>
      `“${written}” \`${option}\` üçün tarix deyil. Gün (2025-08-09), ay (2025-08), il (2025) və ya neçə gün əvvəl olduğunu (7d) yazın.`,
    noDayBetween: (since, until) =>
      `Həm ${since} tarixindən sonra, həm də ${until} tarixindən əvvəl olan gün yoxdur. Tarixlərin yerini dəyişin.`,
    noOutlet: (outlet, others) =>
      others.length === 0
        ? `Heç bir məqalədə nəşr göstərilməyib, ona görə nəşrə görə (“${outlet}”) seçmək olmur.`
        : `“${outlet}” nəşrinin məqaləsi yoxdur. Olan nəşrlər: ${others.join(", ")}.`,
    tooManyBefore: (again) => `Növbə hazırda çox uzundur. Yenidən cəhd edin: ${again}.`,
    tooSoon: (answered) => `Siz indicə mənə müraciət etdiniz; bu sorğunun növbəsi: ${answered}.`,
    inLine: (ahead, answered) =>
      `Sizinkindən əvvəl ${number(ahead)} sorğu var; təxmini növbə vaxtı: ${answered}.`,
    formTitle: "Davamını soruş",
    formQuestion: "Sualınız",
    formHint: "“And when was that?” kifayətdir: cavabın nə haqqında olduğunu bilirəm.",
  },

  presses: {
    helped: "Təşəkkür edirəm: bunun kömək etdiyini qeyd etdim. Digər düymə bunu dəyişir.",
    helpedNot:
      "Bunun kömək etmədiyini məqalələrə baxanlar üçün qeyd etdim. Digər düymə bunu dəyişir.",
    onlyAskerShares: "Bunu yalnız sualı verən şəxs paylaşa bilər.",
    sharedAlready: "Siz bunu artıq paylaşmısınız.",
    articleChanged: "Həmin məqalə o vaxtdan dəyişib. Paylaşmaq üçün yenidən axtarın.",
    onlyAskerDismisses: "Bunu yalnız sualı verən şəxs və ya bu botun moderatorları silə bilər.",
    askerUnknown:
      "Bunu kimin soruşduğunu artıq bilmirəm, ona görə yalnız bu botun moderatorları silə bilər.",
    onlySharerDismisses: "Bunu yalnız paylaşan şəxs və ya bu botun moderatorları silə bilər.",
  },

  help: {
    what: "Footnote suallara məqalələr toplusundan cavab verir və cavabın əsaslandığı parçalardan sitat gətirir.",
    honesty: "Heç bir məqalədə deyilməyəni demir; məqalələrdə cavab yoxdursa, bunu da deyir.",
    ask: "sual vermək; `private` ilə cavabı yalnız siz görürsünüz, `thread` ilə cavaba mövzu açılır",
    search: "verilən sözlərə ən yaxın parçalar",
    article: "məqalə bütöv; yazdıqca başlıqlar təklif olunur",
    latest: "ən yeni məqalələr",
    status: "neçə məqalə var və indeks nə qədər təzədir",
    privacy: "haqqınızda nə saxlayıram və onu necə silmək olar",
    forModerators: "Moderatorlar üçün",
    reindex: "korpus qovluğunda dəyişənləri nəzərə almaq",
    rollback: "əvvəlki indeksə qayıtmaq",
    add: "məqalə əlavə etmək",
    remove: "məqaləni çıxarmaq",
    gaps: "insanların soruşub tapmadıqları",
    history: "kim nə vaxt nə edib",
    also: (button, menu) =>
      `Mənə şəxsi mesaj göndərə və ya sualla birlikdə adımı çəkə bilərsiniz; mesajıma cavabda sual ona əsaslana bilər. Cavabın altındakı **${button}** düyməsi sitat gətirilən hər cümlənin ətrafını göstərir. Mesajın menyusunda, *Apps* bölməsindəki **${menu}** həmin mesaj üçün parçalar tapır.`,
    lacking: (permissions) =>
      `Bu kanalda adım çəkiləndə lazımi qaydada cavab verə bilmirəm, çünki bu icazələrim yoxdur: ${permissions.join(", ")}. Serveri idarə edən şəxs onları kanalın ayarlarında verə bilər; yuxarıdakı əmrlər onsuz da işləyir.`,
  },

  // Discord's settings are not in Azerbaijani.
  permissions: english.permissions,

  moderators: {
    none: "Bunu hələ heç kim edə bilməz: bu botun moderatoru yoxdur. Operator onları `MODERATOR_ROLES` və `MODERATOR_USERS` ayarlarında göstərir.",
    only: "Bunu yalnız bu botun moderatorları edə bilər.",
    neverMind: "Lazım deyil",
    nothingChanged: "Heç nə dəyişdirilmədi.",
  },

  corpus: {
    articles,
    passages,
    sentences,
    indexed: (when, size) => `İndeks qurulub: ${when} · ${size}`,
    changed: (added, changed, removed) =>
      `O vaxtdan qovluqda: ${number(added)} yeni, ${number(changed)} dəyişmiş, ${number(removed)} silinmiş məqalə. Onları \`/corpus reindex\` nəzərə alır.`,
    upToDate: "İndeks qovluğa uyğundur.",
    readBy: (models) => `Modellər: ${models.join(" və ")}`,
  },

  reindex: {
    ask: "Korpus yenidən indekslənsin?",
    present: (built, found, read, size) =>
      `İndiki indeks qurulub: ${built}; ${articles(found)}, ${sentences(read)}, ${size}.`,
    unchanged: "Qovluq o vaxtdan dəyişməyib.",
    since: (added, changed, removed) =>
      `O vaxtdan: ${number(added)} yeni, ${number(changed)} dəyişmiş, ${number(removed)} silinmiş məqalə.`,
    lastRun: (action) => `Son dəfə: ${action}`,
    meanwhile: "Bu müddətdə suallara cavab verilir; indiki indeks saxlanılır, ona qayıtmaq olar.",
    start: "Yenidən indekslə",
    started: (url) => `Yenidən indeksləmə başladı: ${url}`,
    onlyYou: (missing) =>
      `Bu kanalda yaza bilmirəm (çatışmayan icazələr: ${missing.join(", ")}), ona görə gedişatı 15 dəqiqə ərzində yalnız siz görürsünüz.`,
    underWay: (by, url) =>
      `Yenidən indeksləmə artıq gedir, başladan: ${by}${url === null ? "" : ` – ${url}`}.`,
    goingBack: "Elə indi əvvəlki indeks geri qaytarılır.",
    pressAgain: "Bitəndən sonra yenidən basın.",
    running: "Korpus yenidən indekslənir",
    startedBy: (by) => `başladan: ${by}`,
    read: "Məqalələr oxunur",
    embed: "Yeni cümlələr modellə oxunur",
    index: "İndeks qurulur",
    verify: "İndeks yoxlanılır",
    publish: "İndeks yerinə qoyulur",
    step: (step, steps) => `addım ${number(step)} / ${number(steps)}`,
    progress: (done, total) => `${number(done)} / ${number(total)}`,
    fromPresent: "Suallara indiki indeksdən cavab verilir.",
    cancel: "Ləğv et",
    done: "Korpus yenidən indeksləndi",
    nothingNew: "Son indeksdən bəri heç nə dəyişməyib",
    changes: (added, changed, removed, unchanged) =>
      `Məqalələr: ${number(added)} yeni, ${number(changed)} dəyişmiş, ${number(removed)} silinmiş, ${number(unchanged)} əvvəlki kimi`,
    effort: (embedded, size, took) =>
      `${sentences(embedded)} yenidən oxundu · ${size} · müddət: ${took}`,
    golden: (passed, asked) =>
      `Yoxlama sualları: **${number(passed)} / ${number(asked)}** gözlənilən kimi cavablandı`,
    goldenLost: "Əvvəl cavablanırdı, indi yox:",
    skipped: (files) => `${number(files)} fayl ötürüldü`,
    remarks: (files) => `${number(files)} fayl haqqında qeyd`,
    more: (more) => `və daha ${number(more)}`,
    failed: "Yenidən indeksləmə başa çatmadı",
    stillInUse: "Əvvəlki indeks istifadədə qalır.",
    stopping: "Dayandırılıram. Qayıdanda onu yenidən başladın; indiyədək görülən iş saxlanılıb.",
    cancelled: (by) => `Ləğv edən: ${by}; indiyədək görülən iş saxlanılıb.`,
    ended: "Həmin yenidən indeksləmə artıq bitib.",
    askBack: "Bundan əvvəlki indeksə qayıdılsın?",
    backMeans:
      "O vaxtdan əlavə olunan məqalələr növbəti yenidən indeksləməyədək tapılmır. Bir də geri qayıtmaq bunu ləğv edir.",
    goBack: "Qayıt",
    anotherInUse: "Artıq başqa indeks istifadə olunur.",
    noneBefore: "Daha əvvəlki indeks yoxdur: yalnız indiki və ondan əvvəlki saxlanılır.",
  },

  history: {
    title: "Moderatorların gördüyü işlər",
    none: "Hələ xatırladığım heç bir moderator işi yoxdur.",
    erased: "id-sini sildirmiş şəxs",
    line: (when, who, what) => `${when} ${who} ${what}`,
    reindex: "korpusu yenidən indekslədi",
    cancel: "yenidən indeksləməni ləğv etdi",
    rollback: "əvvəlki indeksə qayıtdı",
    add: "məqalə əlavə etdi",
    remove: "məqaləni çıxardı",
    changes: (added, changed, removed) =>
      `${number(added)} yeni, ${number(changed)} dəyişmiş, ${number(removed)} silinmiş`,
    unchanged: "heç nə dəyişməmişdi",
    underWay: "davam edir",
    endedEarly: "vaxtından əvvəl bitdi",
    failed: "alınmadı",
    brokenOff: "yarımçıq qaldı: bot bu vaxt dayandı",
  },

  gaps: {
    title: "İnsanların soruşub tapmadıqları",
    none: "Hələ xatırladığım suallar arasında cavabsız qalan və ya mənfi səs alan yoxdur.",
    unanswered: "cavabsız",
    votedDown: (times) => `${number(times)} dəfə mənfi səs alıb`,
    lastAsked: (when) => `son dəfə soruşulub: ${when}`,
    more: (more) => `və faylda daha ${number(more)} qrup`,
  },

  adding: {
    formTitle: "Məqalə əlavə et",
    title: "Başlıq",
    outlet: "Nəşr",
    published: "Dərc tarixi (İİİİ-AA-GG)",
    text: "Mətn",
    ask: "Bu məqalə korpusa əlavə edilsin?",
    becomes: (read, split, file) => `${passages(read)}, ${sentences(split)} · fayl: ${file}`,
    more: (more) => `və daha ${passages(more)}`,
    reindexed: "Bundan sonra korpus yenidən indekslənir.",
    add: "Əlavə et",
    askRemove: (title) => `“${title}” korpusdan çıxarılsın?`,
    kept: "Faylı korpus qovluğundan çıxarılır və saxlanılır.",
    remove: "Çıxar",
    added: (title) => `Əlavə edildi: “${title}”.`,
    removed: (title) => `Çıxarıldı: “${title}”.`,
    tooLarge: (size, most) =>
      `Bu faylın ölçüsü ${size}; mən ən çoxu ${most} qəbul edirəm. Onu bölün və ya operatordan \`MAX_FILE_BYTES\` ayarını artırmağı xahiş edin.`,
    elsewhere: "Bu fayl Discord-un öz serverlərində deyil.",
    forgotten:
      "Bu fayl artıq məndə yoxdur: ya əlavə olunub, ya da çox gözləyib. Korpusda yoxdursa, onu bir də göndərin.",
    notInFolder: "Bu məqalənin faylı artıq korpus qovluğunda yoxdur.",
  },

  privacy: {
    nothing: "Haqqınızda heç nə saxlamıram.",
    title: "Haqqınızda nə saxlayıram",
    answers: (kept, most) =>
      `suallarınıza ${answers(kept)}, sualın özü və verildiyi yerlə birlikdə, ${days(most)}: altındakı düymələrə bu lazımdır`,
    votes: (kept) => `cavablara ${votes(kept)}, cavab saxlanıldıqca`,
    actions: (kept, most) => `moderator kimi ${actions(kept)}, ${days(most)}`,
    means:
      "Silinəni geri qaytarmaq olmur. Cavablarınızın altındakı düymələr işləməyəcək. Discord-dakı mesajları siz özünüz və ya Discord silir.",
    meansActions: "Moderator kimi gördüyünüz işlər adınızsız qalacaq.",
    erase: "Hamısını sil",
    erased: (what) => `Silindi: ${what.join(", ")}.`,
    erasedAnswers: (gone) => `suallarınıza ${answers(gone)}`,
    erasedVotes: (taken) => votes(taken),
    erasedActions: (nameless) => `moderator kimi ${actions(nameless)} qeydindəki id-niz`,
  },

  commands: {
    ask: "Sual verin; cavabda əsaslandığı məqalələrdən sitat gətirilir",
    question: "Nəyi bilmək istədiyiniz, bütöv sual kimi",
    private: "Cavabı yalnız sizə göstərmək",
    thread: "Davamını soruşmaq üçün cavaba mövzu açmaq",
    since: "Yalnız bu vaxtdan dərc olunanlar: 2025, 2025-08, 2025-08-09 və ya son həftə üçün 7d",
    until: "Yalnız bu vaxtadək dərc olunanlar: 2025, 2025-08, 2025-08-09 və ya 7d",
    ofOutlet: "Yalnız bu nəşrin məqalələri",
    search: "Verilən sözlərə ən yaxın parçaları tapmaq; onları yalnız siz görürsünüz",
    query: "Nə axtarılsın",
    // Discord is in another language.
    findSources: english.commands.findSources,
    article: "Məqaləni bütöv oxumaq; onu yalnız siz görürsünüz",
    title: "Başlığın əvvəli və ya ondan bir söz",
    latest: "Ən yeni məqalələr; onları yalnız siz görürsünüz",
    help: "Bu bot nə edir və ondan necə soruşmaq olar",
    privacy: "Bu botun haqqınızda saxladıqları və onları silən düymə",
    corpus: "Məqalələr toplusu və onun indeksi",
    status: "Neçə məqalə var və indeks qovluğa uyğundurmu",
    reindex: "Korpus qovluğunda dəyişənləri nəzərə almaq (moderatorlar)",
    rollback: "İndikindən əvvəlki indeksə qayıtmaq (moderatorlar)",
    history: "Korpusla kim nə vaxt nə edib (moderatorlar)",
    gaps: "İnsanların soruşub tapmadıqları, adsız (moderatorlar)",
    add: "Məqalə əlavə etmək: faylını qoşun və ya mətnini yapışdırın (moderatorlar)",
    file: ".md, .txt və ya .html faylı; fayl olmasa, mətn üçün forma açılır",
    remove: "Məqaləni korpusdan çıxarmaq (moderatorlar)",
  },
};
