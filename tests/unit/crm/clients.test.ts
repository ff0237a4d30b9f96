import { describe, expect, it } from 'vitest';
import { commandsOf, lists, noScope, type List } from './batch-replies.ts';
import { DOE, setUpDesk, type Desk } from './desk.ts';
import { ANNA, DOE_ROWS, user } from './sample-rows.ts';
import { networkFailure, refusal, result, type Answer, type Asked } from './scripted-portal.ts';

const FIND = 'crm.duplicate.findbycomm';
const NO_PHONES = { extension: null, mobile: null, work: null, personal: null };
const anna = {
  ...{ id: '99', name: 'Anna Petrova', workday: 'PAUSED' },
  phones: { ...NO_PHONES, extension: '102' },
};
const johnItem = { id: 651, name: 'John', lastName: 'Doe', assignedById: 99 };
const daisyItem = { id: 643, title: 'Daisy LLC', assignedById: 99 };

interface Portal {
  readonly search?: Answer;
  readonly users?: Answer;
  /** Ids by type. */
  readonly byNumber?: Answer;
  readonly items?: Readonly<Record<string, List>>;
  readonly totals?: Readonly<Record<string, number>>;
}

/** A portal where Anna is on a break; what a test leaves out is empty. */
function deskOf({ search, users, byNumber, items = {}, totals }: Portal): Desk {
  const isWorkdays = (asked: Asked): boolean => JSON.stringify(asked.params).includes('timeman.status');
  const paused = result({ result: { u99: { STATUS: 'PAUSED' } }, result_error: [] });
  return setUpDesk(
    () => search ?? result([]),
    () => users ?? result([ANNA]),
    {
      workdays: (asked) => (isWorkdays(asked) ? paused : lists(items, totals)(asked)),
      others: () => byNumber ?? result([]),
    },
  );
}

const queriesOf = (desk: Desk): readonly (readonly [string, string])[] =>
  desk.portal.asked.filter(({ params }) => JSON.stringify(params).includes('crm.item.list')).flatMap(commandsOf);

describe('All matches of a number', () => {
  it('are each with a name, who is responsible, his phones and his workday', async () => {
    const { crm, clock } = deskOf({
      byNumber: result({ LEAD: [9], CONTACT: [651], COMPANY: [643] }),
      items: { CONTACT: [johnItem], COMPANY: [daisyItem], LEAD: [{ id: 9, title: 'Call back', assignedById: 0 }] },
    });
    const responsible = { ...anna, workdayAsOfEpochMs: clock.nowEpochMs() };
    expect(await crm.allMatches(DOE)).toEqual({
      kind: 'found',
      matches: [
        { type: 'CONTACT', id: '651', name: 'John Doe', responsible },
        { type: 'COMPANY', id: '643', name: 'Daisy LLC', responsible },
        { type: 'LEAD', id: '9', name: 'Call back', responsible: null },
      ],
      hasMore: false,
    });
  });

  it('are asked for with every spelling at once, twenty at the most, the likeliest first', async () => {
    const desk = deskOf({});
    const moscow = { ...DOE, e164: '+79161234567', asked: ['79161234567', '89161234567', '9161234567'] };
    await desk.crm.allMatches({ ...moscow, shown: '+7 916 123 45 67' });
    const asked = desk.portal.paramsOf(FIND)[0] as { type: string; values: readonly string[] };
    expect(asked.type).toBe('PHONE');
    expect(asked.values.slice(0, 5)).toEqual([
      '79161234567',
      '89161234567',
      '9161234567',
      '+79161234567',
      '0079161234567',
    ]);
    expect([asked.values.length <= 20, new Set(asked.values).size]).toEqual([true, asked.values.length]);
  });

  it('that the webhook may not read are left out', async () => {
    const { crm } = deskOf({ byNumber: result({ CONTACT: [1, 651, 2] }), items: { CONTACT: [johnItem] } });
    expect(await crm.allMatches(DOE)).toMatchObject({ kind: 'found', matches: [{ id: '651' }] });
  });

  it('are more than told where the portal has stopped at twenty of a type', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => index + 1);
    const items = { CONTACT: ids.map((id) => ({ id, name: `Doe ${id}` })) };
    const { crm } = deskOf({ byNumber: result({ CONTACT: ids }), items });
    expect(await crm.allMatches(DOE)).toMatchObject({ hasMore: true, matches: { length: 20 } });
  });

  it('need no second request where there are none', async () => {
    const desk = deskOf({});
    expect(await desk.crm.allMatches(DOE)).toEqual({ kind: 'found', matches: [], hasMore: false });
    expect(desk.portal.asked).toHaveLength(1);
  });

  it.each([
    [refusal(403, 'insufficient_scope', 'crm'), 'scope-missing'],
    [networkFailure('connection', 'ECONNRESET'), 'unreachable'],
    [result('<html>'), 'unreadable-reply'],
  ])('fail with the portal’s own reason', async (byNumber, code) => {
    expect(await deskOf({ byNumber }).crm.allMatches(DOE)).toMatchObject({ kind: 'failed', error: { code } });
  });

  it('fail where their names may not be read', async () => {
    const { crm } = deskOf({ byNumber: result({ CONTACT: [651] }), items: { CONTACT: 'ACCESS_DENIED' } });
    expect(await crm.allMatches(DOE)).toMatchObject({ kind: 'failed', error: { code: 'access-denied' } });
  });

  it('have a number for who is responsible where employees may not be read, and nobody where he was dismissed', async () => {
    const portal = { byNumber: result({ CONTACT: [651] }), items: { CONTACT: [johnItem] } };
    const unknown = { id: '99', name: null, workday: 'PAUSED', phones: NO_PHONES };
    expect(await deskOf({ ...portal, users: noScope() }).crm.allMatches(DOE)).toMatchObject({
      matches: [{ responsible: unknown }],
    });
    const dismissed = result([user('99', 'Anna', 'Petrova', '102', false)]);
    expect(await deskOf({ ...portal, users: dismissed }).crm.allMatches(DOE)).toMatchObject({
      matches: [{ responsible: null }],
    });
  });
});

describe('A search for clients', () => {
  it('by name asks for contacts, companies and leads in one request, each word in any of the names', async () => {
    const desk = deskOf({ items: { COMPANY: [daisyItem], CONTACT: [johnItem] } });
    expect(await desk.crm.findClients('  daisy,  LLC ')).toMatchObject({
      kind: 'found',
      matches: [
        { type: 'CONTACT', id: '651' },
        { type: 'COMPANY', id: '643', responsible: { name: 'Anna Petrova' } },
      ],
      hasMore: false,
    });
    const contacts =
      'entityTypeId=3&filter[0][0][%name]=daisy&filter[0][1][%lastName]=daisy&filter[0][2][%secondName]=daisy' +
      '&filter[0][logic]=OR&filter[1][0][%name]=LLC&filter[1][1][%lastName]=LLC&filter[1][2][%secondName]=LLC' +
      '&filter[1][logic]=OR&select[0]=id&select[1]=name&select[2]=lastName&select[3]=assignedById&order[id]=DESC';
    expect(queriesOf(desk).map(([name]) => name)).toEqual(['CONTACT', 'COMPANY', 'LEAD']);
    expect(queriesOf(desk)[0]).toEqual(['CONTACT', contacts]);
  });

  it('finds the types that may be read, where another may not', async () => {
    const { crm } = deskOf({ items: { CONTACT: 'ACCESS_DENIED', COMPANY: [daisyItem], LEAD: 'ACCESS_DENIED' } });
    expect(await crm.findClients('daisy')).toMatchObject({ kind: 'found', matches: [{ id: '643' }] });
  });

  it('says why where none may be read', async () => {
    const items = { CONTACT: 'insufficient_scope', COMPANY: 'insufficient_scope', LEAD: 'insufficient_scope' };
    expect(await deskOf({ items }).crm.findClients('daisy')).toMatchObject({
      kind: 'failed',
      error: { code: 'scope-missing' },
    });
  });

  it('says that there are more than it shows', async () => {
    const { crm } = deskOf({ items: { COMPANY: [daisyItem] }, totals: { COMPANY: 120 } });
    expect(await crm.findClients('d')).toMatchObject({ hasMore: true });
  });

  it('by number is the look-up, and everybody else behind that number after it, nobody twice', async () => {
    const desk = deskOf({
      search: result(DOE_ROWS),
      byNumber: result({ CONTACT: [651, 700] }),
      items: { CONTACT: [johnItem, { id: 700, name: 'Jane', assignedById: null }] },
    });
    expect(await desk.crm.findClients('(906) 219-5047')).toMatchObject({
      kind: 'found',
      matches: [
        { type: 'CONTACT', id: '651', responsible: { workday: 'PAUSED' } },
        { type: 'COMPANY', id: '643' },
        { type: 'CONTACT', id: '700', name: 'Jane', responsible: null },
      ],
    });
    expect(desk.searched()).toEqual(['19062195047']);
  });

  it('by number finds without the scope for more', async () => {
    const { crm } = deskOf({ search: result(DOE_ROWS), byNumber: noScope() });
    expect(await crm.findClients('+1 906 219 5047')).toMatchObject({
      kind: 'found',
      matches: [{ id: '651' }, { id: '643' }],
      hasMore: false,
    });
  });

  it('by number that nobody answers says why', async () => {
    const away = networkFailure('connection', 'ECONNREFUSED');
    const { crm } = deskOf({ search: away, byNumber: away });
    expect(await crm.findClients('+1 906 219 5047')).toMatchObject({ kind: 'failed', error: { code: 'unreachable' } });
  });

  it('for nothing asks nothing', async () => {
    const desk = deskOf({});
    expect(await desk.crm.findClients('   ')).toEqual({ kind: 'found', matches: [], hasMore: false });
    expect(desk.portal.asked).toEqual([]);
  });
});
