import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPortal, type Portal } from '../../rig/portal/portal.ts';
import { refusals } from '../../rig/portal/refusals.ts';
import type { PortalRequest } from '../../rig/portal/request-log.ts';
import { sampleNumbers, samplePortal } from '../../rig/portal/sample.ts';
import { ask } from './portal-ask.ts';

const SEARCH = 'telephony.externalCall.searchCrmEntities';
const john = { PHONE_NUMBER: sampleNumbers.johnDoe };
let portal: Portal;

beforeEach(async () => {
  portal = await createPortal(samplePortal);
});
afterEach(() => portal.close());

it.each(Object.values(refusals))('sends $code with HTTP $status when told to', async (refusal) => {
  portal.fault = { kind: 'error', ...refusal };
  expect(await ask(portal.webhook, 'profile')).toEqual({
    status: refusal.status,
    body: { error: refusal.code, error_description: refusal.description },
  });
});

it('limits a fault to one method and to a number of times', async () => {
  portal.fault = { kind: 'error', ...refusals.internal, method: SEARCH, times: 2 };
  const statuses: number[] = [];
  for (const method of ['profile', SEARCH, SEARCH, SEARCH]) {
    statuses.push((await ask(portal.webhook, method, john)).status);
  }
  expect(statuses).toEqual([200, 500, 500, 200]);
  expect(portal.fault).toEqual({ kind: 'none' });
});

it('hangs: accepts the request, never answers, and notices when the client gives up', async () => {
  portal.fault = { kind: 'hang' };
  const giveUp = new AbortController();
  const asked = expect(ask(portal.webhook, 'profile', {}, { signal: giveUp.signal })).rejects.toThrow(/abort/i);
  const seen = await portal.whenAsked('profile');
  expect([seen.status, seen.end]).toEqual([null, null]);
  giveUp.abort();
  await asked;
  expect(await seen.ended).toBe('abandoned');
});

it('is slow: the right answer comes, and not before its time', async () => {
  portal.fault = { kind: 'slow', ms: 60 };
  const start = performance.now();
  expect(await ask(portal.webhook, SEARCH, john)).toHaveProperty('body.result.0.NAME', 'John Doe');
  expect(performance.now() - start).toBeGreaterThan(55);
});

it('delays every answer by its latency, within the time it reports', async () => {
  portal.latencyMs = 40;
  const { body } = await ask(portal.webhook, 'profile');
  expect(body).toHaveProperty('time.duration');
  expect((body['time'] as { duration: number }).duration).toBeGreaterThan(0.035);
});

it('holds an answer until the test lets it go', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  portal.fault = { kind: 'held', until: promise, method: SEARCH };
  const asked = ask(portal.webhook, SEARCH, john);
  const seen = await portal.whenAsked(SEARCH);
  expect((await ask(portal.webhook, 'profile')).status).toBe(200);
  expect(seen.end).toBeNull();
  resolve(undefined);
  expect((await asked).status).toBe(200);
});

it('serves a web page instead of JSON', async () => {
  portal.fault = { kind: 'html', status: 502, body: '<h1>Bad Gateway</h1>' };
  const response = await fetch(`${portal.webhook}profile`);
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    502,
    'text/html; charset=UTF-8',
    '<h1>Bad Gateway</h1>',
  ]);
});

it.each([
  [{ kind: 'empty' } as const, ''],
  [{ kind: 'body', raw: '{"result":null}' } as const, '{"result":null}'],
  [{ kind: 'body', raw: '<?php fatal' } as const, '<?php fatal'],
])('sends 200 with the body of %j', async (fault, text) => {
  portal.fault = fault;
  const response = await fetch(`${portal.webhook}profile`);
  expect([response.status, await response.text()]).toEqual([200, text]);
});

it('breaks off in the middle of the answer', async () => {
  portal.fault = { kind: 'truncated' };
  const response = await fetch(`${portal.webhook}profile`);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect(await (await portal.whenAsked('profile')).ended).toBe('cut');
});

it('resets the connection', async () => {
  portal.fault = { kind: 'reset', times: 1 };
  await expect(ask(portal.webhook, 'profile')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  expect((await ask(portal.webhook, 'profile')).status).toBe(200);
});

it('sends a renamed portal’s clients to its new address, path and secret kept; fetch then loses the body', async () => {
  const renamed = await createPortal(samplePortal);
  portal.fault = { kind: 'redirect', to: renamed.origin, status: 302 };
  const byHand = await fetch(`${portal.webhook}${SEARCH}.json?a=1`, { method: 'POST', redirect: 'manual' });
  expect([byHand.status, byHand.headers.get('location')]).toEqual([302, `${renamed.webhook}${SEARCH}.json?a=1`]);
  expect(await ask(portal.webhook, SEARCH, john)).toEqual({
    status: 400,
    body: { error: 'ERROR_CORE', error_description: 'PHONE_NUMBER is empty' },
  });
  expect(renamed.requests).toMatchObject([{ method: SEARCH.toLowerCase(), httpMethod: 'GET', params: {} }]);
  await renamed.close();
});

it('redirects to a whole URL as it stands', async () => {
  portal.fault = { kind: 'redirect', to: 'http://127.0.0.1:9/elsewhere', status: 307 };
  const reply = await fetch(`${portal.webhook}profile`, { redirect: 'manual' });
  expect([reply.status, reply.headers.get('location')]).toEqual([307, 'http://127.0.0.1:9/elsewhere']);
});

it('keeps a bounded log without the secret, tells listeners, and counts for those who wait', async () => {
  const small = await createPortal({ ...samplePortal, logLimit: 2 });
  const heard: string[] = [];
  const stop = small.on('ended', ({ method, end }: PortalRequest) => heard.push(`${method} ${String(end)}`));
  const third = small.whenAsked('Profile', 3);
  for (const turn of ['first', 'second', 'third']) await ask(small.webhook, 'profile', { turn });
  expect((await third).params).toEqual({ turn: 'third' });
  expect(await (await third).ended).toBe('answered');
  expect((await small.whenAsked('profile', 2)).params).toEqual({ turn: 'second' });
  await expect(small.whenAsked('profile', 1)).rejects.toThrow('no longer in the log');
  expect(small.requests.map(({ status }) => status)).toEqual([200, 200]);
  expect(JSON.stringify(small.requests)).not.toContain(samplePortal.secret);
  expect(heard).toEqual(['profile answered', 'profile answered', 'profile answered']);
  stop();
  small.forget();
  await ask(small.webhook, 'profile', { turn: 'fourth' });
  expect((await small.whenAsked('profile')).params).toEqual({ turn: 'fourth' });
  expect(heard).toHaveLength(3);
  await small.close();
});

it('goes down with its connections, and comes back on the same port', async () => {
  portal.fault = { kind: 'hang' };
  const asked = expect(ask(portal.webhook, 'profile')).rejects.toThrow();
  const seen = await portal.whenAsked('profile');
  const waiting = expect(portal.whenAsked('scope')).rejects.toThrow('the portal closed before scope was asked');
  await portal.close();
  await Promise.all([asked, waiting]);
  expect(await seen.ended).toBe('cut');
  await expect(ask(portal.webhook, 'profile')).rejects.toThrow();
  portal = await createPortal({ ...samplePortal, port: Number(new URL(portal.origin).port) });
  expect((await ask(portal.webhook, 'profile')).status).toBe(200);
});
