/** Time as the line needs it, injected; and the watch that notices that the computer slept. */

export interface LineClock {
  nowEpochMs(): number;
  /** @returns cancels it */
  after(delayMs: number, run: () => void): () => void;
}

/** Calls `onGap` when two ticks were further apart than `maxGapMs`: the computer slept. Modern standby tells nothing else.
 *  @returns stops it */
export function watchClockGaps(
  clock: LineClock,
  { tickMs, maxGapMs }: { readonly tickMs: number; readonly maxGapMs: number },
  onGap: (gapMs: number) => void,
): () => void {
  let lastEpochMs = clock.nowEpochMs();
  let cancel = clock.after(tickMs, tick);
  function tick(): void {
    const nowEpochMs = clock.nowEpochMs();
    const gapMs = nowEpochMs - lastEpochMs;
    lastEpochMs = nowEpochMs;
    cancel = clock.after(tickMs, tick);
    if (gapMs > maxGapMs) onGap(gapMs);
  }
  return () => {
    cancel();
  };
}
