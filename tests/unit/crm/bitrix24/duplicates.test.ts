import { describe, expect, it } from 'vitest';
import { findByComm } from '../../../../main/crm/bitrix24/duplicates.ts';
import { refusal, result, type Answer } from '../scripted-portal.ts';
import { wireTo } from './wire.ts';

async function find(answer: Answer) {
  const { client, signal } = wireTo(() => answer);
  const told = await findByComm(client, ['19062195047', '+19062195047'], signal);
  return told.kind === 'answered' ? told.found.map(({ type, id }) => `${type} ${id}`) : told;
}

describe('All that have a number', () => {
  it('are asked for by up to twenty spellings', async () => {
    const { client, portal, signal } = wireTo(() => result([]));
    const values = Array.from({ length: 25 }, (_, index) => String(index));
    await findByComm(client, values, signal);
    expect(portal.paramsOf('crm.duplicate.findbycomm')).toEqual([{ type: 'PHONE', values: values.slice(0, 20) }]);
  });

  it('are contacts, companies, then leads, each once and in the portal’s order', async () => {
    expect(await find(result({ LEAD: [702], COMPANY: ['643'], CONTACT: [2297, 275, '2297'] }))).toEqual([
      'CONTACT 2297',
      'CONTACT 275',
      'COMPANY 643',
      'LEAD 702',
    ]);
  });

  it.each([[[]], [{}], [{ CONTACT: [] }], [{ CONTACT: null }]])('are nobody where the portal says %j', async (none) => {
    expect(await find(result(none))).toEqual([]);
  });

  it('are told without ids that cannot be read', async () => {
    expect(await find(result({ CONTACT: [null, 'x', 0, {}, 651] }))).toEqual(['CONTACT 651']);
  });

  it.each([
    [result({ CONTACT: [null, 'x'] }), 'unreadable-reply'],
    [result({ CONTACT: 'text' }), 'unreadable-reply'],
    [result([651]), 'unreadable-reply'],
    [refusal(403, 'Access denied', 'Access denied'), 'access-denied'],
    [refusal(400, 'Communication values is not defined', "Parameter 'values' is required."), 'field-refused'],
  ])('are not "nobody" after %j', async (answer, code) => {
    expect(await find(answer)).toMatchObject({ kind: 'failed', error: { code } });
  });
});
