/** All that is kept on disk, as the app uses it: adding calls never waits, the rest does. */
import type { Forgotten, HistoryCall, HistoryPage, HistoryQuery } from '../model/history.ts';
import type { CallRecord, EarlierQuery } from '../model/record.ts';
import { ok, type Result } from '../model/result.ts';
import { CallQueue } from './call-queue.ts';
import { damageBehind } from './errors.ts';
import { forgetCaller } from './forget-caller.ts';
import type { StorageOptions } from './options.ts';
import {
  CHECKED_MARK,
  type ArgsOf,
  type Damage,
  type OpenedMessage,
  type RequestName,
  type ResultOf,
  type StorageError,
} from './protocol.ts';
import { QuietWork } from './quiet-work.ts';
import { shelvesOn, type Shelves } from './shelves.ts';
import { damageOf, exportTo, type ExportHooks } from './side-worker.ts';
import { WorkerLink } from './worker-link.ts';

export type { StorageOptions, StorageProblem } from './options.ts';
export type { StorageError } from './protocol.ts';

type Answer<T> = Promise<Result<T, StorageError>>;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Where the system refuses just now (a full disk, a file that somebody holds), that is told, and every request tries to open it again.
 *  @returns an error where no trying helps; the app then runs without a database */
export async function openStorage(options: StorageOptions): Promise<Result<Storage, StorageError>> {
  const storage = new Storage(options);
  const opened = await storage.open();
  return opened.ok || opened.error.kind === 'failed' ? ok(storage) : opened;
}

/** One per app. What is stored is what is handed in: with `storeNames: false` the caller sets names to null. Nothing rejects. */
export class Storage {
  readonly #options: StorageOptions;
  readonly #link: WorkerLink;
  readonly #queue: CallQueue;
  readonly #quiet: QuietWork;
  readonly #closing = new AbortController();
  #mending: Promise<void> | null = null;
  #isRefused = false;

  /** What is on its way to the CRM. On disk when a promise resolves with ok. */
  readonly outbox: Shelves['outbox'];
  /** The CRM's answers, encrypted. Without a key there are none. */
  readonly lookups: Shelves['lookups'];
  /** Whom agents picked for a number. */
  readonly picks: Shelves['picks'];

  constructor(options: StorageOptions) {
    const { onProblem, after, workerUrl, file, cipherKey, nowEpochMs } = options;
    this.#options = options;
    this.#link = new WorkerLink({ workerUrl, file, cipherKey, nowEpochMs, onOpened: this.#onOpened });
    this.#queue = new CallQueue({ write: (records) => this.#ask('add', records), onProblem, after });
    this.#quiet = new QuietWork({ link: this.#link, after, signal: this.#closing.signal });
    const shelves = shelvesOn(
      (name, ...args) => this.#ask(name, ...args),
      (what, count) => {
        onProblem({ kind: 'unreadable', what, count });
      },
    );
    this.outbox = shelves.outbox;
    this.lookups = shelves.lookups;
    this.picks = shelves.picks;
  }

  async open(): Answer<void> {
    const opened = await this.#link.open();
    this.#isRefused = !opened.ok;
    if (!opened.ok) this.#options.onProblem({ kind: 'not-opened', error: opened.error });
    return opened;
  }

  /** Returns at once; the record is written with all others of this tick. Adding the same id again replaces it. */
  addCall(record: CallRecord): void {
    if (this.#closing.signal.aborted) this.#options.onProblem({ kind: 'dropped', count: 1 });
    else {
      this.#queue.add(record);
      this.#quiet.later();
    }
  }

  /** The last added first, those that are not on disk yet included. */
  async recentCalls(limit: number): Answer<readonly CallRecord[]> {
    await this.#queue.flush();
    const read = await this.#ask('recent', limit);
    return read.ok ? ok(this.#withWaiting(read.value).slice(0, limit)) : read;
  }

  /** Calls of the same caller or the same `X-Ringside-Call`, in no order, those that are not on disk yet included. */
  async earlierCalls(query: EarlierQuery): Answer<readonly CallRecord[]> {
    const { callerKey, ringsideCall, sinceEpochMs } = query;
    await this.#queue.flush();
    const read = await this.#ask('earlier', query);
    if (!read.ok) return read;
    return ok(
      this.#withWaiting(read.value).filter(
        (record) =>
          record.endedEpochMs >= sinceEpochMs &&
          ((callerKey !== null && record.callerKey === callerKey) ||
            (ringsideCall !== null && record.ringsideCall === ringsideCall)),
      ),
    );
  }

  /** A page of the history, of what is on disk. */
  async search(query: HistoryQuery): Answer<HistoryPage> {
    await this.#queue.flush();
    return this.#ask('search', query);
  }

  async call(id: string): Answer<HistoryCall | null> {
    await this.#queue.flush();
    return this.#ask('call', id);
  }

  /** How many calls are kept, and when the first of them began; null where there is none. */
  async span(): Answer<{ readonly calls: number; readonly sinceEpochMs: number | null }> {
    await this.#queue.flush();
    return this.#ask('span');
  }

  /** Missed calls that ended then or later. */
  async missedSince(epochMs: number): Answer<number> {
    await this.#queue.flush();
    return this.#ask('missedSince', epochMs);
  }

  /** @returns ok when everything added before is on disk and survives a kill; else why not, and it is tried again */
  flush(): Answer<void> {
    return this.#queue.flush();
  }

  /** Removes calls that ended more than `days` ago, from the file and its log, in pieces that let others through. @returns how many */
  async forgetOlderThan(days: number): Answer<number> {
    const endedBeforeEpochMs = this.#options.nowEpochMs() - days * DAY_MS;
    const removed = await this.#inPieces(() => this.#ask('forgetOlderSome', endedBeforeEpochMs));
    if (!removed.ok || removed.value === 0) return removed;
    const tidied = await this.#ask('tidy');
    return tidied.ok ? removed : tidied;
  }

  /** What {@link forgetCaller} would remove. */
  async wouldForget(callerKey: string): Answer<Forgotten> {
    await this.#queue.flush();
    return this.#ask('wouldForget', callerKey);
  }

  /** Removes all that is kept of a caller, so that no file here holds his number or his calls' names any more: not the database, not its
   *  log, not one that was set aside. An error: something of it may still be there; trying again goes on. */
  async forgetCaller(callerKey: string): Answer<Forgotten> {
    const flushed = await this.#queue.flush();
    if (!flushed.ok) return flushed;
    const { file, workerUrl } = this.#options;
    return forgetCaller(callerKey, {
      ...{ file, workerUrl, signal: this.#closing.signal },
      ask: (name, ...args) => this.#ask(name, ...args),
      inPieces: (removeSome) => this.#inPieces(removeSome),
    });
  }

  /** Writes every call that matches to a CSV file, whatever `before` and `limit` say. */
  async exportCalls(query: HistoryQuery, target: string, hooks: ExportHooks): Answer<{ readonly written: number }> {
    const flushed = await this.#queue.flush();
    const indexed = flushed.ok ? await this.#ask('indexNew') : flushed;
    if (!indexed.ok) return indexed;
    const { file, workerUrl } = this.#options;
    const signal = AbortSignal.any([hooks.signal, this.#closing.signal]);
    return exportTo(workerUrl, { file, query, target }, { ...hooks, signal });
  }

  /** A small integer that outlives the app; null where none was set. */
  mark(name: string): Answer<number | null> {
    return this.#ask('mark', name);
  }

  setMark(name: string, value: number): Answer<null> {
    return this.#ask('setMark', name, value);
  }

  /** Flushes and ends the worker. @returns why records were lost, if any; they are told as `dropped` too */
  async close(): Answer<void> {
    this.#closing.abort();
    const flushed = await this.#queue.flush();
    const lost = this.#queue.stop();
    if (lost > 0) this.#options.onProblem({ kind: 'dropped', count: lost });
    await this.#link.close();
    return flushed;
  }

  readonly #onOpened = ({ setAside, isFolderPrivate, isChecked }: OpenedMessage): void => {
    const { onProblem } = this.#options;
    if (this.#isRefused) onProblem({ kind: 'opened' });
    this.#isRefused = false;
    if (setAside !== null) onProblem({ kind: 'set-aside', path: setAside });
    if (!isFolderPrivate) onProblem({ kind: 'folder-not-private' });
    void this.#quiet.now();
    if (!isChecked) void this.#check();
  };

  async #check(): Promise<void> {
    const { workerUrl, file, nowEpochMs } = this.#options;
    const damage = await damageOf(workerUrl, file, this.#closing.signal);
    if (damage === 'none') await this.#link.request('setMark', CHECKED_MARK, nowEpochMs());
    else if (damage !== null) await this.#mend(damage);
  }

  async #inPieces(removeSome: () => Answer<number>): Answer<number> {
    let count = 0;
    for (;;) {
      const removed = await removeSome();
      if (!removed.ok) return removed;
      if (removed.value === 0) return ok(count);
      count += removed.value;
    }
  }

  /** Asks the worker. Where the file turns out to be damaged, that is mended, and it is asked again. */
  async #ask<N extends RequestName>(name: N, ...args: ArgsOf<N>): Answer<ResultOf<N>> {
    const answer = await this.#link.request(name, ...args);
    const damage = answer.ok ? 'none' : damageBehind(answer.error);
    if (damage === 'none') return answer;
    await this.#mend(damage);
    return this.#link.request(name, ...args);
  }

  #mend(damage: Damage): Promise<void> {
    return (this.#mending ??= this.#mendOnce(damage).finally(() => (this.#mending = null)));
  }

  /** A damaged index is made anew from the calls; a damaged file is set aside, and a new one begun. */
  async #mendOnce(damage: Damage): Promise<void> {
    const indexed = damage === 'index' ? await this.#link.request('indexAnew') : null;
    if (indexed?.ok === true) void this.#quiet.now();
    else if (indexed === null || damageBehind(indexed.error) !== 'none')
      await this.#link.request('beginAnew', this.#options.nowEpochMs());
  }

  #withWaiting(stored: readonly CallRecord[]): readonly CallRecord[] {
    const waiting = this.#queue.waiting().toReversed();
    const ids = new Set(waiting.map(({ id }) => id));
    return [...waiting, ...stored.filter(({ id }) => !ids.has(id))];
  }
}
