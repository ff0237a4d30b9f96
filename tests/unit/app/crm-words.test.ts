import { expect, test } from 'vitest';
import { englishCrmWords, englishTime } from '../../../main/app/crm-words.ts';

const words = englishCrmWords(englishTime('UTC'));
const call = { number: '+1 906 219 5047', startedEpochMs: Date.UTC(2026, 10, 22, 14, 2) };
const anna = { name: 'Anna Petrova', shown: '102' };

test.each([
  [{ how: null, sentTo: null }, ''],
  [{ how: 'caller-hung-up', sentTo: null }, ' Missed: the caller hung up.'],
  [{ how: 'stopped-ringing', sentTo: null }, ' It stopped ringing at this desk; no more is known.'],
  [{ how: 'sent-on', sentTo: { ...anna, outcome: 'answered' } }, ' Sent on: Anna Petrova · 102, answered there.'],
  [{ how: 'sent-on', sentTo: { ...anna, name: null, outcome: 'not-told' } }, ' Sent on: 102.'],
  [{ how: 'declined', sentTo: { ...anna, outcome: 'not-told' } }, ' Declined: Anna Petrova · 102.'],
] as const)('a note says when it was, from which number and what became of it: %j', (became, expected) => {
  expect(words.callLine({ ...call, ...became })).toBe(`Call from +1 906 219 5047, 22 Nov 2026, 14:02.${expected}`);
});

test('a number that was withheld is called so', () => {
  expect(words.callLine({ ...call, number: null, how: 'answered', sentTo: null })).toBe(
    'Call from a withheld number, 22 Nov 2026, 14:02. Answered.',
  );
});
