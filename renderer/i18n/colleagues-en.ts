/** British English: the colleagues' window. */
import type { ColleaguesWords } from './colleagues-words.ts';
import { englishLine } from './line-en.ts';
import { presenceEnglish } from './presence-en.ts';

/** @param timeZone IANA name; undefined: this computer's own */
export function englishColleagues(timeZone?: string): ColleaguesWords {
  const line = englishLine(timeZone);
  return {
    ...presenceEnglish(),
    language: line.language,
    age: (seconds) => line.age(seconds),
    moment: (epochMs, nowEpochMs) => line.moment(epochMs, nowEpochMs),
    crmProblems: line.crmProblems,
    windowTitle: 'Ringside: colleagues',
    heading: 'Colleagues',
    search: 'Name or extension',
    keys: 'The arrow keys walk the list.',
    loading: 'Asking the CRM…',
    notSetUp: line.crmProblems['not-set-up'],
    failed: 'The CRM does not tell who is there.',
    failedSince: (since) => `Since ${since}.`,
    nobody: 'The CRM lists nobody.',
    nobodyFor: (query) => `Nobody found for “${query}”.`,
    listed: (count) => (count === 1 ? '1 colleague' : `${count} colleagues`),
    more: (count) => `and ${count} more: type a name to find them.`,
    self: 'this desk',
    extension: 'ext.',
    noExtension: 'no extension',
    withoutName: (id) => `Employee ${id}`,
    refusals: {
      'refused-sender': 'Refused: this window may not ask that.',
      'bad-arguments': 'Not understood: nothing was looked for.',
      'internal-error': 'Something went wrong inside Ringside.',
    },
  };
}
