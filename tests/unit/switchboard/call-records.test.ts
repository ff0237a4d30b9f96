import { describe, expect, test } from 'vitest';
import type { CallId } from '../../../main/model/call.ts';
import type { OutboxWork } from '../../../main/model/outbox.ts';
import { FakeDesk, johnDoe } from './desk-fakes.ts';
import { asteriskDesk, rings } from './own-phone-desk.ts';

const call1 = 'call-1' as CallId;
const direct = { diversion: [], to: '<sip:101@pbx.example.com>' };
const registering = (): FakeDesk => new FakeDesk({ callRecords: true });

/** What the portal is to register. */
const registered = ({ outbox }: FakeDesk): OutboxWork[] =>
  [...outbox.items.values()].map(({ work }) => work).filter(({ kind }) => kind === 'call-record');

describe('the portal registers', () => {
  test('a call that this desk answered, once, with how long it lasted and under the call’s own id', () => {
    const desk = asteriskDesk({ callRecords: true });
    desk.crm.selfId = '7';
    const leg = rings(desk);
    desk.crm.answer([johnDoe]);
    desk.stops(leg);
    desk.lamp('in-call');
    desk.clock.pass(240_000);
    const before = registered(desk);
    desk.lamp('idle');
    desk.clock.pass(60_000);
    expect([before, [...desk.outbox.items.values()]]).toEqual([
      [],
      [
        {
          id: 'call-1',
          lane: 'call:call-1',
          work: {
            kind: 'call-record',
            number: '+19062195047',
            startedEpochMs: 1_060_000,
            durationSec: 240,
            statusCode: 200,
            isSentOn: false,
            employeeId: '7',
            extension: '101',
            line: '600',
          },
          callId: 'call-1',
          callerKey: 'outside:+19062195047',
          about: 'John Doe',
          createdEpochMs: 1_303_000,
        },
      ],
    ]);
  });
  test('a call that was sent on, when it is followed no more', async () => {
    const desk = registering();
    desk.rings();
    desk.crm.answer([johnDoe]);
    desk.switchboard.send(call1, 'extension:102', null);
    await desk.line.server('acknowledged');
    const before = registered(desk);
    desk.clock.pass(180_000);
    expect([before, registered(desk)]).toMatchObject([[], [{ isSentOn: true, statusCode: 200, durationSec: 0 }]]);
  });
  test('a call to this very extension whose caller hung up', () => {
    const desk = registering();
    const leg = desk.rings(direct);
    desk.crm.answer([johnDoe]);
    desk.stops(leg, 'caller-hung-up');
    expect(registered(desk)).toMatchObject([{ statusCode: 304, isSentOn: false, line: '101' }]);
  });
  test('a call that had ended before the CRM answered', () => {
    const desk = registering();
    const leg = desk.rings(direct);
    desk.stops(leg, 'caller-hung-up');
    const before = registered(desk);
    desk.crm.answer([]);
    expect([before, registered(desk).length]).toEqual([[], 1]);
  });
});

describe('a call that the portal was not asked for, because it was away', () => {
  test('is registered when it is back, after the search, and not before its card is forgotten: it may still answer', () => {
    const desk = registering();
    const matches = { matches: [johnDoe], asOfEpochMs: 900_000, selfId: null };
    desk.crm.kept = { kind: 'answered', matches, kept: { failure: null } };
    const leg = desk.rings(direct);
    desk.crm.fail(true);
    desk.stops(leg, 'caller-hung-up');
    const before = registered(desk);
    desk.clock.pass(60_000);
    expect([before, registered(desk)]).toMatchObject([[], [{ statusCode: 304, isSearchDue: true }]]);
  });
  test('is registered at quit, where nothing was told at all', () => {
    const desk = asteriskDesk({ callRecords: true });
    const leg = rings(desk);
    desk.stops(leg);
    desk.lamp('in-call');
    desk.stop();
    expect(registered(desk)).toMatchObject([{ statusCode: 200, isSearchDue: true }]);
  });
});

describe('the portal registers nothing', () => {
  test('of a group’s missed call: twenty desks would make twenty of one', () => {
    const desk = registering();
    const leg = desk.rings();
    desk.crm.answer([johnDoe]);
    desk.stops(leg, 'caller-hung-up');
    desk.clock.pass(60_000);
    expect(registered(desk)).toEqual([]);
  });
  test('of a number that it refused to search for', () => {
    const desk = registering();
    const leg = desk.rings(direct);
    desk.crm.fail(false);
    desk.stops(leg, 'caller-hung-up');
    desk.clock.pass(60_000);
    expect(registered(desk)).toEqual([]);
  });
  test('once the portal has told that it takes them of apps alone: each would be one more to throw away', () => {
    const desk = registering();
    desk.crm.takesCallRecords = false;
    const leg = desk.rings(direct);
    desk.crm.answer([johnDoe]);
    desk.stops(leg, 'caller-hung-up');
    desk.clock.pass(60_000);
    expect(registered(desk)).toEqual([]);
  });
  test('where call records are off', () => {
    const desk = new FakeDesk();
    const leg = desk.rings(direct);
    desk.crm.answer([johnDoe]);
    desk.stops(leg, 'caller-hung-up');
    expect(registered(desk)).toEqual([]);
  });
});
