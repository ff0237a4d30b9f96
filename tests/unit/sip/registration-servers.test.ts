import { expect, test } from 'vitest';
import { healthy, World } from './registration-world.ts';

test('of many desks each keeps its place in a window for all, and asks every server there before it waits again', () => {
  const world = new World(['wss://one', 'wss://two'], 0.25, 600);
  world.answers = healthy;
  world.registration.dispatch({ kind: 'start' });
  world.answers = { open: { kind: 'connection-lost', code: 'ECONNREFUSED' } };
  world.registration.dispatch({ kind: 'connection-lost', code: 'ws-1006' });
  world.clock.advance(25_000);
  expect(world.did.slice(3)).toEqual([
    '2.5 open wss://one',
    '2.5 open wss://two',
    '12.5 open wss://one',
    '12.5 open wss://two',
    '22.5 open wss://one',
    '22.5 open wss://two',
  ]);
});

const busy = {
  kind: 'register-failed',
  status: 503,
  reason: 'Busy',
  hasSentCredentials: false,
  minExpiresSec: null,
} as const;

test('a server that names a time is not asked before, while another one is', () => {
  const world = new World(['wss://one', 'wss://two']);
  world.answers = { open: { kind: 'connected' }, register: { ...busy, retryAfterSec: 20 } };
  world.registration.dispatch({ kind: 'start' });
  world.answers = { open: { kind: 'connection-lost', code: 'ECONNREFUSED' } };
  world.clock.advance(23_000);
  expect(world.did.filter((what) => what.includes('open'))).toEqual([
    '0 open wss://one',
    ...[0.999, 2.997, 4.995, 6.993, 8.991, 10.989, 12.987, 14.985, 16.983, 18.981, 20.979].map(
      (at) => `${at} open wss://two`,
    ),
    '22.977 open wss://one',
  ]);
});

test.each([
  [30, 'waited for: the binding outlasts it', ['254.925 register']],
  [600, 'left for another one', ['224.925 drop link', '224.925 close', '225.924 open wss://two', '225.924 register']],
])('a server that refuses a refresh for %d s is %s', (retryAfterSec, _what, did) => {
  const world = new World(['wss://one', 'wss://two']);
  world.answers = healthy;
  world.registration.dispatch({ kind: 'start' });
  world.answers = { ...healthy, register: { ...busy, retryAfterSec } };
  world.clock.advance(225_000);
  world.answers = healthy;
  world.clock.advance(30_000);
  const refused = world.did.indexOf('224.925 register');
  expect(world.did.slice(refused + 1).filter((what) => !what.includes('probe'))).toEqual(did);
});

test('a server that is alone and names a time, however long, is asked after it, or after an hour', () => {
  const waits = [20, 86_400].map((retryAfterSec) => {
    const world = new World();
    world.answers = { open: { kind: 'connected' }, register: { ...busy, retryAfterSec } };
    world.registration.dispatch({ kind: 'start' });
    return world.registration.status;
  });
  expect(waits).toMatchObject([{ nextTryEpochMs: 20_000 }, { nextTryEpochMs: 3_600_000 }]);
});

/** Registered at the second server at 0.999 s, because the first was down. */
const atSecond = (): World => {
  const world = new World(['wss://one', 'wss://two']);
  world.answers = { open: { kind: 'connection-lost', code: 'ECONNREFUSED' } };
  world.registration.dispatch({ kind: 'start' });
  world.answers = healthy;
  world.clock.advance(1000);
  return world;
};

const movesOf = (world: World): readonly string[] =>
  world.did.filter((what) => /scout|unregister|open|drop|close/.test(what)).slice(2);

test('from the second server the first is looked for, and gone back to once it answers', () => {
  const world = atSecond();
  world.clock.advance(500_000);
  world.scouted = 0;
  world.clock.advance(260_000);
  expect([movesOf(world), world.registration.status]).toMatchObject([
    [
      '250.899 scout wss://one',
      '500.799 scout wss://one',
      '750.699 scout wss://one',
      '750.699 unregister',
      '750.699 drop link',
      '750.699 close',
      '750.699 open wss://one',
    ],
    { kind: 'registered', server: 'wss://one', sinceEpochMs: 750_699 },
  ]);
});

test('while a call rings the better server waits', () => {
  const world = atSecond();
  world.scouted = 0;
  world.isRinging = true;
  world.clock.advance(255_000);
  world.isRinging = false;
  world.clock.advance(10_000);
  expect(movesOf(world).slice(0, 3)).toEqual([
    '250.899 scout wss://one',
    '260.899 scout wss://one',
    '260.899 unregister',
  ]);
});

test('a better server that does not hold is left within a second, and looked for half as often', () => {
  const world = atSecond();
  world.clock.advance(249_000);
  world.scouted = 0;
  world.answers = { ...healthy, register: { ...busy, retryAfterSec: null } };
  world.clock.advance(950);
  world.answers = healthy;
  world.scouted = null;
  world.clock.advance(502_000);
  expect([movesOf(world), world.registration.status]).toMatchObject([
    [
      '250.899 scout wss://one',
      '250.899 unregister',
      '250.899 drop link',
      '250.899 close',
      '250.899 open wss://one',
      '250.899 drop link',
      '250.899 close',
      '251.898 open wss://two',
      '751.698 scout wss://one',
    ],
    { kind: 'registered', server: 'wss://two' },
  ]);
});

test('a silent link is asked twice, and given up after 6 s', () => {
  const world = new World();
  world.answers = healthy;
  world.registration.dispatch({ kind: 'start' });
  world.answers = {};
  world.registration.dispatch({ kind: 'silent' });
  world.clock.advance(5000);
  world.registration.dispatch({ kind: 'silent' });
  world.clock.advance(1500);
  expect(world.did.slice(2)).toEqual(['0 probe', '3 register', '6 drop link', '6 close']);
});

test('a silent link on which an answer comes stays', () => {
  const world = new World();
  world.answers = healthy;
  world.registration.dispatch({ kind: 'start' });
  world.registration.dispatch({ kind: 'silent' });
  expect([world.did.slice(2), world.registration.status.kind]).toEqual([['0 probe'], 'registered']);
});
