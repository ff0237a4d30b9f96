import { expect, test } from 'vitest';
import { watchClockGaps } from '../../../main/sip/line-clock.ts';
import { FakeClock } from './fake-clock.ts';

test('more than 3 s between two ticks is a gap, and a quiet computer has none', () => {
  const clock = new FakeClock();
  const gaps: number[] = [];
  const stop = watchClockGaps(clock, { tickMs: 1000, maxGapMs: 3000 }, (gapMs) => gaps.push(gapMs));
  clock.advance(60_000);
  clock.sleep(3000);
  clock.sleep(3001);
  clock.advance(60_000);
  clock.sleep(3_600_000);
  stop();
  clock.sleep(3_600_000);
  expect(gaps).toEqual([3001, 3_600_000]);
});
