import { expect, test } from 'vitest';
import { anna, annasPhones, found, outcome, QUEUES, type Row } from './cases.ts';

const neverOffered: Row[] = [
  [
    'the queue that was dialled',
    { look: found(), dialled: '600' },
    'no-match',
    null,
    'queue:600 (came-through-it) queue:610',
  ],
  [
    'the queue that forwarded the call',
    { look: found(), forwardedFrom: '610' },
    'no-match',
    null,
    'queue:600 queue:610 (came-through-it)',
  ],
  [
    'the work phone that was dialled, in another spelling',
    { look: found(anna('OPENED', annasPhones)), dialled: '+74951234567' },
    'at-work',
    'extension:102',
    `extension:102 mobile:99 work-phone:99 (came-through-it) personal-phone:99 | ${QUEUES}`,
  ],
  [
    'the caller’s own number',
    { look: found(anna('OPENED', { mobile: '+1 (906) 219-5047' })) },
    'at-work',
    'queue:600',
    `mobile:99 (callers-own-number) | ${QUEUES}`,
  ],
  [
    'the caller’s own extension',
    { look: found(anna('OPENED', { extension: '102' })), caller: '102' },
    'at-work',
    'queue:600',
    `extension:102 (callers-own-number) | ${QUEUES}`,
  ],
  [
    'what was tried already',
    { look: found(anna('OPENED')), tried: ['102'] },
    'at-work',
    'mobile:99',
    `extension:102 (already-tried) mobile:99 work-phone:99 personal-phone:99 | ${QUEUES}`,
  ],
  [
    'all that was tried, up to the queues',
    { look: found(anna('OPENED', { extension: '102' })), tried: ['102', '600', '610'] },
    'nothing-dialable',
    null,
    'extension:102 (already-tried) | queue:600 (already-tried) queue:610 (already-tried)',
  ],
  [
    'what rings with this caller already',
    { look: found(anna('OPENED')), ringingElsewhere: [{ dial: '102' }] },
    'at-work',
    'mobile:99',
    `extension:102 (already-ringing) mobile:99 work-phone:99 personal-phone:99 | ${QUEUES}`,
  ],
  [
    'a mobile that the company hides',
    { look: found(anna('PAUSED')), numbers: { privateNumbers: 'hidden' } },
    'on-a-break',
    'extension:102',
    `mobile:99 (hidden-by-company) extension:102 work-phone:99 personal-phone:99 (hidden-by-company) | ${QUEUES}`,
  ],
  [
    'a queue with characters that are not allowed',
    { look: found(), routing: { queues: [{ number: '*600', name: 'Sales' }] } },
    'no-match',
    null,
    'queue:*600 (not-dialable)',
  ],
];

test.each(neverOffered)('%s is shown and not offered', (_title, situation, reason, recommended, buttons) => {
  expect(outcome(situation)).toEqual([reason, recommended, buttons]);
});
