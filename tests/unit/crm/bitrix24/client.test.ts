import { describe, expect, it } from 'vitest';
import { createClient, type PortalReply } from '../../../../main/crm/bitrix24/client.ts';
import type { HttpReply } from '../../../../main/crm/bitrix24/http.ts';
import { parseWebhook, type Webhook } from '../../../../main/crm/bitrix24/webhook.ts';
import { FakeClock } from '../fake-clock.ts';
import {
  networkFailure,
  refusal,
  reply,
  result,
  ScriptedPortal,
  SECRET,
  WEBHOOK,
  type Answer,
} from '../scripted-portal.ts';

const TIMEOUT_MS = 4000;

function webhookOf(text: string): Webhook {
  const webhook = parseWebhook(text, false);
  if (!webhook.ok) throw new Error(webhook.error);
  return webhook.value;
}

function setUp(answer: (href: string) => Answer, allowInsecure = false) {
  const clock = new FakeClock();
  const portal = new ScriptedPortal(({ href }) => answer(href));
  const webhook = webhookOf(WEBHOOK);
  const client = createClient({ webhook, timeoutMs: TIMEOUT_MS, allowInsecure, http: portal.send, clock });
  const leave = new AbortController();
  const call = (): Promise<PortalReply> => client.call('profile', { a: 1 }, leave.signal);
  return { clock, portal, call, leave };
}

const redirect = (location: string | null, status = 302): HttpReply => reply(status, '<html>', { location });

async function errorOf(answer: Answer) {
  const { call, clock } = setUp(() => answer);
  const answered = await call();
  const { atEpochMs, retryAtEpochMs, ...error } = answered.kind === 'failed' ? answered.error : fail(answered);
  expect(atEpochMs).toBe(clock.nowEpochMs());
  return { ...error, retryInMs: retryAtEpochMs === null ? null : retryAtEpochMs - atEpochMs };
}

function fail(answered: PortalReply): never {
  throw new Error(`expected a failure, got ${answered.kind}`);
}

describe('Every error the portal, the network or a server in between can give has its own code', () => {
  it.each([
    [refusal(401, 'NO_AUTH_FOUND', 'Wrong authorization data'), 'webhook-rejected'],
    [refusal(403, 'INVALID_CREDENTIALS', 'Invalid request credentials'), 'webhook-rejected'],
    [refusal(401, 'expired_token', 'The access token provided has expired'), 'token-expired'],
    [refusal(401, 'invalid_token', 'Unable to get application by token'), 'token-expired'],
    [refusal(403, 'insufficient_scope', 'higher privileges'), 'scope-missing'],
    [refusal(403, 'ACCESS_DENIED', 'REST is available only by subscription'), 'access-denied'],
    [refusal(401, 'user_access_error', 'no access'), 'access-denied'],
    [refusal(403, 'WRONG_AUTH_TYPE', 'application only'), 'wrong-auth-type'],
    [refusal(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!'), 'method-missing'],
    [refusal(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests'), 'too-many-requests'],
    [refusal(503, 'OVERLOAD_LIMIT', 'blocked due to overload'), 'blocked'],
    [refusal(401, 'OVERLOAD_LIMIT', 'the same under another status'), 'blocked'],
    [refusal(429, 'OPERATION_TIME_LIMIT', 'blocked'), 'operation-time-limit'],
    [refusal(500, 'INTERNAL_SERVER_ERROR', 'Internal server error'), 'portal-fault'],
    [refusal(502, 'ERROR_UNEXPECTED_ANSWER', 'unexpected response'), 'portal-fault'],
    [refusal(403, 'PORTAL_DELETED', 'Portal was deleted'), 'portal-fault'],
    [refusal(400, 'ERROR_CORE', 'PHONE_NUMBER is empty'), 'number-refused'],
    [refusal(400, '', 'PHONE_NUMBER is empty'), 'number-refused'],
    [refusal(400, 'ERROR_CORE', 'CRM is not installed.'), 'crm-not-installed'],
    [refusal(400, '', 'CRM is not installed.'), 'crm-not-installed'],
    [refusal(400, '', ''), 'unknown-error'],
    [refusal(200, 'SOMETHING_NEW', 'never seen'), 'unknown-error'],
    [reply(200, '{"error":null}'), 'unknown-error'],
    [reply(200, '<html>Log in</html>', { contentType: 'text/html' }), 'unreadable-reply'],
    [reply(200, '{"result":[{"CRM_ENT'), 'unreadable-reply'],
    [reply(200, ''), 'unreadable-reply'],
    [reply(200, '[]'), 'unreadable-reply'],
    [reply(200, '"text"'), 'unreadable-reply'],
    [reply(404, '<html>', { contentType: 'text/html' }), 'unreadable-reply'],
    [reply(401, '<html>', { contentType: 'text/html' }), 'webhook-rejected'],
    [reply(403, '<html>', { contentType: 'text/html' }), 'access-denied'],
    [reply(407, '<html>', { contentType: 'text/html' }), 'unreachable'],
    [reply(429, 'slow down', { contentType: 'text/plain' }), 'too-many-requests'],
    [reply(502, '<html>', { contentType: 'text/html' }), 'portal-fault'],
    [networkFailure('connection', 'ECONNREFUSED'), 'unreachable'],
    [networkFailure('connection', 'ENOTFOUND'), 'unreachable'],
    [networkFailure('certificate', 'SELF_SIGNED_CERT_IN_CHAIN'), 'untrusted-certificate'],
    [networkFailure('cut-off', 'ECONNRESET'), 'unreadable-reply'],
    [networkFailure('too-large', 'more than 2097152 bytes'), 'unreadable-reply'],
    [redirect('https://other.example.com/auth/'), 'redirect-refused'],
  ] satisfies [Answer, string][])('%j is %s', async (answer, code) => {
    expect((await errorOf(answer)).code).toBe(code);
  });

  it('tells the portal’s own words, without tags and bounded', async () => {
    const error = await errorOf(refusal(400, 'ERROR_CORE', `<b>Bad</b>\n${'x'.repeat(1000)}`));
    expect(error.detail).toBe(`ERROR_CORE: Bad ${'x'.repeat(1000)}`.slice(0, 300));
  });

  it('keeps the description of an error without a code', async () => {
    expect((await errorOf(refusal(400, '', 'Something else'))).detail).toBe('Something else');
  });

  it('tells of a page instead of JSON its status and type, and nothing of its text', async () => {
    const error = await errorOf(reply(502, '<html>Bad gateway</html>', { contentType: 'text/html' }));
    expect(error).toEqual({ code: 'portal-fault', detail: 'HTTP 502, text/html, not JSON', retryInMs: null });
  });

  it('takes the time to ask again from Retry-After', async () => {
    const answer = { ...refusal(503, 'QUERY_LIMIT_EXCEEDED', ''), retryAfter: '3' };
    expect((await errorOf(answer)).retryInMs).toBe(3000);
  });
});

describe('The operating limit', () => {
  it('ends when the portal says, by the portal’s own clock', async () => {
    const body = { error: 'OPERATION_TIME_LIMIT', time: { finish: 1000, operating_reset_at: 1042 } };
    expect((await errorOf(reply(429, JSON.stringify(body)))).retryInMs).toBe(42_000);
  });

  it('ends when the last good answer said, if the refusal does not say', async () => {
    const good = { result: [], time: { finish: 1000, operating_reset_at: 1060 } };
    const answers: HttpReply[] = [reply(200, JSON.stringify(good)), refusal(429, 'OPERATION_TIME_LIMIT')];
    const { call, clock } = setUp(() => answers.shift() ?? 'hang');
    await call();
    await clock.advance(10_000);
    const refused = await call();
    expect(refused).toMatchObject({ error: { retryAtEpochMs: clock.nowEpochMs() + 50_000 } });
  });
});

describe('A renamed portal', () => {
  const elsewhere = `https://renamed.example.com/rest/1/${SECRET}/profile.json`;

  it.each([301, 302, 307, 308])('is asked again by POST with the same body after a %i', async (status) => {
    const { call, portal } = setUp((href) =>
      href.includes('renamed') ? result('there') : redirect(elsewhere, status),
    );
    expect(await call()).toMatchObject({ kind: 'answered', result: 'there', host: 'renamed.example.com' });
    expect(portal.asked.map(({ href, params }) => [href, params])).toEqual([
      [`${WEBHOOK}profile.json`, { a: 1 }],
      [elsewhere, { a: 1 }],
    ]);
  });

  it.each([
    ['http', `http://renamed.example.com/rest/1/${SECRET}/profile.json`],
    ['http on loopback, coming from https', `http://127.0.0.1/rest/1/${SECRET}/profile.json`],
    ['another page', 'https://renamed.example.com/auth/?backurl=%2F'],
    ['another webhook', 'https://renamed.example.com/rest/1/other/profile.json'],
    ['a user name in the address', `https://me:pw@renamed.example.com/rest/1/${SECRET}/profile.json`],
    ['nothing readable', 'https://['],
    ['nowhere', null],
  ])('is not followed to %s', async (_, location) => {
    const { call, portal } = setUp(() => redirect(location));
    expect(await call()).toMatchObject({ kind: 'failed', error: { code: 'redirect-refused' }, wasReached: true });
    expect(portal.asked).toHaveLength(1);
  });

  it('is not followed by a GET, as 303 asks', async () => {
    const { call, portal } = setUp(() => redirect(elsewhere, 303));
    expect(await call()).toMatchObject({ error: { code: 'redirect-refused', detail: 'HTTP 303' } });
    expect(portal.asked).toHaveLength(1);
  });

  it('is given up after three hops', async () => {
    const { call, portal } = setUp(() => redirect(elsewhere));
    expect(await call()).toMatchObject({ error: { code: 'redirect-refused', detail: 'more than 3 redirects' } });
    expect(portal.asked).toHaveLength(4);
  });
});

describe('Time', () => {
  it('is up after the time limit of one attempt, hops included', async () => {
    const { call, clock, portal } = setUp((href) =>
      href.includes('renamed') ? 'hang' : redirect(`https://renamed.example.com/rest/1/${SECRET}/profile.json`),
    );
    const answered = call();
    await clock.advance(TIMEOUT_MS);
    expect(await answered).toMatchObject({ kind: 'failed', error: { code: 'timed-out' }, wasReached: false });
    expect(portal.asked.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  });

  it('is not up a millisecond earlier', async () => {
    const { call, clock, portal } = setUp(() => 'hang');
    void call();
    await clock.advance(TIMEOUT_MS - 1);
    expect(portal.asked[0]?.signal.aborted).toBe(false);
  });

  it('leaves no timer behind an answer', async () => {
    const { call, clock } = setUp(() => result([]));
    await call();
    expect(clock.waiting).toBe(0);
  });

  it('does not matter to a caller who left: neither answer nor failure', async () => {
    const { call, leave, portal } = setUp(() => 'hang');
    const answered = call();
    leave.abort();
    expect(await answered).toEqual({ kind: 'aborted' });
    expect(portal.asked[0]?.signal.aborted).toBe(true);
  });
});
