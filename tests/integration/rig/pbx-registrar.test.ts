/** The test PBX's registrar: digests, refusals, bindings, as the servers it stands for. */
import { afterEach, expect, test } from 'vitest';
import { digestResponse } from '../../rig/pbx/digest.ts';
import { createPbx, headerOf, headersOf, type Pbx, type PbxOptions } from '../../rig/pbx/index.ts';
import { connectCompanion, registeredCompanion } from './pbx-companion.ts';

let pbx: Pbx;

const start = async (options: Partial<PbxOptions> = {}): Promise<Pbx> => {
  pbx = await createPbx({ users: [{ user: '101', password: 'secret' }], ...options });
  return pbx;
};

afterEach(async () => {
  await pbx.close();
});

const rfc7616 = {
  username: 'Mufasa',
  realm: 'http-auth@example.org',
  password: 'Circle of Life',
  method: 'GET',
  uri: '/dir/index.html',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  qop: { nc: '00000001', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' },
};

test.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
] as const)('the digest with %s is that of the example in RFC 7616', async (algorithm, response) => {
  await start();
  expect(digestResponse({ algorithm, ...rfc7616 })).toBe(response);
});

test.each(['MD5', 'SHA-256'])('a client that answers the %s challenge is registered', async (algorithm) => {
  await start();
  const companion = await connectCompanion(pbx, '101');
  const { first, last } = await companion.register({ algorithm });
  expect(headersOf(first, 'www-authenticate').map((value) => /algorithm=([^,]+)/.exec(value)?.[1])).toEqual([
    'SHA-256',
    'MD5',
  ]);
  expect([first.status, last.status, headersOf(last, 'contact')]).toEqual([
    401,
    200,
    [`<${companion.contactUri}>;expires=600`],
  ]);
});

test('challenges come in the order that was set, the unknown one first', async () => {
  await start();
  pbx.faults.challenge = ['SHA-512-256', 'MD5', 'SHA-256'];
  const companion = await connectCompanion(pbx, '101');
  const { first, last } = await companion.register({ algorithm: 'MD5' });
  expect(headersOf(first, 'www-authenticate').map((value) => /algorithm=([^,]+)/.exec(value)?.[1])).toEqual([
    'SHA-512-256',
    'MD5',
    'SHA-256',
  ]);
  expect(last.status).toBe(200);
});

test('an algorithm that was not offered is not accepted', async () => {
  await start({ users: [{ user: '101', password: 'secret', algorithms: ['SHA-256'] }] });
  const companion = await connectCompanion(pbx, '101');
  const { first } = await companion.register();
  const nonce = /nonce="([^"]*)"/.exec(headerOf(first, 'www-authenticate') ?? '')?.[1] ?? '';
  const request = { username: '101', realm: 'pbx.example.com', method: 'REGISTER', uri: 'sip:pbx.example.com', nonce };
  const response = digestResponse({ algorithm: 'MD5', password: 'secret', qop: null, ...request });
  const answer = await companion.request('REGISTER', [
    [
      'Authorization',
      `Digest username="101",realm="pbx.example.com",nonce="${nonce}",uri="sip:pbx.example.com",response="${response}"`,
    ],
  ]);
  expect(answer.status).toBe(401);
});

test.each([401, 403] as const)('a wrong password is answered with %i, as set', async (onWrongPassword) => {
  await start({ onWrongPassword });
  const companion = await connectCompanion(pbx, '101');
  const { last } = await companion.register({ password: 'wrong' });
  expect([last.status, pbx.bindings('101')]).toEqual([onWrongPassword, []]);
});

test('a right password is refused while credentials are rejected', async () => {
  await start({ onWrongPassword: 403 });
  const companion = await connectCompanion(pbx, '101');
  pbx.faults.rejectCredentials = true;
  const refused = await companion.register();
  pbx.faults.rejectCredentials = false;
  const taken = await companion.register();
  expect([refused.last.status, taken.last.status]).toEqual([403, 200]);
});

test('an old nonce with a right password is called stale', async () => {
  let now = 1_000_000;
  await start({ nowEpochMs: () => now, nonceLifetimeMs: 32_000 });
  const companion = await connectCompanion(pbx, '101');
  await companion.register();
  const [, authorized] = pbx.received('101');
  now += 32_001;
  const old = headersOf(authorized?.message ?? { headers: [] }, 'authorization')[0] ?? '';
  const answer = await companion.request('REGISTER', [['Authorization', old]]);
  expect([answer.status, headerOf(answer, 'www-authenticate')]).toEqual([401, expect.stringContaining('stale=true')]);
});

test('REGISTER is answered as a fault says, with Retry-After', async () => {
  await start();
  pbx.faults.answerRegisterWith = { status: 503, reason: 'Service Unavailable', retryAfterSec: 7 };
  const companion = await connectCompanion(pbx, '101');
  const answer = await companion.request('REGISTER');
  expect([answer.status, answer.reason, headerOf(answer, 'retry-after')]).toEqual([503, 'Service Unavailable', '7']);
});

test('a refresh keeps one binding and prolongs it', async () => {
  let now = 1_000_000;
  await start({ nowEpochMs: () => now });
  const companion = await connectCompanion(pbx, '101');
  await companion.register({ expiresSec: 60 });
  now += 50_000;
  await companion.register({ expiresSec: 60 });
  now += 50_000;
  expect(pbx.bindings('101').map(({ expiresAtEpochMs }) => expiresAtEpochMs - now)).toEqual([10_000]);
});

test('a REGISTER older than the last one of its client changes nothing', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101');
  const authorized = pbx.received('101').at(-1)?.message ?? { headers: [] };
  const late = await companion.repeat('REGISTER', 1, [
    ['Contact', `<${companion.contactUri}>;expires=0`],
    ['Authorization', headerOf(authorized, 'authorization') ?? ''],
  ]);
  expect([late.status, pbx.bindings('101').length]).toEqual([500, 1]);
});

test('a binding that is not refreshed is gone after its time', async () => {
  let now = 1_000_000;
  await start({ nowEpochMs: () => now });
  const companion = await connectCompanion(pbx, '101');
  await companion.register({ expiresSec: 60 });
  now += 60_000;
  expect(pbx.bindings('101')).toEqual([]);
});

test('too short an expiry is refused with 423 and the least one', async () => {
  await start({ minExpiresSec: 120 });
  const companion = await connectCompanion(pbx, '101');
  const { last } = await companion.register({ expiresSec: 60 });
  expect([last.status, headerOf(last, 'min-expires')]).toEqual([423, '120']);
});

test('the PBX may grant another expiry than asked for', async () => {
  await start({ grantExpiresSec: 45 });
  const companion = await connectCompanion(pbx, '101');
  const { last } = await companion.register();
  expect(headersOf(last, 'contact')).toEqual([`<${companion.contactUri}>;expires=45`]);
});

test('the 200 lists all contacts of the AOR, and a star removes them', async () => {
  await start();
  const one = await registeredCompanion(pbx, '101', 'one');
  const other = await connectCompanion(pbx, '101', 'other');
  const { last } = await other.register();
  const removed = await one.register({ contacts: ['*'], expiresSec: 0 });
  expect(headersOf(last, 'contact')).toEqual([`<${one.contactUri}>;expires=600`, `<${other.contactUri}>;expires=600`]);
  expect([headersOf(removed.last, 'contact'), pbx.bindings('101')]).toEqual([[], []]);
});

test('one contact is removed by expires=0 and the other stays', async () => {
  await start();
  const one = await registeredCompanion(pbx, '101', 'one');
  const other = await registeredCompanion(pbx, '101', 'other');
  await one.register({ contacts: [`<${one.contactUri}>;expires=0`] });
  expect(pbx.bindings('101').map(({ contactUri }) => contactUri)).toEqual([other.contactUri]);
});

test('with room for one and remove_existing a second client throws the first out', async () => {
  await start({ users: [{ user: '101', password: 'secret', maxContacts: 1, removeExisting: true }] });
  await registeredCompanion(pbx, '101', 'phone');
  const second = await registeredCompanion(pbx, '101', 'companion');
  expect(pbx.bindings('101').map(({ contactUri }) => contactUri)).toEqual([second.contactUri]);
});

test('with room for one and no remove_existing a second client is refused', async () => {
  await start({ users: [{ user: '101', password: 'secret', maxContacts: 1 }] });
  const first = await registeredCompanion(pbx, '101', 'phone');
  const second = await connectCompanion(pbx, '101', 'companion');
  const { last } = await second.register();
  expect([last.status, pbx.bindings('101').map(({ contactUri }) => contactUri)]).toEqual([403, [first.contactUri]]);
});

test.each([
  [true, 0],
  [false, 1],
])('with unbindOnClose %s a lost connection leaves %i contact', async (unbindOnClose, left) => {
  await start({ unbindOnClose });
  const companion = await registeredCompanion(pbx, '101');
  pbx.dropConnections();
  await companion.whenClosed();
  await connectCompanion(pbx, '101', 'barrier');
  expect(pbx.bindings('101')).toHaveLength(left);
});

test.each([
  ['SUBSCRIBE', 401],
  ['MESSAGE', 401],
  ['PUBLISH', 405],
  ['OPTIONS', 200],
])('%s is answered with %i', async (method, status) => {
  await start();
  const companion = await connectCompanion(pbx, '101');
  const answer = await companion.request(method);
  expect([answer.status, /;tag=/.test(headerOf(answer, 'to') ?? '')]).toEqual([status, true]);
});

test('the 200 to OPTIONS may lack its To tag', async () => {
  await start({ optionsToTag: false });
  const companion = await connectCompanion(pbx, '101');
  const answer = await companion.request('OPTIONS');
  expect(headerOf(answer, 'to')).toBe('<sip:101@pbx.example.com>');
});
