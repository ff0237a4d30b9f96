import { describe, expect, test } from 'vitest';
import { anna, ANNA, ANNA_AWAY, found, outcome, QUEUES, type Row } from './cases.ts';

const atWork: Row[] = [
  ['Anna is at work', { look: found(anna('OPENED')) }, 'at-work', 'extension:102', `${ANNA} | ${QUEUES}`],
  [
    'her workday was never closed',
    { look: found(anna('EXPIRED')) },
    'workday-not-known',
    'extension:102',
    `${ANNA} | ${QUEUES}`,
  ],
  [
    'no time tracking for her',
    { look: found(anna('UNAVAILABLE')) },
    'workday-not-known',
    'extension:102',
    `${ANNA} | ${QUEUES}`,
  ],
  [
    'no time tracking in the portal',
    { look: found(anna('NOT_INSTALLED')) },
    'workday-not-known',
    'extension:102',
    `${ANNA} | ${QUEUES}`,
  ],
  [
    'the portal tells no workday',
    { look: found(anna('NOT_TOLD')) },
    'workday-not-known',
    'extension:102',
    `${ANNA} | ${QUEUES}`,
  ],
  [
    'she has a mobile only',
    { look: found(anna('OPENED', { mobile: '89161234567' })) },
    'at-work',
    'mobile:99',
    `mobile:99 | ${QUEUES}`,
  ],
  [
    'she has a work phone only',
    { look: found(anna('OPENED', { work: '84951234567' })) },
    'at-work',
    'work-phone:99',
    `work-phone:99 | ${QUEUES}`,
  ],
  [
    'she has a private phone only',
    { look: found(anna('OPENED', { personal: '89161234567' })) },
    'at-work',
    'queue:600',
    `personal-phone:99 | ${QUEUES}`,
  ],
  ['she has no phone at all', { look: found(anna('OPENED', {})) }, 'at-work', 'queue:600', ` | ${QUEUES}`],
  [
    'her profile holds empty texts',
    { look: found(anna('OPENED', { extension: '', mobile: ' ' })) },
    'at-work',
    'queue:600',
    ` | ${QUEUES}`,
  ],
];

const away: Row[] = [
  [
    'on a break, by default the mobile',
    { look: found(anna('PAUSED')) },
    'on-a-break',
    'mobile:99',
    `${ANNA_AWAY} | ${QUEUES}`,
  ],
  [
    'on a break, extension first',
    { look: found(anna('PAUSED')), routing: { whenPaused: 'extension-first' } },
    'on-a-break',
    'extension:102',
    `${ANNA} | ${QUEUES}`,
  ],
  [
    'on a break, queue first',
    { look: found(anna('PAUSED')), routing: { whenPaused: 'queue-first' } },
    'on-a-break',
    'queue:600',
    `${ANNA_AWAY} | ${QUEUES}`,
  ],
  [
    'on a break without a mobile',
    { look: found(anna('PAUSED', { extension: '102' })) },
    'on-a-break',
    'extension:102',
    `extension:102 | ${QUEUES}`,
  ],
  [
    'workday closed, by default the queue',
    { look: found(anna('CLOSED')) },
    'workday-closed',
    'queue:600',
    `${ANNA_AWAY} | ${QUEUES}`,
  ],
  [
    'workday closed, and the call came through that queue',
    { look: found(anna('CLOSED')), dialled: '600' },
    'workday-closed',
    'queue:610',
    `${ANNA_AWAY} | queue:600 (came-through-it) queue:610`,
  ],
  [
    'workday closed, mobile first',
    { look: found(anna('CLOSED')), routing: { whenClosed: 'mobile-first' } },
    'workday-closed',
    'mobile:99',
    `${ANNA_AWAY} | ${QUEUES}`,
  ],
  [
    'workday closed, mobile first but none there',
    { look: found(anna('CLOSED', { extension: '102' })), routing: { whenClosed: 'mobile-first' } },
    'workday-closed',
    'queue:600',
    `extension:102 | ${QUEUES}`,
  ],
  [
    'workday closed and no queue set up',
    { look: found(anna('CLOSED')), routing: { queues: [] } },
    'workday-closed',
    'mobile:99',
    `${ANNA_AWAY} | `,
  ],
];

describe.each([
  ['the responsible person is at work', atWork],
  ['the responsible person is away', away],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_title, situation, reason, recommended, buttons) => {
    expect(outcome(situation)).toEqual([reason, recommended, buttons]);
  });
});
