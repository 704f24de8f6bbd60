/** Numbers as the doctor writes them. */

const numbers = new Intl.NumberFormat("en");

/** "1 file", "2,300 files". */
export function amount(value: number, thing: string): string {
  return `${numbers.format(value)} ${thing}${value === 1 ? "" : "s"}`;
}

/** "3 kB", "12.4 MB", "1.2 GB". */
export function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
