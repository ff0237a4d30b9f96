import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClientDetails, EntityRef, KeptLookup } from '../../../main/model/client.ts';
import { ok } from '../../../main/model/result.ts';
import { createPortal, type Portal, type PortalOptions } from '../../rig/portal/portal.ts';
import { sampleNumbers, samplePortal } from '../../rig/portal/sample.ts';
import { startCrm, type LiveCrm } from './live-crm.ts';

let closing: (() => unknown)[];

beforeEach(() => {
  closing = [];
});

afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

async function open(more: Partial<PortalOptions> = {}): Promise<Portal> {
  const scopes = ['telephony', 'user_basic', 'timeman', 'crm'];
  const portal = await createPortal({ ...samplePortal, scopes, ...more });
  closing.push(() => portal.close());
  return portal;
}

function start(portal: Portal, more: Parameters<typeof startCrm>[1] = {}): LiveCrm {
  const live = startCrm(portal.webhook, more);
  closing.push(live.close);
  return live;
}

const doe = {
  ...{ kind: 'outside' as const, e164: sampleNumbers.johnDoe, asked: [sampleNumbers.johnDoe.slice(1)] },
  ...{ shown: '+1 906 219 5047', country: 'US' },
};
const DOE_CONTACT = { type: 'CONTACT', id: '651' };
const DAISY = { type: 'COMPANY', id: '643' };

/** What is told of clients, until so many tellings came. */
function detailsOf(
  { crm }: LiveCrm,
  clients: readonly EntityRef[],
  count: number,
): Promise<Map<string, ClientDetails>> {
  return new Promise((resolve) => {
    const told = new Map<string, ClientDetails>();
    let left = count;
    const letGo = crm.details(clients, ({ id }, details) => {
      told.set(id, details);
      left -= 1;
      if (left > 0) return;
      letGo();
      resolve(told);
    });
  });
}

describe('The second step', () => {
  it('tells open deals, the last contact and who belongs together, in one request', async () => {
    const portal = await open();
    const told = await detailsOf(start(portal), [DOE_CONTACT, DAISY], 2);
    expect(told.get('651')).toMatchObject({
      deals: [
        { id: '902', title: 'Service contract', sum: null },
        { id: '901', title: 'Coffee machines', sum: { value: 4200, currency: 'EUR' } },
      ],
      moreDeals: 0,
      lastContactEpochMs: Date.parse('2026-11-19T14:05:00+03:00'),
      related: [DAISY],
    });
    expect(told.get('643')).toMatchObject({
      deals: [{ title: 'Winter delivery' }, { title: 'Autumn delivery' }, { title: 'Summer delivery' }],
      moreDeals: 1,
      related: [{ ...DOE_CONTACT, name: 'John Doe' }],
    });
    expect(portal.requests.filter(({ method }) => method === 'batch')).toHaveLength(1);
  });

  it('names the contact’s company by a second request', async () => {
    const told = await detailsOf(start(await open()), [DOE_CONTACT], 2);
    expect(told.get('651')?.related).toEqual([{ ...DAISY, name: 'Daisy LLC' }]);
  });
});

describe('Clients', () => {
  it('behind one number are all told, however it stands on their cards', async () => {
    const { crm } = start(await open());
    expect(await crm.allMatches(doe)).toMatchObject({
      kind: 'found',
      matches: [
        { ...DOE_CONTACT, name: 'John Doe', responsible: { name: 'Anna Petrova', workday: 'OPENED' } },
        { ...DAISY, name: 'Daisy LLC', responsible: { name: 'Boris Ivanov', phones: { extension: '104' } } },
      ],
      hasMore: false,
    });
  });

  it('are found by the words of a name, in any order and any script', async () => {
    const { crm } = start(await open());
    expect(await crm.findClients('doe john')).toMatchObject({ matches: [{ ...DOE_CONTACT, name: 'John Doe' }] });
    expect(await crm.findClients('ünal')).toMatchObject({ matches: [{ type: 'LEAD', id: '702' }] });
    expect(await crm.findClients('gmbh')).toMatchObject({ matches: [{ type: 'COMPANY', id: '645' }] });
    expect(await crm.findClients('nobody at all')).toEqual({ kind: 'found', matches: [], hasMore: false });
  });

  it('are found by a number as it is typed', async () => {
    const { crm } = start(await open());
    expect(await crm.findClients('(906) 219-5047')).toMatchObject({ matches: [DOE_CONTACT, DAISY] });
  });

  it('are found by number alone without the scope `crm`, and by name it is said why not', async () => {
    const { crm } = start(await open({ scopes: ['telephony'] }));
    expect(await crm.findClients('(906) 219-5047')).toMatchObject({ matches: [DOE_CONTACT, DAISY] });
    expect(await crm.findClients('daisy')).toMatchObject({ kind: 'failed', error: { code: 'scope-missing' } });
    expect(await crm.allMatches(doe)).toMatchObject({ kind: 'failed', error: { code: 'scope-missing' } });
    expect(crm.status.lastError).toBeNull();
  });
});

it('With the portal away the card has yesterday’s caller, and turns right by itself when it is back', async () => {
  const rows: KeptLookup[] = [];
  const store = {
    load: () => Promise.resolve(ok([...rows])),
    put: (kept: KeptLookup) => Promise.resolve(ok(rows.push(kept))),
    forget: () => Promise.resolve(ok(null)),
    forgetAll: () => Promise.resolve(ok(null)),
  };
  const portal = await open();
  const before = start(portal, { kept: store });
  await before.hold(sampleNumbers.johnDoe).card.named();
  before.close();

  portal.fault = { kind: 'reset' };
  const after = start(portal, { kept: store });
  const { card } = after.hold(sampleNumbers.johnDoe);
  const matches = [{ ...DOE_CONTACT, responsible: { name: 'Anna Petrova', workday: 'NOT_TOLD' } }, DAISY];
  expect(
    await card.until((one) => one.kind === 'answered' && one.kept !== undefined && one.kept.failure !== null),
  ).toMatchObject({ matches: { matches }, kept: { failure: { error: { code: 'unreachable' }, isTryingAgain: true } } });

  portal.fault = { kind: 'none' };
  expect(await card.until((one) => one.kind === 'answered' && one.kept === undefined)).toMatchObject({
    matches: { matches: [{ responsible: { workday: 'OPENED' } }, DAISY] },
  });
});

it('A desk that asks for more than the plan allows is never refused by the portal, and its look-ups wait for nothing', async () => {
  const portal = await open({ bucket: { capacity: 50, leakPerSec: 2 } });
  const { crm, hold } = start(portal);
  const item = (index: number) => ({ type: 'CONTACT', id: String(1000 + index) });
  for (let index = 0; index < 100; index += 1) closing.push(crm.details([item(index)], () => undefined));
  const { card } = hold(sampleNumbers.johnDoe);
  expect(await card.answered()).toMatchObject({ matches: { matches: [DOE_CONTACT, DAISY] } });
  expect(card.heard).not.toContainEqual(expect.objectContaining({ kind: 'failed' }));
  // Details fill the bucket up to 40, and have as much again as drains from it meanwhile.
  expect(portal.requests.filter(({ method }) => method === 'batch').length).toBeLessThan(50);
});
