/** Time that passes when a test says so. */
import type { Clock } from '../../../main/model/clock.ts';

export class FakeClock implements Clock {
  now = 1_000_000;
  readonly #timers = new Set<{ atEpochMs: number; run: () => void }>();

  nowEpochMs(): number {
    return this.now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { atEpochMs: this.now + delayMs, run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Lets time pass, timers in their order. */
  pass(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      const [next] = [...this.#timers]
        .filter((timer) => timer.atEpochMs <= until)
        .sort((a, b) => a.atEpochMs - b.atEpochMs);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.now = next.atEpochMs;
      next.run();
    }
    this.now = until;
  }
}
