import { request } from 'node:http';
import { get as getTls } from 'node:https';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loopbackCertificate } from '../../rig/portal/loopback-certificate.ts';
import { createPortal, type Portal } from '../../rig/portal/portal.ts';
import { samplePortal } from '../../rig/portal/sample.ts';
import { ask } from './portal-ask.ts';

const SEARCH = 'telephony.externalCall.searchCrmEntities';
let portal: Portal;
let nowEpochMs: number;

beforeEach(async () => {
  nowEpochMs = Date.UTC(2026, 2, 6, 15, 42, 39, 500);
  portal = await createPortal({ ...samplePortal, nowEpochMs: () => nowEpochMs });
});
afterEach(() => portal.close());

const refused = (status: number, error: string, description: string): object => ({
  status,
  body: { error, error_description: description },
});

it('wraps the result in the documented envelope, operating summed per method', async () => {
  await ask(portal.webhook, SEARCH, { PHONE_NUMBER: '1' });
  const { status, body } = await ask(portal.webhook, SEARCH, { PHONE_NUMBER: '1' });
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      result: [],
      time: {
        start: 1772811759.5,
        finish: 1772811759.5,
        duration: 0,
        processing: 0,
        date_start: '2026-03-06T15:42:39+00:00',
        date_finish: '2026-03-06T15:42:39+00:00',
        operating_reset_at: 1772812360,
        operating: 0.5,
      },
    },
  });
});

it.each([
  ['a JSON body', '', 'application/json', '{"PHONE_NUMBER":"+19062195047"}'],
  ['a form body', '', 'application/x-www-form-urlencoded', 'PHONE_NUMBER=%2B19062195047'],
  ['the query', '?PHONE_NUMBER=%2B19062195047', 'application/json', ''],
  ['both, where the body wins', '?PHONE_NUMBER=1', 'application/json; charset=utf-8', '{"PHONE_NUMBER":19062195047}'],
])('takes parameters from %s', async (_where, query, contentType, body) => {
  const response = await fetch(`${portal.webhook}${SEARCH}${query}`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
  });
  expect(await response.json()).toHaveProperty('result.0.NAME', 'John Doe');
});

it('reads PHP brackets as nested lists and maps', async () => {
  await fetch(`${portal.webhook}user.get?FILTER[ID][]=7&FILTER[ID][]=99&FILTER[!NAME]=Boris&start=0`);
  expect(portal.requests).toMatchObject([
    { method: 'user.get', httpMethod: 'GET', params: { FILTER: { ID: ['7', '99'], '!NAME': 'Boris' }, start: '0' } },
  ]);
});

it('takes broken JSON for no parameters at all', async () => {
  expect(await ask(portal.webhook, SEARCH, {}, { body: '{"PHONE_NUMBER":' })).toEqual(
    refused(400, 'ERROR_CORE', 'PHONE_NUMBER is empty'),
  );
});

it('takes method names in any case and refuses unknown ones', async () => {
  expect((await ask(portal.webhook, 'TELEPHONY.externalcall.SEARCHcrmentities', { PHONE_NUMBER: '1' })).status).toBe(
    200,
  );
  expect(await ask(portal.webhook, 'crm.deal.frobnicate')).toEqual(
    refused(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!'),
  );
});

it('tells a wrong secret, a wrong user and no credentials apart, before it looks at the method', async () => {
  const wrong = refused(401, 'INVALID_CREDENTIALS', 'Invalid request credentials');
  expect(await ask(`${portal.origin}/rest/1/wrong/`, 'no.such.method')).toEqual(wrong);
  expect(await ask(`${portal.origin}/rest/2/${samplePortal.secret}/`, 'profile')).toEqual(wrong);
  expect(await ask(`${portal.origin}/rest/`, 'profile')).toEqual(
    refused(401, 'NO_AUTH_FOUND', 'Wrong authorization data'),
  );
});

it('refuses a revoked webhook from then on', async () => {
  portal.data.secret = 'another';
  expect(await ask(portal.webhook, 'profile')).toEqual(
    refused(401, 'INVALID_CREDENTIALS', 'Invalid request credentials'),
  );
});

it('names the missing right', async () => {
  portal.data.scopes = ['crm'];
  const missing = refused(
    403,
    'insufficient_scope',
    'The request requires higher privileges than provided by the webhook token',
  );
  expect(await ask(portal.webhook, SEARCH, { PHONE_NUMBER: '1' })).toEqual(missing);
  expect(await ask(portal.webhook, 'user.search', { FILTER: { FIND: 'Anna' } })).toEqual(missing);
  expect((await ask(portal.webhook, 'profile')).status).toBe(200);
});

const statusFrom = async (localAddress: string): Promise<number | undefined> => {
  const call = request(`${portal.webhook}profile`, { localAddress, agent: false }).end();
  const [reply] = (await once(call, 'response')) as [IncomingMessage];
  reply.resume();
  return reply.statusCode;
};

it('lets 50 requests of one address through at once, then two a second; other addresses do not pay for it', async () => {
  const burst = await Promise.all(Array.from({ length: 52 }, () => statusFrom('127.0.0.1')));
  expect(burst.filter((status) => status === 200)).toHaveLength(50);
  expect(await ask(portal.webhook, 'profile')).toEqual(refused(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests'));
  expect(await statusFrom('127.0.0.2')).toBe(200);
  nowEpochMs += 1000;
  const later = await Promise.all(Array.from({ length: 4 }, () => statusFrom('127.0.0.1')));
  expect(later.toSorted()).toEqual([200, 200, 503, 503]);
  expect(new Set(portal.requests.map(({ source }) => source))).toEqual(new Set(['127.0.0.1', '127.0.0.2']));
});

it('blocks a method that used up its execution time, the others not, until the time it told', async () => {
  const small = await createPortal({
    ...samplePortal,
    nowEpochMs: () => nowEpochMs,
    operating: { limitSec: 480, windowSec: 600, costSec: 481 },
  });
  await ask(small.webhook, 'profile');
  expect(await ask(small.webhook, 'profile')).toEqual(
    refused(429, 'OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit'),
  );
  expect((await ask(small.webhook, 'scope')).status).toBe(200);
  nowEpochMs += 600_000;
  expect((await ask(small.webhook, 'profile')).status).toBe(200);
  await small.close();
});

it('speaks https with a certificate for the loopback address', async () => {
  const secure = await createPortal({ ...samplePortal, tls: loopbackCertificate });
  const call = getTls(`${secure.webhook}profile`, { ca: loopbackCertificate.cert, agent: false });
  const [reply] = (await once(call, 'response')) as [IncomingMessage];
  reply.resume();
  expect([secure.webhook.slice(0, 8), reply.statusCode]).toEqual(['https://', 200]);
  await secure.close();
});
