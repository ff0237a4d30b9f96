import { describe, expect, test } from 'vitest';
import type { Lamp } from '../../../main/model/presence.ts';
import { asterisk, idle, JOHN, kamailio, lamp, notInCall, notTold, OLGA, told } from './outcome-cases.ts';

const { rings, inCall } = asterisk;
const k = kamailio;

/** Title, what the lamp says (first at the click), and what is told after each word. */
type Row = readonly [string, readonly Lamp[], readonly string[]];

const onAsterisk: Row[] = [
  ['it rings and is answered', [idle, rings(JOHN), inCall], ['ringing', 'answered']],
  [
    'she hangs up after an answer: it was answered',
    [idle, rings(JOHN), inCall, idle],
    ['ringing', 'answered', 'answered'],
  ],
  [
    'it rings and stops: voicemail, another phone, or the caller gave up',
    [idle, rings(JOHN), idle],
    ['ringing', 'went-on'],
  ],
  [
    'it rings and stops, and then she takes another call',
    [idle, rings(JOHN), idle, inCall],
    ['ringing', 'went-on', 'went-on'],
  ],
  ['it is told twice that it rings', [idle, rings(JOHN), rings(JOHN), inCall], ['ringing', 'ringing', 'answered']],
  [
    'the lamp writes the number without its calling code',
    [notInCall, rings('9062195047'), inCall],
    ['ringing', 'answered'],
  ],
  ['another caller rings', [idle, rings(OLGA), inCall], ['not-told', 'not-told']],
  [
    'another caller rings first, and hers is the dialog',
    [idle, rings(OLGA), rings(JOHN), inCall],
    ['not-told', 'not-told', 'not-told'],
  ],
  ['another caller rings as well', [idle, rings(JOHN), rings(OLGA), inCall], ['ringing', 'not-told', 'not-told']],
  [
    'another caller rings and gives up before this one rings',
    [idle, rings(OLGA), idle, rings(JOHN), inCall],
    ['not-told', 'not-told', 'ringing', 'answered'],
  ],
  ['she dials while nothing has rung', [idle, inCall, idle], ['not-told', 'not-told']],
  ['she talked at the click', [inCall, inCall, idle], ['not-told', 'not-told']],
  [
    'she talked at the click, hung up, and then it rang',
    [inCall, idle, rings(JOHN), inCall],
    ['not-told', 'ringing', 'answered'],
  ],
  ['this caller rang there already', [rings(JOHN), rings(JOHN), inCall], ['not-told', 'not-told']],
  ['the lamp tells nothing', [notTold, notTold], ['not-told']],
  ['the lamp tells its first word only when it rings', [notTold, rings(JOHN), inCall], ['not-told', 'not-told']],
  [
    'the lamp tells its first word before it rings',
    [notTold, idle, rings(JOHN), inCall],
    ['not-told', 'ringing', 'answered'],
  ],
  [
    'the lamp is lost while it rings, and told anew in a call',
    [idle, rings(JOHN), notTold, inCall],
    ['ringing', 'not-told', 'not-told'],
  ],
  [
    'the lamp is lost and told anew while it rings',
    [idle, notTold, rings(JOHN), inCall],
    ['not-told', 'not-told', 'not-told'],
  ],
  [
    'presence alone says that she is in a call',
    [idle, rings(JOHN), lamp([], 'in-call'), idle],
    ['ringing', 'not-told', 'not-told'],
  ],
  ['her phone is gone while it rings', [idle, rings(JOHN), lamp([], 'not-reachable')], ['ringing', 'not-told']],
  ['her phone is not there', [lamp([], 'not-reachable'), lamp([], 'not-reachable')], ['not-told']],
];

const onKamailio: Row[] = [
  [
    'it rings and is answered',
    [idle, lamp([k.rings('a', JOHN)]), lamp([k.inCall('a', JOHN)])],
    ['ringing', 'answered'],
  ],
  ['ringing and answer come in one', [idle, lamp([k.inCall('a', JOHN)])], ['answered']],
  ['it rings and stops', [idle, lamp([k.rings('a', JOHN)]), idle], ['ringing', 'went-on']],
  [
    'another call rings and is answered in place of it',
    [idle, lamp([k.rings('a', JOHN)]), lamp([k.rings('a', JOHN), k.inCall('b', OLGA)]), lamp([k.inCall('b', OLGA)])],
    ['ringing', 'ringing', 'not-told'],
  ],
  [
    'the lamp lists another call alone, and then this one',
    [idle, lamp([k.rings('a', JOHN)]), lamp([k.inCall('b', OLGA)]), lamp([k.inCall('a', JOHN)])],
    ['ringing', 'not-told', 'answered'],
  ],
  [
    'the lamp lists another call alone, and then none',
    [idle, lamp([k.rings('a', JOHN)]), lamp([k.inCall('b', OLGA)]), idle],
    ['ringing', 'not-told', 'not-told'],
  ],
  [
    'she talks with another, and takes this one too',
    [
      lamp([k.inCall('b', OLGA)]),
      lamp([k.inCall('b', OLGA), k.rings('a', JOHN)]),
      lamp([k.inCall('b', OLGA), k.inCall('a', JOHN)]),
    ],
    ['ringing', 'answered'],
  ],
  [
    'she dials this caller’s number herself',
    [idle, lamp([k.dials('a', JOHN)]), lamp([k.inCall('a', JOHN)])],
    ['not-told', 'not-told'],
  ],
  [
    'an older call of this caller is answered',
    [lamp([k.rings('a', JOHN)]), lamp([k.rings('a', JOHN), k.rings('b', JOHN)]), lamp([k.inCall('a', JOHN)])],
    ['ringing', 'not-told'],
  ],
  [
    'two calls of this caller ring at once',
    [idle, lamp([k.rings('a', JOHN), k.rings('b', JOHN)]), lamp([k.inCall('a', JOHN)])],
    ['not-told', 'not-told'],
  ],
];

describe.each([
  ['on a server with one dialog for a line', onAsterisk],
  ['on a server with a dialog for each call', onKamailio],
])('the outcome, %s', (_, rows) => {
  test.each(rows)('%s', (_title, lamps, outcomes) => {
    expect(told(JOHN, lamps)).toEqual(outcomes);
  });
});

describe('a caller who withholds his number', () => {
  const anonymous = rings('anonymous');
  test.each([
    ['is told on a line where nobody else was', [idle, anonymous, inCall], ['ringing', 'answered']],
    [
      'is not told where she talked at the click',
      [inCall, idle, anonymous, inCall],
      ['not-told', 'not-told', 'not-told'],
    ],
    ['is not told where the lamp told nothing at the click', [notTold, idle, anonymous], ['not-told', 'not-told']],
    ['is not one whose number is shown', [idle, rings(JOHN), inCall], ['not-told', 'not-told']],
    [
      'is not told where two of them ring',
      [idle, lamp([k.rings('a', 'anonymous'), k.rings('b', 'unknown')])],
      ['not-told'],
    ],
  ] satisfies Row[])('%s', (_title, lamps, outcomes) => {
    expect(told('anonymous', lamps)).toEqual(outcomes);
  });
});

test('a colleague who calls is known by the extension, whole', () => {
  expect([told('103', [idle, rings('103'), inCall]), told('103', [idle, rings('1103'), inCall])]).toEqual([
    ['ringing', 'answered'],
    ['not-told', 'not-told'],
  ]);
});

test('a caller who calls back there half a minute later has made another call', () => {
  expect(told(JOHN, [idle, rings(JOHN), inCall], 30_000)).toEqual(['not-told', 'not-told']);
});
