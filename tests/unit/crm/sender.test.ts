/** What goes over the wire for each kind of item, and how it is looked for. */
import { expect, test } from 'vitest';
import { createClient } from '../../../main/crm/bitrix24/client.ts';
import { parseWebhook } from '../../../main/crm/bitrix24/webhook.ts';
import { createSender, type OutboxSender } from '../../../main/crm/sender.ts';
import type { CallId } from '../../../main/model/call.ts';
import type { OutboxId, OutboxItem, OutboxWork } from '../../../main/model/outbox.ts';
import { FakeClock } from './fake-clock.ts';
import { refusal, result, ScriptedPortal, WEBHOOK, type Answer, type Asked } from './scripted-portal.ts';

const clock = new FakeClock();
const signal = new AbortController().signal;

const over = (answer: (asked: Asked) => Answer): { sender: OutboxSender; portal: ScriptedPortal } => {
  const portal = new ScriptedPortal(answer);
  const webhook = parseWebhook(WEBHOOK, false);
  if (!webhook.ok) throw new Error(JSON.stringify(webhook.error));
  const client = createClient({
    webhook: webhook.value,
    timeoutMs: 4000,
    allowInsecure: false,
    http: portal.send,
    clock,
  });
  return { sender: createSender({ portal: 'portal.example.com', client, records: client, clock }), portal };
};
const itemOf = (work: OutboxWork): OutboxItem => ({
  id: '7f3a9c12' as OutboxId,
  lane: 'x',
  work,
  callId: 'call-1' as CallId,
  callerKey: null,
  about: null,
  createdEpochMs: clock.nowEpochMs(),
});
const comment = (text: string): OutboxItem =>
  itemOf({ kind: 'comment', target: { kind: 'entity', entity: { type: 'CONTACT', id: '651' } }, text });
const call = itemOf({
  kind: 'call-record',
  number: '+14155550142',
  startedEpochMs: Date.UTC(2026, 10, 22, 11),
  durationSec: 95,
  statusCode: 200,
  isSentOn: true,
  employeeId: '1',
  extension: '101',
  line: '600',
});

test.each([
  ['plain words', 'wants [1] the invoice < 3 days', 'wants [1] the invoice < 3 days'],
  ['BBCode', '[b]now[/b] [URL=https://x.example]x[/URL] [*]', '［b]now［/b] ［URL=https://x.example]x［/URL] ［*]'],
  ['HTML', '<script>x</script> <!-- -->', '‹script>x‹/script> ‹!-- -->'],
  ['lines of any system', ' a\r\nb\u2028c \n\n', 'a\nb\nc'],
  ['control and direction characters', 'a\u0000b\u202Ec\u2066d', 'a b c d'],
])('a comment of %s is sent as words, with its mark as the last line', async (_name, text, sent) => {
  const { sender, portal } = over(() => result(999));
  expect(await sender.send(comment(text), signal)).toEqual({ kind: 'sent', createdId: '999' });
  expect(portal.paramsOf('crm.timeline.comment.add')).toEqual([
    { fields: { ENTITY_ID: 651, ENTITY_TYPE: 'contact', COMMENT: `${sent}\n\nRingside 7f3a9c12` } },
  ]);
});

test('a comment is found by its mark, not found where all could be read, and not to be told without the rights', async () => {
  const row = (text: string): object => ({ ID: '5', COMMENT: text });
  const there = over(() => result([row('x'), row('y\n\nRingside 7f3a9c12')])).sender;
  const missing = over(() => result([row('x')])).sender;
  const forbidden = over(() => refusal(403, 'ACCESS_DENIED')).sender;
  expect([
    await there.readBack(comment('y'), signal),
    await missing.readBack(comment('y'), signal),
    await forbidden.readBack(comment('y'), signal),
  ]).toEqual([
    { kind: 'there', createdId: '5' },
    { kind: 'not-there' },
    expect.objectContaining({ kind: 'cannot-tell' }),
  ]);
});

test('a lead carries our mark, and a call of its own is registered, then finished', async () => {
  const { sender, portal } = over(({ method }) => {
    if (method === 'crm.item.add') return result({ item: { id: 702 } });
    return result(method.endsWith('register') ? { CALL_ID: 'c.1' } : { ID: 7, CRM_ACTIVITY_ID: 9 });
  });
  const lead = itemOf({ kind: 'lead', title: 'T', name: 'Jo', number: '+14155550199', responsibleId: '99' });
  expect([await sender.send(lead, signal), await sender.send(call, signal)]).toEqual([
    { kind: 'sent', createdId: '702' },
    { kind: 'sent', createdId: 'c.1' },
  ]);
  expect(portal.asked).toMatchObject([
    { method: 'crm.item.add', params: { fields: { originatorId: 'ringside', originId: '7f3a9c12', title: 'T' } } },
    {
      method: 'telephony.externalCall.register',
      params: { EXTERNAL_CALL_ID: 'call-1', SHOW: 0, CRM_CREATE: 0, TYPE: 3, LINE_NUMBER: '600' },
    },
    {
      method: 'telephony.externalCall.finish',
      params: { CALL_ID: 'c.1', DURATION: 95, STATUS_CODE: '200', ADD_TO_CHAT: 0 },
    },
  ]);
});

test('a call that the portal gave back and no longer finds was finished by an earlier try', async () => {
  const { sender } = over(({ method }) =>
    method.endsWith('register')
      ? result({ CALL_ID: 'c.1' })
      : refusal(400, 'ERROR_CORE', 'Call is not found (call should be registered prior to finishing)'),
  );
  expect(await sender.send(call, signal)).toEqual({ kind: 'sent', createdId: 'c.1' });
});

test('a portal that takes apps alone refuses for certain', async () => {
  const { sender } = over(() => refusal(403, 'WRONG_AUTH_TYPE'));
  expect(await sender.send(call, signal)).toMatchObject({
    kind: 'failed',
    error: { code: 'wrong-auth-type' },
    isDoubtful: false,
  });
});

test('a call record may be repeated for 25 minutes, and cannot be told after that', async () => {
  const { sender } = over(() => 'hang');
  const old = { ...call, createdEpochMs: clock.nowEpochMs() - 25 * 60_000 };
  expect([await sender.readBack(call, signal), await sender.readBack(old, signal)]).toEqual([
    { kind: 'not-there' },
    { kind: 'cannot-tell', error: null },
  ]);
});

test('what was written for another portal is not sent to this one, and not looked for in it: its ids are other people’s there', async () => {
  const { sender, portal } = over(() => result([]));
  const foreign = { ...comment('x'), portal: 'former.example.com' };
  const error = expect.objectContaining({ code: 'not-found' }) as unknown;
  expect([await sender.send(foreign, signal), await sender.readBack(foreign, signal), portal.asked]).toEqual([
    { kind: 'failed', error, isDoubtful: false },
    { kind: 'cannot-tell', error },
    [],
  ]);
});

test('a call whose number was not asked for while the portal was away is searched first, then registered', async () => {
  const due = { ...call, work: { ...call.work, isSearchDue: true } } as OutboxItem;
  const away = over(({ method }) => (method.endsWith('Entities') ? refusal(503, 'OVERLOAD_LIMIT') : result({})));
  const back = over(({ method }) => {
    if (method.endsWith('Entities')) return result([]);
    return result(method.endsWith('register') ? { CALL_ID: 'c.1' } : { ID: 7 });
  });
  const told = [await away.sender.send(due, signal), await back.sender.send(due, signal)];
  expect([told, away.portal.asked.length, back.portal.asked.map(({ method }) => method)]).toMatchObject([
    [
      { kind: 'failed', error: { code: 'blocked' }, isDoubtful: false },
      { kind: 'sent', createdId: 'c.1' },
    ],
    1,
    ['telephony.externalCall.searchCrmEntities', 'telephony.externalCall.register', 'telephony.externalCall.finish'],
  ]);
  expect(back.portal.paramsOf('telephony.externalCall.searchCrmEntities')).toEqual([{ PHONE_NUMBER: '14155550142' }]);
});
