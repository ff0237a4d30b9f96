import { describe, expect, it } from 'vitest';
import type { ClientDetails, EntityRef } from '../../../main/model/client.ts';
import { commandsOf, lists, noScope } from './batch-replies.ts';
import { setUpDesk, type Desk } from './desk.ts';
import { settle } from './fake-clock.ts';
import { networkFailure, refusal, result, type Answer, type Asked } from './scripted-portal.ts';

const DOE_CONTACT = { type: 'CONTACT', id: '651' };
const DAISY = { type: 'COMPANY', id: '643' };
const LAST = '2026-11-20T16:16:04+03:00';

const deal = (id: number, title: string, opportunity: unknown = 1500): Readonly<Record<string, unknown>> => ({
  ...{ id, title, opportunity },
  currencyId: 'EUR',
});
const dealOf = (id: string, title: string) => ({ id, title, sum: { value: 1500, currency: 'EUR' } });

interface Asking extends Desk {
  /** Asks for the details, and notes what is told. */
  readonly ask: (...clients: readonly EntityRef[]) => {
    readonly told: readonly (readonly [id: string, details: ClientDetails])[];
    readonly letGo: () => void;
  };
  readonly batches: () => readonly Asked[];
}

function deskOf(batch: (asked: Asked) => Answer): Asking {
  const desk = setUpDesk(() => result([]), undefined, { workdays: batch });
  return {
    ...desk,
    ask: (...clients) => {
      const told: (readonly [string, ClientDetails])[] = [];
      const letGo = desk.crm.details(clients, ({ id }, details) => told.push([id, details]));
      return { told, letGo };
    },
    batches: () => desk.portal.asked.filter(({ method }) => method === 'batch'),
  };
}

describe('The second step', () => {
  it('is one request for all clients of a call: themselves, their open deals, and a company’s contacts', async () => {
    const { ask, batches } = deskOf(lists({}));
    ask(DOE_CONTACT, DAISY, DOE_CONTACT);
    await settle();
    expect(batches().map((asked) => commandsOf(asked).map(([name]) => name))).toEqual([
      ['contact651item', 'contact651deals', 'company643item', 'company643deals', 'company643contacts'],
    ]);
    expect(commandsOf(batches()[0] as Asked)[1]).toEqual([
      'contact651deals',
      'entityTypeId=2&filter[contactId]=651&filter[closed]=N' +
        '&select[0]=id&select[1]=title&select[2]=opportunity&select[3]=currencyId&order[id]=DESC',
    ]);
  });

  it('tells three open deals, how many more there are, when somebody last had to do with him, and who belongs to him', async () => {
    const { ask, clock } = deskOf(
      lists(
        {
          contact651item: [{ id: 651, companyId: 643, lastCommunicationTime: LAST, lastActivityTime: null }],
          contact651deals: [deal(5, 'Fifth'), deal(4, 'Fourth'), deal(3, 'Third', 0), deal(2, 'Second')],
          company643item: [{ id: 643, title: 'Daisy LLC' }],
          company643contacts: [{ id: 651, name: 'John', lastName: 'Doe' }],
          COMPANY: [{ id: 643, title: 'Daisy LLC' }],
        },
        { contact651deals: 7 },
      ),
    );
    const { told } = ask(DOE_CONTACT, DAISY);
    await settle();
    const asOfEpochMs = clock.nowEpochMs();
    const doe = {
      deals: [dealOf('5', 'Fifth'), dealOf('4', 'Fourth'), { id: '3', title: 'Third', sum: null }],
      moreDeals: 4,
      lastContactEpochMs: Date.parse(LAST),
      asOfEpochMs,
    };
    expect(told).toEqual([
      ['651', { ...doe, related: [{ ...DAISY, name: null }] }],
      [
        '643',
        {
          ...{ deals: [], moreDeals: 0, lastContactEpochMs: null, asOfEpochMs },
          related: [{ ...DOE_CONTACT, name: 'John Doe' }],
        },
      ],
      // Its name came with a second request.
      ['651', { ...doe, related: [{ ...DAISY, name: 'Daisy LLC' }] }],
    ]);
  });

  it('of a lead is whom it names', async () => {
    const { ask } = deskOf(
      lists({
        lead9item: [{ id: 9, title: 'Call', contactId: 651, companyId: 0, lastActivityTime: LAST }],
        CONTACT: [{ id: 651, name: 'John', lastName: null }],
      }),
    );
    const { told } = ask({ type: 'LEAD', id: '9' });
    await settle();
    expect(told.at(-1)).toMatchObject([
      '9',
      { lastContactEpochMs: Date.parse(LAST), related: [{ ...DOE_CONTACT, name: 'John' }], deals: [] },
    ]);
  });

  it('is remembered for three minutes, and told within the call itself then', async () => {
    const { ask, clock, batches } = deskOf(lists({ contact651deals: [deal(5, 'Fifth')] }));
    ask(DOE_CONTACT);
    await clock.advance(3 * 60_000 - 1);
    expect(ask(DOE_CONTACT).told).toMatchObject([['651', { deals: [{ id: '5' }] }]]);
    await clock.advance(1);
    expect(ask(DOE_CONTACT).told).toEqual([]);
    expect(batches()).toHaveLength(2);
  });

  it('asks for nobody of an unknown type or with an id that is no number', async () => {
    const { ask, batches } = deskOf(lists({}));
    ask({ type: 'VISITOR', id: '1' }, { type: 'CONTACT', id: '1&cmd=x' }, { type: 'LEAD', id: '' });
    await settle();
    expect(batches()).toEqual([]);
  });

  it('is aborted when the call lets go, and nothing is told any more', async () => {
    const answer = Promise.withResolvers<ReturnType<typeof result>>();
    const { ask, batches } = deskOf(() => answer.promise);
    const { told, letGo } = ask(DOE_CONTACT);
    letGo();
    answer.resolve(result({ result: {} }));
    await settle();
    expect([batches()[0]?.signal.aborted, told]).toEqual([true, []]);
  });

  it('ends with everything else when the CRM is stopped', async () => {
    const { ask, batches, crm } = deskOf(() => 'hang');
    const stop = crm.start();
    ask(DOE_CONTACT);
    stop();
    await settle();
    expect(batches().map(({ signal }) => signal.aborted)).toEqual([true]);
  });
});

describe('Without the right to read', () => {
  it.each([
    ['the whole request', noScope],
    ['every list', lists({ contact651item: 'insufficient_scope', contact651deals: 'ACCESS_DENIED' })],
  ] as const)('told of %s, nothing is told and nothing asked for ten minutes', async (_, answer) => {
    const { ask, clock, batches, crm } = deskOf(answer);
    const { told } = ask(DOE_CONTACT);
    await clock.advance(10 * 60_000 - 1);
    ask(DOE_CONTACT);
    await settle();
    expect([told, batches().length, crm.status.lastError, crm.lacksScope]).toEqual([[], 1, null, true]);
    await clock.advance(1);
    expect(crm.lacksScope).toBe(false);
    ask(DOE_CONTACT);
    await settle();
    expect(batches()).toHaveLength(2);
  });

  it('deals alone, the rest is told', async () => {
    const { ask } = deskOf(
      lists({ contact651item: [{ id: 651, lastActivityTime: LAST }], contact651deals: 'ACCESS_DENIED' }),
    );
    const { told } = ask(DOE_CONTACT);
    await settle();
    expect(told).toMatchObject([['651', { deals: [], moreDeals: 0, lastContactEpochMs: Date.parse(LAST) }]]);
  });
});

it.each([
  ['too many requests', refusal(503, 'QUERY_LIMIT_EXCEEDED')],
  ['a lost connection', networkFailure('connection', 'ECONNRESET')],
  ['rubbish', result('<html>')],
] as const)('After %s nothing is told, and the next call asks anew', async (_, answer) => {
  const { ask, clock, batches } = deskOf(() => answer);
  const { told } = ask(DOE_CONTACT);
  await clock.advance(10_000);
  ask(DOE_CONTACT);
  await clock.advance(60_000);
  expect([told, batches().length]).toEqual([[], 2]);
});
