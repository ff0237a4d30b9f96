import { describe, expect, test } from 'vitest';
import type { LineState } from '../../../../main/model/presence.ts';
import { anna, ANNA, ANNA_AWAY, boris, BORIS, found, lamps, outcome, planOf, QUEUES, type Row, self } from './cases.ts';

const ANNA_BUSY = 'mobile:99 work-phone:99 extension:102 personal-phone:99';
const inCall = lamps('in-call', '102');

const nothingChanges: Row[] = (['idle', 'not-in-call', 'not-told'] as const).map((state) => [
  `of a line that is ${state}`,
  { look: found(anna('OPENED')), presence: lamps(state, '102') },
  'at-work',
  'extension:102',
  `${ANNA} | ${QUEUES}`,
]);

const samePerson: Row[] = [
  [
    'her extension is in a call',
    { look: found(anna('OPENED'), boris('OPENED')), presence: inCall },
    'line-busy',
    'mobile:99',
    `${ANNA_BUSY} | ${BORIS} | ${QUEUES}`,
  ],
  [
    'it rings',
    { look: found(anna('OPENED')), presence: lamps('ringing', '102') },
    'line-busy',
    'mobile:99',
    `${ANNA_BUSY} | ${QUEUES}`,
  ],
  [
    'it is not registered',
    { look: found(anna('OPENED')), presence: lamps('not-reachable', '102') },
    'line-not-reachable',
    'mobile:99',
    `${ANNA_BUSY} | ${QUEUES}`,
  ],
  [
    'in a call, her mobile has no number that can be dialled, her work phone has',
    { look: found(anna('OPENED', { extension: '102', mobile: 'ask', work: '84951234567' })), presence: inCall },
    'line-busy',
    'work-phone:99',
    `mobile:99 (not-dialable) work-phone:99 extension:102 | ${QUEUES}`,
  ],
  [
    'nothing but the extension, still before another person',
    { look: found(anna('OPENED', { extension: '102' }), boris('OPENED')), presence: inCall },
    'at-work',
    'extension:102',
    `extension:102 | ${BORIS} | ${QUEUES}`,
  ],
  [
    'on a break the mobile comes first anyway: the lamp is no reason',
    { look: found(anna('PAUSED')), presence: inCall },
    'on-a-break',
    'mobile:99',
    `${ANNA_BUSY} | ${QUEUES}`,
  ],
  [
    'on a break, extension first',
    { look: found(anna('PAUSED')), presence: inCall, routing: { whenPaused: 'extension-first' } },
    'line-busy',
    'mobile:99',
    `${ANNA_BUSY} | ${QUEUES}`,
  ],
  [
    'on a break, queue first',
    { look: found(anna('PAUSED')), presence: inCall, routing: { whenPaused: 'queue-first' } },
    'on-a-break',
    'queue:600',
    `${ANNA_BUSY} | ${QUEUES}`,
  ],
  [
    'her extension was tried already: the lamp is no reason',
    { look: found(anna('OPENED')), presence: inCall, tried: ['102'] },
    'at-work',
    'mobile:99',
    `mobile:99 work-phone:99 extension:102 (already-tried) personal-phone:99 | ${QUEUES}`,
  ],
  [
    'of the second person, who is in a call, nothing is recommended otherwise',
    { look: found(anna('OPENED'), boris('OPENED')), presence: lamps('in-call', '104') },
    'at-work',
    'extension:102',
    `${ANNA} | mobile:104 extension:104 | ${QUEUES}`,
  ],
  [
    'the first is gone from the portal, the second in a call',
    { look: found(null, boris('OPENED')), presence: lamps('in-call', '104') },
    'line-busy',
    'mobile:104',
    `mobile:104 extension:104 | ${QUEUES}`,
  ],
  [
    'one’s own client, whatever one’s line does',
    { look: found(self()), presence: lamps('in-call', '101') },
    'own-client',
    null,
    `extension:101 (own-extension) | ${QUEUES}`,
  ],
];

const nextPerson: Row[] = [
  [
    'with nothing but the extension',
    { look: found(anna('OPENED', { extension: '102' }), boris('OPENED')), presence: inCall },
    'line-busy',
    'extension:104',
    `extension:102 | ${BORIS} | ${QUEUES}`,
  ],
  [
    'whose own mobile is there',
    { look: found(anna('OPENED'), boris('OPENED')), presence: inCall },
    'line-busy',
    'mobile:99',
    `${ANNA_BUSY} | ${BORIS} | ${QUEUES}`,
  ],
  [
    'and the next is in a call too',
    { look: found(anna('OPENED', { extension: '102' }), boris('OPENED')), presence: lamps('in-call', '102', '104') },
    'line-busy',
    'mobile:104',
    `extension:102 | mobile:104 extension:104 | ${QUEUES}`,
  ],
  [
    'and of the next nothing is told, which is no reason to pass over him',
    {
      look: found(anna('OPENED', { extension: '102' }), boris('OPENED')),
      presence: (extension) => ({ state: extension === '102' ? 'not-reachable' : 'not-told', sinceEpochMs: 0 }),
    },
    'line-not-reachable',
    'extension:104',
    `extension:102 | ${BORIS} | ${QUEUES}`,
  ],
  [
    'and the next has closed the workday',
    { look: found(anna('OPENED', { extension: '102' }), boris('CLOSED')), presence: inCall },
    'at-work',
    'extension:102',
    `extension:102 | mobile:104 extension:104 | ${QUEUES}`,
  ],
  [
    'and the next is this desk',
    {
      look: found(anna('OPENED', { extension: '102' }), self({ extension: '101', mobile: '89161234567' })),
      presence: inCall,
    },
    'at-work',
    'extension:102',
    `extension:102 | extension:101 (own-extension) mobile:7 | ${QUEUES}`,
  ],
];

const withNextPerson = ([title, situation, ...told]: Row): Row => [
  title,
  { ...situation, routing: { whenBusy: 'next-person' } },
  ...told,
];

describe.each([
  ['a lamp changes nothing', nothingChanges],
  ['an extension that would not be answered goes below the same person’s numbers', samePerson],
  ['the next person takes the call of one who is in a call', nextPerson.map(withNextPerson)],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_title, situation, reason, recommended, buttons) => {
    expect(outcome(situation)).toEqual([reason, recommended, buttons]);
  });
});

test('each person’s line stands in the plan with its age, and none where there is no extension to watch', () => {
  const state: LineState = 'in-call';
  const { people } = planOf({
    look: found(anna('OPENED'), boris('OPENED', { mobile: '89161234567' })),
    presence: () => ({ state, sinceEpochMs: 900 }),
  });
  expect(people.map(({ name, line }) => [name, line])).toEqual([
    ['Anna Petrova', { state: 'in-call', sinceEpochMs: 900 }],
    ['Boris Ivanov', null],
  ]);
});

test('a lamp that says free does not call back somebody whose workday is closed', () => {
  expect(outcome({ look: found(anna('CLOSED')), presence: lamps('idle') })).toEqual([
    'workday-closed',
    'queue:600',
    `${ANNA_AWAY} | ${QUEUES}`,
  ]);
});
