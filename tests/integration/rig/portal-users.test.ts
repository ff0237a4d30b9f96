import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PortalUser } from '../../rig/portal/data.ts';
import { createPortal, type Portal } from '../../rig/portal/portal.ts';
import { samplePortal } from '../../rig/portal/sample.ts';
import { isList, isMap, type Wire } from '../../rig/portal/wire.ts';
import { ask } from './portal-ask.ts';

let portal: Portal;

beforeEach(async () => {
  portal = await createPortal(samplePortal);
});
afterEach(() => portal.close());

const idsOf = (result: Wire | undefined): unknown =>
  isList(result) ? result.map((user) => (isMap(user) ? user['ID'] : user)) : result;
const idsBy = async (method: string, params: object): Promise<unknown> =>
  idsOf((await ask(portal.webhook, method, params)).body['result']);

it('gives an employee with a string id, phones and extension, and the total', async () => {
  const { body } = await ask(portal.webhook, 'user.get', { FILTER: { ID: 99 } });
  expect(body).toMatchObject({
    result: [
      {
        ID: '99',
        ACTIVE: true,
        NAME: 'Anna',
        LAST_NAME: 'Petrova',
        PERSONAL_MOBILE: '14155550142',
        PERSONAL_PHONE: '',
        UF_PHONE_INNER: '102',
        UF_DEPARTMENT: [1],
        USER_TYPE: 'employee',
      },
    ],
    total: 1,
  });
  expect(body).not.toHaveProperty('next');
  expect(body).not.toHaveProperty('result.0.WORK_PHONE');
});

it.each<[object, string[]]>([
  [{ FILTER: { ID: [99, '7'] } }, ['7', '99']],
  [{ filter: { '@ID': [99, 7] }, order: 'DESC' }, ['99', '7']],
  [{ FILTER: { UF_PHONE_INNER: '104' } }, ['7']],
  [{ ID: 99 }, ['99']],
  [{ FILTER: { ACTIVE: true } }, ['1', '7', '12', '99']],
  [{ FILTER: { ACTIVE: 'N' } }, ['15']],
  [{ FILTER: { '!ID': 1, ACTIVE: 'Y' } }, ['7', '12', '99']],
  [{ FILTER: { '>ID': 12 } }, ['15', '99']],
  [{ FILTER: { NAME: 'Ann' } }, []],
  [{ FILTER: { NAME: 'Ann%' } }, ['99']],
  [{ FILTER: { '%LAST_NAME': 'ETR' } }, ['99']],
  [{ FILTER: { '=%LAST_NAME': '%ov' } }, ['7']],
  [{ FILTER: { '!%LAST_NAME': 'o' } }, []],
  [{ FILTER: { NAME_SEARCH: 'petr an' } }, ['99']],
  [{ SORT: 'LAST_NAME', FILTER: { ID: [1, 7, 99] } }, ['7', '1', '99']],
  [{ FILTER: { ID: 31 } }, []],
])('user.get with %j lists %j', async (params, ids) => {
  expect(await idsBy('user.get', params)).toEqual(ids);
});

it('lists everybody for a misspelt filter, as the portal does', async () => {
  expect(await idsBy('user.get', { FILTER: { PHONE_INNER: '104' } })).toEqual(['1', '7', '12', '15', '99']);
});

it.each<[object, string[]]>([
  [{ FILTER: { FIND: 'anna' } }, ['99']],
  [{ FILTER: { FIND: 'iva bor' } }, ['7']],
  [{ FILTER: { FIND: 'trova' } }, []],
  [{ FILTER: { FIND: 'sales', ACTIVE: true } }, ['1', '7']],
  [{ FILTER: { NAME: 'An', LAST_NAME: 'Pe' } }, ['99']],
  [{ FILTER: { LAST_NAME: 'nov' } }, []],
])('user.search with %j finds %j', async (params, ids) => {
  expect(await idsBy('user.search', params)).toEqual(ids);
});

it('pages by 50, with next until the last page', async () => {
  const template = samplePortal.users[1] as PortalUser;
  portal.data.users = Array.from({ length: 120 }, (_, index): PortalUser => ({ ...template, id: index + 1 }));
  const pages = await Promise.all([0, 50, 60, 100].map((start) => ask(portal.webhook, 'user.get', { start })));
  expect(pages.map(({ body }) => [(idsOf(body['result']) as string[])[0], body['total'], body['next']])).toEqual([
    ['1', 120, 50],
    ['51', 120, 100],
    ['51', 120, 100],
    ['101', 120, undefined],
  ]);
});

it('withholds phones, but not the extension, from a webhook that has user_brief only', async () => {
  portal.data.scopes = ['user_brief'];
  const { body } = await ask(portal.webhook, 'user.get', { FILTER: { ID: 99 } });
  expect(body).not.toHaveProperty('result.0.PERSONAL_MOBILE');
  expect(body).toHaveProperty('result.0.UF_PHONE_INNER', '102');
});

it('tells who the webhook is, its scopes, and which methods it may call', async () => {
  portal.data.scopes = ['user_basic'];
  const result = async (method: string, params?: object): Promise<unknown> =>
    (await ask(portal.webhook, method, params)).body['result'];
  expect(await result('profile')).toEqual({
    ID: '1',
    ADMIN: true,
    NAME: 'Desk',
    LAST_NAME: 'One',
    PERSONAL_GENDER: '',
    TIME_ZONE: '',
  });
  expect(await result('scope')).toEqual(['user_basic']);
  expect(await result('scope', { full: true })).toContain('telephony');
  expect(await result('method.get', { name: 'user.get' })).toEqual({ isExisting: true, isAvailable: true });
  expect(await result('method.get', { name: 'telephony.externalcall.searchcrmentities' })).toEqual({
    isExisting: true,
    isAvailable: false,
  });
  expect(await result('method.get', { name: 'User.Get' })).toEqual({ isExisting: false, isAvailable: false });
});
