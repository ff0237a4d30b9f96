import { expect, it } from 'vitest';
import { createClient } from '../../../main/crm/bitrix24/client.ts';
import { parseWebhook } from '../../../main/crm/bitrix24/webhook.ts';
import { StatusBoard } from '../../../main/crm/status.ts';
import { DOE, outside, setUpDesk } from './desk.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { networkFailure, refusal, result, ScriptedPortal, WEBHOOK, type Answer } from './scripted-portal.ts';
import { ANNA, DOE_ROWS } from './sample-rows.ts';

it('The status tells the last answer and the last error, each with its time, and keeps the error after an answer', async () => {
  const script: Answer[] = [refusal(403, 'ACCESS_DENIED'), result([])];
  const { crm, hold, clock } = setUpDesk(() => script.shift() ?? 'hang');
  const first = clock.nowEpochMs();
  const lastError = { code: 'access-denied', detail: 'ACCESS_DENIED', atEpochMs: first, retryAtEpochMs: null };
  expect(crm.status).toEqual({
    lastAnswerEpochMs: null,
    lastError: null,
    namesRefused: null,
    recordsRefused: null,
    unreadable: null,
  });
  hold();
  await settle();
  expect(crm.status).toMatchObject({ lastAnswerEpochMs: null, lastError });
  await clock.advance(1000);
  hold();
  await settle();
  expect(crm.status).toMatchObject({ lastAnswerEpochMs: first + 1000, lastError });
});

it('A subscriber hears of each change until it leaves', async () => {
  const { crm, hold } = setUpDesk(() => result([]));
  let heard = 0;
  const leave = crm.subscribe(() => {
    heard += 1;
  });
  hold(outside('1'));
  await settle();
  expect(heard).toBe(1);
  leave();
  hold(outside('2'));
  await settle();
  expect(heard).toBe(1);
});

it('Entries that could not be read are told to the card and in the status', async () => {
  const { crm, hold, clock } = setUpDesk(() => result([...DOE_ROWS, {}]));
  const { card } = hold();
  await settle();
  expect(card.last).toMatchObject({ kind: 'answered', matches: { unreadableRows: 1 } });
  expect(crm.status.unreadable).toEqual({ rows: 1, atEpochMs: clock.nowEpochMs() });
});

it('A call that was over before the answer is no error', async () => {
  const { crm, hold } = setUpDesk(() => 'hang');
  hold(DOE).release();
  await settle();
  expect(crm.status.lastError).toBe(null);
});

it('That employees may not be read is told apart from errors, and taken back when they may', async () => {
  const script: Answer[] = [refusal(403, 'insufficient_scope'), result([ANNA])];
  const { crm } = setUpDesk(
    () => 'hang',
    () => script.shift() ?? 'hang',
  );
  await crm.findColleagues('anna');
  expect(crm.status).toMatchObject({ lastError: null, namesRefused: { code: 'scope-missing' } });
  await crm.findColleagues('anna');
  expect(crm.status.namesRefused).toBe(null);
});

it.each(['insufficient_scope', 'ACCESS_DENIED', 'ERROR_METHOD_NOT_FOUND'])(
  'That a portal answers %s to all that only adds to a card is no error',
  async (code) => {
    const { crm } = setUpDesk(() => result([]), undefined, {
      workdays: () => refusal(403, code),
      others: () => refusal(403, code),
    });
    crm.details([{ type: 'CONTACT', id: '651' }], () => undefined);
    expect(await crm.allMatches(DOE)).toMatchObject({ kind: 'failed' });
    expect(crm.status.lastError).toBeNull();
  },
);

it('A portal that cannot be reached is an error, whatever was asked', async () => {
  const { crm } = setUpDesk(() => result([]), undefined, { others: () => networkFailure('connection', 'ECONNRESET') });
  await crm.allMatches(DOE);
  expect(crm.status.lastError).toMatchObject({ code: 'unreachable' });
});

it('That call records are taken of an app only is told apart from errors, and taken back when they are taken', async () => {
  const clock = new FakeClock();
  const script = [refusal(403, 'WRONG_AUTH_TYPE'), result({ CALL_ID: 'externalCall.1' })];
  const portal = new ScriptedPortal(() => script.shift() ?? 'hang');
  const webhook = parseWebhook(WEBHOOK, false);
  if (!webhook.ok) throw new Error(webhook.error);
  const board = new StatusBoard();
  const needs = { webhook: webhook.value, timeoutMs: 4000, allowInsecure: false, http: portal.send, clock };
  const client = board.watch(createClient(needs));
  const register = (): Promise<unknown> =>
    client.call('telephony.externalcall.register', {}, new AbortController().signal);
  await register();
  expect(board.status).toMatchObject({ lastError: null, recordsRefused: { code: 'wrong-auth-type' } });
  await register();
  expect(board.status).toMatchObject({ lastError: null, recordsRefused: null });
});
