/** Numbers and moments in words. */

const numbers = new Intl.NumberFormat("en");

export function number(value: number): string {
  return numbers.format(value);
}

/** "1 article", "2,300 articles". */
export function count(value: number, thing: string): string {
  return `${number(value)} ${thing}${value === 1 ? "" : "s"}`;
}

export function bytes(size: number): string {
  const megabytes = size / 1e6;
  if (megabytes < 1) return `${number(Math.ceil(size / 1e3))} kB`;
  return `${number(Math.round(megabytes * 10) / 10)} MB`;
}

/** "3 s", "12 min 5 s". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** How long ago, which Discord keeps up to date in each reader's language. */
export function moment(iso: string): string {
  return `<t:${Math.floor(Date.parse(iso) / 1000)}:R>`;
}
