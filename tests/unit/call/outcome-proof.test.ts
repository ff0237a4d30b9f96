import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asterisk, idle, JOHN, kamailio as k, lamp, notTold, OLGA, told, toldBeside } from './outcome-cases.ts';

const { rings, inCall } = asterisk;

describe('while the own phone rings with the same caller, and her lamp does not name whom she talks to', () => {
  const hers = rings(JOHN);
  test.each([
    [
      'her answer ends its ringing',
      [
        [1, 'hers', hers],
        [2000, 'hers', inCall],
        [2002, 'own', idle],
      ],
      ['ringing', 'ringing', 'answered'],
    ],
    [
      'the end of its ringing may come first',
      [
        [1, 'hers', hers],
        [2000, 'own', idle],
        [2001, 'hers', inCall],
      ],
      ['ringing', 'ringing', 'answered'],
    ],
    [
      'it rings on: she has taken another call, which her lamp did not tell',
      [
        [1, 'hers', hers],
        [2000, 'hers', inCall],
        [9000, 'hers', inCall],
      ],
      ['ringing', 'ringing', 'ringing'],
    ],
    [
      'she hangs up the other and takes this one',
      [
        [1, 'hers', hers],
        [2000, 'hers', inCall],
        [9000, 'hers', hers],
        [9500, 'hers', inCall],
        [9502, 'own', idle],
      ],
      ['ringing', 'ringing', 'ringing', 'ringing', 'answered'],
    ],
    [
      'it stops much later: who has him is not told',
      [
        [1, 'hers', hers],
        [2000, 'hers', inCall],
        [9000, 'own', idle],
      ],
      ['ringing', 'ringing', 'not-told'],
    ],
    [
      'she is out of that call and he does not ring there',
      [
        [1, 'hers', hers],
        [2000, 'hers', inCall],
        [2001, 'hers', idle],
        [2003, 'own', idle],
      ],
      ['ringing', 'ringing', 'not-told', 'not-told'],
    ],
    [
      'its lamp is lost',
      [
        [1, 'hers', hers],
        [2000, 'hers', inCall],
        [2002, 'own', notTold],
      ],
      ['ringing', 'ringing', 'not-told'],
    ],
    ['a lamp that names him needs no other', [[1, 'hers', lamp([k.inCall('a', JOHN)])]], ['answered']],
  ] satisfies (readonly [string, Parameters<typeof toldBeside>[1], readonly string[]])[])(
    '%s',
    (_title, words, outcomes) => {
      expect(toldBeside(JOHN, words)).toEqual(outcomes);
    },
  );
});

test('"answered" is never told unless a dialog that carried this caller, and only him, was answered', () => {
  const anyCall = fc.record({
    id: fc.constantFrom('a', 'b', '102'),
    phase: fc.constantFrom('ringing', 'in-call'),
    remoteUser: fc.constantFrom(JOHN, OLGA, 'anonymous', null),
    direction: fc.constantFrom('incoming', 'outgoing', null),
  });
  const anyLamp = fc.oneof(
    fc.constant(notTold),
    fc.uniqueArray(anyCall, { maxLength: 3, selector: ({ id }) => id }).map((calls) => lamp(calls)),
  );
  fc.assert(
    fc.property(fc.array(anyLamp, { minLength: 2, maxLength: 12 }), (lamps) => {
      const answeredAt = told(JOHN, lamps).indexOf('answered') + 1;
      const calls = lamps.slice(0, answeredAt + 1).map((each) => each.calls);
      const proofs = (calls.at(-1) ?? []).filter(({ id, phase, remoteUser }) => {
        const before = calls.at(-2)?.find((call) => call.id === id);
        const isNamedNow = remoteUser === JOHN;
        const isNamedBefore = before?.phase === 'ringing' && before.remoteUser === JOHN;
        return phase === 'in-call' && (isNamedNow || (remoteUser === null && isNamedBefore));
      });
      expect(answeredAt === 0 || proofs.length > 0).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});
