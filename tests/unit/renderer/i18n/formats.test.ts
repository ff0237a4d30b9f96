import { expect, test } from 'vitest';
import { age, countryName, timer } from '../../../../renderer/i18n/formats.ts';

const units = { s: 's', min: 'min', h: 'h' };

test.each([
  [-3, '0 s'],
  [6, '6 s'],
  [59.9, '59 s'],
  [60, '1 min'],
  [3599, '59 min'],
  [7300, '2 h'],
])('a span of %d s is told as "%s"', (seconds, expected) => {
  expect(age(seconds, units).replace('\u00a0', ' ')).toBe(expected);
});

test.each([
  [-1, '0:00'],
  [4.9, '0:04'],
  [750, '12:30'],
  [3723, '1:02:03'],
])('a timer of %d s reads "%s"', (seconds, expected) => {
  expect(timer(seconds)).toBe(expected);
});

test('a country is told by its name, and what is no country by nothing', () => {
  const name = countryName('en-GB');
  expect([name('DE'), name('QX'), name('de-DE'), name('')]).toEqual(['Germany', null, null, null]);
});
