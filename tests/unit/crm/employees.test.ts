import { describe, expect, it } from 'vitest';
import { setUpDesk, outside, SETTINGS } from './desk.ts';
import { settle } from './fake-clock.ts';
import { refusal, result, type Answer } from './scripted-portal.ts';
import { ANNA, BORIS, DOE_ROWS, MARA, user } from './sample-rows.ts';

const found = result(DOE_ROWS);
const byTwo = result([
  { ...DOE_ROWS[0], ASSIGNED_BY: { ID: '99' } },
  { ...DOE_ROWS[0], CRM_ENTITY_ID: 1, ASSIGNED_BY: { ID: '104' } },
]);
const named = (...names: readonly (string | null)[]): object => ({
  kind: 'answered',
  matches: { matches: names.map((name) => ({ responsible: { name } })) },
});

describe('Names of assignees', () => {
  it('come after the entities: the card never waits for them', async () => {
    const { hold } = setUpDesk(
      () => byTwo,
      () => result([BORIS, ANNA]),
    );
    const { card } = hold();
    await settle();
    expect(card.heard).toMatchObject([named(null, null), named('Anna Petrova', 'Boris Ivanov')]);
  });

  it('are one request for all of them, each once', async () => {
    const { hold, portal } = setUpDesk(
      () => result([...DOE_ROWS, ...DOE_ROWS]),
      () => result([ANNA]),
    );
    hold();
    await settle();
    expect(portal.paramsOf('user.get')).toEqual([{ FILTER: { ID: ['99'] } }]);
  });

  it('are there at once when they are known, for an hour', async () => {
    const { hold, clock, portal } = setUpDesk(
      () => found,
      () => result([ANNA]),
    );
    hold(outside('1'));
    await clock.advance(59 * 60_000);
    const { card } = hold(outside('2'));
    await settle();
    expect(card.heard).toMatchObject([named('Anna Petrova', 'Anna Petrova')]);
    await clock.advance(60_000);
    hold(outside('3'));
    await settle();
    expect(portal.paramsOf('user.get')).toHaveLength(2);
  });

  it('are there at once with a remembered answer too', async () => {
    const { hold } = setUpDesk(
      () => found,
      () => result([ANNA]),
    );
    const first = hold();
    await settle();
    first.release();
    expect(hold().card.heard).toMatchObject([named('Anna Petrova', 'Anna Petrova')]);
  });

  it('that the scope does not allow are left out, never a failed card, and not asked for again for ten minutes', async () => {
    const { hold, clock, portal, crm } = setUpDesk(() => found);
    const { card } = hold(outside('1'));
    await settle();
    expect(card.heard).toMatchObject([named(null, null)]);
    expect(crm.status).toMatchObject({ lastError: null, namesRefused: { code: 'scope-missing' } });
    await clock.advance(10 * 60_000 - 1);
    hold(outside('2'));
    await settle();
    expect(portal.paramsOf('user.get')).toHaveLength(1);
    await clock.advance(1);
    hold(outside('3'));
    await settle();
    expect(portal.paramsOf('user.get')).toHaveLength(2);
  });

  it('come later when the portal was busy', async () => {
    const script: Answer[] = [refusal(503, 'QUERY_LIMIT_EXCEEDED'), result([ANNA])];
    const { hold, clock } = setUpDesk(
      () => found,
      () => script.shift() ?? 'hang',
    );
    const { card } = hold();
    await clock.advance(750);
    expect(card.heard).toMatchObject([named(null, null), named('Anna Petrova', 'Anna Petrova')]);
  });

  it('that the portal does not list stay unknown without being asked for again', async () => {
    const { hold, portal } = setUpDesk(
      () => found,
      () => result([]),
    );
    hold(outside('1'));
    await settle();
    hold(outside('2'));
    await settle();
    expect(portal.paramsOf('user.get')).toHaveLength(1);
  });

  it('take what there is of a name', async () => {
    const { hold } = setUpDesk(
      () => byTwo,
      () => result([user('99', '', 'Ünal', null), { ID: 104, NAME: null }]),
    );
    const { card } = hold();
    await settle();
    expect(card.last).toMatchObject(named('Ünal', null));
  });
});

describe('The employee at this desk', () => {
  const self = async (employeeId: string | null, ownExtension: string | null, users: Answer) => {
    const desk = setUpDesk(
      () => found,
      () => users,
      { ownExtension, settings: { ...SETTINGS, employeeId } },
    );
    const stop = desk.crm.start();
    await settle();
    const { card } = desk.hold();
    await settle();
    stop();
    return { asked: desk.portal.paramsOf('user.get')[0], selfId: selfOf(card.last) };
  };
  const selfOf = (outcome: unknown): unknown => (outcome as { matches: { selfId: unknown } }).matches.selfId;

  it('is whom the settings name', async () => {
    expect((await self('5', '101', result([MARA]))).selfId).toBe('5');
  });

  it('is else whose extension is the desk phone’s', async () => {
    expect(await self(null, '101', result([MARA]))).toEqual({
      asked: { FILTER: { UF_PHONE_INNER: '101', ACTIVE: true } },
      selfId: '7',
    });
  });

  it('is compared by digits, as profiles are free text', async () => {
    expect((await self(null, '101', result([user('7', 'Mara', 'Klein', 'ext. 1-01')]))).selfId).toBe('7');
  });

  it.each([
    ['two employees have the extension', result([MARA, { ...BORIS, UF_PHONE_INNER: '101' }])],
    ['who has it was dismissed', result([{ ...MARA, ACTIVE: false }])],
    ['the portal ignored the filter and listed others', result([ANNA, BORIS])],
    ['the scope does not allow it', refusal(403, 'insufficient_scope')],
  ])('is not known where %s', async (_, users) => {
    expect((await self(null, '101', users)).selfId).toBe(null);
  });

  it('is known from the assignee’s own extension where the scope allows nothing else', async () => {
    expect((await self(null, '102', refusal(403, 'insufficient_scope'))).selfId).toBe('99');
  });

  it('makes a better outcome when it becomes known after the card', async () => {
    const users = Promise.withResolvers<ReturnType<typeof result>>();
    const desk = setUpDesk(
      () => found,
      ({ params }) => (JSON.stringify(params).includes('UF_PHONE_INNER') ? users.promise : 'hang'),
      { ownExtension: '101' },
    );
    desk.crm.start();
    const { card } = desk.hold();
    await settle();
    users.resolve(result([MARA]));
    await settle();
    expect(card.heard.map(selfOf)).toEqual([null, '7']);
  });

  it('is looked for again, ever later, until the portal answers; then never more', async () => {
    const script: Answer[] = [refusal(500, 'INTERNAL_SERVER_ERROR'), refusal(500, 'INTERNAL_SERVER_ERROR')];
    const { crm, clock, portal } = setUpDesk(
      () => found,
      () => script.shift() ?? result([MARA]),
      { ownExtension: '101' },
    );
    crm.start();
    await clock.advance(3749);
    expect(portal.asked).toHaveLength(1);
    await clock.advance(1 + 7499);
    expect(portal.asked).toHaveLength(2);
    await clock.advance(1);
    expect(portal.asked).toHaveLength(3);
    await clock.advance(24 * 60 * 60_000);
    expect(portal.asked).toHaveLength(3);
  });

  it('is not looked for after the stop', async () => {
    const { crm, clock } = setUpDesk(
      () => found,
      () => result([]),
      { ownExtension: '101' },
    );
    const stop = crm.start();
    await settle();
    expect(clock.waiting).toBe(1);
    stop();
    expect(clock.waiting).toBe(0);
  });
});
