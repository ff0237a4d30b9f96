/** Days and sums in words. Days are those of the calendar, in whatever time zone the test runs. */
import { expect, test } from 'vitest';
import { dayTime, daysBetween, sum } from '../../../../renderer/i18n/client-formats.ts';
import { english } from '../../../../renderer/i18n/en.ts';

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime();
const now = at(22, 9, 14);
const when = dayTime('en-GB', { today: 'today', yesterday: 'yesterday' });

test.each([
  [at(22, 8, 5), 'today 08:05'],
  [at(22, 23), 'today 23:00'],
  [at(21, 16, 20), 'yesterday 16:20'],
  [at(21, 0), 'yesterday 00:00'],
  [at(20, 16, 20), 'Fri 16:20'],
  [at(3, 16, 20), '3 Nov 16:20'],
  [new Date(2025, 10, 3, 16, 20).getTime(), '3 Nov 2025'],
])('%i is told as "%s"', (epochMs, said) => {
  expect(when(epochMs, now)).toBe(said);
});

test('a night lies between two days, however short', () => {
  expect([
    daysBetween(at(21, 23, 59), at(22, 0, 1)),
    daysBetween(at(22, 0), at(22, 23)),
    daysBetween(at(23, 0), now),
  ]).toEqual([1, 0, -1]);
});

test.each([
  [at(22, 9, 13), 'Last contact a minute ago'],
  [at(22, 7), 'Last contact 2 h ago'],
  [at(22, 12), 'Last contact just now'],
  [at(21, 23), 'Last contact yesterday'],
  [at(19, 23), 'Last contact 3 days ago'],
  [new Date(2026, 2, 3, 12).getTime(), 'Last contact on 3 March 2026'],
])('a contact at %i is told as "%s"', (epochMs, said) => {
  expect(english().lastContact(epochMs, now).replaceAll('\u00a0', ' ')).toBe(said);
});

test.each([
  [12_400, 'EUR', '12,400 EUR'],
  [0.5, null, '0.5'],
  [1_234_567.891, 'USD', '1,234,567.89 USD'],
] as const)('a sum of %d %s is told as "%s"', (value, currency, said) => {
  expect(sum('en-GB')(value, currency).replaceAll('\u00a0', ' ')).toBe(said);
});
