/** Numbers, dates and amounts as a language writes them. */

/** The forms of a word by the plural categories that its language has. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** How a language writes numbers and what is counted or measured with them. */
export interface Formats {
  number(value: number): string;
  /** The form that goes with a number. */
  form(value: number, forms: Forms): string;
  /** A number with the form that goes with it: "1 article", "2,300 articles". */
  count(value: number, forms: Forms): string;
  /** A date (`YYYY-MM-DD`) in words: "4 May 2024". */
  day(date: string): string;
  bytes(size: number): string;
  /** "3 s", "12 min 5 s". */
  duration(seconds: number): string;
}

/**
 * @param locale - A BCP 47 tag.
 * @param units - The short names of second and minute.
 */
export function formatsOf(
  locale: string,
  units: { readonly second: string; readonly minute: string },
): Formats {
  const numbers = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const inUnit = (unit: string) => new Intl.NumberFormat(locale, { style: "unit", unit });
  const kilobytes = inUnit("kilobyte");
  const megabytes = inUnit("megabyte");

  const number = (value: number) => numbers.format(value);
  const form = (value: number, forms: Forms) => forms[rules.select(value)] ?? forms.other;
  return {
    number,
    form,
    count: (value, forms) => `${number(value)} ${form(value, forms)}`,
    day: (date) => days.format(new Date(date)),
    bytes(size) {
      if (size < 1e6) return kilobytes.format(Math.ceil(size / 1e3));
      return megabytes.format(Math.round(size / 1e5) / 10);
    },
    duration(seconds) {
      const whole = Math.round(seconds);
      const inMinutes = [Math.floor(whole / 60), units.minute, whole % 60, units.second];
      return (whole < 60 ? [whole, units.second] : inMinutes).join(" ");
    },
  };
}

/** How long ago, which Discord keeps up to date in each reader's language. */
export function moment(iso: string): string {
  return `<t:${Math.floor(Date.parse(iso) / 1000)}:R>`;
}
