import { describe, expect, test } from 'vitest';
import type { CallCommand, CallEvent } from '../../../main/call/machine.ts';
import { stepsAfter } from '../../../main/call/steps.ts';
import type { CallStep } from '../../../main/model/record.ts';
import { after, destination, leg, ringing } from './machine-steps.ts';

/** Goes through events and commands a second apart. @returns `3 sent 102` for each step */
function steps(...all: readonly (CallEvent | CallCommand)[]): string[] {
  const calls = [ringing, ...all.map((_, index) => after(ringing, ...all.slice(0, index + 1)).call)];
  const told = calls.reduce<readonly CallStep[]>(
    (known, call, index) => stepsAfter(known, calls[index - 1] ?? ringing, call, index * 1000),
    [{ atEpochMs: 0, what: 'rang', to: null }],
  );
  return told.map(({ atEpochMs, what, to }) => [atEpochMs / 1000, what, to].filter((word) => word !== null).join(' '));
}

const a = leg('a');
const redirect = { kind: 'send', way: 'redirect', destination } as const;
const take = { kind: 'send', way: 'take', destination } as const;
const acknowledged = { kind: 'acknowledged', leg: a } as const;
const stopped = { kind: 'leg-stopped', leg: a, reason: 'not-told' } as const;

describe('the steps of a call', () => {
  test.each([
    ['rang and stopped', [stopped], ['0 rang', '1 ended']],
    [
      'was sent on, rang there and was answered',
      [redirect, acknowledged, { kind: 'outcome', outcome: 'ringing' }, { kind: 'outcome', outcome: 'answered' }],
      ['0 rang', '2 sent 102', '3 rang-there', '4 answered-there'],
    ],
    [
      'was sent on, and came back',
      [redirect, acknowledged, { kind: 'leg-added', leg: leg('b') }],
      ['0 rang', '2 sent 102', '3 came-back'],
    ],
    ['was not confirmed: the click did nothing', [redirect, { kind: 'not-confirmed', leg: a }], ['0 rang']],
    [
      'was taken and passed on',
      [
        take,
        { kind: 'taken', leg: a },
        { kind: 'pass-progress', leg: a, progress: { kind: 'ringing' } },
        { kind: 'pass-progress', leg: a, progress: { kind: 'started' } },
      ],
      ['0 rang', '2 taken', '2 sent 102', '3 rang-there'],
    ],
    [
      'stopped ringing, and the own phone had it',
      [{ kind: 'own-line', state: 'ringing' }, stopped, { kind: 'picked-up', atEpochMs: 2000 }],
      ['0 rang', '2 answered'],
    ],
    [
      'rang, stopped and rang again',
      [stopped, { kind: 'leg-added', leg: leg('b') }, { ...stopped, leg: leg('b') }],
      ['0 rang', '2 rang', '3 ended'],
    ],
  ] as const)('that %s', (_, events, expected) => {
    expect(steps(...events)).toEqual(expected);
  });

  test('of one that goes round and round stay few, the first ring among them', () => {
    const rounds = Array.from({ length: 200 }, (_, round) => [
      { kind: 'leg-stopped', leg: leg(round === 0 ? 'a' : `leg-${round - 1}`), reason: 'not-told' } as const,
      { kind: 'leg-added', leg: leg(`leg-${round}`) } as const,
    ]).flat();
    const told = steps(...rounds);
    expect([told.length, told[0], told.at(-1)]).toEqual([50, '0 rang', '400 rang']);
  });
});
