import { expect, test } from 'vitest';
import { figureNames, missedOf, rowOf, tableOf, type FigureName } from '../../bench/report.ts';

const summary = { n: 200, p50: 10.004, p95: 19.996, max: 30 };

test('There is a goal for each figure of the bench', () => {
  expect(figureNames).toEqual([
    'invite-to-dom',
    'invite-to-card',
    'reply-to-assignee',
    'click-to-302',
    'invite-to-card-hanging-portal',
    'click-to-302-hanging-portal',
    'invite-to-card-during-export',
    'start-to-registered',
    'burst-lost',
    'burst-rss-growth',
    'caller-script-gzip',
  ]);
});

test('A row has the names that readers of reports/bench.json expect, and two decimals', () => {
  expect(rowOf('invite-to-card', 'stand-in', summary, { n: 200, p50: 14.6, p95: 22.701, max: 40 })).toEqual({
    name: 'invite-to-card',
    host: 'stand-in',
    unit: 'ms',
    n: 200,
    p50: 10,
    p95: 20,
    max: 30,
    goal: { p50: 25, p95: 40, timesBaseline: 2 },
    baseline: { p50: 14.6, p95: 22.7 },
  });
});

test('A figure without a baseline says null', () => {
  expect(rowOf('click-to-302', 'electron', summary).baseline).toBeNull();
});

const missed = (name: FigureName, p50: number, p95: number, max: number, baselineMs?: number): string[] => {
  const baseline = baselineMs === undefined ? null : { n: 1, p50: baselineMs, p95: baselineMs, max: baselineMs };
  return missedOf(rowOf(name, 'stand-in', { n: 1, p50, p95, max }, baseline));
};

test('A goal is reached up to its very bound', () => {
  expect(missed('invite-to-dom', 12, 20, 500)).toEqual([]);
});

test('Each bound that is passed is told', () => {
  expect(missed('invite-to-dom', 12.01, 20.5, 500)).toEqual(['p50: 12.01 > 12', 'p95: 20.5 > 20']);
});

test('A card that is fast enough but takes over twice the baseline misses its goal', () => {
  expect(missed('invite-to-card', 20, 30, 40, 12)).toEqual(['p95 against 2 × baseline: 30 > 24']);
});

test('A card that a hanging portal slows down by more than a tenth misses its goal, by p95 alone', () => {
  expect(missed('invite-to-card-hanging-portal', 30, 22, 90, 20)).toEqual([]);
  expect(missed('invite-to-card-hanging-portal', 20, 22.1, 90, 20)).toEqual([
    'p95 against 1.1 × undisturbed: 22.1 > 22',
  ]);
});

test('One lost call misses the goal', () => {
  expect(missed('burst-lost', 0, 0, 1)).toEqual(['max: 1 > 0']);
});

test('The table has one line a figure and says which goals are missed', () => {
  const rows = [rowOf('click-to-302', 'stand-in', summary), rowOf('burst-lost', 'stand-in', { ...summary, max: 0 })];
  expect(tableOf(rows).split('\n')).toEqual([
    'figure        host      unit     n  p50  p95  max  baseline  goal',
    '------------  --------  -----  ---  ---  ---  ---  --------  --------  ------',
    'click-to-302  stand-in  ms     200   10   20   30            p95 ≤ 15  MISSED',
    'burst-lost    stand-in  calls  200   10   20    0            ≤ 0       ok',
  ]);
});
