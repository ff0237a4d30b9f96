import { expect, test } from 'vitest';
import { medianOfRuns, mostInASecond, percentile, summarise } from '../../bench/statistics.ts';

test('A percentile is the smallest measurement that so many per cent do not exceed', () => {
  const oneToTwenty = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect([1, 5, 50, 51, 95, 96, 100].map((percent) => percentile(oneToTwenty, percent))).toEqual([
    1, 1, 10, 11, 19, 20, 20,
  ]);
});

test('A percentile of one measurement is that measurement', () => {
  expect([percentile([7], 1), percentile([7], 50), percentile([7], 100)]).toEqual([7, 7, 7]);
});

test('Numbers are put in order by size, not by their text', () => {
  expect(summarise([100, 9, 20])).toEqual({ n: 3, p50: 20, p95: 100, max: 100 });
});

test('Without a measurement there is no percentile', () => {
  expect(() => percentile([], 50)).toThrow('nothing measured');
});

test.each([0, -1, 101, Number.NaN])('%d is no percentage', (percent) => {
  expect(() => percentile([1], percent)).toThrow('no percentage');
});

test('Over several runs one disturbed run does not count, but its worst measurement is told', () => {
  const quiet = { n: 200, p50: 10, p95: 20, max: 30 };
  const disturbed = { n: 200, p50: 90, p95: 95, max: 99 };
  const quietest = { n: 199, p50: 9, p95: 21, max: 25 };
  expect(medianOfRuns([quiet, disturbed, quietest])).toEqual({ n: 199, p50: 10, p95: 21, max: 99 });
});

test('The fullest second may begin anywhere, and ends before its own beginning comes again', () => {
  expect([mostInASecond([1900, 0, 999, 1000, 1100, 2500]), mostInASecond([0, 1000]), mostInASecond([])]).toEqual([
    4, 1, 0,
  ]);
});
