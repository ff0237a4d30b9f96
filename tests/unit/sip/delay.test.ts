import { expect, test } from 'vitest';
import {
  lampRefreshDelayMs,
  outageLimits,
  patientDelayMs,
  refreshDelayMs,
  registrationDelayMs,
} from '../../../main/sip/delay.ts';

test('the first try after a loss comes within a second, later ones within 2 s for a minute and within 15 s after it', () => {
  const longest = (attempt: number, outageMs: number): number =>
    registrationDelayMs(attempt, 0.999999, outageLimits(outageMs));
  expect([longest(1, 0), longest(2, 0), longest(9, 59_999), longest(9, 60_000), longest(1000, 86_400_000)]).toEqual([
    999, 1999, 1999, 14_999, 14_999,
  ]);
});

test('full jitter spreads tries from zero on, so that a restarted PBX is not flooded', () => {
  expect([0, 0.5].map((random01) => registrationDelayMs(9, random01, outageLimits(60_000)))).toEqual([0, 7500]);
});

test('rejected credentials are not tried often enough to get the address banned', () => {
  const rejected = { kind: 'credentials-rejected', status: 401, reason: '' } as const;
  expect([patientDelayMs(rejected, 0), patientDelayMs(rejected, 0.5)]).toEqual([150_000, 180_000]);
  expect(patientDelayMs({ kind: 'displaced' }, 0.5)).toBe(3_600_000);
  expect(patientDelayMs({ kind: 'unreachable', code: 'ECONNREFUSED', server: '' }, 0.5)).toBe(null);
});

test('a binding is refreshed after half to three quarters of its lifetime', () => {
  expect([refreshDelayMs(300, 0), refreshDelayMs(300, 0.999999), refreshDelayMs(1, 0)]).toEqual([
    150_000, 224_999, 500,
  ]);
});

test('a lamp is refreshed after 80 to 95 % of its lifetime, and ten seconds before its end at the latest', () => {
  const figures = [
    [600, 0],
    [600, 0.999999],
    [60, 0],
    [60, 0.999999],
  ] as const;
  expect(figures.map(([expiresSec, random01]) => lampRefreshDelayMs(expiresSec, random01))).toEqual([
    480_000, 569_999, 48_000, 50_000,
  ]);
});
