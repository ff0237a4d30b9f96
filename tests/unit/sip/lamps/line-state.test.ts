import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LampCall } from '../../../../main/model/presence.ts';
import { readDialogInfo, type DialogInfo, type LampDialog } from '../../../../main/sip/lamps/dialog-info.ts';
import { joinedLine } from '../../../../main/sip/lamps/line-state.ts';
import { readPresence, type PresenceInfo } from '../../../../main/sip/lamps/presence-info.ts';

const body = (name: string): string => readFileSync(new URL(`bodies/${name}.xml`, import.meta.url), 'utf8');

const call = (state: LampDialog['state'], more: Partial<LampDialog> = {}): LampDialog => ({
  id: 'a',
  state,
  direction: null,
  callId: null,
  remote: null,
  ...more,
});
const dialogs = (...all: readonly LampDialog[]): DialogInfo => ({ version: 1, state: 'full', dialogs: all });
const presence = (basic: PresenceInfo['basic'], note: string | null = null, ...activities: readonly string[]) =>
  ({ basic, note, activities }) satisfies PresenceInfo;

const idle = dialogs(call('terminated'));
const dials = dialogs(call('early', { direction: 'initiator' }));

test.each([
  ['nothing is told', null, null, 'not-told'],
  ['registered, its calls are not told: not free', null, presence('open', 'Ready'), 'not-told'],
  ['not registered, its calls are not told', null, presence('closed', 'Unavailable'), 'not-reachable'],
  ['presence alone says that it talks, as Asterisk spells it', null, presence('open', 'On the phone'), 'in-call'],
  ['… as RFC 4480 spells it', null, presence('open', null, 'busy', 'on-the-phone'), 'in-call'],
  ['… but is not registered', null, presence('closed', null, 'on-the-phone'), 'not-reachable'],
  ['presence alone says that it rings', null, presence('open', 'Ringing'), 'not-told'],
  ['a note that the owner has written', null, presence('open', 'Not on the phone today'), 'not-told'],
  ['in no call, and presence is not told', idle, null, 'not-in-call'],
  ['no call was ever listed', dialogs(), null, 'not-in-call'],
  ['in no call, and registered', idle, presence('open', 'Ready'), 'idle'],
  ['in no call, and registered, with the note of a call just over', idle, presence('open', 'On the phone'), 'idle'],
  ['in no call, and not registered', idle, presence('closed'), 'not-reachable'],
  ['rings, and presence is not told', dialogs(call('early')), null, 'ringing'],
  ['rings', dialogs(call('early')), presence('open', 'Ready'), 'ringing'],
  ['rings, and presence comes too late', dialogs(call('early')), presence('closed'), 'ringing'],
  ['talks', dialogs(call('confirmed')), presence('open', 'On the phone'), 'in-call'],
  ['talks, and another rings', dialogs(call('early'), call('confirmed')), presence('open'), 'in-call'],
  ['talks, and its registration has run out', dialogs(call('confirmed')), presence('closed'), 'in-call'],
  ['dials', dials, presence('open'), 'in-call'],
] as const)('a line of which %s', (_name, known, told, state) => {
  expect(joinedLine(known, told).state).toBe(state);
});

test.each([
  ['asterisk-dialog-idle', 'asterisk-presence-ready', 'idle'],
  ['asterisk-dialog-idle', 'asterisk-presence-unavailable', 'not-reachable'],
  ['asterisk-dialog-ringing', 'asterisk-presence-ringing', 'ringing'],
  ['asterisk-dialog-in-call', 'asterisk-presence-on-the-phone', 'in-call'],
  ['kamailio-dialog-idle', 'kamailio-presence-open', 'idle'],
  ['kamailio-dialog-idle', 'kamailio-presence-closed', 'not-reachable'],
  ['kamailio-dialog-ringing', 'kamailio-presence-open', 'ringing'],
  ['kamailio-dialog-in-call', 'kamailio-presence-open', 'in-call'],
])('as servers spell it: %s and %s', (dialog, told, state) => {
  expect(joinedLine(readDialogInfo(body(dialog)), readPresence(body(told))).state).toBe(state);
});

test.each<[string, readonly LampCall[]]>([
  ['asterisk-dialog-ringing', [{ id: '101', phase: 'ringing', remoteUser: '+14155550142', direction: 'incoming' }]],
  ['asterisk-dialog-in-call', [{ id: '101', phase: 'in-call', remoteUser: null, direction: null }]],
  ['asterisk-dialog-idle', []],
  [
    'kamailio-dialog-ringing',
    [{ id: 'padi-6b034880-59df-1', phase: 'ringing', remoteUser: '+14155550142', direction: 'incoming' }],
  ],
])('%s lists its calls', (name, calls) => {
  expect(joinedLine(readDialogInfo(body(name)), null).calls).toEqual(calls);
});

test.each([
  ['sip:102@pbx.example.com', '102'],
  ['sips:%2B4930123:secret@pbx.example.com;transport=tls', '+4930123'],
  ['102@pbx.example.com', '102'],
  ['tel:+49-30-123;phone-context=example.com', '+49-30-123'],
  ['sip:pbx.example.com', null],
  ['sip:%zz%0a102@pbx.example.com', '%zz%0a102'],
  [`sip:${'1'.repeat(65)}@pbx.example.com`, null],
  ['', null],
])('the other side %s is %s', (uri, remoteUser) => {
  const told = dialogs(call('early', { remote: { uri, name: null }, direction: 'initiator' }));
  expect(joinedLine(told, null).calls).toEqual([{ id: 'a', phase: 'ringing', remoteUser, direction: 'outgoing' }]);
});

test('free is said of a line only where both lamps say so, whatever they say', () => {
  const states = fc.constantFrom<LampDialog['state']>('trying', 'proceeding', 'early', 'confirmed', 'terminated');
  const anyDialogs = fc.option(fc.array(states).map((all) => dialogs(...all.map((state) => call(state)))));
  const anyPresence = fc.option(
    fc.record({
      basic: fc.constantFrom<PresenceInfo['basic']>('open', 'closed'),
      note: fc.option(fc.constantFrom('Ready', 'Ringing', 'On the phone')),
      activities: fc.subarray(['on-the-phone', 'away']),
    }),
  );
  fc.assert(
    fc.property(anyDialogs, anyPresence, (known, told) => {
      const isFree = joinedLine(known, told).state === 'idle';
      const running = known?.dialogs.filter(({ state }) => state !== 'terminated').length;
      expect(isFree).toBe(running === 0 && told?.basic === 'open');
    }),
  );
});
