/** Writes rows one after the other, as often as it takes: the newest word on an item is what gets to the disk. */
import type { Clock } from '../model/clock.ts';
import type { OutboxId, OutboxRow } from '../model/outbox.ts';
import type { OutboxProblem, OutboxStore, StoreError } from './ports.ts';

export interface WriterNeeds {
  readonly store: OutboxStore;
  readonly clock: Clock;
  readonly onProblem: (problem: OutboxProblem) => void;
}

interface Wanted {
  /** Null: to be removed. */
  readonly row: OutboxRow | null;
  /** Told once it is on disk. */
  readonly onWritten: () => void;
}

const FIRST_RETRY_MS = 1000;
const MAX_RETRY_MS = 60_000;

export class Writer {
  readonly #needs: WriterNeeds;
  /** By item, in the order in which they were first wanted. */
  readonly #wanted = new Map<OutboxId, Wanted>();
  #isWriting = false;
  #isStopped = false;
  #failures = 0;
  #error: StoreError | null = null;
  #cancelRetry: (() => void) | null = null;
  #idlers: (() => void)[] = [];

  constructor(needs: WriterNeeds) {
    this.#needs = needs;
  }

  /** Why the last write failed; null where it did not. */
  get error(): StoreError | null {
    return this.#error;
  }

  /** Adds or replaces the row. @param onWritten not called where the row was replaced or removed before it was written */
  save(row: OutboxRow, onWritten: () => void): void {
    this.#want(row.item.id, { row, onWritten });
  }

  /** @param onWritten as for `save` */
  remove(id: OutboxId, onWritten: () => void = () => undefined): void {
    this.#want(id, { row: null, onWritten });
  }

  /** Removes it now or not at all. @returns whether it is off the disk */
  async removeNow(id: OutboxId): Promise<boolean> {
    const pending = this.#wanted.get(id);
    this.#wanted.delete(id);
    const removed = await this.#needs.store.remove([id]);
    if (!removed.ok && pending !== undefined) this.#want(id, pending);
    return removed.ok;
  }

  /** Tries at once what waits for its next try. Resolves when all is on disk, or could not be written. */
  idle(): Promise<void> {
    if (this.#cancelRetry !== null) {
      this.#cancelRetry();
      this.#cancelRetry = null;
      void this.#write();
    }
    if (!this.#isWriting) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idlers.push(resolve);
    });
  }

  /** No more tries. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
  }

  #want(id: OutboxId, wanted: Wanted): void {
    this.#wanted.set(id, wanted);
    if (!this.#isWriting && this.#cancelRetry === null && !this.#isStopped) void this.#write();
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    const { store } = this.#needs;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const [id, wanted] = next;
      const written = wanted.row === null ? await store.remove([id]) : await store.save(wanted.row);
      if (!written.ok) {
        this.#onFailed(written.error);
        break;
      }
      this.#onDone();
      // A newer word on it came while this one was being written.
      if (this.#wanted.get(id) !== wanted) continue;
      this.#wanted.delete(id);
      wanted.onWritten();
    }
    this.#isWriting = false;
    for (const resolve of this.#idlers.splice(0)) resolve();
  }

  #next(): [OutboxId, Wanted] | undefined {
    return this.#wanted.entries().next().value;
  }

  #onDone(): void {
    if (this.#error !== null) this.#needs.onProblem({ kind: 'kept-again' });
    this.#error = null;
    this.#failures = 0;
  }

  #onFailed(error: StoreError): void {
    const isNew = this.#error === null;
    this.#error = error;
    this.#failures += 1;
    const delayMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this.#failures - 1, 10));
    const again = (): void => {
      this.#cancelRetry = null;
      void this.#write();
    };
    if (!this.#isStopped) this.#cancelRetry = this.#needs.clock.after(delayMs, again);
    if (isNew) this.#needs.onProblem({ kind: 'not-kept', error, waiting: this.#wanted.size });
  }
}
