import { describe, expect, it } from 'vitest';
import { addLead, findLead } from '../../../../main/crm/bitrix24/lead.ts';
import { refusal, result, type Answer, type Asked } from '../scripted-portal.ts';
import { LEAD } from './methods.ts';
import { wireTo } from './wire.ts';

const ADDED = result({ item: { id: 703 } });
const MARK = { originatorId: LEAD.originatorId, originId: LEAD.originId };

const FIELDS = {
  title: 'Call from +1 202 555 0199',
  originatorId: 'ringside',
  originId: '7f3a9c12',
  name: 'Somebody New',
  assignedById: 99,
  fm: [{ typeId: 'PHONE', valueType: 'WORK', value: '+12025550199' }],
};

async function add(answer: (asked: Asked) => Answer, lead = LEAD as Parameters<typeof addLead>[1]) {
  const { client, portal, signal } = wireTo(answer);
  const told = await addLead(client, lead, signal);
  return { told, asked: portal.paramsOf('crm.item.add') };
}

/** @param items of the list by the mark @param others of the list by the employee */
async function find(items: readonly unknown[], profile: unknown, others: Answer = result({ items: [] })) {
  const { client, portal, signal } = wireTo(({ method }) =>
    method === 'batch' ? result({ result: { marked: { items }, profile }, result_error: [] }) : others,
  );
  const told = await findLead(client, MARK, '99', signal);
  return { told: told.kind === 'failed' ? told.error.code : told, asked: portal.asked.map(({ method }) => method) };
}

describe('A lead', () => {
  it('is made with its number, its mark and whoever is responsible', async () => {
    expect(await add(() => ADDED)).toEqual({
      told: { kind: 'answered', id: '703' },
      asked: [{ entityTypeId: 1, fields: { ...FIELDS, sourceId: 'CALL' } }],
    });
  });

  it('needs neither name nor number nor employee', async () => {
    const { asked } = await add(() => ADDED, { ...LEAD, name: null, number: null, responsibleId: null });
    expect(asked).toEqual([{ entityTypeId: 1, fields: { title: LEAD.title, ...MARK, sourceId: 'CALL' } }]);
  });

  it('is made without its source where the portal has thrown that out', async () => {
    const answers = [refusal(400, 'CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Invalid value for field "sourceId"'), ADDED];
    expect(await add(() => answers.shift() ?? 'hang')).toEqual({
      told: { kind: 'answered', id: '703' },
      asked: [
        { entityTypeId: 1, fields: { ...FIELDS, sourceId: 'CALL' } },
        { entityTypeId: 1, fields: FIELDS },
      ],
    });
  });

  it('is not made twice where it may have been made', async () => {
    const { told, asked } = await add(() => refusal(500, 'INTERNAL_SERVER_ERROR'));
    expect([told, asked.length]).toMatchObject([{ kind: 'failed', isDoubtful: true }, 1]);
  });
});

describe('The look for a lead of ours', () => {
  it('asks for both marks, exactly', async () => {
    const { client, portal, signal } = wireTo(() => result({ result: [], result_error: [] }));
    await findLead(client, MARK, '99', signal);
    expect(portal.paramsOf('batch')).toEqual([
      {
        halt: 0,
        cmd: {
          marked:
            'crm.item.list?entityTypeId=1&filter%5B%3DoriginatorId%5D=ringside&filter%5B%3DoriginId%5D=7f3a9c12&select%5B0%5D=id',
          profile: 'profile',
        },
      },
    ]);
  });

  it('finds it', async () => {
    expect(await find([{ id: 703 }], {})).toEqual({ told: { kind: 'answered', id: '703' }, asked: ['batch'] });
  });

  it('believes an administrator’s webhook that there is none', async () => {
    expect(await find([], { ID: '1', ADMIN: true })).toEqual({
      told: { kind: 'answered', id: null },
      asked: ['batch'],
    });
  });

  it('believes it where another lead of the same employee can be read', async () => {
    expect(await find([], { ID: '1', ADMIN: false }, result({ items: [{ id: 5 }] }))).toEqual({
      told: { kind: 'answered', id: null },
      asked: ['batch', 'crm.item.list'],
    });
  });

  it.each([
    [{ ID: '1', ADMIN: false }, result({ items: [] }), 'access-denied'],
    [{ ADMIN: 'Y' }, result({ items: [] }), 'access-denied'],
    [[], result({ items: [] }), 'access-denied'],
    [null, refusal(403, 'insufficient_scope'), 'scope-missing'],
    [{}, result('text'), 'unreadable-reply'],
  ])('cannot tell where the portal leaves out what may not be read: %j', async (profile, others, code) => {
    expect((await find([], profile, others)).told).toBe(code);
  });

  it('cannot tell where the list itself is refused', async () => {
    const { client, signal } = wireTo(() =>
      result({ result: [], result_error: { marked: { error: 'insufficient_scope', error_description: '' } } }),
    );
    expect(await findLead(client, MARK, null, signal)).toMatchObject({
      kind: 'failed',
      error: { code: 'scope-missing' },
    });
  });
});
