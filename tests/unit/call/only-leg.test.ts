import { expect, test } from 'vitest';
import { isOnlyLeg, type OnlyLegInput } from '../../../main/call/only-leg.ts';

/** Rang at 10 s, half a second ago; the own phone has been idle since long before. */
const alone: OnlyLegInput = {
  rangEpochMs: 10_000,
  nowEpochMs: 10_500,
  ownLine: 'idle',
  ownLineSinceEpochMs: 1000,
  binding: 'not-told',
  ownExtension: 'idle',
};

const cases: readonly (readonly [string, Partial<OnlyLegInput>, boolean])[] = [
  ['the own phone is idle while it rings here', {}, true],
  ['the lamp has half a second to say that it rings', { nowEpochMs: 10_499 }, false],
  ['the own phone rings as well', { ownLine: 'ringing' }, false],
  ['the own phone is in a call, and may ring all the same', { ownLine: 'in-call' }, false],
  ['the lamp is not told', { ownLine: 'not-told' }, false],
  ['the lamp is not told, whatever else is', { ownLine: 'not-told', binding: 'absent' }, false],
  ['the own phone fell idle after it had begun to ring: it may have rung', { ownLineSinceEpochMs: 10_200 }, false],
  ['… but it is not registered beside this app', { ownLineSinceEpochMs: 10_200, binding: 'absent' }, true],
  ['… and stands registered beside this app', { ownLineSinceEpochMs: 10_200, binding: 'present' }, false],
  ['… but it cannot be reached', { ownLineSinceEpochMs: 10_200, ownExtension: 'not-reachable' }, true],
  ['the lamp was told as it began to ring', { ownLineSinceEpochMs: 10_000 }, true],
];

test.each(cases)('only this app rings: %s', (_, changes, expected) => {
  expect(isOnlyLeg({ ...alone, ...changes })).toBe(expected);
});
