import { expect, test } from 'vitest';
import { Reachability, type ReachabilityNotice } from '../../../main/switchboard/reachability.ts';
import type { LineProblem, LineStatus } from '../../../main/model/line.ts';
import { FakeClock } from './fake-clock.ts';

const problem: LineProblem = { kind: 'unreachable', code: 'ECONNREFUSED', server: 'ws://127.0.0.1' };
const start = 1_000_000;
const registering = (sinceEpochMs: number): LineStatus => ({
  kind: 'registering',
  server: 'ws://127.0.0.1',
  problem,
  sinceEpochMs,
  nextTryEpochMs: null,
});
const registered = (atEpochMs: number): LineStatus => ({
  kind: 'registered',
  server: 'ws://127.0.0.1',
  sinceEpochMs: atEpochMs,
  checkedEpochMs: atEpochMs,
});

function watched(): { clock: FakeClock; told: ReachabilityNotice[]; reach: Reachability } {
  const clock = new FakeClock();
  const told: ReachabilityNotice[] = [];
  return { clock, told, reach: new Reachability(clock, (notice) => told.push(notice)) };
}

test('a gap of ten seconds or less is a hiccup and told to nobody', () => {
  const { clock, told, reach } = watched();
  reach.onStatus(registering(start));
  clock.pass(9_999);
  reach.onStatus(registered(clock.now));
  clock.pass(60_000);
  expect([told, reach.lastDeaf]).toEqual([[], null]);
});

test('after ten seconds one alarm tells since when and why, however often the line tries', () => {
  const { clock, told, reach } = watched();
  reach.onStatus(registering(start));
  for (let tries = 0; tries < 5; tries += 1) {
    clock.pass(5000);
    reach.onStatus(registering(start));
  }
  expect(told).toEqual([{ kind: 'deaf', spell: { fromEpochMs: start, untilEpochMs: null, problem } }]);
});

test('on return the time without a line is told from its first to its last second', () => {
  const { clock, told, reach } = watched();
  reach.onStatus(registering(start));
  clock.pass(420_000);
  reach.onStatus(registered(clock.now));
  expect(told[1]).toEqual({ kind: 'reachable-again', fromEpochMs: start, untilEpochMs: start + 420_000 });
  expect(reach.lastDeaf).toEqual({ fromEpochMs: start, untilEpochMs: start + 420_000, problem });
});

test('a night asleep raises no alarm in the dark, and is told in the morning', () => {
  const { clock, told, reach } = watched();
  reach.onStatus({ kind: 'suspended', sinceEpochMs: start });
  clock.now += 8 * 3_600_000;
  reach.onStatus(registering(clock.now));
  reach.onStatus(registered(clock.now));
  expect(told).toEqual([{ kind: 'reachable-again', fromEpochMs: start, untilEpochMs: start + 8 * 3_600_000 }]);
});

test('the second outage is told like the first', () => {
  const { clock, told, reach } = watched();
  for (let outage = 0; outage < 2; outage += 1) {
    reach.onStatus(registering(clock.now));
    clock.pass(11_000);
    reach.onStatus(registered(clock.now));
    clock.pass(1000);
  }
  expect(told.map(({ kind }) => kind)).toEqual(['deaf', 'reachable-again', 'deaf', 'reachable-again']);
});

test('an app that is not set up, or was stopped, is not deaf', () => {
  const { clock, told, reach } = watched();
  reach.onStatus(registering(start));
  reach.onStatus({ kind: 'not-set-up' });
  clock.pass(60_000);
  expect(told).toEqual([]);
});
