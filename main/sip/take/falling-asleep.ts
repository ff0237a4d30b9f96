/** Going to sleep with callers in hand: they are sent back first, for nobody hears them for as long as this computer sleeps. */
import type { TakenCalls } from './taken-calls.ts';

/** @param limitMs how long the line waits for them; waking up looks after the rest
 *  @param tell the line suspends, or wakes up
 *  @returns what the system's words do; a wake-up that comes first takes the sleep back */
export function fallingAsleep(
  taken: Pick<TakenCalls, 'isHolding' | 'sendAllBack'>,
  limitMs: number,
  tell: (kind: 'suspend' | 'resume') => void,
): { readonly suspend: () => void; readonly resume: () => void } {
  let isFallingAsleep = false;
  return {
    suspend: () => {
      if (!taken.isHolding) {
        tell('suspend');
        return;
      }
      isFallingAsleep = true;
      void taken.sendAllBack(limitMs).then(() => {
        if (isFallingAsleep) tell('suspend');
        isFallingAsleep = false;
      });
    },
    resume: () => {
      isFallingAsleep = false;
      tell('resume');
    },
  };
}
