/** The test PBX when a call is sent on: 302 adds, its failures, REFER, as measured on the servers it stands for. */
import { afterEach, expect, test } from 'vitest';
import { createPbx, createPhone, headerOf, type Pbx, type PbxOptions, type Phone } from '../../rig/pbx/index.ts';
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

test('a 302 adds its target while the others ring on, and is acknowledged', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  const [own, colleague, target] = [await phone('101'), await phone('102'), await phone('103')];
  const call = pbx.call({ to: '600' });
  const contact = '<sip:103@pbx.example.com>';
  companion.answer(await companion.whenRequest('INVITE'), 302, 'Moved Temporarily', [['Contact', contact]]);
  const { invite } = await target.whenRings();
  await companion.whenRequest('ACK');
  await Promise.all([own.whenRings(), colleague.whenRings()]);
  expect([own.state, colleague.state, target.state]).toEqual(['ringing', 'ringing', 'ringing']);
  expect(headerOf(invite, 'diversion')).toBe('<sip:600@pbx.example.com>;reason=unconditional');
  expect(call.legOf('101c')).toMatchObject({ state: 'redirected', responses: [{ status: 302, contact }] });
  expect(call.legOf('103')).toMatchObject({ addedBy: '101c' });
  target.answer();
  await Promise.all([own.whenState('idle'), colleague.whenState('idle')]);
  expect([await call.whenAnsweredBy(), own.rings[0]?.reasons]).toEqual(['103', elsewhere]);
});

test('two redirects to one colleague make her phone ring twice', async () => {
  await start();
  const [own, other, target] = [await phone('101'), await phone('102'), await phone('103')];
  pbx.call({ to: '600' });
  await Promise.all([own.whenRings(), other.whenRings()]);
  own.redirect('sip:103@pbx.example.com');
  other.redirect('sip:103@pbx.example.com');
  await target.whenRings(2);
  target.answer();
  expect(target.rings.map(({ state }) => state)).toEqual(['in-call', 'ringing']);
});

test('the user part of a 302 is decoded before it is dialled', async () => {
  await start();
  const [own, target] = [await phone('101'), await phone('104')];
  pbx.call({ to: '101' });
  await own.whenRings();
  own.redirect('sip:%237@pbx.example.com');
  expect((await target.whenRings()).invite.method).toBe('INVITE');
});

test.each([
  ['an unknown extension', 'sip:999@pbx.example.com', { status: 603, contact: null }],
  ['an extension whose phone is busy', 'sip:104@pbx.example.com', { status: 486, contact: null }],
  ['an extension that is not registered', 'sip:103@pbx.example.com', { status: 480, contact: null }],
  ['a tel: URI', 'tel:+4930123456', { status: 302, contact: '<tel:+4930123456>' }],
])('the only leg redirects to %s: the caller is lost', async (_what, uri, result) => {
  await start();
  const own = await phone('101');
  await phone('104', 'busy');
  const call = pbx.call({ to: '101' });
  await own.whenRings();
  own.redirect(uri);
  expect(await call.whenEnded()).toMatchObject({ ...result, answeredBy: null, endedBy: 'server' });
});

test('a redirect that fails is harmless while another leg rings', async () => {
  await start();
  const [own, colleague] = [await phone('101'), await phone('102')];
  const call = pbx.call({ to: '600' });
  await Promise.all([own.whenRings(), colleague.whenRings()]);
  own.redirect('sip:999@pbx.example.com');
  await own.whenState('idle');
  colleague.answer();
  expect(await call.whenAnsweredBy()).toBe('102');
});

test('with ignore302 a redirect dials nobody', async () => {
  await start({ ignore302: true });
  const [own, target] = [await phone('101'), await phone('103')];
  const call = pbx.call({ to: '101' });
  await own.whenRings();
  own.redirect('sip:103@pbx.example.com');
  expect([await call.whenSettled(), target.rings]).toEqual([expect.objectContaining({ status: 486 }), []]);
});

test('an answered contact may REFER the caller on, is told of its start, and hangs up itself', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  const target = await phone('103');
  const call = pbx.call({ to: '101c' });
  const invite = await companion.whenRequest('INVITE');
  companion.answer(invite, 200, 'OK', [['Contact', `<${companion.contactUri}>`]]);
  await call.whenAnsweredBy();
  companion.refer(invite, 'sip:103@pbx.example.com');
  const bodies = [];
  for (const nth of [1, 2, 3]) bodies.push((await companion.whenRequest('NOTIFY', nth)).body.trim());
  await target.whenRings();
  companion.bye(invite);
  await pbx.whenReceived('101c', (message) => message.kind === 'request' && message.method === 'BYE');
  expect(call.result).toBeNull();
  target.answer();
  await target.whenState('in-call');
  target.hangUp();
  expect([bodies, await call.whenEnded()]).toEqual([
    ['SIP/2.0 100 Trying', 'SIP/2.0 180 Ringing', 'SIP/2.0 200 OK'],
    expect.objectContaining({ status: 200, answeredBy: '103', endedBy: 'callee' }),
  ]);
});

test('a REFER to an unknown number leaves the caller where he is', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  const call = pbx.call({ to: '101c' });
  const invite = await companion.whenRequest('INVITE');
  companion.answer(invite, 200, 'OK', [['Contact', `<${companion.contactUri}>`]]);
  companion.refer(invite, 'sip:999@pbx.example.com');
  const failed = await companion.whenRequest('NOTIFY', 2);
  companion.bye(invite);
  expect([failed.body.trim(), await call.whenEnded()]).toEqual([
    'SIP/2.0 404 Not Found',
    expect.objectContaining({ status: 200, answeredBy: '101c' }),
  ]);
});
