/** Takes calls through the machine: steps are told, effects done, ends recorded. */
import { onEvent, type CallEvent, type OpenCall, type Step } from '../call/machine.ts';
import { stepsAfter } from '../call/steps.ts';
import { run, type EffectParts } from './effects.ts';
import type { NoticeCaller } from './notices.ts';
import { OpenCalls, type Entry } from './open-calls.ts';
import type { SwitchboardParts } from './parts.ts';
import { nameOf, recordAtQuit, recordOf } from './record.ts';

/** Who goes along with every call: watches its target's lamp, hands its note over. */
export interface Follower {
  /** After each step, the first one too, and before its effects. `before` is what the call was. */
  onStep?(entry: Entry, before: OpenCall): void;
  /** The CRM has answered, or a search of its card has found colleagues: there are more people to send it to. */
  onPeople?(entry: Entry): void;
  /** It is no longer among the open calls. */
  onForget?(entry: Entry): void;
}

export class Runner {
  readonly open = new OpenCalls();
  readonly #parts: SwitchboardParts;
  readonly #listeners = new Set<() => void>();
  readonly #followers = new Set<Follower>();
  readonly #effects: EffectParts;

  constructor(parts: SwitchboardParts) {
    this.#parts = parts;
    this.#effects = {
      line: parts.line,
      clock: parts.clock,
      ownExtension: parts.desk.extension ?? '',
      onEvent: this.onEvent.bind(this),
      record: this.record.bind(this),
      notify: this.#notify.bind(this),
      forget: this.#forget.bind(this),
    };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @returns ends it */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  onEvent(entry: Entry, event: CallEvent): void {
    this.take(entry, onEvent(entry.call, event, this.#parts.clock.nowEpochMs()));
  }

  take(entry: Entry, { call, effects }: Step): null {
    const before = entry.call;
    this.open.step(entry, call);
    entry.steps = stepsAfter(entry.steps, before, call, this.#parts.clock.nowEpochMs());
    for (const follower of this.#followers) follower.onStep?.(entry, before);
    if (call !== before) this.changed();
    for (const effect of effects) run(entry, effect, this.#effects);
    return null;
  }

  /** There are more people that a call may be sent to. */
  people(entry: Entry): void {
    // A search may be answered when its call is forgotten.
    if (this.open.get(entry.call.id) !== entry) return;
    for (const follower of this.#followers) follower.onPeople?.(entry);
  }

  /** Writes what is known of a call that has an end; one that still rings has nothing to write. */
  record(entry: Entry): void {
    const record = entry.isForgotten ? null : recordOf(entry, this.#parts.desk);
    if (record !== null) this.#parts.records.put(record);
  }

  /** Every open call is recorded and forgotten; nothing is sent. */
  stop(): void {
    const { records, desk, clock } = this.#parts;
    for (const entry of this.open.all()) {
      if (!entry.isForgotten) records.put(recordAtQuit(entry, desk, clock.nowEpochMs()));
      this.#forget(entry);
    }
    this.changed();
  }

  #notify(entry: Entry): void {
    const { call } = entry;
    const { state } = call;
    if (state.kind !== 'sent' && state.kind !== 'ended') return;
    const { destination, outcome } = state;
    if (destination === null || outcome === null) return;
    const caller: NoticeCaller = { number: call.caller.number, name: nameOf(entry) };
    this.#parts.tell({ kind: 'outcome', caller, destination, outcome });
  }

  #forget(entry: Entry): void {
    entry.cancelTimer();
    entry.release();
    this.open.remove(entry.call.id);
    for (const follower of this.#followers) follower.onForget?.(entry);
    for (const answer of entry.waiting.splice(0)) answer(null);
  }
}
