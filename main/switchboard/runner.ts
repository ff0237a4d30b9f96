/** Takes calls through the machine: steps are told, effects done, ends recorded. */
import { onEvent, type CallEvent, type Step } from '../call/machine.ts';
import { run, type EffectParts } from './effects.ts';
import { OpenCalls, type Entry } from './open-calls.ts';
import type { SwitchboardParts } from './parts.ts';
import { recordAtQuit, recordOf } from './record.ts';

export class Runner {
  readonly open = new OpenCalls();
  readonly #parts: SwitchboardParts;
  readonly #listeners = new Set<() => void>();
  readonly #effects: EffectParts;

  constructor(parts: SwitchboardParts) {
    this.#parts = parts;
    this.#effects = {
      line: parts.line,
      clock: parts.clock,
      onEvent: this.onEvent.bind(this),
      record: this.record.bind(this),
      forget: this.#forget.bind(this),
    };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  onEvent(entry: Entry, event: CallEvent): void {
    this.take(entry, onEvent(entry.call, event, this.#parts.clock.nowEpochMs()));
  }

  take(entry: Entry, { call, effects }: Step): null {
    const isChanged = call !== entry.call;
    this.open.step(entry, call);
    if (isChanged) this.changed();
    for (const effect of effects) run(entry, effect, this.#effects);
    return null;
  }

  /** Writes what is known of a call that has an end; one that still rings has nothing to write. */
  record(entry: Entry): void {
    const record = recordOf(entry, this.#parts.desk.history.storeNames);
    if (record !== null) this.#parts.records.put(record);
  }

  /** Every open call is recorded and forgotten; nothing is sent. */
  stop(): void {
    const { records, desk, clock } = this.#parts;
    for (const entry of this.open.all()) {
      records.put(recordAtQuit(entry, desk.history.storeNames, clock.nowEpochMs()));
      this.#forget(entry);
    }
    this.changed();
  }

  #forget(entry: Entry): void {
    entry.cancelTimer();
    entry.release();
    this.open.remove(entry.call.id);
    for (const answer of entry.waiting.splice(0)) answer(null);
  }
}
