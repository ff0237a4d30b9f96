/** What a window is told of clients and of what is on its way to the CRM. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { lookupView } from '../../../main/bridge/call-views.ts';
import { foundClientsView, leadView, outboxStateView } from '../../../main/bridge/client-views.ts';
import * as contract from '../../../main/bridge/contract/client-views.ts';
import type { ClientDetails } from '../../../main/model/client.ts';
import type { OutboxState } from '../../../main/model/outbox.ts';
import { anna, found, planOf } from '../call/plan/cases.ts';
import { outboxStates } from './client-samples.ts';

const error = { code: 'timed-out', detail: 'portal.example.com', atEpochMs: 7, retryAtEpochMs: null } as const;

describe('a look-up’s view', () => {
  const look = found(anna('OPENED'), null);
  const plan = planOf({ look });
  const details: ClientDetails = {
    deals: [{ id: '12', title: 'Pump', sum: { value: 1200.5, currency: 'EUR' } }],
    moreDeals: 1,
    lastContactEpochMs: 6,
    related: [{ type: 'COMPANY', id: '652', name: 'Daisy LLC' }],
    asOfEpochMs: 8,
  };

  test('tells what is open with the very match of which it was told, and whose cards can be opened', () => {
    const view = lookupView(
      { look, why: 'picked', details: new Map([['CONTACT:651', details]]), plan },
      ({ type }) => type === 'DEAL',
    );
    expect(view).toMatchObject({
      why: 'picked',
      kept: null,
      matches: [
        {
          id: '651',
          hasCard: false,
          details: {
            deals: [{ id: '12', title: 'Pump', sum: { value: 1200.5, currency: 'EUR' }, hasCard: true }],
            moreDeals: 1,
            lastContactEpochMs: 6,
            related: [{ type: 'COMPANY', id: '652', name: 'Daisy LLC', hasCard: false }],
          },
        },
        { id: '652', details: null },
      ],
    });
  });

  test('says of an answer of an earlier day why it is still there, and none of the portal’s own words', () => {
    const matches = { matches: [], asOfEpochMs: 3, selfId: null };
    const kept = { failure: { error, isTryingAgain: true } };
    const view = lookupView(
      { look: { kind: 'answered', matches, kept }, why: null, details: new Map(), plan },
      () => true,
    );
    expect(view).toMatchObject({
      kind: 'no-match',
      asOfEpochMs: 3,
      kept: { failure: { code: 'timed-out', sinceEpochMs: 7, isTryingAgain: true } },
    });
    expect(JSON.stringify(view)).not.toContain('portal.example.com');
  });
});

test('whom a search found stands there with his responsible employee, and no phone of hers', () => {
  const match = { type: 'CONTACT', id: '651', name: 'John Doe', responsible: anna('OPENED') };
  expect(foundClientsView({ kind: 'found', matches: [match], hasMore: true }, () => true)).toEqual({
    clients: [{ type: 'CONTACT', id: '651', name: 'John Doe', responsibleName: 'Anna Petrova', hasCard: true }],
    hasMore: true,
  });
});

test('a lead can be opened once it is there', () => {
  const held: OutboxState = { kind: 'held', untilEpochMs: 9 };
  const sent: OutboxState = { kind: 'sent', atEpochMs: 9, createdId: '77' };
  const views = [
    { title: 'A call', state: held, createdId: null },
    { title: 'A call', state: sent, createdId: '77' },
  ].map((lead) => leadView(lead, ({ type, id }) => type === 'LEAD' && id === '77'));
  expect(views).toEqual([
    { title: 'A call', state: { kind: 'held', untilEpochMs: 9 }, id: null, hasCard: false },
    { title: 'A call', state: { kind: 'sent', atEpochMs: 9 }, id: '77', hasCard: true },
  ]);
});

describe('how far something has come', () => {
  test.each(Object.keys(outboxStates) as OutboxState['kind'][])(
    'as %s fits the contract, and adds nothing to it',
    (kind) => {
      fc.assert(
        fc.property(outboxStates[kind], (state) => {
          const view = outboxStateView(state);
          expect(v.parse(contract.outboxStateView, view)).toEqual(view);
        }),
      );
    },
  );

  test('is told by the failure’s code, without the portal’s own words', () => {
    const waiting: OutboxState = { kind: 'waiting', tries: 3, nextTryEpochMs: 9, error };
    expect(outboxStateView(waiting)).toEqual({ kind: 'waiting', code: 'timed-out', nextTryEpochMs: 9 });
  });
});
