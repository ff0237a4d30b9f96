import { expect, it } from 'vitest';
import type { RosterReply } from '../../../main/crm/roster.ts';
import { setUpDesk, SETTINGS, type Desk } from './desk.ts';
import { settle } from './fake-clock.ts';
import { ANNA, BORIS, MARA, user } from './sample-rows.ts';
import { refusal, reply, result, type Answer, type Asked } from './scripted-portal.ts';

interface Page {
  readonly FILTER: Readonly<Record<string, unknown>>;
  readonly start: number;
}

const page = (rows: readonly object[], total: number, next?: number): Answer =>
  reply(200, JSON.stringify({ result: rows, total, next, time: {} }));
const people = (from: number, count: number): readonly object[] =>
  Array.from({ length: count }, (_, index) =>
    user(String(from + index), 'Nn', `Number ${from + index}`, `${from + index}`),
  );
const startOf = (asked: Asked): number => (asked.params as Page).start;
const deskOf = (users: (asked: Asked) => Answer): Desk => setUpDesk(() => 'hang', users);
const namesOf = (found: RosterReply): unknown =>
  found.kind === 'answered' ? { names: found.people.map(({ name }) => name), more: found.more } : found;
const QUIET = user('12', 'Ada', 'Quiet', null);
const RENE = user('13', 'René-Luc', 'Ünal', '131');

it('Everybody is listed by name, those with an extension first, the dismissed not at all', async () => {
  const { crm, portal } = deskOf(() => page([MARA, QUIET, BORIS, user('15', 'Ex', 'Employee', '105', false), ANNA], 5));
  expect(namesOf(await crm.roster(''))).toEqual({
    names: ['Anna Petrova', 'Boris Ivanov', 'Mara Klein', 'Ada Quiet'],
    more: 0,
  });
  expect(portal.paramsOf('user.get')).toEqual([
    { FILTER: { ACTIVE: true, USER_TYPE: 'employee' }, SORT: 'LAST_NAME', ORDER: 'ASC', start: 0 },
  ]);
});

it('A company of several pages is read page by page', async () => {
  const { crm, portal } = deskOf((asked) =>
    startOf(asked) === 0 ? page(people(101, 50), 60, 50) : page(people(151, 10), 60),
  );
  const found = await crm.roster('');
  expect(found).toMatchObject({ kind: 'answered', more: 0, people: { length: 60, 59: { id: '160' } } });
  expect(portal.paramsOf('user.get').map((params) => (params as Page).start)).toEqual([0, 50]);
});

it('Of a large company two hundred are read, and the rest is counted', async () => {
  const { crm, portal } = deskOf((asked) => page(people(1000 + startOf(asked), 50), 340, startOf(asked) + 50));
  expect(await crm.roster('')).toMatchObject({ more: 140, people: { length: 200 } });
  expect(portal.paramsOf('user.get')).toHaveLength(4);
});

it('A portal that names the same page for ever is not asked for ever', async () => {
  const { crm, portal } = deskOf(() => page([ANNA], 1, 0));
  expect(namesOf(await crm.roster(''))).toEqual({ names: ['Anna Petrova'], more: 0 });
  expect(portal.paramsOf('user.get')).toHaveLength(1);
});

it('A later page that fails leaves the list shorter, and says that there are more', async () => {
  const { crm } = deskOf((asked) =>
    startOf(asked) === 0 ? page(people(101, 50), 60, 50) : refusal(503, 'QUERY_LIMIT_EXCEEDED'),
  );
  expect(await crm.roster('')).toMatchObject({ more: 10, people: { length: 50 } });
});

it.each([
  ['a beginning of the last name', 'pet', ['Anna Petrova']],
  ['beginnings in any order', 'iva bor', ['Boris Ivanov']],
  ['no accents', 'unal luc', ['René-Luc Ünal']],
  ['accents that the name does not have', 'Ánna', ['Anna Petrova']],
  ['the beginning of an extension', '1 0', ['Anna Petrova', 'Boris Ivanov', 'Mara Klein']],
  ['what nobody is called', 'zz', []],
])('A small company is searched here, by %s', async (_, query, names) => {
  const { crm, portal } = deskOf(() => page([ANNA, BORIS, MARA, QUIET, RENE], 5));
  await crm.roster('');
  expect(namesOf(await crm.roster(query))).toEqual({ names, more: 0 });
  expect(portal.paramsOf('user.get')).toHaveLength(1);
});

it.each([
  ['a name', 'anna', { NAME_SEARCH: 'anna', ACTIVE: true, USER_TYPE: 'employee' }],
  ['an extension', '10 2', { UF_PHONE_INNER: '102', ACTIVE: true, USER_TYPE: 'employee' }],
])('A large company is searched at the portal by %s', async (_, query, filter) => {
  const { crm, portal } = deskOf((asked) =>
    'NAME_SEARCH' in (asked.params as Page).FILTER || 'UF_PHONE_INNER' in (asked.params as Page).FILTER
      ? page([ANNA], 1)
      : page(people(1000 + startOf(asked), 50), 340, startOf(asked) + 50),
  );
  expect(namesOf(await crm.roster(query))).toEqual({ names: ['Anna Petrova'], more: 0 });
  expect(portal.paramsOf('user.get').at(-1)).toMatchObject({ FILTER: filter });
});

it('The list is read once for those who ask at the same time, and anew after five minutes', async () => {
  const { crm, portal, clock } = deskOf(() => page([ANNA], 1));
  await Promise.all([crm.roster(''), crm.roster('anna')]);
  await clock.advance(5 * 60_000 - 1);
  await crm.roster('');
  expect(portal.paramsOf('user.get')).toHaveLength(1);
  await clock.advance(1);
  await crm.roster('');
  expect(portal.paramsOf('user.get')).toHaveLength(2);
});

it('A list that cannot be read tells why, and is asked for again at the next question', async () => {
  const script: Answer[] = [refusal(403, 'insufficient_scope'), page([ANNA], 1)];
  const { crm } = deskOf(() => script.shift() ?? 'hang');
  expect(await crm.roster('')).toMatchObject({ kind: 'failed', error: { code: 'scope-missing' } });
  expect(namesOf(await crm.roster(''))).toEqual({ names: ['Anna Petrova'], more: 0 });
});

it('The employee at this desk has a name: by the extension, or by the id that the settings name', async () => {
  const byExtension = setUpDesk(
    () => 'hang',
    () => result([MARA]),
    { ownExtension: '101' },
  );
  byExtension.crm.start();
  const byId = setUpDesk(
    () => 'hang',
    () => result([BORIS]),
    { settings: { ...SETTINGS, employeeId: '104' } },
  );
  byId.crm.start();
  await settle();
  await byId.clock.advance(3_600_000);
  expect([byExtension.crm.selfName, byId.crm.selfName]).toEqual(['Mara Klein', 'Boris Ivanov']);
});

it('The employee at this desk has no name as long as none is told', async () => {
  const { crm } = setUpDesk(
    () => 'hang',
    () => refusal(403, 'insufficient_scope'),
    { ownExtension: '101' },
  );
  crm.start();
  await settle();
  expect([crm.selfId, crm.selfName]).toEqual([null, null]);
});
