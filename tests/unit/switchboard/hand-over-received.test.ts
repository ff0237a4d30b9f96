import { expect, test } from 'vitest';
import { writeHandOver } from '../../../main/call/hand-over.ts';
import type { LegId } from '../../../main/model/call.ts';
import type { HandOver } from '../../../main/model/hand-over.ts';
import { Office, settled, type OfficeDesk } from './hand-over-office.ts';

const fromBoris: HandOver = {
  id: 'note-1',
  from: 'Boris Ivanov',
  note: 'please call back',
  ringsideCall: null,
  callerKey: 'outside:+19062195047',
};
const shown = { from: 'Boris Ivanov', note: 'please call back' };

/** Anna's desk, alone with what arrives there. */
class Anna {
  readonly office = new Office();
  readonly desk: OfficeDesk = this.office.desk('102', 'Anna Petrova');

  receives(changes: Partial<HandOver> = {}, fromUser = '101c'): void {
    this.office.say({ fromUser, toUser: '102c', text: writeHandOver({ ...fromBoris, ...changes }) });
  }
}

test.each([
  [90_000, [shown]],
  [90_001, [null]],
])('a hand-over waits 90 s for its call: one that rings %i ms later', (laterMs, handedOver) => {
  const anna = new Anna();
  anna.receives();
  anna.office.clock.pass(laterMs);
  anna.desk.rings();
  expect(anna.desk.handedOver()).toEqual(handedOver);
});

test.each(['19062195047', '101', 'c', '101c@elsewhere.example.com', '101cc'])(
  'of one who is no colleague’s companion, %s, nothing is believed, and nothing goes back',
  (fromUser) => {
    const anna = new Anna();
    anna.receives({}, fromUser);
    anna.desk.rings();
    expect([anna.desk.handedOver(), anna.office.post]).toEqual([[null], []]);
  },
);

test('the next call of the same number was sent by nobody', () => {
  const anna = new Anna();
  anna.receives();
  anna.desk.rings();
  anna.office.clock.pass(3001);
  anna.desk.rings();
  expect(anna.desk.handedOver()).toEqual([shown, null]);
});

test('a call that had rung in the group, and comes again because it was sent on, is told on both its cards', () => {
  const anna = new Anna();
  anna.desk.rings();
  anna.office.clock.pass(5000);
  anna.receives();
  anna.office.clock.pass(250);
  anna.desk.rings();
  expect(anna.desk.handedOver()).toEqual([shown, shown]);
});

test('a call that was sent on from here is not the one that comes, whatever happens to it', () => {
  const anna = new Anna();
  const [sent, taken] = [anna.desk.rings(), anna.desk.rings()];
  anna.desk.switchboard.sendToNumber(sent, '103', 'redirect');
  anna.desk.switchboard.sendToNumber(taken, '104', 'take');
  anna.receives();
  const progress = { kind: 'ringing' } as const;
  anna.desk.line.tell({ kind: 'pass-progress', leg: 'leg-3' as LegId, progress, atEpochMs: anna.office.clock.now });
  expect(anna.desk.switchboard.shown().map(({ call, handedOver }) => [call.state.kind, handedOver])).toEqual([
    ['sent', null],
    ['taken', null],
  ]);
});

test('by X-Ringside-Call it is that call and no other, whoever calls', () => {
  const anna = new Anna();
  anna.desk.rings({ ringsideCall: 'a' });
  anna.desk.rings({ ringsideCall: 'b' });
  anna.receives({ ringsideCall: 'b', callerKey: 'outside:+10000000000' });
  expect(anna.desk.handedOver()).toEqual([null, shown]);
});

test('the last of several hand-overs of one call is shown, also where all came before it', () => {
  const anna = new Anna();
  anna.receives();
  anna.receives({ id: 'note-2', from: 'Clara Weiss', note: '' }, '103c');
  anna.desk.rings();
  expect(anna.desk.handedOver()).toEqual([{ from: 'Clara Weiss', note: '' }]);
});

test('the same message twice is one hand-over and two receipts: the first may have been lost', async () => {
  const anna = new Anna();
  anna.desk.rings();
  await settled();
  const before = anna.desk.changes;
  anna.receives();
  anna.receives();
  expect([anna.desk.changes - before, anna.office.post.map(({ toUser, text }) => `${toUser} ${text.trim()}`)]).toEqual([
    1,
    ['101c Ringside-Receipt: note-1', '101c Ringside-Receipt: note-1'],
  ]);
});

test('what no companion wrote is not shown, and not answered', async () => {
  const anna = new Anna();
  anna.desk.rings();
  await settled();
  const before = anna.desk.changes;
  anna.office.say({ fromUser: '101c', toUser: '102c', text: 'Lunch?' });
  anna.office.say({ fromUser: '101c', toUser: '102c', text: 'Ringside-Receipt: note-1' });
  expect([anna.desk.handedOver(), anna.desk.changes - before, anna.office.post]).toEqual([[null], 0, []]);
});

test('of more than fifty that wait the oldest go', () => {
  const anna = new Anna();
  for (let n = 0; n < 51; n += 1) anna.receives({ id: `note-${n}`, ringsideCall: `call-${n}`, callerKey: null });
  anna.desk.rings({ ringsideCall: 'call-0' });
  anna.desk.rings({ ringsideCall: 'call-1' });
  expect(anna.desk.handedOver()).toEqual([null, shown]);
});

test.each([
  ['who had taken it', { referredBy: '"Boris Ivanov" <sip:101@pbx.example.com>' }, 'Boris Ivanov'],
  ['who forwarded it', { diversion: ['<sip:101@pbx.example.com>;reason=deflection'] }, '101'],
])('without a hand-over the call’s own headers tell %s', (_, headers, from) => {
  const anna = new Anna();
  anna.desk.rings(headers);
  expect(anna.desk.handedOver()).toEqual([{ from, note: '' }]);
});
