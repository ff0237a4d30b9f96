import { describe, expect, test } from 'vitest';
import { isSettled, registrationOf } from '../../../main/call/settled.ts';
import type { CallId, CallState, EndReason } from '../../../main/model/call.ts';
import type { CallRecord } from '../../../main/model/record.ts';
import { nothingElse } from './a-record.ts';
import { destination } from './machine-steps.ts';

const ended = (how: EndReason): CallState => ({ kind: 'ended', how, destination: null, outcome: null, atEpochMs: 9 });
const sent = (outcome: 'not-told' | 'ringing' | 'answered' | 'went-on'): CallState => ({
  kind: 'sent',
  destination,
  way: 'redirect',
  outcome,
  sinceEpochMs: 5,
  outcomeEpochMs: null,
  notice: null,
});

describe('what became of a call is told', () => {
  test.each([
    ['while it rings', { kind: 'ringing', notice: null } as const, true, false],
    ['when its caller hung up', ended('caller-hung-up'), true, true],
    ['when it stopped ringing and its card is there', ended('stopped-ringing'), true, false],
    ['when it stopped ringing and its card has gone', ended('stopped-ringing'), false, true],
    ['when somebody else has answered and its card is there', ended('answered-elsewhere'), true, false],
    ['when it was sent and nothing is told of it', sent('not-told'), false, false],
    ['when it rings where it was sent', sent('ringing'), true, false],
    ['when it was answered there', sent('answered'), true, true],
    ['when it went on from there', sent('went-on'), true, true],
  ])('%s', (_, state, isShown, expected) => {
    expect(isSettled({ state, isShown })).toBe(expected);
  });
});

describe('the portal is given', () => {
  const record = (how: CallRecord['how'], called: string | null): CallRecord => ({
    id: 'call-1' as CallId,
    callerKey: null,
    ringsideCall: null,
    number: '+1 906 219 5047',
    name: null,
    startedEpochMs: 1000,
    endedEpochMs: 61_400,
    how,
    sentTo: null,
    ...nothingElse,
    route: { called, calledName: null, from: null },
    steps: [{ atEpochMs: 11_000, what: 'answered', to: null }],
  });
  const ways = (desk: { employeeId: string | null; extension: string | null }, called: string | null): unknown[] =>
    (['answered', 'sent-on', 'caller-hung-up', 'caller-left', 'answered-elsewhere', 'stopped-ringing'] as const).map(
      (how) => {
        const work = registrationOf(record(how, called), '+19062195047', desk);
        return work && [work.statusCode, work.durationSec, work.isSentOn];
      },
    );

  test.each([
    ['of a call to this very extension', '101', [304, 0, false]],
    ['of a call to a group', '600', null],
    ['of a call of which no header tells where it went', null, null],
  ])('what this desk did, and what was missed only %s', (_, called, missed) => {
    expect(ways({ employeeId: '7', extension: '101' }, called)).toEqual([
      [200, 50, false],
      [200, 0, true],
      missed,
      [304, 0, false],
      null,
      null,
    ]);
  });
  test('nothing of a missed call where no line is set up', () => {
    expect(ways({ employeeId: null, extension: null }, null)[2]).toBeNull();
  });
});
