/** A clock that stands still until a test moves it. */
import type { Clock } from '../../../main/model/clock.ts';

interface Timer {
  readonly dueEpochMs: number;
  readonly run: () => void;
}

/** Lets everything that is ready run: promises, and what they start. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export class FakeClock implements Clock {
  #nowEpochMs = Date.UTC(2026, 10, 22, 12);
  #timers: readonly Timer[] = [];

  nowEpochMs(): number {
    return this.#nowEpochMs;
  }

  /** The wall clock is set back; timers go on as they were. */
  setBack(ms: number): void {
    this.#nowEpochMs -= ms;
    this.#timers = this.#timers.map((timer) => ({ ...timer, dueEpochMs: timer.dueEpochMs - ms }));
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { dueEpochMs: this.#nowEpochMs + delayMs, run };
    this.#timers = [...this.#timers, timer];
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Timers that wait: a leak shows here. */
  get waiting(): number {
    return this.#timers.length;
  }

  /** Moves on by `ms`, running each timer at its own time and what follows from it. */
  async advance(ms: number): Promise<void> {
    const endEpochMs = this.#nowEpochMs + ms;
    await settle();
    for (let next = this.#next(endEpochMs); next !== undefined; next = this.#next(endEpochMs)) {
      const due = next;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#nowEpochMs = due.dueEpochMs;
      due.run();
      await settle();
    }
    this.#nowEpochMs = endEpochMs;
  }

  #next(untilEpochMs: number): Timer | undefined {
    return this.#timers
      .filter(({ dueEpochMs }) => dueEpochMs <= untilEpochMs)
      .toSorted((one, other) => one.dueEpochMs - other.dueEpochMs)[0];
  }
}
