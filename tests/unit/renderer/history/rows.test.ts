import { describe, expect, test } from 'vitest';
import { dayRem, layOut, rowRem, scrollFor, slicesOf, topOf } from '../../../../renderer/history/rows.ts';

const DAY = 24 * 60 * 60 * 1000;
const dayKey = (epochMs: number): string => `day ${Math.floor(epochMs / DAY)}`;
/** Three calls on day 9, two on day 7. */
const calls = [9.9, 9.5, 9.1, 7.6, 7.2].map((days) => ({ startedEpochMs: days * DAY }));
const layout = layOut(calls, dayKey);

test('days stand over their calls, the newest first, and heights add up', () => {
  expect(layout).toEqual({
    days: [
      { id: 'day 9', key: 'day 9', epochMs: 9.9 * DAY, topRem: 0, first: 0, count: 3 },
      { id: 'day 7', key: 'day 7', epochMs: 7.6 * DAY, topRem: dayRem + 3 * rowRem, first: 3, count: 2 },
    ],
    heightRem: 2 * dayRem + 5 * rowRem,
  });
});

test('a day that comes twice, as a long call over midnight makes it, has no id twice', () => {
  const { days } = layOut(
    [{ startedEpochMs: 8.9 * DAY }, { startedEpochMs: 9.1 * DAY }, ...calls.slice(3), ...calls],
    dayKey,
  );
  expect(days.map(({ id, key }) => [id, key])).toEqual([
    ['day 8', 'day 8'],
    ['day 9', 'day 9'],
    ['day 7', 'day 7'],
    ['day 9, 2', 'day 9'],
    ['day 7, 2', 'day 7'],
  ]);
});

test('a call stands under its day and the calls before it', () => {
  expect([0, 2, 3, 4].map((index) => topOf(layout, index))).toEqual([
    dayRem,
    dayRem + 2 * rowRem,
    2 * dayRem + 3 * rowRem,
    2 * dayRem + 4 * rowRem,
  ]);
});

describe('of what is drawn', () => {
  const drawn = (from: number, to: number): unknown =>
    slicesOf(layout, from, to).map(({ day, from: first, to: last }) => [day.key, first, last]);

  test('are only the calls that touch the stretch', () => {
    expect(drawn(dayRem + rowRem, dayRem + 2 * rowRem)).toEqual([['day 9', 1, 2]]);
  });

  test('a stretch over two days has both', () => {
    expect(drawn(dayRem + 2 * rowRem, layout.heightRem)).toEqual([
      ['day 9', 2, 3],
      ['day 7', 3, 5],
    ]);
  });

  test('nothing is there beyond the end, and nothing of an empty list', () => {
    expect([slicesOf(layout, 1000, 1100), slicesOf(layOut([], dayKey), 0, 50)]).toEqual([[], []]);
  });

  test('a million calls need no more than a few steps', () => {
    const many = layOut(
      Array.from({ length: 1_000_000 }, (_, index) => ({ startedEpochMs: (1_000_000 - index) * 60_000 })),
      dayKey,
    );
    const [slice] = slicesOf(many, many.heightRem / 2, many.heightRem / 2 + 40);
    expect((slice?.to ?? 0) - (slice?.from ?? 0)).toBeLessThan(14);
  });
});

test('the list is scrolled just so far that a call is whole, and its day with the first of a day', () => {
  const heightRem = 3 * rowRem;
  expect([
    scrollFor(layout, 1, 0, heightRem),
    scrollFor(layout, 0, dayRem, heightRem),
    scrollFor(layout, 4, 0, heightRem),
  ]).toEqual([null, 0, layout.heightRem - heightRem]);
});
