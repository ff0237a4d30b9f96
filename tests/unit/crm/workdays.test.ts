import { expect, it } from 'vitest';
import { setUpDesk, type Desk } from './desk.ts';
import { settle } from './fake-clock.ts';
import { ANNA, BORIS, DOE_ROWS } from './sample-rows.ts';
import { refusal, result, type Answer } from './scripted-portal.ts';

/** What the portal answers to a batch, as the vendor's page has it. */
const batch = (days: Readonly<Record<string, unknown>>, errors: unknown = []): Answer =>
  result({ result: days, result_error: errors, result_total: [], result_next: [], result_time: {} });
const day = (STATUS: string): object => ({ STATUS, TIME_START: '2026-11-22T08:00:01+02:00', TIME_LEAKS: '00:17:53' });
const denied = { error: 'insufficient_scope', error_description: 'The request requires higher privileges' };

const deskOf = (workdays: () => Answer, users: () => Answer = () => result([ANNA, BORIS])): Desk =>
  setUpDesk(() => result(DOE_ROWS), users, { workdays });

it('Workdays of several people are one request, and have the time of the answer', async () => {
  const { crm, portal, clock } = deskOf(() => batch({ u99: day('OPENED'), u104: day('PAUSED') }));
  crm.wantWorkdays(['99', '104', '99']);
  await settle();
  expect(portal.paramsOf('batch')).toEqual([
    { halt: 0, cmd: { u99: 'timeman.status?USER_ID=99', u104: 'timeman.status?USER_ID=104' } },
  ]);
  expect([crm.workdayOf('99'), crm.workdayOf('104'), crm.workdayOf('7')]).toEqual([
    { state: 'OPENED', asOfEpochMs: clock.nowEpochMs() },
    { state: 'PAUSED', asOfEpochMs: clock.nowEpochMs() },
    null,
  ]);
});

it('A workday is asked for again after a minute, and no longer told after half an hour', async () => {
  const script = [batch({ u99: day('OPENED') })];
  const { crm, portal, clock } = deskOf(() => script.shift() ?? refusal(503, 'QUERY_LIMIT_EXCEEDED'));
  crm.wantWorkdays(['99']);
  await clock.advance(59_999);
  crm.wantWorkdays(['99']);
  await settle();
  expect(portal.paramsOf('batch')).toHaveLength(1);
  await clock.advance(1);
  crm.wantWorkdays(['99']);
  await clock.advance(29 * 60_000 - 1);
  expect(portal.paramsOf('batch')).toHaveLength(2);
  expect(crm.workdayOf('99')).toMatchObject({ state: 'OPENED' });
  await clock.advance(1);
  expect(crm.workdayOf('99')).toBeNull();
});

it('What a look-up tells of an assignee is known too, without a request', async () => {
  const { crm, portal, hold, clock } = deskOf(() => batch({}));
  hold();
  await settle();
  const asOfEpochMs = clock.nowEpochMs();
  await clock.advance(120_000);
  expect(crm.workdayOf('99')).toEqual({ state: 'OPENED', asOfEpochMs });
  expect(portal.paramsOf('batch')).toEqual([]);
});

it.each([
  ['every command', (): Answer => batch([] as never, { u99: denied })],
  ['the whole request', (): Answer => refusal(401, 'insufficient_scope')],
] as const)('A webhook that may not read workdays, told of %s, is left alone for ten minutes', async (_, answer) => {
  const { crm, portal, clock } = deskOf(answer);
  crm.wantWorkdays(['99']);
  await clock.advance(10 * 60_000 - 1);
  crm.wantWorkdays(['99']);
  await settle();
  expect(portal.paramsOf('batch')).toHaveLength(1);
  expect(crm.workdayOf('99')).toBeNull();
  expect(crm.status).toMatchObject({ lastError: null, namesRefused: null });
  await clock.advance(1);
  crm.wantWorkdays(['99']);
  await settle();
  expect(portal.paramsOf('batch')).toHaveLength(2);
});

it('One person of whom the portal does not tell hides nobody else', async () => {
  const { crm } = deskOf(() =>
    batch(
      { u99: day('CLOSED'), u7: { STATUS: 'ON_THE_MOON' }, u8: null },
      { u104: { error: '', error_description: 'User not found' } },
    ),
  );
  crm.wantWorkdays(['99', '104', '7', '8']);
  await settle();
  expect(['99', '104', '7', '8'].map((id) => crm.workdayOf(id)?.state ?? null)).toEqual(['CLOSED', null, null, null]);
});

it('Workdays that come in are told, until the listener leaves', async () => {
  const { crm, clock } = deskOf(() => batch({ u99: day('OPENED') }));
  let told = 0;
  const leave = crm.onWorkdays(() => {
    told += 1;
  });
  crm.wantWorkdays(['99']);
  await clock.advance(60_000);
  leave();
  crm.wantWorkdays(['99']);
  await settle();
  expect(told).toBe(1);
});

it('Colleagues for "Send to…" come with their workday and its age', async () => {
  const { crm, clock } = deskOf(() => batch({ u99: day('PAUSED') }));
  expect(await crm.findColleagues('a')).toMatchObject([
    { id: '99', workday: 'PAUSED', workdayAsOfEpochMs: clock.nowEpochMs() },
    { id: '104', workday: 'NOT_TOLD' },
  ]);
});

it('Colleagues for "Send to…" do not wait for workdays longer than half a second', async () => {
  const { crm, clock } = deskOf(() => 'hang');
  const found = crm.findColleagues('a');
  await clock.advance(500);
  expect(await found).toMatchObject([{ id: '99', workday: 'NOT_TOLD' }, { id: '104' }]);
});

it('No request for workdays is under way any more after the stop', async () => {
  const { crm, portal } = deskOf(() => 'hang');
  const stop = crm.start();
  crm.wantWorkdays(['99']);
  await settle();
  stop();
  crm.wantWorkdays(['104']);
  await settle();
  expect(portal.asked.map(({ method, signal }) => [method, signal.aborted])).toEqual([['batch', true]]);
});
