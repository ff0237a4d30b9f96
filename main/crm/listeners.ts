/** Subscribers to one thing that changes. */

export class Listeners {
  readonly #all = new Set<() => void>();

  /** @returns the unsubscribe */
  add(listener: () => void): () => void {
    // Wrapped, so that the same function added twice is two subscriptions.
    const one = (): void => {
      listener();
    };
    this.#all.add(one);
    return () => {
      this.#all.delete(one);
    };
  }

  tell(): void {
    for (const listener of [...this.#all]) listener();
  }
}
