/** The calls that have been: on disk where there is a history, the last ones in memory for the tray in any case. */
import type { CallId } from '../model/call.ts';
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
  readonly #laterNotes = new Map<CallId, { readonly callerKey: string | null; readonly notes: readonly string[] }>();
  #recent: readonly CallRecord[] = [];
  #revision = 0;
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

  /** Rises with every change of what is kept. */
  get revision(): number {
    return this.#revision;
  }

  /** Calls of this caller are gone from the disk: they go from memory too. */
  forgetCaller(callerKey: string): void {
    this.#recent = this.#recent.filter((record) => record.callerKey !== callerKey);
    for (const [id, later] of this.#laterNotes) if (later.callerKey === callerKey) this.#laterNotes.delete(id);
    this.#changed();
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
      else if (forgotten.value > 0) this.#changed();
    };
    await forget();
    const read = await storage.recentCalls(RECENT);
    if (read.ok) this.#remember([...this.#recent, ...read.value]);
    else onProblem(read.error.kind);
  }

  put(record: CallRecord): void {
    const later = this.#laterNotes.get(record.id)?.notes ?? [];
    this.#write(later.length === 0 ? record : withNotes(record, later));
  }

  /** A note on a call that is over. Its card may still be there, and be written once more without it.
   *  @param record as it is kept now */
  addNote(record: CallRecord, note: string): void {
    const { id, callerKey } = record;
    this.#laterNotes.set(id, { callerKey, notes: [...(this.#laterNotes.get(id)?.notes ?? []), note] });
    this.#write(withNotes(record, [note]));
  }

  async earlier(query: EarlierQuery): Promise<readonly CallRecord[]> {
    const read = await this.#storage?.earlierCalls(query);
    return read?.ok === true ? read.value : [];
  }

  async stop(): Promise<void> {
    this.#cancelForget();
    await this.#storage?.close();
  }

  #write(record: CallRecord): void {
    this.#storage?.addCall(record);
    this.#remember([record, ...this.#recent]);
  }

  #remember(records: readonly CallRecord[]): void {
    const newestOfEach = new Map<string, CallRecord>();
    for (const record of records) if (!newestOfEach.has(record.id)) newestOfEach.set(record.id, record);
    this.#recent = [...newestOfEach.values()].sort((a, b) => b.startedEpochMs - a.startedEpochMs).slice(0, RECENT);
    this.#changed();
  }

  #changed(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }
}

const withNotes = (record: CallRecord, notes: readonly string[]): CallRecord => ({
  ...record,
  note: [record.note, ...notes].filter((note) => note !== null).join('\n'),
});
