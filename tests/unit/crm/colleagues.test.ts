import { describe, expect, it } from 'vitest';
import { setUpDesk } from './desk.ts';
import { refusal, result, type Answer } from './scripted-portal.ts';
import { ANNA, BORIS, user } from './sample-rows.ts';

describe('Colleagues for "Send to…"', () => {
  const ask = async (query: string, users: Answer) => {
    const { crm, portal } = setUpDesk(
      () => 'hang',
      () => users,
    );
    return { colleagues: await crm.findColleagues(query), asked: portal.paramsOf('user.get') };
  };

  it('are found by name, with their phones and no word of their workday', async () => {
    expect(await ask('  ann ', result([{ ...ANNA, PERSONAL_MOBILE: '19062195000' }]))).toEqual({
      colleagues: [
        {
          id: '99',
          name: 'Anna Petrova',
          workday: 'NOT_TOLD',
          phones: { extension: '102', mobile: '19062195000', work: null, personal: null },
        },
      ],
      asked: [{ FILTER: { NAME_SEARCH: 'ann', ACTIVE: true } }],
    });
  });

  it('are found by extension', async () => {
    expect((await ask('1 04', result([BORIS]))).asked).toEqual([{ FILTER: { UF_PHONE_INNER: '104', ACTIVE: true } }]);
  });

  it('are active ones only, twenty at the most', async () => {
    const many = Array.from({ length: 50 }, (_, index) => user(String(index + 1), 'Anna', 'Petrova', null, index > 4));
    const { colleagues } = await ask('anna', result(many));
    expect(colleagues).toHaveLength(20);
    expect(colleagues).toMatchObject({ 0: { id: '6' } });
  });

  it('are not asked for without a query', async () => {
    expect(await ask('  ', result([ANNA]))).toEqual({ colleagues: [], asked: [] });
  });

  it('fail with the reason', async () => {
    expect((await ask('anna', refusal(403, 'insufficient_scope'))).colleagues).toMatchObject({
      failed: { kind: 'failed', error: { code: 'scope-missing' }, isTryingAgain: false },
    });
  });
});
