import { expect, test } from 'vitest';
import { ownLineOf } from '../../../../main/sip/lamps/dialog-info.ts';
import type { OwnLine } from '../../../../main/model/line.ts';
import { createLampRig, dialogInfo, type LampRig } from './lamp-rig.ts';

const SERVER = 'wss://pbx.example.com';

interface Watched extends LampRig {
  /** Everything the watcher was told of 101's line. */
  readonly told: readonly OwnLine[];
  readonly unwatch: () => void;
}

const watched = (): Watched => {
  const rig = createLampRig();
  const told: OwnLine[] = [];
  const unwatch = rig.watch.watchDialogs('101', (info) => told.push(ownLineOf(info)));
  return { ...rig, told, unwatch };
};

/** Registered, subscribed, and told that the line is idle. */
const lit = (): Watched => {
  const rig = watched();
  rig.watch.registered(SERVER);
  rig.last().answer(200, 'Expires: 600');
  rig.notify(dialogInfo(0, 'terminated'));
  return rig;
};

const taken = { status: 200, reason: 'OK' };

test('nothing is asked before the line is registered, and then at once', () => {
  const rig = watched();
  const before = rig.asked.length;
  rig.watch.registered(SERVER);
  expect([before, rig.asked.length, rig.last()]).toMatchObject([
    0,
    1,
    {
      dialog: { uri: 'sip:101@pbx.example.com', cseq: 1, remote: null },
      headers: ['Event: dialog', 'Accept: application/dialog-info+xml', 'Expires: 600'],
    },
  ]);
});

test('the line is told from idle over ringing and in a call back to idle', () => {
  const { told, notify } = lit();
  notify(dialogInfo(1, 'early'));
  notify(dialogInfo(2, 'confirmed'));
  notify(dialogInfo(3, 'terminated'));
  expect(told).toEqual(['idle', 'ringing', 'in-call', 'idle']);
});

test('a NOTIFY that comes before the 200 counts, and the dialog is the one it made', () => {
  const rig = watched();
  rig.watch.registered(SERVER);
  rig.notify(dialogInfo(0, 'early'), { 'Record-Route': '<sip:edge.example.com;lr>', Contact: '<sip:192.0.2.9>' });
  rig.last().answer(200, 'Expires: 600');
  rig.clock.advance(525_000);
  expect([rig.told, rig.last().dialog.remote]).toEqual([
    ['ringing'],
    { tag: 'server', target: 'sip:192.0.2.1:5060', routes: ['<sip:edge.example.com;lr>'], cseq: 1 },
  ]);
});

test('a refresh goes out in its dialog, by the route the server recorded, with a CSeq above all before it', () => {
  const rig = watched();
  rig.watch.registered(SERVER);
  rig.last().answer(200, 'Expires: 600', 'Record-Route: <sip:near.example.com;lr>, <sip:far.example.com;lr>');
  rig.clock.advance(525_000);
  const [{ dialog: first }, { dialog: second }] = [rig.last(2), rig.last()];
  expect([second.callId === first.callId, second.cseq, second.remote]).toEqual([
    true,
    3,
    {
      tag: 'server',
      target: 'sip:192.0.2.1:5060',
      routes: ['<sip:far.example.com;lr>', '<sip:near.example.com;lr>'],
      cseq: 0,
    },
  ]);
});

test.each<[string, (rig: Watched) => void]>([
  [
    'the link is lost',
    ({ watch }) => {
      watch.lost();
    },
  ],
  [
    'the server ends the subscription',
    ({ notify }) => notify('', { 'Subscription-State': 'terminated;reason=timeout' }),
  ],
  ['the server wants to think about it', ({ notify }) => notify('', { 'Subscription-State': 'pending' })],
  ['a NOTIFY has no body', ({ notify }) => notify('')],
  ['a NOTIFY says nothing readable', ({ notify }) => notify('<dialog-info')],
  ['a NOTIFY is of another type', ({ notify }) => notify(dialogInfo(1, 'early'), { 'Content-Type': 'text/plain' })],
  ['a part is missing', ({ notify }) => notify(dialogInfo(7, 'early', 'partial'))],
  [
    'a refresh gets 481',
    ({ clock, last }) => {
      clock.advance(525_000);
      last().answer(481);
    },
  ],
  [
    'a refresh gets no answer',
    ({ clock }) => {
      clock.advance(540_000);
    },
  ],
])('when %s, the line is not told any more', (_name, happens) => {
  const rig = lit();
  happens(rig);
  expect(rig.told).toEqual(['idle', 'not-told']);
});

test('after a lost link the lamp is asked for anew, and what the former subscription still sends changes nothing', () => {
  const rig = lit();
  const { callId } = rig.last().dialog;
  rig.watch.lost();
  const late = rig.notify(dialogInfo(1, 'confirmed'));
  rig.watch.registered(SERVER);
  expect([late, rig.asked.length, rig.last().dialog.callId === callId, rig.told]).toEqual([
    null,
    2,
    false,
    ['idle', 'not-told'],
  ]);
});

test('an answer to a subscription that is over changes nothing', () => {
  const rig = watched();
  rig.watch.registered(SERVER);
  rig.watch.lost();
  rig.last().answer(200, 'Expires: 600');
  rig.clock.advance(86_400_000);
  expect(rig.asked).toHaveLength(1);
});

test('a NOTIFY that was overtaken is refused, and changes nothing', () => {
  const rig = lit();
  rig.notify(dialogInfo(3, 'confirmed'), { CSeq: '40 NOTIFY' });
  const answer = rig.notify(dialogInfo(2, 'early'), { CSeq: '39 NOTIFY' });
  const older = rig.notify(dialogInfo(1, 'early'), { CSeq: '41 NOTIFY' });
  expect([answer, older, rig.told]).toEqual([
    { status: 500, reason: 'Server Internal Error' },
    taken,
    ['idle', 'in-call'],
  ]);
});

test('a missing part is asked for at once', () => {
  const rig = lit();
  rig.notify(dialogInfo(7, 'early', 'partial'));
  const asked = rig.asked.length;
  rig.last().answer(200, 'Expires: 600');
  rig.notify(dialogInfo(8, 'confirmed'));
  expect([asked, rig.told]).toEqual([2, ['idle', 'not-told', 'in-call']]);
});

test('an extension that the server refuses is left alone for hours, and asked for again with the next registration', () => {
  const rig = watched();
  rig.watch.registered(SERVER);
  rig.last().answer(404);
  rig.clock.advance(3_600_000);
  const afterAnHour = rig.asked.length;
  rig.watch.lost();
  rig.watch.registered(SERVER);
  const afterRegistration = rig.asked.length;
  rig.last().answer(403);
  rig.clock.advance(3 * 3_600_000);
  expect([afterAnHour, afterRegistration, rig.asked.length, rig.told]).toEqual([1, 2, 3, []]);
});

test.each([
  ['of another kind of lamp', { Event: 'presence' }, { status: 489, reason: 'Bad Event' }],
  ['of another dialog', { 'Call-ID': 'x' }, null],
  ['of another end', { From: '<sip:x@y.example>;tag=other' }, null],
  ['unasked, of a mailbox', { To: '<sip:101c@z.example>', Event: 'message-summary' }, taken],
  ['unasked', { To: '<sip:101c@z.example>' }, { status: 481, reason: 'Subscription Does Not Exist' }],
])('a NOTIFY %s changes nothing', (_name, headers, answer) => {
  const rig = lit();
  expect([rig.notify(dialogInfo(1, 'confirmed'), headers), rig.told]).toEqual([answer, ['idle']]);
});

test('who no longer watches is told nothing, and the server is', () => {
  const rig = lit();
  rig.unwatch();
  const { headers } = rig.last();
  const answer = rig.notify(dialogInfo(1, 'confirmed'));
  rig.clock.advance(86_400_000);
  expect([headers.at(-1), answer, rig.told, rig.asked.length]).toEqual(['Expires: 0', null, ['idle'], 2]);
});

test('a server that grants ever less, or ends every subscription, is asked ever less often', () => {
  const rig = watched();
  rig.watch.registered(SERVER);
  for (let round = 0; round < 40; round += 1) {
    rig.last().answer(200, 'Expires: 600');
    rig.notify('', { 'Subscription-State': 'terminated;reason=deactivated' });
    rig.clock.advance(60_000);
  }
  expect(rig.asked.length).toBeLessThan(30);
});

test('fifty colleagues with two lamps each are asked for one after another, and then each refreshed when its time has come', () => {
  const rig = createLampRig();
  for (let extension = 100; extension < 150; extension += 1) {
    rig.watch.watchDialogs(String(extension), () => undefined);
    rig.watch.watchPresence(String(extension), () => undefined);
  }
  rig.watch.registered(SERVER);
  const atOnce = rig.asked.length;
  let answered = 0;
  const run = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 1) {
      rig.clock.advance(1000);
      for (const { answer } of rig.asked.slice(answered)) answer(200, 'Expires: 600');
      answered = rig.asked.length;
    }
  };
  run(5);
  const afterFive = rig.asked.length;
  run(3595);
  expect([atOnce, afterFive, rig.asked.length]).toEqual([1, 100, 100 * (1 + Math.floor(3600 / 525))]);
});
