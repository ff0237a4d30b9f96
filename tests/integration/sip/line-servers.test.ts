import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LineEvent } from '../../../main/model/line.ts';
import { createPbx, type Pbx } from '../../rig/pbx/index.ts';
import { hasProblem, isInvite, isLost, isRegistered, PASSWORD, startLine, USER, type RigLine } from './rig-line.ts';

let first: Pbx;
let second: Pbx;
let rig: RigLine;

beforeEach(async () => {
  const users = [{ user: USER, password: PASSWORD }];
  [first, second] = await Promise.all([createPbx({ users }), createPbx({ users })]);
});

afterEach(async () => {
  await rig.stop();
  await Promise.all([first.close(), second.close()]);
});

const isRegisteredAt =
  (pbx: Pbx) =>
  (event: LineEvent): event is LineEvent & { kind: 'status' } =>
    isRegistered(event) && event.status.kind === 'registered' && [pbx.url, pbx.streamUrl].includes(event.status.server);

test('the next server is used while the first is down, and left for the first once that is back', async () => {
  await first.setConnectionPolicy('refuse');
  rig = startLine({ servers: [first.streamUrl, second.url], timing: { scoutIntervalMs: 40 } });
  await rig.when(isRegisteredAt(second));
  const problems = rig.events.filter(hasProblem);
  await first.setConnectionPolicy('accept');
  await rig.when(isRegisteredAt(first));
  expect([
    rig.events.filter(hasProblem),
    first.bindings(USER).length,
    second.bindings(USER),
    second.connectionCount,
  ]).toEqual([problems, 1, [], 0]);
});

test('a call that rings is not disturbed by a better server: the line moves when it is over', async () => {
  await first.setConnectionPolicy('refuse');
  rig = startLine({ servers: [first.url, second.streamUrl], timing: { scoutIntervalMs: 40, scoutAgainMs: 20 } });
  await rig.when(isRegisteredAt(second));
  const call = second.call({ to: USER });
  const { leg } = await rig.when(isInvite);
  rig.line.ring(leg);
  await call.whenRinging();
  await first.setConnectionPolicy('accept');
  // Two looks have found it good.
  const asked: string[] = [];
  await new Promise<void>((resolve) => {
    const stop = first.on('message', ({ direction, message }) => {
      if (direction === 'sent' && message.kind === 'response' && message.status === 200) asked.push('200');
      if (asked.length < 2) return;
      stop();
      resolve();
    });
  });
  const during = [rig.events.filter(isLost), second.bindings(USER).length, first.bindings(USER)];
  call.hangUp();
  await rig.when(isRegisteredAt(first));
  expect([during, rig.events.filter(isLost)]).toEqual([[[], 1, []], []]);
});

test('a server that names a time to come back is not asked before', async () => {
  first.faults.answerRegisterWith = { status: 503, reason: 'Maintenance', retryAfterSec: 600 };
  rig = startLine({ servers: [first.streamUrl] });
  const { status } = await rig.when(hasProblem);
  const waitMs = status.kind === 'registering' ? (status.nextTryEpochMs ?? 0) - Date.now() : 0;
  expect(Math.round(waitMs / 10_000)).toBe(60);
});
