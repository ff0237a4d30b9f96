import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Workday } from '../../rig/portal/data.ts';
import { createPortal, type Portal } from '../../rig/portal/portal.ts';
import { sampleNumbers, samplePortal } from '../../rig/portal/sample.ts';
import { ask } from './portal-ask.ts';

const SEARCH = 'telephony.externalCall.searchCrmEntities';
let portal: Portal;

beforeEach(async () => {
  portal = await createPortal(samplePortal);
});
afterEach(() => portal.close());

const search = async (number: string): Promise<unknown> =>
  (await ask(portal.webhook, SEARCH, { PHONE_NUMBER: number })).body['result'];

it('gives the contact before the company, ids as numbers, the assignee id as a string', async () => {
  expect(await search('19062195047')).toEqual([
    {
      CRM_ENTITY_TYPE: 'CONTACT',
      CRM_ENTITY_ID: 651,
      ASSIGNED_BY_ID: 99,
      NAME: 'John Doe',
      ASSIGNED_BY: {
        ID: '99',
        TIMEMAN_STATUS: 'OPENED',
        USER_PHONE_INNER: '102',
        WORK_PHONE: null,
        PERSONAL_PHONE: '',
        PERSONAL_MOBILE: '14155550142',
      },
    },
    {
      CRM_ENTITY_TYPE: 'COMPANY',
      CRM_ENTITY_ID: 643,
      ASSIGNED_BY_ID: 7,
      NAME: 'Daisy LLC',
      ASSIGNED_BY: {
        ID: '7',
        TIMEMAN_STATUS: 'PAUSED',
        USER_PHONE_INNER: '104',
        WORK_PHONE: '+49 (30) 901-820-99',
        PERSONAL_PHONE: null,
        PERSONAL_MOBILE: '+49 171 5550142',
      },
    },
  ]);
});

it('gives one contact, one lead and one company at the most, in that order', async () => {
  portal.data.entities = (['COMPANY', 'COMPANY', 'LEAD', 'LEAD', 'CONTACT', 'CONTACT'] as const).map((type, index) => ({
    type,
    id: index,
    name: null,
    phones: ['+1 202 555 0150'],
    assignedById: 99,
  }));
  expect(await search('+12025550150')).toMatchObject([
    { CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: 4 },
    { CRM_ENTITY_TYPE: 'LEAD', CRM_ENTITY_ID: 2 },
    { CRM_ENTITY_TYPE: 'COMPANY', CRM_ENTITY_ID: 0 },
  ]);
});

it('gives an empty list for a number nobody has', async () => {
  expect(await search(sampleNumbers.unknown)).toEqual([]);
});

it('has no country logic: a national form misses the card stored with a country code', async () => {
  expect(await search('9062195047')).toEqual([]);
});

it.each([
  [sampleNumbers.assigneeGoneMap, {}],
  [sampleNumbers.assigneeGoneList, []],
  [
    sampleNumbers.assigneeGoneNulls,
    {
      ID: null,
      TIMEMAN_STATUS: null,
      USER_PHONE_INNER: null,
      WORK_PHONE: null,
      PERSONAL_PHONE: null,
      PERSONAL_MOBILE: null,
    },
  ],
])('for %s the deleted assignee comes as %j', async (number, block) => {
  expect(await search(number)).toMatchObject([{ CRM_ENTITY_TYPE: 'CONTACT', ASSIGNED_BY: block }]);
});

it('leaves NAME out of one entity and sends null for another', async () => {
  const [nameless] = (await search(sampleNumbers.nameless)) as object[];
  const [nullName] = (await search(sampleNumbers.nullName)) as object[];
  expect(nameless).not.toHaveProperty('NAME');
  expect(nullName).toHaveProperty('NAME', null);
});

it.each<Workday>(['OPENED', 'PAUSED', 'CLOSED', 'EXPIRED', 'UNAVAILABLE', 'NOT_INSTALLED'])(
  'tells the workday %s from the moment it is set',
  async (workday) => {
    portal.setWorkday(7, workday);
    expect(await search(sampleNumbers.reneeUnal)).toMatchObject([{ ASSIGNED_BY: { TIMEMAN_STATUS: workday } }]);
  },
);

it('refuses an empty, a missing and a misspelt number with its documented error', async () => {
  const refusal = { status: 400, body: { error: 'ERROR_CORE', error_description: 'PHONE_NUMBER is empty' } };
  expect(await ask(portal.webhook, SEARCH, { PHONE_NUMBER: '' })).toEqual(refusal);
  expect(await ask(portal.webhook, SEARCH)).toEqual(refusal);
  expect(await ask(portal.webhook, SEARCH, { phone_number: '19062195047' })).toEqual(refusal);
});

it('can send the empty error code seen in practice, and say that there is no CRM', async () => {
  portal.data.methodErrorCode = '';
  portal.data.isCrmInstalled = false;
  expect(await ask(portal.webhook, SEARCH, { PHONE_NUMBER: '19062195047' })).toEqual({
    status: 400,
    body: { error: '', error_description: 'CRM is not installed.' },
  });
});
