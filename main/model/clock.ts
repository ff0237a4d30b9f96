/** Time as every part gets it: from outside, so that waits and ages are exact in tests. */

export interface Clock {
  readonly nowEpochMs: () => number;
  /** Runs `run` once after `delayMs` milliseconds.
   *  @returns cancels it; harmless afterwards */
  readonly after: (delayMs: number, run: () => void) => () => void;
}
