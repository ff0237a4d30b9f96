import { describe, expect, it } from 'vitest';
import type { ClientDetails } from '../../../main/model/client.ts';
import { setUpDesk } from './desk.ts';
import { settle } from './fake-clock.ts';
import { DOE_ROWS } from './sample-rows.ts';
import { refusal, reply, result } from './scripted-portal.ts';

describe('A portal that means no good', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'is told as an unknown error where its code is "%s"',
    async (code) => {
      const { hold } = setUpDesk(() => refusal(400, code));
      const { card } = hold();
      await settle();
      expect(card.last).toMatchObject({ kind: 'failed', error: { code: 'unknown-error' }, isTryingAgain: false });
    },
  );

  it.each([
    ['counts in milliseconds', (nowMs: number) => nowMs + 60_000],
    ['names no time that there is', () => 1e308],
  ])('is asked again within the hour where the time of its reset %s', async (_, resetAt) => {
    const { hold, clock, portal } = setUpDesk(() => {
      const time = { operating_reset_at: resetAt(clock.nowEpochMs()), finish: clock.nowEpochMs() / 1000 };
      return reply(429, JSON.stringify({ error: 'OPERATION_TIME_LIMIT', error_description: '', time }));
    });
    const { card } = hold();
    await settle();
    const asked = portal.asked.length;
    expect(card.last).toMatchObject({ error: { code: 'operation-time-limit' }, isTryingAgain: true });
    await clock.advance(3_602_000);
    expect([asked, portal.asked.length]).toEqual([1, 2]);
  });

  it('sends ten thousand clients, and fifty of them are listed', async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => index + 1);
    const desk = setUpDesk(() => result([]), undefined, {
      workdays: () => result({ result: { CONTACT: { items: ids.map((id) => ({ id, name: '<b>\u202Ex' })) } } }),
      others: () => result({ CONTACT: ids }),
    });
    const found = await desk.crm.findClients('John');
    expect(found.kind === 'found' && found.matches.length).toBe(50);
  });

  it('cannot have the whole CRM listed by a search for nothing but commas', async () => {
    const desk = setUpDesk(() => result([]));
    expect(await desk.crm.findClients(' , ; ')).toEqual({ kind: 'found', matches: [], hasMore: false });
    expect(desk.portal.asked).toEqual([]);
  });
});

describe('A look-up that tells of far too many, or of the same one twice', () => {
  it('is of fifty clients at the most, each once, in the portal’s order', async () => {
    const row = (id: number): object => ({ ...DOE_ROWS[0], CRM_ENTITY_ID: id });
    const ids = Array.from({ length: 10_000 }, (_, index) => (index % 60) + 1);
    const { hold } = setUpDesk(() => result(ids.map(row)));
    const { card } = hold();
    await settle();
    const told = card.last?.kind === 'answered' ? card.last.matches.matches.map(({ id }) => Number(id)) : [];
    expect(told).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it('names each deal and each relation once', async () => {
    const deals = [5, 5, 4, 4, 3].map((id) => ({ id, title: `Deal ${id}` }));
    const people = [7, 7, 8].map((id) => ({ id, name: `Person ${id}` }));
    const lists = { company643item: [{ id: 643 }], company643deals: deals, company643contacts: people };
    const items = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, { items: list }]));
    const { crm } = setUpDesk(() => result([]), undefined, { workdays: () => result({ result: items }) });
    const told: ClientDetails[] = [];
    crm.details([{ type: 'COMPANY', id: '643' }], (_, details) => told.push(details));
    await settle();
    expect(told.map((each) => [each.deals.map(({ id }) => id), each.related.map(({ id }) => id)])).toEqual([
      [
        ['5', '4', '3'],
        ['7', '8'],
      ],
    ]);
  });
});
