import { expect, test } from 'vitest';
import { watchLife, type LifeWatch } from '../../../../main/sip/transport/life-watch.ts';
import { FakeClock } from '../fake-clock.ts';

/** A watch with pings every 5 s, two of which may be missed, and what it did when. */
const begin = (isAnswering: boolean): { clock: FakeClock; did: string[]; watch: LifeWatch } => {
  const clock = new FakeClock(0);
  const did: string[] = [];
  const log = (what: string) => () => void did.push(`${clock.nowEpochMs() / 1000} ${what}`);
  const watch = watchLife({
    clock,
    pingIntervalMs: 5000,
    missedPings: 2,
    ping: log('ping'),
    isAnswering: () => isAnswering,
    onSilent: log('silent'),
    onDead: log('dead'),
  });
  return { clock, did, watch };
};

test('a server that answers pings is dead after two that it did not answer', () => {
  const { clock, did } = begin(true);
  clock.advance(60_000);
  expect(did).toEqual(['5 ping', '10 ping', '15 dead']);
});

test('a server that never answered one is not: something else is asked to prove it, each time', () => {
  const { clock, did } = begin(false);
  clock.advance(20_000);
  expect(did).toEqual(['5 ping', '10 ping', '10 silent', '15 ping', '15 silent', '20 ping', '20 silent']);
});

test.each([true, false])('whatever comes in is a sign of life, where pings are answered %s', (isAnswering) => {
  const { clock, did, watch } = begin(isAnswering);
  clock.advance(9000);
  watch.alive();
  clock.advance(2000);
  watch.alive();
  clock.advance(4500);
  expect(did).toEqual(['5 ping', '10 ping', '15 ping']);
});

test('stopped, it does nothing more', () => {
  const { clock, did, watch } = begin(true);
  watch.stop();
  clock.advance(60_000);
  expect(did).toEqual([]);
});
