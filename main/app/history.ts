/** The calls that have been: on disk where there is a history, the last ones in memory for the tray in any case. */
import type { CallRecord } from '../model/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { Records } from '../switchboard/ports.ts';

/** As many as the tray's menu lists. */
const RECENT = 5;

export class History implements Records {
  readonly #storage: Storage | null;
  readonly #listeners = new Set<() => void>();
  #recent: readonly CallRecord[] = [];

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

  /** Reads the last calls of earlier days and forgets those that are too old. */
  async start(keepDays: number): Promise<void> {
    await this.#storage?.forgetOlderThan(keepDays);
    const read = await this.#storage?.recentCalls(RECENT);
    if (read?.ok === true) this.#remember([...this.#recent, ...read.value]);
  }

  put(record: CallRecord): void {
    this.#storage?.addCall(record);
    this.#remember([record, ...this.#recent]);
  }

  async stop(): Promise<void> {
    await this.#storage?.close();
  }

  #remember(records: readonly CallRecord[]): void {
    const newestOfEach = new Map<string, CallRecord>();
    for (const record of records) if (!newestOfEach.has(record.id)) newestOfEach.set(record.id, record);
    this.#recent = [...newestOfEach.values()].sort((a, b) => b.startedEpochMs - a.startedEpochMs).slice(0, RECENT);
    for (const listener of this.#listeners) listener();
  }
}
