/** Lets a test wait for something to become true, and says what was so instead where it does not. */

const usualLimitMs = 20_000;

export class Watch {
  readonly #looks = new Set<() => void>();

  /** To be called after every change. */
  changed(): void {
    for (const look of this.#looks) look();
  }

  /** The first thing picked that is not null, now or later.
   *  @param otherwise why it waited in vain, asked after `limitMs` */
  when<T>(pick: () => T | null, otherwise: () => string, limitMs = usualLimitMs): Promise<T> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        this.#looks.delete(look);
        reject(new Error(otherwise()));
      }, limitMs);
      const look = (): void => {
        const found = pick();
        if (found === null) return;
        clearTimeout(limit);
        this.#looks.delete(look);
        resolve(found);
      };
      this.#looks.add(look);
      look();
    });
  }
}
