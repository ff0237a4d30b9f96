import { describe, expect, it } from 'vitest';
import { batchItems } from '../../../../main/crm/bitrix24/items-batch.ts';
import { listItems, type ItemsQuery } from '../../../../main/crm/bitrix24/items.ts';
import { reply, result } from '../scripted-portal.ts';
import { DEAL_ROW } from './methods.ts';
import { wireTo } from './wire.ts';

const QUERY: ItemsQuery = {
  entityTypeId: 2,
  filter: { contactId: 651, closed: 'N' },
  select: ['id', 'title'],
  order: { id: 'DESC' },
};

const NOTHING = {
  title: null,
  name: null,
  lastName: null,
  assignedById: null,
  companyId: null,
  contactId: null,
  opportunity: null,
  currencyId: null,
  lastContactEpochMs: null,
  createdEpochMs: null,
};

async function itemOf(row: unknown): Promise<unknown> {
  const { client, signal } = wireTo(() => result({ items: [row] }));
  const told = await listItems(client, QUERY, signal);
  return told.kind === 'answered' ? told.items[0] : told.kind;
}

describe('A list of items', () => {
  it('is asked for as the vendor’s page has it', async () => {
    const { client, portal, signal } = wireTo(() => result({ items: [] }));
    await listItems(client, { ...QUERY, start: 50 }, signal);
    expect(portal.paramsOf('crm.item.list')).toEqual([{ ...QUERY, start: 50 }]);
  });

  it('tells each item’s fields, its page and its age by the portal’s own clock', async () => {
    const finishSec = Date.UTC(2026, 10, 22, 11, 59, 50) / 1000;
    const body = { result: { items: [DEAL_ROW] }, next: 50, total: 73, time: { finish: finishSec, operating: 0.1 } };
    const { client, signal } = wireTo(() => reply(200, JSON.stringify(body)));
    expect(await listItems(client, QUERY, signal)).toEqual({
      kind: 'answered',
      items: [
        {
          id: '901',
          title: 'Coffee machines',
          name: 'John',
          lastName: 'Doe',
          assignedById: '99',
          companyId: '643',
          contactId: '651',
          opportunity: 4200.5,
          currencyId: 'EUR',
          lastContactEpochMs: Date.UTC(2026, 10, 19, 11, 5),
          createdEpochMs: Date.UTC(2026, 9, 1, 6),
        },
      ],
      next: 50,
      total: 73,
      atEpochMs: finishSec * 1000,
    });
  });

  it.each([
    [{ id: 5 }, { ...NOTHING, id: '5' }],
    [
      { id: '5', companyId: 0, contactId: '', assignedById: '0' },
      { ...NOTHING, id: '5' },
    ],
    [
      { id: 5, opportunity: '4200.50' },
      { ...NOTHING, id: '5', opportunity: 4200.5 },
    ],
    [
      { id: 5, opportunity: 'much' },
      { ...NOTHING, id: '5' },
    ],
    [
      { id: 5, companyId: [643] },
      { ...NOTHING, id: '5' },
    ],
    [
      { id: 5, lastCommunicationTime: '05.06.2026 10:00:00' },
      { ...NOTHING, id: '5' },
    ],
    [
      { id: 5, lastCommunicationTime: null, lastActivityTime: '2026-11-20T10:00:00+03:00' },
      { ...NOTHING, id: '5', lastContactEpochMs: Date.UTC(2026, 10, 20, 7) },
    ],
    [
      { id: 5, title: 'Coffee\u202E\u0007 machines' },
      { ...NOTHING, id: '5', title: 'Coffee machines' },
    ],
  ])('reads %j', async (row, item) => {
    expect(await itemOf(row)).toEqual(item);
  });

  it.each([[{}], [{ id: 0 }], [{ id: 'five' }], [{ id: 5, assignedById: 'Anna' }], [null], ['text']])(
    'keeps the others beside %j',
    async (row) => {
      const { client, signal } = wireTo(() => result({ items: [row, DEAL_ROW] }));
      expect(await listItems(client, QUERY, signal)).toMatchObject({ items: [{ id: '901' }] });
    },
  );

  it('of which none can be read is unreadable, not "none"', async () => {
    expect(await itemOf({ title: 'No id' })).toBe('failed');
  });
});

describe('Several lists in one request', () => {
  it('are asked for with every filter encoded as PHP reads it', async () => {
    const { client, portal, signal } = wireTo(() => result({ result: [], result_error: [] }));
    const nested = { logic: 'OR', 0: { '%name': 'd&oe=?' }, 1: { '%lastName': 'Ünal' } };
    await batchItems(client, { c: { entityTypeId: 3, filter: { '@id': [1, 2], 0: nested } } }, signal);
    const cmd = [
      'crm.item.list?entityTypeId=3',
      'filter%5B0%5D%5B0%5D%5B%25name%5D=d%26oe%3D%3F',
      'filter%5B0%5D%5B1%5D%5B%25lastName%5D=%C3%9Cnal',
      'filter%5B0%5D%5Blogic%5D=OR',
      'filter%5B%40id%5D%5B0%5D=1',
      'filter%5B%40id%5D%5B1%5D=2',
    ].join('&');
    expect(portal.paramsOf('batch')).toEqual([{ halt: 0, cmd: { c: cmd } }]);
  });

  it('tell each its own: items, an error, nothing readable, nothing at all', async () => {
    const { client, signal } = wireTo(() =>
      result({
        result: { a: { items: [{ id: 5 }] }, b: 'text' },
        result_error: { c: { error: 'insufficient_scope', error_description: 'https://portal/rest/1/s3cr3tk3y/' } },
        result_total: { a: 73 },
      }),
    );
    const queries = { a: QUERY, b: QUERY, c: QUERY, d: QUERY };
    const told = await batchItems(client, queries, signal);
    expect(told.kind === 'answered' ? Object.fromEntries(told.lists) : told).toMatchObject({
      a: { items: [{ id: '5' }], total: 73 },
      b: { error: { code: 'unreadable-reply' } },
      c: { error: { code: 'scope-missing', detail: 'insufficient_scope' } },
      d: { error: { code: 'unreadable-reply' } },
    });
  });

  it('are fifty at the most', async () => {
    const { client, portal, signal } = wireTo(() => result({ result: [], result_error: [] }));
    const queries = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`q${index}`, QUERY]));
    await batchItems(client, queries, signal);
    const [asked] = portal.paramsOf('batch') as { cmd: object }[];
    expect(Object.keys(asked?.cmd ?? {})).toHaveLength(50);
  });
});
