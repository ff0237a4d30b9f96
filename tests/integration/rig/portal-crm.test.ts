import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPortal, type Portal } from '../../rig/portal/portal.ts';
import { sampleNumbers, samplePortal } from '../../rig/portal/sample.ts';
import type { Wire } from '../../rig/portal/wire.ts';
import { ask, type Asked } from './portal-ask.ts';

let portal: Portal;

beforeEach(async () => {
  portal = await createPortal({ ...samplePortal, scopes: ['telephony', 'user_basic', 'crm'] });
});
afterEach(() => portal.close());

const list = (entityTypeId: number, more: object = {}): Promise<Asked> =>
  ask(portal.webhook, 'crm.item.list', { entityTypeId, ...more });
const idsOf = ({ body }: Asked): readonly Wire[] =>
  (body['result'] as { items: { id: number }[] }).items.map(({ id }) => id);
const refused = (status: number, error: string): object => ({ status, body: { error } });

describe('CRM items', () => {
  it('open deals of a contact, the newest first, with the fields that were asked for', async () => {
    const filter = { contactId: 651, closed: 'N' };
    const asked = await list(2, { filter, select: ['id', 'title', 'nonsense'], order: { id: 'DESC' } });
    expect(asked.body).toMatchObject({
      result: {
        items: [
          { id: 902, title: 'Service contract' },
          { id: 901, title: 'Coffee machines' },
        ],
      },
      total: 2,
    });
    expect(asked.body['next']).toBeUndefined();
  });

  it.each([
    [{ '@id': [651, 655] }, [651, 655]],
    [{ '!@id': [651, 655], '>=id': 663 }, [663, 664]],
    [{ '%lastName': 'DO' }, [651]],
    [{ '=%name': 'mar%' }, [655]],
    [{ '!=name': 'Client', '<id': 656 }, [651, 655]],
    [{ 0: { logic: 'OR', 0: { '%name': 'john' }, 1: { '%lastName': 'klein' } }, assignedById: 1 }, [655]],
    [{ '=originId': 'nothing' }, []],
  ])('contacts by %j', async (filter, ids) => {
    expect(idsOf(await list(3, { filter }))).toEqual(ids);
  });

  it('the same filter encoded into the command of a batch', async () => {
    const query = 'entityTypeId=3&filter%5B0%5D%5Blogic%5D=OR&filter%5B0%5D%5B0%5D%5B%25name%5D=john&select%5B0%5D=id';
    const { body } = await ask(portal.webhook, 'batch', { cmd: { a: `crm.item.list?${query}`, b: 'crm.item.list' } });
    expect(body['result']).toMatchObject({
      result: { a: { items: [{ id: 651 }] } },
      result_error: { b: { error: 'NOT_FOUND' } },
      result_total: { a: 1 },
      result_next: [],
    });
  });

  it('fifty a page, and where the next one starts', async () => {
    const [lead] = portal.data.entities.filter(({ type }) => type === 'LEAD');
    const many = Array.from({ length: 120 }, (_, index) => ({ ...lead, type: 'LEAD' as const, id: 2000 + index }));
    portal.data.entities = many.map((one) => ({ ...one, phones: [], assignedById: 1 }));
    const pages = await Promise.all([0, 50, 100].map((start) => list(1, { start, order: { id: 'ASC' } })));
    expect(pages.map((page) => [idsOf(page)[0], idsOf(page).length, page.body['next'], page.body['total']])).toEqual([
      [2000, 50, 50, 120],
      [2050, 50, 100, 120],
      [2100, 20, undefined, 120],
    ]);
  });

  it('nothing at all, without a word, for who may not read', async () => {
    portal.data.rights = { isReading: false, isAdding: true };
    expect((await list(3)).body).toMatchObject({ result: { items: [] }, total: 0 });
    expect(await ask(portal.webhook, 'crm.item.get', { entityTypeId: 3, id: 651 })).toMatchObject(
      refused(400, 'ACCESS_DENIED'),
    );
  });

  it('one by its id, with the company it belongs to', async () => {
    const { body } = await ask(portal.webhook, 'crm.item.get', { entityTypeId: 3, id: 651 });
    expect(body['result']).toMatchObject({ item: { id: 651, name: 'John', lastName: 'Doe', companyId: 643 } });
  });

  it.each([
    [9, {}, 'NOT_FOUND'],
    [3, { filter: { nonsense: 1 } }, 'INVALID_ARG_VALUE'],
    [4, { filter: { lastName: 'Doe' } }, 'INVALID_ARG_VALUE'],
    [3, { order: { nonsense: 'ASC' } }, 'INVALID_ARG_VALUE'],
  ])('no list of type %j with %j', async (type, more, code) => {
    expect(await list(type, more)).toMatchObject(refused(400, code));
  });

  it('are closed without the scope', async () => {
    portal.data.scopes = ['telephony'];
    const methods = ['crm.item.list', 'crm.timeline.comment.add', 'crm.duplicate.findbycomm'];
    const codes = await Promise.all(methods.map(async (method) => (await ask(portal.webhook, method)).body['error']));
    expect(codes).toEqual(['insufficient_scope', 'insufficient_scope', 'insufficient_scope']);
  });
});

describe('Leads', () => {
  const add = (fields: object, entityTypeId = 1): Promise<Asked> =>
    ask(portal.webhook, 'crm.item.add', { entityTypeId, fields });

  it('are made, and found by their mark and their number', async () => {
    const phone = { typeId: 'PHONE', valueType: 'WORK', value: '+12025550199' };
    const fields = { title: 'New', originatorId: 'ringside', originId: '7f3a', assignedById: 99, fm: [phone], no: 1 };
    expect((await add(fields)).body['result']).toMatchObject({ item: { id: 706, title: 'New', assignedById: 99 } });
    expect(idsOf(await list(1, { filter: { '=originatorId': 'ringside', '=originId': '7f3a' } }))).toEqual([706]);
    const { body } = await ask(portal.webhook, 'crm.duplicate.findbycomm', { type: 'PHONE', values: ['12025550199'] });
    expect(body['result']).toEqual({ LEAD: [706] });
  });

  it('are the webhook’s own and named by their id where nothing is said', async () => {
    expect((await add({})).body['result']).toMatchObject({ item: { title: 'Lead #706', assignedById: 1 } });
  });

  it.each([
    [{ sourceId: 'NEVER' }, 'CRM_FIELD_ERROR_VALUE_NOT_VALID'],
    [{ fm: 'text' }, '100'],
  ])('are not made of %j', async (fields, code) => {
    expect(await add(fields)).toMatchObject(refused(400, code));
  });

  it('are not made by who may not', async () => {
    portal.data.rights = { isReading: true, isAdding: false };
    expect(await add({})).toMatchObject(refused(400, 'ACCESS_DENIED'));
  });
});

describe('Comments', () => {
  const add = (fields: object): Promise<Asked> => ask(portal.webhook, 'crm.timeline.comment.add', { fields });
  const of = { ENTITY_ID: 651, ENTITY_TYPE: 'contact' };

  it('are added, and listed in either order', async () => {
    await add({ ...of, COMMENT: 'First' });
    await add({ ...of, COMMENT: 'Second' });
    const read = await ask(portal.webhook, 'crm.timeline.comment.list', { filter: of, order: { ID: 'DESC' } });
    expect(read.body).toMatchObject({
      result: [
        { ID: '1001', COMMENT: 'Second', ENTITY_TYPE: 'contact', ENTITY_ID: '651', AUTHOR_ID: '1' },
        { ID: '1000', COMMENT: 'First' },
      ],
      total: 2,
    });
    expect(portal.data.comments.map(({ text }) => text)).toEqual(['First', 'Second']);
  });

  it.each([
    [{ ...of, COMMENT: ' ' }, 'INVALID_ARG_VALUE'],
    [{ ...of, ENTITY_ID: 5, COMMENT: 'x' }, 'NOT_FOUND'],
    [{ ...of, ENTITY_TYPE: 'order', COMMENT: 'x' }, 'OWNER_NOT_FOUND'],
    [{ COMMENT: 'x' }, '100'],
  ])('are not added as %j', async (fields, code) => {
    expect(await add(fields)).toMatchObject(refused(400, code));
  });

  it('are refused under an empty code to who may not read', async () => {
    portal.data.rights = { isReading: false, isAdding: true };
    expect(await ask(portal.webhook, 'crm.timeline.comment.list', { filter: of })).toEqual({
      status: 400,
      body: { error: '', error_description: 'Access denied.' },
    });
  });
});

describe('All that have a number', () => {
  const find = (params: object): Promise<Asked> => ask(portal.webhook, 'crm.duplicate.findbycomm', params);

  it('are told by type, `[]` where there are none', async () => {
    const values = ['79060000000', sampleNumbers.johnDoe];
    expect((await find({ type: 'PHONE', values })).body['result']).toEqual({ CONTACT: [651], COMPANY: [643] });
    expect((await find({ type: 'PHONE', values: ['79060000000'] })).body['result']).toEqual([]);
  });

  it('are left out where a type before theirs has twenty', async () => {
    const many = Array.from({ length: 25 }, (_, index) => ({
      type: 'LEAD' as const,
      id: 2000 + index,
      phones: [sampleNumbers.johnDoe],
      assignedById: 1,
    }));
    portal.data.entities = [...portal.data.entities, ...many];
    const { result } = (await find({ type: 'PHONE', values: [sampleNumbers.johnDoe] })).body;
    expect(result).toEqual({ LEAD: many.slice(0, 20).map(({ id }) => id) });
  });

  it('are not told without a type, without numbers, or without the right', async () => {
    expect((await find({})).body['error']).toBe('Communication type is not defined');
    expect((await find({ type: 'PHONE' })).body['error']).toBe('Communication values is not defined');
    portal.data.rights = { isReading: false, isAdding: true };
    expect(await find({ type: 'PHONE', values: ['1'] })).toMatchObject(refused(403, 'Access denied'));
  });
});
