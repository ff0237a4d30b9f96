/** What went wrong outside the settings and has to be known: told in the windows until the app ends, the last of each kind. */
import type { StoredProblem } from '../bridge/contract/setup-views.ts';

export class Problems {
  readonly #byKind = new Map<StoredProblem['kind'], string>();
  readonly #listeners = new Set<() => void>();

  /** @param detail the system's own words, with no secret in them */
  report(kind: StoredProblem['kind'], detail: string): void {
    this.#byKind.set(kind, detail);
    for (const listener of this.#listeners) listener();
  }

  clear(kind: StoredProblem['kind']): void {
    if (this.#byKind.delete(kind)) for (const listener of this.#listeners) listener();
  }

  all(): readonly StoredProblem[] {
    return [...this.#byKind].map(([kind, detail]) => ({ kind, detail }));
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
