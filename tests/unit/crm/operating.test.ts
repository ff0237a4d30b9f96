import { expect, it } from 'vitest';
import { OperatingTimes } from '../../../main/crm/operating.ts';
import type { PortalReply } from '../../../main/crm/bitrix24/client.ts';
import { FakeClock } from './fake-clock.ts';

const params = { halt: 0, cmd: { a: 'crm.item.list?entityTypeId=2', b: 'user.get' } };
const RESET_MS = 120_000;

/** What a batch told of its commands, and how long each method is left alone after it. */
function leftFor(timesOf: (nowSec: number) => unknown): readonly number[] {
  const clock = new FakeClock();
  const nowMs = clock.nowEpochMs();
  const result = { result: { a: {}, b: [] }, result_error: [], result_time: timesOf(nowMs / 1000) };
  const told = { operatingSec: 0.1, operatingResetAtEpochMs: nowMs + RESET_MS, host: 'portal.example.com' };
  const times = { next: null, total: null, atEpochMs: nowMs, finishEpochMs: nowMs };
  const reply: PortalReply = { kind: 'answered', result, ...times, ...told };
  const operating = new OperatingTimes(clock);
  operating.hear('batch', params, reply);
  const left = [
    operating.spentForMs('crm.item.list', {}),
    operating.spentForMs('user.get', {}),
    operating.spentForMs('batch', params),
    operating.spentForMs('batch', { cmd: { x: 'timeman.status?USER_ID=1' } }),
  ];
  return left.map((ms) => Math.max(0, ms));
}

it('A batch tells the time of each of its commands, and a batch with a spent one waits as that method does', () => {
  const at = (nowSec: number, operating: unknown): unknown => ({ operating, operating_reset_at: nowSec + 120 });
  expect(leftFor((nowSec) => ({ a: at(nowSec, 401), b: at(nowSec, 20) }))).toEqual([RESET_MS, 0, RESET_MS, 0]);
});

it.each([
  ['is missing', () => undefined],
  ['is PHP’s empty map', () => []],
  ['is null', () => null],
  ['holds texts', (nowSec: number) => ({ a: { operating: '401', operating_reset_at: String(nowSec) } })],
])('Nothing is left alone where that time %s', (_, timesOf) => {
  expect(leftFor(timesOf)).toEqual([0, 0, 0, 0]);
});

it('A time that the portal cannot mean leaves a method alone for an hour at the most', () => {
  expect(leftFor(() => ({ a: { operating: 401, operating_reset_at: 1e300 } }))[0]).toBe(3_600_000);
});
