import { describe, expect, test } from 'vitest';
import type { PlanInput } from '../../../../main/call/plan/input.ts';
import { anna, ANNA, boris, BORIS, failed, found, outcome, QUEUES, routing, type Row, self } from './cases.ts';

const notAsked = (why: Extract<PlanInput['look'], { kind: 'not-asked' }>['why']): PlanInput['look'] => ({
  kind: 'not-asked',
  why,
});

const several: Row[] = [
  [
    'the contact is Anna’s, the company Boris’s',
    { look: found(anna('OPENED'), boris('OPENED')) },
    'at-work',
    'extension:102',
    `${ANNA} | ${BORIS} | ${QUEUES}`,
  ],
  [
    'the first decides, though only the second is at work',
    { look: found(boris('CLOSED'), anna('OPENED')) },
    'workday-closed',
    'queue:600',
    `mobile:104 extension:104 | ${ANNA} | ${QUEUES}`,
  ],
  [
    'the contact’s assignee is gone',
    { look: found(null, boris('OPENED')) },
    'at-work',
    'extension:104',
    `${BORIS} | ${QUEUES}`,
  ],
  ['every assignee is gone', { look: found(null, null) }, 'assignee-gone', null, QUEUES],
  [
    'the first has nothing dialable and no queue is there',
    { look: found(anna('OPENED', { extension: 'ask Olga' }), boris('PAUSED')), routing: { queues: [] } },
    'on-a-break',
    'mobile:104',
    'extension:99 (not-dialable) | mobile:104 extension:104 | ',
  ],
  [
    'nothing is dialable anywhere',
    { look: found(anna('OPENED', { extension: 'n/a', personal: '89161234567' })), routing: { queues: [] } },
    'nothing-dialable',
    null,
    'extension:99 (not-dialable) personal-phone:99 | ',
  ],
  [
    'two profiles name one extension',
    { look: found(anna('OPENED', { extension: '102' }), boris('OPENED', { extension: '102' })) },
    'at-work',
    'extension:102',
    `extension:102 | extension:102/104 | ${QUEUES}`,
  ],
  [
    'one number stands in a profile twice',
    {
      look: found(
        anna('OPENED', { extension: '102', work: '1-02', mobile: '89161234567', personal: '+7 916 123 45 67' }),
      ),
    },
    'at-work',
    'extension:102',
    `extension:102 mobile:99 | ${QUEUES}`,
  ],
];

const ownClient: Row[] = [
  [
    'known by the extension',
    { look: found(self(), boris('OPENED')) },
    'own-client',
    null,
    `extension:101 (own-extension) | ${BORIS} | ${QUEUES}`,
  ],
  [
    'known by an extension written with blanks',
    { look: found(self({ extension: 'ext. 101' })) },
    'own-client',
    null,
    `extension:7 (not-dialable) | ${QUEUES}`,
  ],
  [
    'known by the CRM, whatever the extension says',
    { look: withSelfId('99', found(anna('OPENED'))) },
    'own-client',
    null,
    `${ANNA} | ${QUEUES}`,
  ],
  [
    'not by the extension where the CRM knows better',
    { look: withSelfId('99', found(self({ extension: '101', mobile: '89161234567' }))) },
    'at-work',
    'mobile:7',
    `extension:101 (own-extension) mobile:7 | ${QUEUES}`,
  ],
  [
    'only the company is one’s own: the first still decides',
    { look: found(boris('OPENED'), self()) },
    'at-work',
    'extension:104',
    `${BORIS} | extension:101 (own-extension) | ${QUEUES}`,
  ],
  [
    'nobody is known to sit here',
    { look: found(anna('OPENED', { extension: '102' })), ownExtension: null },
    'at-work',
    'extension:102',
    `extension:102 | ${QUEUES}`,
  ],
];

const nobody: Row[] = [
  ['the number is not in the CRM', { look: found() }, 'no-match', null, QUEUES],
  ['the caller withholds the number', { look: notAsked('withheld'), caller: 'anonymous' }, 'withheld', null, QUEUES],
  ['a colleague calls', { look: notAsked('internal-caller'), caller: '102' }, 'internal-caller', null, QUEUES],
  [
    'the caller has a name for a number',
    { look: notAsked('not-a-number'), caller: 'reception' },
    'not-a-number',
    null,
    QUEUES,
  ],
  ['the look-up is off', { look: notAsked('look-up-off') }, 'look-up-off', null, QUEUES],
  ['the CRM does not answer', { look: failed }, 'crm-failed', null, QUEUES],
  [
    'one queue stands in the settings twice',
    { look: failed, routing: { queues: [...routing.queues, ...routing.queues] } },
    'crm-failed',
    null,
    QUEUES,
  ],
];

describe.each([
  ['several are responsible', several],
  ['one’s own client', ownClient],
  ['nobody is responsible', nobody],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_title, situation, reason, recommended, buttons) => {
    expect(outcome(situation)).toEqual([reason, recommended, buttons]);
  });
});

/** The CRM's reply of somebody it knows to sit at this desk. */
function withSelfId(selfId: string, look: PlanInput['look']): PlanInput['look'] {
  return look.kind === 'answered' ? { ...look, matches: { ...look.matches, selfId } } : look;
}
