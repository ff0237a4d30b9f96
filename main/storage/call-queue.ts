/** Records on their way to the disk: batched by tick, written in order, kept and tried again when writing fails. */
import type { CallRecord } from '../model/record.ts';
import { ok, type Result } from '../model/result.ts';
import type { StorageError } from './protocol.ts';

/** Far more than a desk takes in a year; a bound, so that a broken disk cannot eat the memory. */
export const MAX_WAITING = 10_000;
const FIRST_RETRY_MS = 1000;
const MAX_RETRY_MS = 30_000;

export type QueueProblem =
  /** Kept and tried again; told once per failure, not once per try. */
  | { readonly kind: 'not-saved'; readonly error: StorageError; readonly waiting: number }
  /** What `not-saved` had told is over. */
  | { readonly kind: 'saved-again' }
  /** More than `MAX_WAITING` waited, or the storage was closed: so many of the oldest are lost. */
  | { readonly kind: 'dropped'; readonly count: number };

export interface CallQueueDeps {
  /** Writes all or none. Never rejects. */
  readonly write: (records: readonly CallRecord[]) => Promise<Result<unknown, StorageError>>;
  readonly onProblem: (problem: QueueProblem) => void;
  /** @returns cancels it */
  readonly after: (delayMs: number, run: () => void) => () => void;
}

interface Waiter {
  /** How many records must have left the queue. */
  readonly gone: number;
  readonly resolve: (result: Result<void, StorageError>) => void;
}

export class CallQueue {
  readonly #deps: CallQueueDeps;
  #waiting: CallRecord[] = [];
  #waiters: Waiter[] = [];
  #goneCount = 0;
  #inFlight = 0;
  #failures = 0;
  #isScheduled = false;
  #cancelRetry: (() => void) | null = null;

  constructor(deps: CallQueueDeps) {
    this.#deps = deps;
  }

  /** Not yet on disk, oldest first. */
  waiting(): readonly CallRecord[] {
    return this.#waiting;
  }

  add(record: CallRecord): void {
    this.#waiting.push(record);
    if (this.#waiting.length > MAX_WAITING) this.#dropOldest();
    if (this.#isScheduled || this.#cancelRetry !== null) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#write();
    });
  }

  /** Writes at once what waits.
   *  @returns ok when all that was added before is on disk, else why not; it is tried again all the same */
  flush(): Promise<Result<void, StorageError>> {
    if (this.#waiting.length === 0) return Promise.resolve(ok(undefined));
    return new Promise((resolve) => {
      this.#waiters.push({ gone: this.#goneCount + this.#waiting.length, resolve });
      this.#write();
    });
  }

  /** No more tries. @returns how many records never reached the disk */
  stop(): number {
    this.#cancelRetry?.();
    return this.#waiting.length;
  }

  #write(): void {
    if (this.#inFlight > 0 || this.#waiting.length === 0) return;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    const batch = [...this.#waiting];
    this.#inFlight = batch.length;
    void this.#deps.write(batch).then((written) => {
      this.#inFlight = 0;
      if (written.ok) this.#onWritten(batch.length);
      else this.#onFailed(written.error);
    });
  }

  #onWritten(count: number): void {
    this.#waiting.splice(0, count);
    this.#goneCount += count;
    if (this.#failures > 0) this.#deps.onProblem({ kind: 'saved-again' });
    this.#failures = 0;
    const isDone = ({ gone }: Waiter): boolean => gone <= this.#goneCount;
    const done = this.#waiters.filter(isDone);
    this.#waiters = this.#waiters.filter((waiter) => !isDone(waiter));
    for (const { resolve } of done) resolve(ok(undefined));
    this.#write();
  }

  #onFailed(error: StorageError): void {
    this.#failures += 1;
    if (this.#failures === 1) this.#deps.onProblem({ kind: 'not-saved', error, waiting: this.#waiting.length });
    const waiters = this.#waiters;
    this.#waiters = [];
    const delayMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this.#failures - 1, 10));
    this.#cancelRetry = this.#deps.after(delayMs, () => {
      this.#cancelRetry = null;
      this.#write();
    });
    for (const { resolve } of waiters) resolve({ ok: false, error });
  }

  /** Never one that is being written: it may be on disk already. */
  #dropOldest(): void {
    this.#waiting.splice(this.#inFlight, 1);
    this.#goneCount += 1;
    this.#deps.onProblem({ kind: 'dropped', count: 1 });
  }
}
