import { expect, test } from 'vitest';
import { ClickGuard } from '../../../../renderer/caller/click-guard.ts';

test('a click counts from 300 ms after the last move on, and the first move is the beginning', () => {
  let nowMs = 1000;
  const guard = new ClickGuard(() => nowMs);
  const settledAt = (atMs: number): boolean => {
    nowMs = atMs;
    return guard.isSettled();
  };
  const before = [settledAt(1000), settledAt(1299), settledAt(1300)];
  guard.moved();
  expect([...before, settledAt(1301), settledAt(1599), settledAt(1600)]).toEqual([
    false,
    false,
    true,
    false,
    false,
    true,
  ]);
});
