/** What must not happen twice, however quickly a button is pressed. */

export interface Once {
  /** False where it has been claimed before. */
  claim(key: string): boolean;
  /** It did not happen after all. */
  release(key: string): void;
}

/** @param most - How many keys are remembered; the oldest are forgotten first. */
export function createOnce(most: number): Once {
  const claimed = new Set<string>();
  return {
    claim(key) {
      if (claimed.has(key)) return false;
      claimed.add(key);
      const [oldest] = claimed;
      if (claimed.size > most && oldest !== undefined) claimed.delete(oldest);
      return true;
    },
    release(key) {
      claimed.delete(key);
    },
  };
}
