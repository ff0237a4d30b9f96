import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient, type PortalClient } from '../../../main/crm/bitrix24/client.ts';
import { findByComm } from '../../../main/crm/bitrix24/duplicates.ts';
import { finishCall, registerCall } from '../../../main/crm/bitrix24/external-call.ts';
import { batchItems } from '../../../main/crm/bitrix24/items-batch.ts';
import { addLead, findLead } from '../../../main/crm/bitrix24/lead.ts';
import { createNodeHttp, type NodeHttp } from '../../../main/crm/bitrix24/node-http.ts';
import { addComment, findComment } from '../../../main/crm/bitrix24/timeline.ts';
import { parseWebhook } from '../../../main/crm/bitrix24/webhook.ts';
import type { Fault } from '../../rig/portal/faults.ts';
import { createPortal, type Portal } from '../../rig/portal/portal.ts';
import { sampleNumbers, samplePortal } from '../../rig/portal/sample.ts';
import { systemClock } from './live-crm.ts';

const JOHN = { type: 'CONTACT', id: '651' };
const MARK = { originatorId: 'ringside', originId: '7f3a9c12' };
const LEAD = { ...MARK, title: 'New caller', name: null, number: '+12025550199', responsibleId: '99' };
const CALL = {
  employeeId: '1',
  extension: null,
  number: sampleNumbers.johnDoe,
  type: 2 as const,
  startedEpochMs: Date.UTC(2026, 10, 22, 12),
  line: null,
  externalCallId: 'call-1',
};

/** The work is done, and in one of the ways in which networks and servers fail the answer never comes. */
const LOST_ANSWERS: readonly Fault[] = [
  { kind: 'hang', isDone: true },
  { kind: 'reset', isDone: true },
  { kind: 'html', status: 502, body: '<h1>Bad Gateway</h1>', isDone: true },
  { kind: 'empty', isDone: true },
  { kind: 'truncated' },
];

let portal: Portal;
let http: NodeHttp;
let client: PortalClient;
const { signal } = new AbortController();

beforeEach(async () => {
  portal = await createPortal({ ...samplePortal, scopes: ['telephony', 'crm'] });
  http = createNodeHttp([]);
  const webhook = parseWebhook(portal.webhook, false);
  if (!webhook.ok) throw new Error(webhook.error);
  client = createClient({
    webhook: webhook.value,
    timeoutMs: 500,
    allowInsecure: false,
    http: http.send,
    clock: systemClock,
  });
});
afterEach(async () => {
  http.close();
  await portal.close();
});

describe('Over the wire', () => {
  it('open deals, their client and all that have his number come in two requests', async () => {
    const found = await findByComm(client, [sampleNumbers.johnDoe], signal);
    const lists = await batchItems(
      client,
      {
        deals: { entityTypeId: 2, filter: { contactId: 651, closed: 'N' }, order: { id: 'DESC' } },
        name: { entityTypeId: 3, filter: { 0: { logic: 'OR', 0: { '%name': 'JOHN' }, 1: { '%lastName': '&' } } } },
        refused: { entityTypeId: 4, filter: { lastName: 'Doe' } },
      },
      signal,
    );
    expect(found).toMatchObject({ found: [JOHN, { type: 'COMPANY', id: '643' }] });
    expect(lists.kind === 'answered' ? Object.fromEntries(lists.lists) : lists).toMatchObject({
      deals: {
        items: [
          { id: '902', title: 'Service contract', opportunity: 0 },
          { id: '901', opportunity: 4200, currencyId: 'EUR', contactId: '651' },
        ],
        total: 2,
      },
      name: { items: [{ id: '651', companyId: '643', lastContactEpochMs: Date.UTC(2026, 10, 19, 11, 5) }] },
      refused: { error: { code: 'field-refused' } },
    });
    expect(portal.requests.map(({ method }) => method)).toEqual(['crm.duplicate.findbycomm', 'batch']);
  });

  it('a call record is written once, whether or not the first answer came', async () => {
    portal.fault = { kind: 'reset', isDone: true, times: 1 };
    expect(await registerCall(client, CALL, signal)).toMatchObject({ kind: 'failed', isDoubtful: true });
    const again = await registerCall(client, CALL, signal);
    const [registered] = portal.data.calls;
    expect(again).toEqual({ kind: 'answered', callId: registered?.callId });
    const finish = { ...CALL, callId: registered?.callId ?? '', durationSec: 61, statusCode: 200 as const };
    expect(await finishCall(client, finish, signal)).toEqual({ kind: 'answered', id: '1', activityId: '7001' });
    expect(await finishCall(client, finish, signal)).toMatchObject({ error: { code: 'not-found' } });
    expect(portal.data.calls).toMatchObject([{ externalCallId: 'call-1', finished: { durationSec: 61 } }]);
  });
});

describe('Where the answer is lost', () => {
  it.each(LOST_ANSWERS)('%j: a comment is in doubt, sent once, and found by its mark', async (fault) => {
    portal.fault = { ...fault, times: 1 };
    expect(await addComment(client, JOHN, 'Called.\nRingside 7f3a9c12', signal)).toMatchObject({ isDoubtful: true });
    expect(await findComment(client, JOHN, 'Ringside 7f3a9c12', signal)).toEqual({ kind: 'answered', id: '1000' });
    expect(await findComment(client, JOHN, 'Ringside other', signal)).toEqual({ kind: 'answered', id: null });
    expect(portal.data.comments).toHaveLength(1);
  });

  it.each(LOST_ANSWERS)('%j: a lead is in doubt, made once, and found by its mark', async (fault) => {
    portal.fault = { ...fault, times: 1 };
    expect(await addLead(client, LEAD, signal)).toMatchObject({ isDoubtful: true });
    expect(await findLead(client, MARK, '99', signal)).toEqual({ kind: 'answered', id: '706' });
    expect(await findLead(client, { ...MARK, originId: 'other' }, '99', signal)).toEqual({
      kind: 'answered',
      id: null,
    });
    expect(portal.data.entities.filter(({ originId }) => originId === MARK.originId)).toHaveLength(1);
  });

  it('a webhook that may not read cannot tell whether it is there', async () => {
    portal.data.rights = { isReading: false, isAdding: true };
    await addLead(client, LEAD, signal);
    await addComment(client, JOHN, 'Called.\nRingside 7f3a9c12', signal);
    expect([
      await findLead(client, MARK, '99', signal),
      await findComment(client, JOHN, 'Ringside 7f3a9c12', signal),
    ]).toMatchObject([{ error: { code: 'access-denied' } }, { error: { code: 'access-denied' } }]);
  });

  it('nothing is in doubt where nobody was reached', async () => {
    await portal.close();
    const told = [await addLead(client, LEAD, signal), await addComment(client, JOHN, 'Called', signal)];
    portal = await createPortal(samplePortal);
    expect(told).toMatchObject([
      { error: { code: 'unreachable' }, isDoubtful: false },
      { error: { code: 'unreachable' }, isDoubtful: false },
    ]);
  });

  it('a kept connection that has died is no reason to write twice', async () => {
    await addComment(client, JOHN, 'First', signal);
    portal.fault = { kind: 'reset', isDone: true, times: 1 };
    expect(await addComment(client, JOHN, 'Second', signal)).toMatchObject({ isDoubtful: true });
    expect(portal.data.comments.map(({ text }) => text)).toEqual(['First', 'Second']);
  });
});
