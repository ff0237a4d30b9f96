import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { haveChanged, usableAddresses, watchNetwork } from '../../../main/sip/network-watch.ts';
import { FakeClock } from './fake-clock.ts';

const address = (value: string, internal = false): NetworkInterfaceInfo => ({
  address: value,
  netmask: '255.255.255.0',
  mac: '00:00:00:00:00:00',
  internal,
  cidr: null,
  family: 'IPv4',
});

test('loopback and link-local addresses are no addresses a link can use', () => {
  const interfaces = {
    lo: [address('127.0.0.1', true)],
    eth0: [address('192.0.2.7'), address('fe80::1'), address('169.254.3.4')],
    wlan0: [address('192.0.2.3')],
    gone: undefined,
  };
  expect(usableAddresses(interfaces)).toEqual(['192.0.2.3', '192.0.2.7']);
});

test.each([
  [[], [], false],
  [['192.0.2.7'], ['192.0.2.7'], false],
  [['192.0.2.7'], ['192.0.2.8'], true],
  [['192.0.2.7'], ['192.0.2.7', '192.0.2.8'], true],
  [['192.0.2.7'], [], true],
])('from %j to %j: changed is %s', (before, after, changed) => {
  expect(haveChanged(before, after)).toBe(changed);
});

test('a change is told once, within the polling interval, and nothing is told after the watch ended', () => {
  const clock = new FakeClock();
  let own = '192.0.2.7';
  let changes = 0;
  const stop = watchNetwork(
    clock,
    () => ({ eth0: [address(own)] }),
    2000,
    () => {
      changes += 1;
    },
  );
  clock.advance(10_000);
  const unchanged = changes;
  own = '192.0.2.8';
  clock.advance(2000);
  clock.advance(10_000);
  const changed = changes;
  stop();
  own = '192.0.2.9';
  clock.advance(10_000);
  expect([unchanged, changed, changes]).toEqual([0, 1, 1]);
});
