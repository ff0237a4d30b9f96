/** The last status that main told, and main's clock, which ticks once a second. */
import type { StatusView } from '../../main/bridge/contract/setup-views.ts';

export interface StatusClock {
  /** A clock that never goes back. */
  nowMs(): number;
  every(periodMs: number, run: () => void): () => void;
}

const tickMs = 1000;

export class LiveStatus {
  readonly #clock: StatusClock;
  #view = $state.raw<StatusView | null>(null);
  #nowEpochMs = $state.raw(0);
  #mainAheadMs = 0;

  constructor(clock: StatusClock) {
    this.#clock = clock;
  }

  /** Null until the first one was told. */
  get view(): StatusView | null {
    return this.#view;
  }

  get nowEpochMs(): number {
    return this.#nowEpochMs;
  }

  /** Takes a status, unless a newer one was taken already. */
  take(view: StatusView): void {
    if (this.#view !== null && view.sequence <= this.#view.sequence) return;
    this.#view = view;
    this.#mainAheadMs = view.nowEpochMs - this.#clock.nowMs();
    this.#nowEpochMs = view.nowEpochMs;
  }

  /** @returns stops the clock */
  start(): () => void {
    return this.#clock.every(tickMs, () => {
      this.#nowEpochMs = this.#clock.nowMs() + this.#mainAheadMs;
    });
  }
}
