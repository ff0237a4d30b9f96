import { describe, expect, it } from 'vitest';
import { createClient } from '../../../../main/crm/bitrix24/client.ts';
import { searchEntities } from '../../../../main/crm/bitrix24/search.ts';
import { parseWebhook } from '../../../../main/crm/bitrix24/webhook.ts';
import { FakeClock } from '../fake-clock.ts';
import { result, ScriptedPortal, WEBHOOK } from '../scripted-portal.ts';
import { DOE_ROWS } from '../sample-rows.ts';

const ROW = { CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: 651, ASSIGNED_BY_ID: 99 };
const NO_PHONES = { extension: null, mobile: null, work: null, personal: null };
const ALL_NULL = {
  ID: null,
  TIMEMAN_STATUS: null,
  USER_PHONE_INNER: null,
  WORK_PHONE: null,
  PERSONAL_PHONE: null,
  PERSONAL_MOBILE: null,
};

async function search(rows: unknown) {
  const webhook = parseWebhook(WEBHOOK, false);
  if (!webhook.ok) throw new Error(webhook.error);
  const http = new ScriptedPortal(() => result(rows)).send;
  const needs = { webhook: webhook.value, timeoutMs: 4000, allowInsecure: false, http, clock: new FakeClock() };
  const reply = await searchEntities(createClient(needs), '19062195047', new AbortController().signal);
  return reply.kind === 'answered' ? { matches: reply.matches, unreadableRows: reply.unreadableRows } : reply;
}

const firstOf = async (row: unknown) => ((await search([row])) as { matches: readonly unknown[] }).matches[0];

describe('Ids', () => {
  it.each([
    [651, '99'],
    ['651', 99],
  ])('are the same as numbers and as text (%j, %j)', async (entity, employee) => {
    const row = { CRM_ENTITY_TYPE: 'LEAD', CRM_ENTITY_ID: entity, ASSIGNED_BY: { ID: employee } };
    expect(await firstOf(row)).toMatchObject({ id: '651', responsible: { id: '99' } });
  });
});

describe('Names and phones', () => {
  it.each([[{}], [{ NAME: null }], [{ NAME: '' }], [{ NAME: '  ' }]])('%j is no name', async (name) => {
    expect(await firstOf({ ...ROW, ...name, ASSIGNED_BY: { ID: 99 } })).toMatchObject({ name: null });
  });

  it.each([null, '', ' ', false, []])('%j is no phone', async (phone) => {
    const block = {
      ID: '99',
      USER_PHONE_INNER: phone,
      WORK_PHONE: phone,
      PERSONAL_PHONE: phone,
      PERSONAL_MOBILE: phone,
    };
    expect(await firstOf({ ...ROW, ASSIGNED_BY: block })).toMatchObject({ responsible: { phones: NO_PHONES } });
  });

  it('each phone is the right one, also as a number', async () => {
    const block = { ID: '99', USER_PHONE_INNER: 102, WORK_PHONE: '2', PERSONAL_PHONE: '3', PERSONAL_MOBILE: '4' };
    expect(await firstOf({ ...ROW, ASSIGNED_BY: block })).toMatchObject({
      responsible: { phones: { extension: '102', work: '2', personal: '3', mobile: '4' } },
    });
  });
});

describe('The workday', () => {
  it.each(['OPENED', 'PAUSED', 'CLOSED', 'EXPIRED', 'UNAVAILABLE', 'NOT_INSTALLED'])('%s is kept', async (status) => {
    const row = { ...ROW, ASSIGNED_BY: { ID: '99', TIMEMAN_STATUS: status } };
    expect(await firstOf(row)).toMatchObject({ responsible: { workday: status } });
  });

  it.each(['HOLIDAY', '', null, 5, undefined])('%j is not told', async (status) => {
    const row = { ...ROW, ASSIGNED_BY: { ID: '99', TIMEMAN_STATUS: status } };
    expect(await firstOf(row)).toMatchObject({ responsible: { workday: 'NOT_TOLD' } });
  });
});

describe('An assignee', () => {
  it.each([[{}], [[]], [ALL_NULL], [null]])('%j is gone from the portal', async (block) => {
    expect(await firstOf({ ...ROW, ASSIGNED_BY: block })).toMatchObject({ responsible: null });
  });

  it('that is told by id alone is not gone', async () => {
    const responsible = { id: '99', name: null, workday: 'NOT_TOLD', phones: NO_PHONES };
    expect(await firstOf(ROW)).toEqual({ type: 'CONTACT', id: '651', name: null, responsible });
  });

  it.each([0, '0', '', null])('with the id %j is none', async (id) => {
    expect(await firstOf({ ...ROW, ASSIGNED_BY_ID: id })).toMatchObject({ responsible: null });
  });

  it('that another entry of the reply describes is that one', async () => {
    expect(await search(DOE_ROWS)).toMatchObject({
      matches: [{ responsible: { id: '99' } }, { responsible: { id: '99', phones: { extension: '102' } } }],
    });
  });
});

describe('A reply', () => {
  it('may have any length and types that are new to us', async () => {
    const rows = Array.from({ length: 7 }, (_, index) => ({
      ...ROW,
      CRM_ENTITY_TYPE: 'VISITOR',
      CRM_ENTITY_ID: index,
    }));
    expect(await search(rows)).toMatchObject({ matches: rows.map(() => ({ type: 'VISITOR' })), unreadableRows: 0 });
  });

  it.each([
    [null],
    ['text'],
    [[]],
    [{ ...ROW, CRM_ENTITY_TYPE: undefined }],
    [{ ...ROW, CRM_ENTITY_TYPE: '' }],
    [{ ...ROW, CRM_ENTITY_ID: null }],
    [{ ...ROW, CRM_ENTITY_ID: {} }],
    [{ ...ROW, ASSIGNED_BY_ID: 'Anna' }],
    [{ ...ROW, ASSIGNED_BY: 'Anna' }],
    [{ ...ROW, ASSIGNED_BY: ['Anna'] }],
    [{ ...ROW, ASSIGNED_BY: { ID: {} } }],
  ])('with the entry %j keeps the others and counts it', async (row) => {
    expect(await search([row, DOE_ROWS[0]])).toMatchObject({ matches: [{ name: 'John Doe' }], unreadableRows: 1 });
  });

  it('without one readable entry is unreadable, not "nobody"', async () => {
    expect(await search([{}, null])).toMatchObject({
      kind: 'failed',
      error: { code: 'unreadable-reply', detail: 'none of 2 entries is readable' },
    });
  });

  it.each([[{}], [null], ['text'], [true]])('that is %j is unreadable', async (value) => {
    expect(await search(value)).toMatchObject({ kind: 'failed', error: { code: 'unreadable-reply' } });
  });

  it('that is empty knows nobody', async () => {
    expect(await search([])).toEqual({ matches: [], unreadableRows: 0 });
  });
});
