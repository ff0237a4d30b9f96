/** A click counts only once what it hits has stood still for a moment: a card that pops up under a hand that is about to click
 *  must not be clicked by it. */

/** How long a thing must have stood before a click on it counts. */
const settleMs = 300;

export class ClickGuard {
  readonly #nowMs: () => number;
  #movedAtMs: number;

  /** @param nowMs a clock that never goes back */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#movedAtMs = nowMs();
  }

  /** Something appeared, moved or went. */
  moved(): void {
    this.#movedAtMs = this.#nowMs();
  }

  /** Whether a click counts now. */
  isSettled(): boolean {
    return this.#nowMs() - this.#movedAtMs >= settleMs;
  }
}
