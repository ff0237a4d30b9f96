import { describe, expect, test } from 'vitest';
import { FakeDesk, johnDoe } from './desk-fakes.ts';
import type { CallId, Outcome } from '../../../main/model/call.ts';

const call1 = 'call-1' as CallId;

describe('what became of it', () => {
  const told = (outcome: Outcome): unknown => ({ outcome, sentTo: '102' });
  const recorded = (desk: FakeDesk): unknown[] =>
    [...desk.records.values()].map(({ sentTo }) => ({ outcome: sentTo?.outcome, sentTo: sentTo?.shown }));
  const rings = { id: '1', phase: 'ringing', remoteUser: '+19062195047', direction: 'incoming' } as const;

  test('is on the card and in the record as the lamp tells it; told once by a notice when the card is gone', async () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([johnDoe]);
    desk.line.lamp('102', 'idle');
    desk.switchboard.send(call1, 'extension:102', null);
    await desk.line.server('acknowledged');
    desk.line.lamp('102', 'ringing', [rings]);
    desk.clock.pass(100);
    const whileRinging = recorded(desk);
    desk.clock.pass(60_000);
    expect([whileRinging, desk.cards(), desk.notices]).toEqual([[told('ringing')], [], []]);
    desk.line.lamp('102', 'in-call', [{ ...rings, phase: 'in-call', remoteUser: null }]);
    desk.clock.pass(100);
    expect([recorded(desk), desk.notices]).toMatchObject([
      [told('answered')],
      [
        {
          kind: 'outcome',
          caller: { name: 'John Doe', number: { shown: '+1 906 219 5047' } },
          destination: { name: 'Anna Petrova' },
          outcome: 'answered',
        },
      ],
    ]);
  });
});

describe('the only leg', () => {
  const isOnlyLeg = (desk: FakeDesk): boolean[] => desk.switchboard.shown().map((shown) => shown.isOnlyLeg);
  test('is said half a second after the ring, where the own phone stays idle, and taken back when it rings', () => {
    const desk = new FakeDesk();
    desk.lamp('idle');
    desk.rings();
    const before = isOnlyLeg(desk);
    const changes: boolean[][] = [];
    desk.switchboard.onChange(() => changes.push(isOnlyLeg(desk)));
    desk.clock.pass(500);
    const after = changes.at(-1);
    desk.lamp('ringing');
    expect([before, after, isOnlyLeg(desk)]).toEqual([[false], [true], [false]]);
  });
  test('is said where the phone is not registered beside this app, or cannot be reached', () => {
    const absent = new FakeDesk();
    const unreachable = new FakeDesk();
    const desks = [absent, unreachable];
    for (const desk of desks) desk.rings();
    for (const desk of desks) desk.clock.pass(600);
    for (const desk of desks) desk.lamp('idle');
    const before = desks.map(isOnlyLeg);
    absent.line.tell({ kind: 'phone', phone: 'absent' });
    unreachable.line.lamp('101', 'not-reachable');
    expect([before, desks.map(isOnlyLeg)]).toEqual([
      [[false], [false]],
      [[true], [true]],
    ]);
  });
});

test('a call that came back and was missed then stays recorded as one that had been sent to the colleague', async () => {
  const desk = new FakeDesk();
  desk.rings({ ringsideCall: '17.1' });
  desk.crm.answer([johnDoe]);
  desk.switchboard.send(call1, 'extension:102', null);
  await desk.line.server('acknowledged');
  desk.clock.pass(20_000);
  desk.stops(desk.rings({ ringsideCall: '17.1' }), 'caller-hung-up');
  expect(desk.records.get(call1)).toMatchObject({
    how: 'caller-hung-up',
    sentTo: { name: 'Anna Petrova', shown: '102', outcome: 'back' },
  });
});
