/** Main's clock as the page shows it: set by each snapshot, and counted on between them. */

export interface MainClockNeeds {
  /** A clock that never goes back. */
  readonly nowMs: () => number;
  readonly every: (periodMs: number, run: () => void) => () => void;
}

const tickMs = 500;

export class MainClock {
  readonly #needs: MainClockNeeds;
  #nowEpochMs = $state.raw(0);
  #aheadMs = 0;
  #stop: (() => void) | null = null;

  constructor(needs: MainClockNeeds) {
    this.#needs = needs;
  }

  get nowEpochMs(): number {
    return this.#nowEpochMs;
  }

  /** @param isTicking whether anybody looks at it until the next snapshot */
  set(nowEpochMs: number, isTicking: boolean): void {
    this.#aheadMs = nowEpochMs - this.#needs.nowMs();
    this.#nowEpochMs = nowEpochMs;
    if (isTicking === (this.#stop !== null)) return;
    this.#stop?.();
    this.#stop = isTicking
      ? this.#needs.every(tickMs, () => {
          this.#nowEpochMs = this.#needs.nowMs() + this.#aheadMs;
        })
      : null;
  }
}
