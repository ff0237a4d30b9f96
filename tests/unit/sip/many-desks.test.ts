import { expect, test } from 'vitest';
import { Registration } from '../../../main/sip/registration.ts';
import { REGISTRATION_TIMING } from '../../../main/sip/registration-state.ts';
import { FakeClock } from './fake-clock.ts';

/** Uniform in [0,1), always the same from one seed (mulberry32). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** When one desk of many registers again after the server has been away from 0 to `outageMs`, in ms after its return. */
const backAfterMs = (random01: () => number, desksAtServer: number, outageMs: number): number => {
  const clock = new FakeClock(0);
  const registeredMs: number[] = [];
  let isUp = true;
  const registration = new Registration({
    clock,
    random01,
    servers: ['wss://pbx.example.com'],
    desksAtServer,
    timing: REGISTRATION_TIMING,
    actions: {
      open: () => {
        registration.dispatch(isUp ? { kind: 'connected' } : { kind: 'connection-lost', code: 'ECONNREFUSED' });
      },
      close: () => undefined,
      register: () => {
        registeredMs.push(clock.nowEpochMs());
        registration.dispatch({ kind: 'register-accepted', expiresSec: 3600 });
      },
      unregister: () => undefined,
      probe: () => undefined,
      scout: () => () => undefined,
      isRinging: () => false,
      dropLegs: () => undefined,
    },
    onStatus: () => undefined,
  });
  registration.dispatch({ kind: 'start' });
  isUp = false;
  registration.dispatch({ kind: 'connection-lost', code: 'ws-1006' });
  clock.advance(outageMs);
  isUp = true;
  while (registeredMs.length < 2) clock.advance(1000);
  return (registeredMs[1] ?? Number.NaN) - outageMs;
};

/** The most in any window of one second, and the last of all, over so many outages. */
const worst = (desks: number, outageMs: number, outages: number): { perSec: number; lastMs: number } => {
  const all = Array.from({ length: outages }, (_, seed) => {
    const random01 = randomFrom(seed * 7919 + outageMs);
    return Array.from({ length: desks }, () => backAfterMs(random01, desks, outageMs)).toSorted((a, b) => a - b);
  });
  const perSec = all.map((times) =>
    Math.max(...times.map((from, index) => times.findLastIndex((time) => time < from + 1000) - index + 1)),
  );
  return { perSec: Math.max(...perSec), lastMs: Math.max(...all.flat()) };
};

test.each([100, 5000, 59_500, 61_000, 300_000])(
  'after an outage of %d ms a server sees no more than 100 of 500 desks in any second, and all of them within 9 s',
  (outageMs) => {
    const { perSec, lastMs } = worst(500, outageMs, 10);
    expect(perSec).toBeLessThanOrEqual(100);
    expect(lastMs).toBeLessThanOrEqual(9000);
  },
);

test.each([
  [100, 100, 2000],
  [100, 30_000, 2000],
  [100, 300_000, 15_000],
  [200, 30_000, 3400],
  [200, 300_000, 15_000],
  [2000, 30_000, 34_000],
])(
  '%d desks are all back, after an outage of %d ms, within %d ms, at most 100 in any second',
  (desks, outageMs, limitMs) => {
    const { perSec, lastMs } = worst(desks, outageMs, 3);
    expect(perSec).toBeLessThanOrEqual(100);
    expect(lastMs).toBeLessThanOrEqual(limitMs);
  },
);
