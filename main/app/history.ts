/** The calls that have been: on disk where there is a history, the last ones in memory for the tray in any case. */
import type { CallRecord, EarlierQuery } from '../model/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { Clock } from '../model/clock.ts';
import type { Records } from '../switchboard/ports.ts';

/** As many as the tray's menu lists. */
const RECENT = 5;
const DAY_MS = 24 * 60 * 60 * 1000;

export class History implements Records {
  readonly #storage: Storage | null;
  readonly #listeners = new Set<() => void>();
  #recent: readonly CallRecord[] = [];
  #cancelForget: () => void = () => undefined;

  /** @param storage null where no database could be opened, which is told elsewhere */
  constructor(storage: Storage | null) {
    this.#storage = storage;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The last calls, newest first. */
  get recent(): readonly CallRecord[] {
    return this.#recent;
  }

  /** Reads the last calls of earlier days, and from now on forgets those that are too old, once a day.
   *  @param keepDays read each time, so that a change counts from the next day on
   *  @param onProblem the database could not be read or cleared; the app goes on with what it has in memory */
  async start(clock: Clock, keepDays: () => number, onProblem: (detail: string) => void): Promise<void> {
    const storage = this.#storage;
    if (storage === null) return;
    const forget = async (): Promise<void> => {
      this.#cancelForget = clock.after(DAY_MS, () => void forget());
      const forgotten = await storage.forgetOlderThan(keepDays());
      if (!forgotten.ok) onProblem(forgotten.error.kind);
    };
    await forget();
    const read = await storage.recentCalls(RECENT);
    if (read.ok) this.#remember([...this.#recent, ...read.value]);
    else onProblem(read.error.kind);
  }

  put(record: CallRecord): void {
    this.#storage?.addCall(record);
    this.#remember([record, ...this.#recent]);
  }

  async earlier(query: EarlierQuery): Promise<readonly CallRecord[]> {
    const read = await this.#storage?.earlierCalls(query);
    return read?.ok === true ? read.value : [];
  }

  async stop(): Promise<void> {
    this.#cancelForget();
    await this.#storage?.close();
  }

  #remember(records: readonly CallRecord[]): void {
    const newestOfEach = new Map<string, CallRecord>();
    for (const record of records) if (!newestOfEach.has(record.id)) newestOfEach.set(record.id, record);
    this.#recent = [...newestOfEach.values()].sort((a, b) => b.startedEpochMs - a.startedEpochMs).slice(0, RECENT);
    for (const listener of this.#listeners) listener();
  }
}
