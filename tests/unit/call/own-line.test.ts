import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  doubt,
  isAnsweredElsewhere,
  pickedUp,
  remember,
  UNTOLD,
  type OwnLineMemory,
} from '../../../main/call/own-line.ts';
import type { OpenCall } from '../../../main/call/machine.ts';
import type { CallId } from '../../../main/model/call.ts';
import type { StopReason } from '../../../main/model/invite.ts';
import type { OwnLine } from '../../../main/model/line.ts';
import { ringing } from './machine-steps.ts';

const RANG = 100_000;
const told = (...lamps: readonly (readonly [OwnLine, number])[]): OwnLineMemory =>
  lamps.reduce((memory, [state, atEpochMs]) => remember(memory, state, atEpochMs), UNTOLD);
/** A call that rang at 100 s and stopped. */
const call = (id: string, stoppedEpochMs: number | null, reason: StopReason = 'completed-elsewhere'): OpenCall => ({
  ...ringing,
  id: id as CallId,
  rangEpochMs: RANG,
  stop: stoppedEpochMs === null ? null : { reason, atEpochMs: stoppedEpochMs },
});
const taken = (memory: OwnLineMemory, ...calls: readonly OpenCall[]): CallId | null =>
  memory.pickUp && pickedUp(memory.pickUp, calls);

const idleBefore = ['idle', 90_000] as const;
const rings = ['ringing', 100_003] as const;

describe('the own phone picked a call up', () => {
  test.each([
    ['when the lamp goes on 5 ms after the CANCEL', 105_005],
    ['when it goes on 5 ms before the CANCEL', 104_995],
    ['when it goes on a whole second after', 106_000],
    ['when it goes on a whole second before', 104_000],
  ])('%s', (_, atEpochMs) => {
    expect(taken(told(idleBefore, rings, ['in-call', atEpochMs]), call('a', 105_000))).toBe('a');
  });
  test('also where the phone did not ring: it fetched the call', () => {
    expect(taken(told(idleBefore, ['in-call', 105_005]), call('a', 105_000))).toBe('a');
  });
  test('also where it had declined the call, rang no more, and fetched it after all', () => {
    expect(taken(told(idleBefore, rings, ['idle', 102_000], ['in-call', 105_005]), call('a', 105_000))).toBe('a');
  });
  test('also where another call stopped within the second before: the lamp tells of the nearest', () => {
    const memory = remember(doubt(told(idleBefore, rings), null, 'generic', 104_005), 'in-call', 105_005);
    expect(taken(memory, call('other', 104_005), call('a', 105_000))).toBe('a');
  });
  test('also where the CANCEL told no reason: it came within milliseconds of the INVITE', () => {
    expect(taken(told(idleBefore, ['in-call', 99_998]), call('a', 100_010, 'not-told'))).toBe('a');
  });
  test('of two that rang, the one that stopped then', () => {
    const memory = told(idleBefore, rings, ['in-call', 105_000]);
    expect([
      taken(memory, call('a', 105_004), call('b', null)),
      taken(memory, call('a', 104_200), call('b', 105_004)),
      taken(memory, call('a', 104_200), call('b', null)),
    ]).toEqual(['a', 'b', 'a']);
  });
});

describe('the lamp proves nothing', () => {
  test.each([
    ['more than a second before the CANCEL', told(idleBefore, rings, ['in-call', 103_999]), call('a', 105_000)],
    ['more than a second after it', told(idleBefore, rings, ['in-call', 106_001]), call('a', 105_000)],
    ['of a call that still rings here', told(idleBefore, rings, ['in-call', 105_000]), call('a', null)],
    [
      'of a call whose caller hung up: the agent dials',
      told(idleBefore, rings, ['in-call', 105_200]),
      call('a', 105_000, 'caller-hung-up'),
    ],
    [
      'of a phone that was in a call before, and goes back to it',
      told(['in-call', 90_000], rings, ['in-call', 105_005]),
      call('a', 105_000),
    ],
    [
      'of a phone that was in a call while it rang',
      told(['in-call', 90_000], ['idle', 102_000], ['in-call', 105_005]),
      call('a', 105_000),
    ],
    [
      'of a phone that stopped ringing with the call, untaken, and dials within the second',
      told(idleBefore, rings, ['idle', 105_005], ['in-call', 105_600]),
      call('a', 105_000),
    ],
    [
      'of a phone that went on ringing when another call stopped, and may have that one',
      remember(doubt(told(idleBefore, rings), null, 'generic', 103_000), 'in-call', 105_005),
      call('a', 105_000),
    ],
    ['of a phone that first told that it rings', told(rings, ['in-call', 105_005]), call('a', 105_000)],
    [
      'where it was not told for a moment of the ring',
      told(idleBefore, rings, ['not-told', 102_000], ['idle', 102_100], ['in-call', 105_005]),
      call('a', 105_000),
    ],
    [
      'where it comes back in a call',
      told(idleBefore, ['not-told', 104_900], ['in-call', 105_005]),
      call('a', 105_000),
    ],
  ])('%s', (_, memory, one) => {
    expect(taken(memory, one)).toBeNull();
  });
});

describe('somebody else answered', () => {
  const elsewhere = (memory: OwnLineMemory, nowEpochMs: number, reason: StopReason = 'somebody-answered'): boolean =>
    isAnsweredElsewhere(memory, call('a', 105_000, reason), nowEpochMs);

  test('as soon as the phone that rang is idle, before or after the CANCEL', () => {
    expect([
      elsewhere(told(idleBefore, rings, ['idle', 105_005]), 105_005),
      elsewhere(told(idleBefore, rings, ['idle', 104_995]), 105_000),
    ]).toEqual([true, true]);
  });
  test('after a second where the phone did not ring at all', () => {
    expect([elsewhere(told(idleBefore), 105_999), elsewhere(told(idleBefore), 106_000)]).toEqual([false, true]);
  });
  test.each([
    [
      'a server that tells no more than "off this phone"',
      told(idleBefore, rings, ['idle', 105_005]),
      'completed-elsewhere',
    ],
    ['a server that tells nothing', told(idleBefore, rings, ['idle', 105_005]), 'not-told'],
    ['a lamp that is not told', told(idleBefore, rings, ['not-told', 105_005]), 'somebody-answered'],
    ['a phone that was in a call before', told(['in-call', 90_000], rings, ['idle', 105_005]), 'somebody-answered'],
    ['a phone that rings on', told(idleBefore, rings), 'somebody-answered'],
    [
      'a phone that fell idle only later: it may have had the call',
      told(idleBefore, rings, ['idle', 106_001]),
      'somebody-answered',
    ],
    ['a phone in a call', told(idleBefore, rings, ['in-call', 107_000]), 'somebody-answered'],
  ] as const)('is not said by %s', (_, memory, reason) => {
    expect(elsewhere(memory, 120_000, reason)).toBe(false);
  });
});

test('whatever the lamp tells, a call is never both picked up here and answered elsewhere', () => {
  const lamp = fc.constantFrom<OwnLine>('not-told', 'idle', 'ringing', 'in-call');
  const lamps = fc.array(fc.tuple(lamp, fc.integer({ min: 98_000, max: 107_000 })), { maxLength: 8 });
  fc.assert(
    fc.property(lamps, fc.integer({ min: 100_000, max: 106_000 }), (events, stoppedEpochMs) => {
      const memory = told(...events.toSorted((a, b) => a[1] - b[1]));
      const one = call('a', stoppedEpochMs, 'somebody-answered');
      expect(taken(memory, one) !== null && isAnsweredElsewhere(memory, one, 110_000)).toBe(false);
    }),
  );
});
