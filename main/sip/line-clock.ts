/** Notices that the computer slept: a tick that comes late. */
import type { Clock } from '../model/clock.ts';

/** Calls `onGap` when two ticks were further apart than `maxGapMs`: the computer slept. Modern standby tells nothing else.
 *  @returns stops it */
export function watchClockGaps(
  clock: Clock,
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
