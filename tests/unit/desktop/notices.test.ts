import { expect, test } from 'vitest';
import { noticeText } from '../../../main/desktop/notices.ts';
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
