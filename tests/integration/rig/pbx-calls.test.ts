/** The test PBX's calls: fork, CANCEL, hang-up, failures, as measured on the servers it stands for. */
import { afterEach, expect, test } from 'vitest';
import {
  createPbx,
  createPhone,
  headerOf,
  headersOf,
  type Pbx,
  type PbxOptions,
  type Phone,
} from '../../rig/pbx/index.ts';
import type { PhoneBehaviour } from '../../rig/pbx/index.ts';
import { registeredCompanion } from './pbx-companion.ts';

const password = 'secret';
const elsewhere = ['SIP;cause=200;text="Call completed elsewhere"', 'Q.850;cause=26'];
let pbx: Pbx;
let phones: Phone[] = [];

const start = async (options: Partial<PbxOptions> = {}): Promise<void> => {
  const users = ['101', '101c', '102', '103', '104'].map((user) => ({ user, password }));
  pbx = await createPbx({ users, groups: { '600': ['101', '101c', '102'], '#7': ['104'] }, ...options });
};

const phone = async (user: string, behaviour: PhoneBehaviour = 'ring'): Promise<Phone> => {
  const made = await createPhone({ pbx, user, password, behaviour });
  phones.push(made);
  return made;
};

afterEach(async () => {
  await Promise.all(phones.map((each) => each.close()));
  phones = [];
  await pbx.close();
});

test('a group rings at every contact with the caller in From, and each leg is a call of its own', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  const [own, colleague] = [await phone('101'), await phone('102')];
  pbx.call({
    to: '600',
    from: { number: '+4930123456', displayName: 'Renée "Ü" Ünal' },
    headers: { 'X-Line': 'Sales' },
  });
  const rings = await Promise.all([own.whenRings(), colleague.whenRings()]);
  const invite = await companion.whenRequest('INVITE');
  expect(headerOf(invite, 'from')).toContain('"Renée \\"Ü\\" Ünal" <sip:+4930123456@pbx.example.com>;tag=');
  expect([invite.uri, headerOf(invite, 'to'), headerOf(invite, 'x-line')]).toEqual([
    companion.contactUri,
    `<${companion.contactUri}>`,
    'Sales',
  ]);
  expect(new Set([...rings.map(({ callId }) => callId), headerOf(invite, 'call-id')]).size).toBe(3);
});

test('with shared Call-IDs the legs are branches of one call to the dialled number', async () => {
  await start({ legs: 'shared-call-id' });
  const [own, colleague] = [await phone('101'), await phone('102')];
  pbx.call({ to: '600' });
  const rings = await Promise.all([own.whenRings(), colleague.whenRings()]);
  expect(new Set(rings.map(({ callId }) => callId)).size).toBe(1);
  expect(new Set(rings.map(({ branch }) => branch)).size).toBe(2);
  expect(headerOf(rings[0].invite, 'to')).toBe('<sip:600@pbx.example.com>');
});

test('raw headers and a raw From reach the contact as they were written', async () => {
  await start();
  const own = await phone('101');
  pbx.call({ to: '101', fromHeader: 'Müller <sip:1@my_host>', rawHeaders: 'Expires: abc\r\nX-Odd:  a:b' });
  const { invite, from } = await own.whenRings();
  expect(from).toMatch(/^Müller <sip:1@my_host>;tag=\w+$/);
  expect([headerOf(invite, 'expires'), headerOf(invite, 'x-odd')]).toEqual(['abc', 'a:b']);
});

test('the first answer wins and the others get a CANCEL that says so', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  const [own, colleague] = [await phone('101'), await phone('102')];
  const call = pbx.call({ to: '600' });
  companion.answer(await companion.whenRequest('INVITE'), 180, 'Ringing');
  await Promise.all([own.whenRings(), colleague.whenRings(), call.whenRinging('101c')]);
  colleague.answer();
  const cancel = await companion.whenRequest('CANCEL');
  companion.answer(await companion.whenRequest('INVITE'), 487, 'Request Terminated');
  await Promise.all([companion.whenRequest('ACK'), own.whenState('idle')]);
  expect(await call.whenAnsweredBy()).toBe('102');
  expect([headersOf(cancel, 'reason'), own.rings[0]?.state, own.rings[0]?.reasons]).toEqual([
    elsewhere,
    'cancelled',
    elsewhere,
  ]);
  colleague.hangUp();
  expect(await call.whenEnded()).toMatchObject({ status: 200, answeredBy: '102', endedBy: 'callee' });
  expect(pbx.callCount).toBe(0);
});

test('reasons are those that were set, and none for shared Call-IDs', async () => {
  await start({ legs: 'shared-call-id' });
  const [own, colleague] = [await phone('101'), await phone('102')];
  pbx.call({ to: '600' });
  await Promise.all([own.whenRings(), colleague.whenRings()]);
  own.answer();
  await colleague.whenState('idle');
  expect(colleague.rings[0]).toMatchObject({ state: 'cancelled', reasons: [] });
});

test('a CANCEL waits for a first answer', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  const call = pbx.call({ to: '101c' });
  const invite = await companion.whenRequest('INVITE');
  call.hangUp();
  expect(call.legOf('101c')?.cancelSentAtMs).toBeNull();
  companion.answer(invite, 180, 'Ringing');
  expect(headersOf(await companion.whenRequest('CANCEL'), 'reason')).toEqual(['Q.850;cause=127']);
});

test('an answer that crosses the CANCEL is acknowledged and hung up', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  const call = pbx.call({ to: '101c' });
  const invite = await companion.whenRequest('INVITE');
  call.hangUp();
  companion.answer(invite, 200, 'OK', [['Contact', `<${companion.contactUri}>`]]);
  await companion.whenRequest('ACK');
  await companion.whenRequest('BYE');
  expect(await call.whenSettled()).toMatchObject({ status: 487, answeredBy: null, endedBy: 'caller' });
});

test('the caller hangs up while it rings, with the reasons given', async () => {
  await start();
  const own = await phone('101');
  const call = pbx.call({ to: '101' });
  await call.whenRinging();
  call.hangUp({ reasons: ['SIP;cause=200', 'Q.850;cause=0'] });
  await own.whenState('idle');
  expect(own.rings[0]).toMatchObject({ state: 'cancelled', reasons: ['SIP;cause=200', 'Q.850;cause=0'] });
  expect(await call.whenSettled()).toMatchObject({ status: 487, endedBy: 'caller' });
  await expect(call.whenAnsweredBy()).rejects.toThrow('487');
});

test('the caller hangs up after the answer', async () => {
  await start();
  const own = await phone('101', 'answer');
  const call = pbx.call({ to: '101' });
  await call.whenAnsweredBy();
  call.hangUp();
  await own.whenState('idle');
  expect([own.rings[0]?.state, own.rings[0]?.reasons, call.result]).toEqual([
    'over',
    ['Q.850;cause=16'],
    { status: 200, reason: 'OK', answeredBy: '101', endedBy: 'caller', contact: null },
  ]);
});

test('nobody answers in time: the phone stops and the caller gets 480', async () => {
  await start();
  const own = await phone('101');
  const call = pbx.call({ to: '101', ringForMs: 30 });
  expect(await call.whenSettled()).toMatchObject({ status: 480, endedBy: 'server' });
  expect(own.rings[0]).toMatchObject({ state: 'cancelled', reasons: ['Q.850;cause=0'] });
});

test.each([
  ['busy', 486],
  ['unavailable', 480],
  ['decline', 603],
] as const)('an only phone that is set to %s gives the caller %i', async (behaviour, status) => {
  await start();
  await phone('101', behaviour);
  expect(await pbx.call({ to: '101' }).whenSettled()).toMatchObject({ status, endedBy: 'server' });
});

test.each([
  ['own-call-id', 'ringing'],
  ['shared-call-id', 'idle'],
] as const)('with %s a 603 of one leg leaves the other %s', async (legs, state) => {
  await start({ legs });
  const [own, colleague] = [await phone('101'), await phone('102')];
  pbx.call({ to: '600' });
  await Promise.all([own.whenRings(), colleague.whenRings()]);
  own.decline(603, 'Decline');
  await colleague.whenState(state);
  await pbx.whenReceived('101', (message) => message.kind === 'response' && message.status === 603);
  // Its answer comes after whatever else was on the way to this phone.
  await colleague.register();
  expect(colleague.state).toBe(state);
});

test.each([
  ['own-call-id', 486],
  ['shared-call-id', 480],
] as const)('with %s and several failures the caller gets %i', async (legs, status) => {
  await start({ legs });
  await Promise.all([phone('101', 'unavailable'), phone('102', 'busy')]);
  expect(await pbx.call({ to: '600' }).whenSettled()).toMatchObject({ status });
});

test('a phone in a call is busy for the next one', async () => {
  await start();
  const own = await phone('101', 'answer');
  await pbx.call({ to: '101' }).whenAnsweredBy();
  expect([await pbx.call({ to: '101' }).whenEnded(), own.state]).toEqual([
    expect.objectContaining({ status: 486 }),
    'in-call',
  ]);
});

test.each([
  ['999', 404],
  ['103', 480],
])('a call to %s, where nothing can ring, ends with %i at once', async (to, status) => {
  await start();
  expect(await pbx.call({ to }).whenSettled()).toMatchObject({ status });
});

test('a silent phone is given up and the caller gets 408', async () => {
  await start({ noResponseAfterMs: 100 });
  await phone('101', 'silent');
  expect(await pbx.call({ to: '101' }).whenSettled()).toMatchObject({ status: 408, endedBy: 'server' });
});
