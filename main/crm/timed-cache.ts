/** A bounded memory cache whose entries each have an end. */
import type { Clock } from '../model/clock.ts';

interface Entry<Value> {
  readonly value: Value;
  readonly untilEpochMs: number;
}

/** Keeps at most `limit` entries; the one set longest ago goes first. */
export class TimedCache<Key, Value> {
  readonly #clock: Pick<Clock, 'nowEpochMs'>;
  readonly #limit: number;
  readonly #entries = new Map<Key, Entry<Value>>();

  constructor(clock: Pick<Clock, 'nowEpochMs'>, limit: number) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** @returns the value, or undefined where there is none or its time is over */
  get(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.untilEpochMs > this.#clock.nowEpochMs()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  delete(key: Key): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  set(key: Key, value: Value, keepMs: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, untilEpochMs: this.#clock.nowEpochMs() + keepMs });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limit) return;
      this.#entries.delete(oldest);
    }
  }
}
