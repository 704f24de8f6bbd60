/** The articles that the bot's tests ask about: a few events of a town that does not exist. */

const museum = `---
title: Harbour museum opens its doors again
outlet: Vellmar Courier
published: 2024-05-04
source: https://courier.example/news/museum_(harbour)?page=1
---

The harbour museum of Vellmar opened again on 3 May 2024, after two years of building work. More than nine hundred people came on the first day. The mayor, Ilse Brandt, cut the ribbon together with the museum's oldest volunteer.

Admission is free on the first Sunday of every month. On other days a ticket costs eight crowns, and children pay nothing. The museum closes on Mondays.

## What is new

The new hall shows the wreck of the Marigold, a cog that sank in 1387. Divers found the ship in 2009 below eleven metres of mud. The wreck lies in a tank of fresh water, because dry air would split its oak.

The building work cost 4.2 million crowns. Two thirds of the sum came from the province, and the town paid the rest.
`;

const ferry = `---
title: New fares on the island ferry
outlet: Island Gazette
---

The island ferry charges new fares from this autumn. The company says that fuel has become dearer.

| Ticket | Fare | Valid for |
| --- | --- | --- |
| Single crossing | 6 crowns | one day |
| Return crossing | 10 crowns | two days |
| Bicycle | 3 crowns | one crossing |

The ferry leaves Vellmar every forty minutes. The last boat of the day leaves at half past ten in the evening.
`;

const library = `---
title: "Library [corrected]: *longer* hours_and a quiet room"
outlet: Vellmar Courier
published: 2023-11-20
source: https://courier.example/library
---

The town library stays open until nine in the evening on Thursdays. Readers had asked for it with the hashtag #open_late and with ~~angry~~ polite letters.

The quiet room holds twelve desks. Its door carries a sign that reads "<@1001> @everyone <#2> https://signs.example/quiet_room_1 **hush** \`now\` ||really||".

The librarian, Tomas Reik, expects four hundred visitors a week.
`;

// No front matter: no outlet and no date.
const bridge = `The swing bridge

The swing bridge over the Velle was built in 1911. It turns for ships twice a day, at six in the morning and at seven in the evening. A keeper lives in the small house beside it.

The bridge was painted green in 1954. Before that it was grey.
`;

/** Long enough for several pages. */
function chronicle(): string {
  const entries = Array.from({ length: 60 }, (_, index) => {
    const year = 1700 + 3 * index;
    return `In ${year} the harbour counted ${40 + index} boats. The catch of that year weighed ${900 + 17 * index} barrels, and the guild of ropemakers had ${10 + (index % 7)} masters.`;
  });
  return `---\ntitle: A chronicle of the harbour\noutlet: Vellmar Yearbook\npublished: 1990-01-01\n---\n\n${entries.join("\n\n")}\n`;
}

/** What stands in the corpus folder, by file name. */
export const articles: Readonly<Record<string, string>> = {
  "museum.md": museum,
  "ferry.md": ferry,
  "library.md": library,
  "bridge.txt": bridge,
  "chronicle.md": chronicle(),
};
