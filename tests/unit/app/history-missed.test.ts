import { expect, test } from 'vitest';
import { Missed, type MissedParts } from '../../../main/app/history-missed.ts';
import { ok } from '../../../main/model/result.ts';

/** A storage in which these calls were missed, and what was told of the count. */
function desk(missedAtEpochMs: readonly number[]) {
  const marks = new Map<string, number>();
  const told: number[] = [];
  let isLookedAt = false;
  const store: MissedParts['store'] = {
    missedSince: (epochMs) => Promise.resolve(ok(missedAtEpochMs.filter((at) => at >= epochMs).length)),
    mark: (name) => Promise.resolve(ok(marks.get(name) ?? null)),
    setMark: (name, value) => {
      marks.set(name, value);
      return Promise.resolve(ok(null));
    },
  };
  const missed: Missed = new Missed({
    store,
    clock: { nowEpochMs: () => 100 },
    isLookedAt: () => isLookedAt,
    onChange: () => told.push(missed.count),
  });
  return { missed, marks, told, look: (): void => void (isLookedAt = true) };
}

test('counts what was missed since the history was last looked at, also before this start', async () => {
  const { missed, marks, told } = desk([10, 20, 30]);
  marks.set('history-seen', 20);
  await missed.refresh();
  expect([missed.count, told]).toEqual([2, [2]]);
});

test('a mark that was set while the clock was ahead hides no call that is missed from now on', async () => {
  const missedAt = [10];
  const { missed, marks } = desk(missedAt);
  marks.set('history-seen', 9_000_000);
  await missed.refresh();
  const before = missed.count;
  missedAt.push(100);
  await missed.refresh();
  expect([before, missed.count, marks.get('history-seen')]).toEqual([0, 1, 9_000_000]);
});

test('is nothing once the history is looked at, and stays so at the next start', async () => {
  const { missed, marks, told } = desk([10, 20]);
  await missed.refresh();
  await missed.seen();
  await missed.refresh();
  expect([missed.count, told, marks.get('history-seen')]).toEqual([0, [2, 0], 100]);
});

test('a call that comes in under the agent’s eyes is seen', async () => {
  const { missed, told, look } = desk([10]);
  look();
  await missed.refresh();
  expect([missed.count, told]).toEqual([0, []]);
});

test('a count that was under way when the agent looked does not come back', async () => {
  const { missed } = desk([10]);
  const counting = missed.refresh();
  await missed.seen();
  await counting;
  expect(missed.count).toBe(0);
});

test('without a database nothing is counted', async () => {
  const missed = new Missed({
    store: null,
    clock: { nowEpochMs: () => 100 },
    isLookedAt: () => false,
    onChange: () => undefined,
  });
  await missed.refresh();
  await missed.seen();
  expect(missed.count).toBe(0);
});
