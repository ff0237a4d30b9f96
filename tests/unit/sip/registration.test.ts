import { expect, test } from 'vitest';
import { healthy, World } from './registration-world.ts';

test('a healthy line probes every 15 s, refreshes in time, and says when it was last checked', () => {
  const world = new World();
  world.answers = healthy;
  world.registration.dispatch({ kind: 'start' });
  world.clock.advance(46_000);
  expect(world.did).toEqual(['0 open wss://one', '0 register', '15 probe', '30 probe', '45 probe']);
  expect(world.registration.status).toEqual({
    kind: 'registered',
    server: 'wss://one',
    sinceEpochMs: 0,
    checkedEpochMs: 45_000,
  });
  world.clock.advance(180_000);
  expect(world.did.filter((what) => what.includes('register'))).toEqual(['0 register', '224.925 register']);
});

test('after a loss the first try comes within a second, then within 2 s for a minute, then within 15 s, for ever', () => {
  const world = new World();
  world.answers = healthy;
  world.registration.dispatch({ kind: 'start' });
  world.answers = { open: { kind: 'connection-lost', code: 'ECONNREFUSED' } };
  world.registration.dispatch({ kind: 'connection-lost', code: 'ws-1006' });
  world.clock.advance(100 * 3_600_000);
  const triesSec = world.did.filter((what) => what.includes('open')).map((what) => Number.parseFloat(what));
  const gapsSec = triesSec.slice(1).map((atSec, index) => Math.round((atSec - (triesSec[index] ?? 0)) * 1000) / 1000);
  expect([gapsSec[0], new Set(gapsSec.slice(1, 30)), gapsSec.slice(-3)]).toEqual([
    0.999,
    new Set([1.998]),
    [14.985, 14.985, 14.985],
  ]);
  expect(world.registration.status).toMatchObject({
    kind: 'registering',
    sinceEpochMs: 0,
    problem: { kind: 'unreachable', code: 'ECONNREFUSED', server: 'wss://one' },
  });
});

test('a server that does not answer is left for the next one, and that one is left too', () => {
  const world = new World(['wss://one', 'wss://two']);
  world.answers = { open: { kind: 'connection-lost', code: 'ETIMEDOUT' } };
  world.registration.dispatch({ kind: 'start' });
  world.clock.advance(4000);
  expect(world.did).toEqual(['0 open wss://one', '0.999 open wss://two', '2.997 open wss://one']);
});

test('a server that ignores OPTIONS but answers REGISTER stays in use', () => {
  const world = new World();
  world.answers = { open: healthy.open, register: healthy.register };
  world.registration.dispatch({ kind: 'start' });
  world.clock.advance(60_000);
  expect(world.did).toEqual(['0 open wss://one', '0 register', '15 probe', '23 register', '38 probe', '46 register']);
});

test('a REGISTER that a starting server loses goes out again after 1, 3 and 7 s, and the server is given up after 8', () => {
  const world = new World();
  world.answers = { open: healthy.open };
  world.registration.dispatch({ kind: 'start' });
  world.clock.advance(8500);
  expect(world.did.slice(1)).toEqual([
    '0 register',
    '1 register',
    '3 register',
    '7 register',
    '8 drop link',
    '8 close',
  ]);
});

test('a server that answers nothing any more is given up, and deaf counts from the last answer', () => {
  const world = new World();
  world.answers = healthy;
  world.registration.dispatch({ kind: 'start' });
  world.answers = { open: { kind: 'connected' } };
  world.clock.advance(31_100);
  expect(world.did.slice(2)).toEqual(['15 probe', '23 register', '31 drop link', '31 close']);
  expect(world.registration.status).toEqual({
    kind: 'registering',
    server: 'wss://one',
    sinceEpochMs: 0,
    nextTryEpochMs: 31_999,
    problem: { kind: 'unreachable', code: 'no-answer', server: 'wss://one' },
  });
});

test('rejected credentials, a refusal and silence are told apart', () => {
  const problems = (
    [
      {
        kind: 'register-failed',
        status: 403,
        reason: 'Forbidden',
        hasSentCredentials: true,
        minExpiresSec: null,
        retryAfterSec: null,
      },
      {
        kind: 'register-failed',
        status: 403,
        reason: 'Forbidden',
        hasSentCredentials: false,
        minExpiresSec: null,
        retryAfterSec: null,
      },
      {
        kind: 'register-failed',
        status: 503,
        reason: 'Busy',
        hasSentCredentials: true,
        minExpiresSec: null,
        retryAfterSec: null,
      },
      { kind: 'connection-lost', code: 'ECONNRESET' },
    ] as const
  ).map((answer) => {
    const world = new World();
    world.answers = { open: { kind: 'connected' }, register: answer };
    world.registration.dispatch({ kind: 'start' });
    return world.statuses.at(-1);
  });
  expect(problems).toMatchObject([
    { problem: { kind: 'credentials-rejected', status: 403, reason: 'Forbidden' }, nextTryEpochMs: 209_940 },
    { problem: { kind: 'refused', status: 403, reason: 'Forbidden' } },
    { problem: { kind: 'refused', status: 503, reason: 'Busy' } },
    { problem: { kind: 'unreachable', code: 'ECONNRESET' } },
  ]);
});

test('a link that pings found dead counts as deaf since the last answer', () => {
  const world = new World();
  world.answers = healthy;
  world.registration.dispatch({ kind: 'start' });
  world.clock.advance(12_000);
  world.registration.dispatch({ kind: 'connection-lost', code: 'ping-timeout' });
  expect(world.registration.status).toMatchObject({ kind: 'registering', sinceEpochMs: 0 });
});

test('after sleep every leg is dropped at once, and the line is not called reachable before the server says so', () => {
  const world = new World();
  world.answers = healthy;
  world.registration.dispatch({ kind: 'start' });
  world.answers = { open: { kind: 'connected' } };
  world.clock.advance(1000);
  world.registration.dispatch({ kind: 'clock-gap', gapMs: 60_000 });
  const during = world.registration.status;
  world.registration.dispatch({ kind: 'register-accepted', expiresSec: 300 });
  expect([world.did.slice(2), during.kind, world.registration.status.kind]).toEqual([
    ['1 drop slept', '1 register'],
    'registering',
    'registered',
  ]);
});

test('after sleep a dead link is given up within 3 s', () => {
  const world = new World();
  world.answers = healthy;
  world.registration.dispatch({ kind: 'start' });
  world.answers = {};
  world.registration.dispatch({ kind: 'clock-gap', gapMs: 60_000 });
  world.clock.advance(4000);
  expect(world.did.slice(2)).toEqual([
    '0 drop slept',
    '0 register',
    '1 register',
    '3 drop link',
    '3 close',
    '3.999 open wss://one',
  ]);
});

test('going to sleep removes the binding, and waking up registers at once', () => {
  const world = new World();
  world.answers = healthy;
  world.registration.dispatch({ kind: 'start' });
  world.clock.advance(1000);
  world.registration.dispatch({ kind: 'suspend' });
  const asleep = world.registration.status;
  world.clock.sleep(3_600_000);
  world.registration.dispatch({ kind: 'resume' });
  expect([world.did.slice(2), asleep, world.registration.status.kind]).toEqual([
    ['1 drop slept', '1 unregister', '1 drop slept', '1 close', '3601 open wss://one', '3601 register'],
    { kind: 'suspended', sinceEpochMs: 1000 },
    'registered',
  ]);
});

test('a registrar that wants longer lifetimes gets them', () => {
  const world = new World();
  world.answers = {
    open: { kind: 'connected' },
    register: {
      kind: 'register-failed',
      status: 423,
      reason: 'x',
      hasSentCredentials: true,
      minExpiresSec: 3600,
      retryAfterSec: null,
    },
  };
  world.registration.dispatch({ kind: 'start' });
  expect(world.did.slice(0, 3)).toEqual(['0 open wss://one', '0 register', '0 register']);
});

test('stopping removes the binding, waits a second for the answer at most, and leaves no timer behind', async () => {
  const world = new World();
  world.answers = healthy;
  world.registration.dispatch({ kind: 'start' });
  world.answers = {};
  const stopped = world.registration.stop();
  world.clock.advance(1000);
  await stopped;
  world.clock.advance(3_600_000);
  expect(world.did.slice(2)).toEqual(['0 drop link', '0 unregister', '1 drop link', '1 close']);
});
