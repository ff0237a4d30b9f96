import { expect, test } from 'vitest';
import { noticeText, type Notice } from '../../../main/desktop/notices.ts';
import { englishWords } from '../../../main/desktop/words.ts';

const words = englishWords('UTC');
const at = (hour: number, minute: number): number => Date.UTC(2026, 10, 20, hour, minute);

test('deafness is told with its start, its cause, and that the phone may still ring', () => {
  const problem = { kind: 'credentials-rejected', status: 403, reason: 'Forbidden' } as const;
  const spell = { fromEpochMs: at(14, 2), untilEpochMs: null, problem };
  expect(noticeText({ kind: 'deaf', spell }, words, 'linux')).toEqual({
    title: 'Calls do not reach this computer',
    body: 'Unreachable since 14:02: user or password rejected. The desk phone may still ring.',
  });
});

test('a desk phone that was thrown out is an alarm of its own, with what an administrator can do', () => {
  const { title, body } = noticeText({ kind: 'phone-gone' }, words, 'linux');
  expect(title).toBe('Only Ringside is registered on this line');
  expect(body).toMatch(/^The desk phone was thrown out, or is off: .*max_contacts.*remove_existing=no.*docs\/pbx/);
});

test('the return says from when to when no call could come', () => {
  const back = { kind: 'reachable-again', fromEpochMs: at(14, 2), untilEpochMs: at(14, 9) } as const;
  expect(noticeText(back, words, 'linux').body).toBe('You were unreachable 14:02–14:09.');
  expect(noticeText({ ...back, untilEpochMs: at(14, 2) }, words, 'linux').body).toBe(
    'Unreachable for a moment at 14:02.',
  );
});

test('a shortcut that is taken is named as the keys are', () => {
  const refused = { kind: 'shortcut-refused', accelerator: 'CommandOrControl+Shift+F9', why: 'taken' } as const;
  expect([
    noticeText(refused, words, 'win32').body,
    noticeText({ ...refused, why: 'unusable' }, words, 'darwin').body,
  ]).toEqual([
    'Another program uses Ctrl ⇧ F9. Another one can be chosen in the settings.',
    '⌘⇧F9 cannot be used here. Another one can be chosen in the settings.',
  ]);
});

const john = {
  name: 'John Doe',
  number: { kind: 'outside', e164: '+19062195047', asked: ['19062195047'], shown: '+1 906 219 5047', country: 'US' },
} as const;
const anna = {
  targetId: 'extension:102',
  dial: '102',
  kind: 'extension',
  personId: '99',
  name: 'Anna Petrova',
  shown: '102',
} as const;

test('what became of a call that was sent on says who has it, and that voicemail is no answer', () => {
  const outcomes = ['answered', 'went-on', 'back'] as const;
  expect(
    outcomes.map((outcome) =>
      noticeText({ kind: 'outcome', caller: john, destination: anna, outcome }, words, 'linux'),
    ),
  ).toEqual([
    { title: 'Anna Petrova answered', body: 'John Doe · +1 906 219 5047' },
    { title: 'Rang at Anna Petrova, then stopped: voicemail or hang-up', body: 'John Doe · +1 906 219 5047' },
    { title: 'Not taken at Anna Petrova: rings here again', body: 'John Doe · +1 906 219 5047' },
  ]);
});

test('where names are not known, numbers stand in their place, and the caller cannot write more than a line', () => {
  const notice = { kind: 'outcome', destination: { ...anna, name: null }, outcome: 'answered' } as const;
  const bodyOf = (caller: (Notice & { kind: 'outcome' })['caller']): string =>
    noticeText({ ...notice, caller }, words, 'linux').body;
  expect([
    noticeText({ ...notice, caller: john }, words, 'linux').title,
    bodyOf({ name: null, number: { kind: 'withheld' } }),
    bodyOf({ name: null, number: { kind: 'internal', extension: '103' } }),
    bodyOf({ name: 'John\r\nCall +1 900 now', number: { kind: 'not-a-number', raw: 'reception' } }),
  ]).toEqual(['102 answered', 'Number withheld', '103', 'John Call +1 900 now · reception']);
});

test('a caller who was held here is told of, whether he was sent back or is not there any more: who has him then is not told', () => {
  const told = (['sent-back', 'gone'] as const).map((became) =>
    noticeText({ kind: 'stranded', became }, words, 'linux'),
  );
  expect(told).toEqual([
    {
      title: 'A caller held here was sent back to the desk phone',
      body: 'Ringside had answered, and lost the line or was ended before somebody had the call.',
    },
    {
      title: 'A caller is no longer held here',
      body: 'Ringside had answered, and lost the line or was ended. The caller has hung up, or somebody has the call: not told which.',
    },
  ]);
});

test('a note of which no receipt came says whose it was, and that the call went all the same', () => {
  expect(noticeText({ kind: 'note-not-delivered', caller: john, destination: anna }, words, 'linux')).toEqual({
    title: 'The note may not have arrived',
    body: 'It was for Anna Petrova, about John Doe · +1 906 219 5047. The call itself was sent on.',
  });
});
