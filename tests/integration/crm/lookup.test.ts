import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loopbackCertificate } from '../../rig/portal/loopback-certificate.ts';
import { createPortal, type Portal, type PortalOptions } from '../../rig/portal/portal.ts';
import { sampleNumbers, samplePortal } from '../../rig/portal/sample.ts';
import { startCrm, type LiveCrm } from './live-crm.ts';

const SEARCH = 'telephony.externalCall.searchCrmEntities';

let closing: (() => unknown)[];

beforeEach(() => {
  closing = [];
});

afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

async function open(more: Partial<PortalOptions> = {}): Promise<Portal> {
  const portal = await createPortal({ ...samplePortal, ...more });
  closing.push(() => portal.close());
  return portal;
}

function start(portal: Portal, more: Parameters<typeof startCrm>[1] = {}): LiveCrm {
  const live = startCrm(portal.webhook, more);
  closing.push(live.close);
  return live;
}

describe('Against a portal', () => {
  it('a client is found with who looks after him, his names and this desk’s employee', async () => {
    const portal = await open();
    const { hold } = start(portal, { ownExtension: '101' });
    const { card } = hold(sampleNumbers.johnDoe);
    expect(await card.until((one) => one.kind === 'answered' && one.matches.selfId !== null)).toMatchObject({
      matches: { selfId: '1' },
    });
    expect(await card.named()).toMatchObject({
      matches: {
        matches: [
          {
            type: 'CONTACT',
            id: '651',
            name: 'John Doe',
            responsible: {
              id: '99',
              name: 'Anna Petrova',
              workday: 'OPENED',
              phones: { extension: '102', mobile: '14155550142', work: null, personal: null },
            },
          },
          { type: 'COMPANY', id: '643', name: 'Daisy LLC', responsible: { name: 'Boris Ivanov', workday: 'PAUSED' } },
        ],
      },
    });
    expect(portal.requests.filter(({ method }) => method === 'user.get')).toHaveLength(2);
  });

  it('nobody is found: an answer, not a failure', async () => {
    const { hold } = start(await open());
    expect(await hold(sampleNumbers.unknown).card.answered()).toMatchObject({ matches: { matches: [], selfId: null } });
  });

  it.each([
    ['assigneeGoneMap', null],
    ['assigneeGoneList', null],
    ['assigneeGoneNulls', null],
    ['assigneeWithoutNumbers', { id: '12', workday: 'UNAVAILABLE' }],
  ] as const)('the assignee of %s is %j', async (caller, responsible) => {
    const { hold } = start(await open());
    const outcome = await hold(sampleNumbers[caller]).card.answered();
    expect(outcome).toMatchObject({ matches: { matches: [{ responsible }] } });
  });

  it('a webhook without the scope for names still finds the client', async () => {
    const portal = await open({ scopes: ['telephony'] });
    const { crm, hold } = start(portal);
    expect(await hold(sampleNumbers.johnDoe).card.answered()).toMatchObject({
      matches: { matches: [{ responsible: { id: '99', name: null } }, { responsible: { id: '7', name: null } }] },
    });
    expect(await crm.findColleagues('anna')).toMatchObject({ failed: { error: { code: 'scope-missing' } } });
  });

  it('colleagues are found by the beginning of a name and by extension, dismissed ones never', async () => {
    const { crm } = start(await open());
    expect(await crm.findColleagues('petr')).toMatchObject([{ id: '99', name: 'Anna Petrova' }]);
    expect(await crm.findColleagues('104')).toMatchObject([{ id: '7', name: 'Boris Ivanov' }]);
    expect(await crm.findColleagues('former')).toEqual([]);
    expect(await crm.findColleagues('105')).toEqual([]);
  });

  it('the request is gone from the portal as soon as the call is', async () => {
    const portal = await open();
    portal.fault = { kind: 'hang' };
    const { hold } = start(portal);
    const { release } = hold(sampleNumbers.johnDoe);
    const request = await portal.whenAsked(SEARCH);
    release();
    expect(await request.ended).toBe('abandoned');
  });
});

describe('When the portal fails', () => {
  it.each([
    ['resets the connection', { kind: 'reset' }, 'unreachable', true],
    ['breaks off in the middle', { kind: 'truncated' }, 'unreadable-reply', true],
    ['sends a page', { kind: 'html', status: 200, body: '<html>Log in</html>' }, 'unreadable-reply', true],
    ['sends nothing', { kind: 'empty' }, 'unreadable-reply', true],
    ['has a bad gateway', { kind: 'html', status: 502, body: '<html>' }, 'portal-fault', true],
    ['is closed by hand', { kind: 'error', status: 503, code: 'OVERLOAD_LIMIT', description: '' }, 'blocked', false],
  ] as const)('that %s is told', async (_, fault, code, isTryingAgain) => {
    const portal = await open();
    portal.fault = fault;
    const { hold } = start(portal);
    expect(await hold(sampleNumbers.johnDoe).card.failed()).toMatchObject({ error: { code }, isTryingAgain });
  });

  it('that hangs is told within the time limit', async () => {
    const portal = await open();
    portal.fault = { kind: 'hang' };
    const { hold } = start(portal, { timeoutMs: 300 });
    const startedEpochMs = Date.now();
    const outcome = await hold(sampleNumbers.johnDoe).card.failed();
    expect(outcome).toMatchObject({ error: { code: 'timed-out' }, isTryingAgain: true });
    expect(Date.now() - startedEpochMs).toBeLessThan(2000);
  });

  it('that nobody listens is told', async () => {
    const portal = await createPortal(samplePortal);
    await portal.close();
    const { hold } = start(portal);
    expect(await hold(sampleNumbers.johnDoe).card.failed()).toMatchObject({
      error: { code: 'unreachable', detail: 'ECONNREFUSED' },
      isTryingAgain: true,
    });
  });

  it('a revoked webhook is told, and asked no second time', async () => {
    const portal = await open();
    portal.data.secret = 'another';
    const { hold } = start(portal);
    const outcome = await hold(sampleNumbers.johnDoe).card.failed();
    expect(outcome).toMatchObject({ error: { code: 'webhook-rejected' }, isTryingAgain: false });
  });

  it('after one 503 the client is found all the same, while it rings', async () => {
    const portal = await open();
    portal.fault = {
      kind: 'error',
      status: 503,
      code: 'QUERY_LIMIT_EXCEEDED',
      description: 'Too many requests',
      method: SEARCH,
      times: 1,
    };
    const { hold } = start(portal);
    const { card } = hold(sampleNumbers.johnDoe);
    await card.answered();
    expect(card.heard).toMatchObject([
      { kind: 'failed', error: { code: 'too-many-requests' }, isTryingAgain: true },
      { kind: 'answered', matches: { matches: [{ name: 'John Doe' }, {}] } },
    ]);
  });

  it('twenty look-ups at once, more than its bucket holds, are all answered in the end', async () => {
    const portal = await open({ scopes: ['telephony'], bucket: { capacity: 15, leakPerSec: 4 } });
    const { hold } = start(portal);
    const cards = Array.from({ length: 20 }, (_, index) => hold(`+1202555${String(index).padStart(4, '0')}`).card);
    const outcomes = await Promise.all(cards.map((card) => card.answered()));
    expect(outcomes).toHaveLength(20);
    expect(cards.some(({ heard }) => heard[0]?.kind === 'failed')).toBe(true);
  });
});

describe('A renamed portal', () => {
  it.each([301, 302, 307, 308] as const)('is followed on %i with method and body', async (status) => {
    const renamed = await open();
    const old = await open();
    old.fault = { kind: 'redirect', to: renamed.origin, status };
    const { hold } = start(old);
    expect(await hold(sampleNumbers.johnDoe).card.answered()).toMatchObject({
      matches: { matches: [{ name: 'John Doe' }, {}] },
    });
    expect(renamed.requests[0]).toMatchObject({
      httpMethod: 'POST',
      method: SEARCH.toLowerCase(),
      params: { PHONE_NUMBER: sampleNumbers.johnDoe.slice(1) },
    });
  });

  it('is not followed to a page that is not the webhook’s: the secret stays here', async () => {
    const elsewhere = await open();
    const old = await open();
    old.fault = { kind: 'redirect', to: `${elsewhere.origin}/auth/`, status: 302 };
    const { hold } = start(old);
    expect(await hold(sampleNumbers.johnDoe).card.failed()).toMatchObject({ error: { code: 'redirect-refused' } });
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('Over https', () => {
  it('a certificate of an unknown authority is refused, and named as that', async () => {
    const portal = await open({ tls: loopbackCertificate });
    const { hold } = start(portal);
    expect(await hold(sampleNumbers.johnDoe).card.failed()).toMatchObject({
      error: { code: 'untrusted-certificate', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      isTryingAgain: false,
    });
    expect(portal.requests).toEqual([]);
  });

  it('the company’s own authority is trusted where its file is set', async () => {
    const portal = await open({ tls: loopbackCertificate });
    const { hold } = start(portal, { extraCa: [loopbackCertificate.cert] });
    expect(await hold(sampleNumbers.johnDoe).card.answered()).toMatchObject({
      matches: { matches: [{ name: 'John Doe' }, {}] },
    });
  });
});
