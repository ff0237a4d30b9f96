import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LegId } from '../../../main/model/call.ts';
import { createPbx, type Pbx } from '../../rig/pbx/index.ts';
import { inviteBytes } from './invite-bytes.ts';
import { proveAlive } from './raw-answers.ts';
import {
  isAcknowledged,
  isInvite,
  isRegistered,
  isStopped,
  PASSWORD,
  startLine,
  USER,
  type RigLine,
} from './rig-line.ts';

let pbx: Pbx;
let rig: RigLine;

beforeEach(async () => {
  pbx = await createPbx({ users: [{ user: USER, password: PASSWORD }] });
  rig = startLine({ servers: [pbx.url] });
  await rig.when(isRegistered);
});

afterEach(async () => {
  await rig.stop();
  await pbx.close();
});

test('a call is told with its headers as they came, and rings at the PBX once the line is told to ring', async () => {
  const call = pbx.call({
    to: USER,
    from: { number: '+4930901820', displayName: 'Renée Ünal 東京' },
    headers: {
      'P-Asserted-Identity': '"Daisy LLC" <sip:+4930901820@example.com>, <tel:+4930901820>',
      'X-Ringside-Call': '1763800000.42',
      Privacy: 'none',
    },
  });
  const { leg, headers } = await rig.when(isInvite);
  rig.line.ring(leg);
  await call.whenRinging(USER);

  expect(headers).toEqual({
    callId: call.legs[0]?.callId,
    ringsideCall: '1763800000.42',
    requestUri: 'sip:c0ffee42@desk-1.invalid;transport=ws',
    from: expect.stringMatching(/^"Renée Ünal 東京" <sip:\+4930901820@pbx\.example\.com>;tag=/) as string,
    to: '<sip:c0ffee42@desk-1.invalid;transport=ws>',
    pAssertedIdentity: ['"Daisy LLC" <sip:+4930901820@example.com>, <tel:+4930901820>'],
    remotePartyId: [],
    privacy: ['none'],
    diversion: [],
    referredBy: null,
    historyInfo: [],
  });
});

test('a redirect is acknowledged by the server and carries the number at the domain of the own address', async () => {
  const call = pbx.call({ to: USER });
  const { leg } = await rig.when(isInvite);
  rig.line.ring(leg);

  expect(await rig.line.redirect(leg, '#31#102')).toEqual({ kind: 'acknowledged' });
  const final = call.legs[0]?.responses.at(-1);
  expect(final?.contact).toBe('<sip:%2331%23102@pbx.example.com>');
  expect(final?.status).toBe(302);
});

test.each(['own-call-id', 'shared-call-id'] as const)(
  'sent to a group that this desk is in, a call comes back as one behind the ACK: %s',
  async (legs) => {
    await rig.stop();
    await pbx.close();
    pbx = await createPbx({ users: [{ user: USER, password: PASSWORD }], groups: { '700': [USER] }, legs });
    rig = startLine({ servers: [pbx.url] });
    await rig.when(isRegistered);
    pbx.call({ to: USER });
    const { leg } = await rig.when(isInvite);
    void rig.line.redirect(leg, '700');
    await rig.when(isInvite, rig.events.findIndex(isInvite) + 1);

    const told = rig.events.map(({ kind }) => kind).filter((kind) => kind === 'invite' || kind === 'acknowledged');
    expect(told).toEqual(['invite', 'acknowledged', 'invite']);
  },
);

test('a redirect without an ACK is not confirmed, and cannot be aimed at anybody else', async () => {
  await rig.stop();
  rig = startLine({ servers: [pbx.url], timing: { redirectConfirmMs: 50 } });
  await rig.when(isRegistered);
  pbx.faults.ackFinals = false;
  pbx.call({ to: USER });
  const { leg } = await rig.when(isInvite);

  expect(await rig.line.redirect(leg, '102')).toEqual({ kind: 'not-confirmed' });
  expect(await rig.line.redirect(leg, '104')).toEqual({ kind: 'not-sent' });
});

test('an ACK that comes after "not confirmed" is told by itself', async () => {
  await rig.stop();
  rig = startLine({ servers: [pbx.url], timing: { redirectConfirmMs: 50 } });
  await rig.when(isRegistered);
  pbx.faults.ackDelayMs = 200;
  pbx.call({ to: USER });
  const { leg } = await rig.when(isInvite);

  expect(await rig.line.redirect(leg, '102')).toEqual({ kind: 'not-confirmed' });
  expect(await rig.when(isAcknowledged)).toMatchObject({ leg });
});

test('a caller who hangs up while the redirect is on its way is told as gone, with the reason', async () => {
  pbx.faults.cancelBeforeAck = true;
  pbx.call({ to: USER });
  const { leg } = await rig.when(isInvite);
  rig.line.ring(leg);

  expect(await rig.line.redirect(leg, '102')).toEqual({ kind: 'leg-gone' });
  expect(await rig.when(isStopped)).toMatchObject({ leg, reasons: ['Q.850;cause=127'] });
});

test('a redirect after the caller hung up finds the leg gone', async () => {
  const call = pbx.call({ to: USER });
  const { leg } = await rig.when(isInvite);
  rig.line.ring(leg);
  await call.whenRinging();
  call.hangUp();
  await rig.when(isStopped);

  expect(await rig.line.redirect(leg, '102')).toEqual({ kind: 'leg-gone' });
});

test.each([[['SIP;cause=200;text="Call completed elsewhere"', 'Q.850;cause=26']], [['Q.850;cause=127']], [[]]])(
  'a CANCEL is told with its reasons as they came: %j',
  async (reasons) => {
    const call = pbx.call({ to: USER });
    const { leg } = await rig.when(isInvite);
    rig.line.ring(leg);
    await call.whenRinging();
    call.hangUp({ reasons });

    expect(await rig.when(isStopped)).toMatchObject({ leg, reasons });
    expect((await call.whenSettled()).endedBy).toBe('caller');
  },
);

test.each([480, 486] as const)(
  'a leg that is rejected with %d ends with that answer and is not told as stopped',
  async (status) => {
    const call = pbx.call({ to: USER });
    const { leg } = await rig.when(isInvite);
    rig.line.reject(leg, status);

    expect((await call.whenSettled()).status).toBe(status);
    expect(rig.events.filter(isStopped)).toEqual([]);
  },
);

test('what is asked of a leg that is gone does nothing', async () => {
  const call = pbx.call({ to: USER });
  const { leg } = await rig.when(isInvite);
  rig.line.reject(leg, 486);
  await call.whenSettled();
  rig.line.ring(leg);
  rig.line.reject(leg, 480);

  expect(call.legs[0]?.responses.map(({ status }) => status).filter((status) => status > 100)).toEqual([486]);
});

test('a call larger than any server sends is refused as too large, quickly, and the line goes on', async () => {
  const startedMs = performance.now();
  const call = pbx.call({ to: USER, fromHeader: `"${'M'.repeat(200_000)}" <sip:101@example.com>` });
  const { status } = await call.whenSettled();
  const tookMs = performance.now() - startedMs;
  expect([status, rig.events.filter(isInvite)]).toEqual([513, []]);
  expect(tookMs).toBeLessThan(300);
  pbx.call({ to: USER });
  await rig.when(isInvite);
});

test('a name in Latin-1 is read as it was typed in', async () => {
  const target = pbx.bindings(USER)[0]?.contactUri ?? '';
  pbx.sendRaw(USER, Buffer.from(inviteBytes(target, { from: '"Jürgen Groß" <sip:101@example.com>' }), 'latin1'));
  expect((await rig.when(isInvite)).headers.from).toBe('"Jürgen Groß" <sip:101@example.com>;tag=from-1');
});

test('an INVITE that the server sends again is one call', async () => {
  const bytes = inviteBytes(pbx.bindings(USER)[0]?.contactUri ?? '', {});
  pbx.sendRaw(USER, bytes);
  pbx.sendRaw(USER, bytes);
  await proveAlive(pbx, USER);
  expect(rig.events.filter(isInvite)).toHaveLength(1);
});

test('300 calls that were sent on, rejected or given up leave no timer behind', async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const acts = [
    (leg: LegId): void => void rig.line.redirect(leg, '102'),
    (leg: LegId): void => {
      rig.line.reject(leg, 480);
    },
    (leg: LegId): void => {
      rig.line.ring(leg);
    },
  ];
  let count = 0;
  rig.line.subscribe((event) => {
    if (event.kind === 'invite') acts[count++ % acts.length]?.(event.leg);
  });
  await proveAlive(pbx, USER);
  const before = timers();
  const calls = Array.from({ length: 300 }, () => pbx.call({ to: USER }));
  await proveAlive(pbx, USER);
  for (const call of calls) call.hangUp();
  await Promise.all(calls.map((call) => call.whenSettled()));
  await proveAlive(pbx, USER);
  await new Promise((resolve) => setImmediate(resolve));
  expect(count).toBe(300);
  expect(timers()).toBeLessThanOrEqual(before);
});
