/** Time as the look-up needs it: given from outside, so that waits and ages are exact in tests. */

export interface Clock {
  nowEpochMs(): number;
  /** Runs `run` once after `delayMs` milliseconds.
   *  @returns cancels it; harmless afterwards */
  after(delayMs: number, run: () => void): () => void;
}
