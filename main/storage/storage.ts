/** The history as the app uses it: adding never waits, reading and closing do. */
import type { CallRecord, EarlierQuery } from '../model/record.ts';
import { err, ok, type Result } from '../model/result.ts';
import { CallQueue, type QueueProblem } from './call-queue.ts';
import type { StorageError, StorageRequest } from './protocol.ts';
import { WorkerLink } from './worker-link.ts';

export type { StorageError } from './protocol.ts';

/** What the status window tells of the history. */
export type StorageProblem =
  | QueueProblem
  /** The database was damaged; it was kept under this path, and a new one was begun. */
  | { readonly kind: 'set-aside'; readonly path: string }
  /** The folder belongs to somebody else, and others may read it. */
  | { readonly kind: 'folder-not-private' };

export interface StorageOptions {
  /** Full path of `ringside.db`. */
  readonly file: string;
  /** The built `storage-worker.js` beside the main script. */
  readonly workerUrl: URL;
  readonly onProblem: (problem: StorageProblem) => void;
  readonly nowEpochMs: () => number;
  /** @returns cancels it */
  readonly after: (delayMs: number, run: () => void) => () => void;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Opens the history.
 *  @returns an error where there is no usable database and none could be made; the app then runs without one */
export async function openStorage(options: StorageOptions): Promise<Result<Storage, StorageError>> {
  const { file, workerUrl, nowEpochMs, onProblem } = options;
  const link = new WorkerLink({
    workerUrl,
    file,
    nowEpochMs,
    onOpened: ({ setAside, isFolderPrivate }) => {
      if (setAside !== null) onProblem({ kind: 'set-aside', path: setAside });
      if (!isFolderPrivate) onProblem({ kind: 'folder-not-private' });
    },
  });
  const opened = await link.open();
  return opened.ok ? ok(new Storage(link, options)) : opened;
}

/** One per app. What is stored is what is handed in: with `storeNames: false` the caller sets `name` to null and
 *  `sentTo.name` too. */
export class Storage {
  readonly #link: WorkerLink;
  readonly #queue: CallQueue;
  readonly #nowEpochMs: () => number;
  readonly #onProblem: (problem: StorageProblem) => void;
  #isClosed = false;

  constructor(link: WorkerLink, { onProblem, after, nowEpochMs }: StorageOptions) {
    this.#link = link;
    this.#nowEpochMs = nowEpochMs;
    this.#onProblem = onProblem;
    this.#queue = new CallQueue({ write: (records) => link.request({ kind: 'add', records }), onProblem, after });
  }

  /** Returns at once; the record is written with all others of this tick. Adding the same id again replaces it. */
  addCall(record: CallRecord): void {
    if (this.#isClosed) this.#onProblem({ kind: 'dropped', count: 1 });
    else this.#queue.add(record);
  }

  /** The last added first, those that are not on disk yet included. */
  async recentCalls(limit: number): Promise<Result<readonly CallRecord[], StorageError>> {
    const read = await this.#withWaiting({ kind: 'recent', limit });
    return read.ok ? ok(read.value.slice(0, limit)) : read;
  }

  /** Calls of the same caller or the same `X-Ringside-Call`, in no order, those that are not on disk yet included. */
  async earlierCalls(query: EarlierQuery): Promise<Result<readonly CallRecord[], StorageError>> {
    const { callerKey, ringsideCall, sinceEpochMs } = query;
    const read = await this.#withWaiting({ kind: 'earlier', query });
    if (!read.ok) return read;
    return ok(
      read.value.filter(
        (record) =>
          record.endedEpochMs >= sinceEpochMs &&
          ((callerKey !== null && record.callerKey === callerKey) ||
            (ringsideCall !== null && record.ringsideCall === ringsideCall)),
      ),
    );
  }

  /** How many are on disk. */
  async countCalls(): Promise<Result<number, StorageError>> {
    await this.#queue.flush();
    return this.#number(await this.#link.request({ kind: 'count' }));
  }

  /** @returns ok when everything added before is on disk and survives a kill; else why not, and it is tried again */
  flush(): Promise<Result<void, StorageError>> {
    return this.#queue.flush();
  }

  /** Removes calls that ended more than `days` ago. @returns how many */
  async forgetOlderThan(days: number): Promise<Result<number, StorageError>> {
    const endedBeforeEpochMs = this.#nowEpochMs() - days * DAY_MS;
    return this.#number(await this.#link.request({ kind: 'forget', endedBeforeEpochMs }));
  }

  /** Flushes and ends the worker. @returns why records were lost, if any; they are told as `dropped` too */
  async close(): Promise<Result<void, StorageError>> {
    this.#isClosed = true;
    const flushed = await this.#queue.flush();
    const lost = this.#queue.stop();
    if (lost > 0) this.#onProblem({ kind: 'dropped', count: lost });
    await this.#link.close();
    return flushed;
  }

  /** What the worker gives, after what waits for the disk: the newest first. */
  async #withWaiting(request: StorageRequest): Promise<Result<readonly CallRecord[], StorageError>> {
    await this.#queue.flush();
    const answer = await this.#link.request(request);
    if (!answer.ok) return answer;
    const stored = typeof answer.value === 'number' ? [] : answer.value;
    const waiting = this.#queue.waiting().toReversed();
    const ids = new Set(waiting.map(({ id }) => id));
    return ok([...waiting, ...stored.filter(({ id }) => !ids.has(id))]);
  }

  #number(answer: Result<readonly CallRecord[] | number, StorageError>): Result<number, StorageError> {
    if (!answer.ok) return answer;
    return typeof answer.value === 'number'
      ? ok(answer.value)
      : err({ kind: 'failed', code: 'protocol', detail: 'a number was expected' });
  }
}
