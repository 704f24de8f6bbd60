/**
 * Waiting for something to become true without sleeping: whoever changes the world says so, and
 * every open question is then asked again. A wait ends with an error that tells what was seen.
 */

export interface Changes {
  /** Something changed: every open wait looks again. */
  readonly notify: () => void;
  /**
   * Resolves with the first value other than `undefined` that `look` returns, now or after a change.
   * Rejects when that does not happen in time, or when `look` throws.
   *
   * @param what completes the sentence "Waited in vain for …"
   */
  readonly until: <T>(what: string, look: () => T | undefined) => Promise<T>;
}

/**
 * @param patience milliseconds after which a wait fails
 * @param seen describes the state of affairs for the error's text
 */
export function watchChanges(patience: number, seen: () => string): Changes {
  const open = new Set<() => void>();
  return {
    notify() {
      for (const look of [...open]) look();
    },
    until<T>(what: string, look: () => T | undefined): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const end = (settle: () => void) => {
          open.delete(attempt);
          clearTimeout(timer);
          settle();
        };
        const attempt = () => {
          try {
            const value = look();
            if (value !== undefined) end(() => resolve(value));
          } catch (error) {
            end(() => reject(error));
          }
        };
        const timer = setTimeout(
          () => end(() => reject(new Error(`Waited in vain for ${what}.\n${seen()}`))),
          patience,
        );
        open.add(attempt);
        attempt();
      });
    },
  };
}
