/** The line's state and its problems in words. */
import { describe, expect, test } from 'vitest';
import type { LineView } from '../../../../main/bridge/contract/setup-views.ts';
import { englishLine } from '../../../../renderer/i18n/line-en.ts';
import { lineSummary } from '../../../../renderer/ui/line-summary.ts';
import { failing, lineCodes, lineProblems, lines, nowEpochMs, server } from '../../../e2e/windows/status-samples.ts';

const words = englishLine('UTC');
const summary = (line: LineView): unknown => lineSummary(line, nowEpochMs, words);

describe('the state', () => {
  test.each([
    ['registered', lines.registered, { tone: 'good', what: 'Reachable, checked 12\u00a0s ago', more: '' }],
    ['registering for the first time', lines.registering, { tone: 'neutral', what: 'Connecting…', more: '' }],
    [
      'registering after a failure',
      failing(lineProblems.refused),
      { tone: 'bad', what: 'Unreachable since 14:02', more: 'Next try in 4 s.' },
    ],
    [
      'registering while a try goes on',
      { ...failing(lineProblems.refused), nextTryEpochMs: null },
      { tone: 'bad', what: 'Unreachable since 14:02', more: 'Trying now…' },
    ],
    ['suspended', lines.suspended, { tone: 'warn', what: 'Offline', more: 'This computer sleeps or has no network.' }],
  ] as const)('%s is said so', (_name, line, said) => {
    expect(summary(line as LineView)).toEqual(said);
  });

  test('a time of another day comes with its date', () => {
    expect([words.moment(nowEpochMs, nowEpochMs), words.moment(nowEpochMs - 86_400_000, nowEpochMs)]).toEqual([
      '14:12',
      '22 Nov, 14:12',
    ]);
  });
});

describe('a problem', () => {
  const general = words.lineProblem({ kind: 'unreachable', code: 'never heard of', server });

  test.each(lineCodes)('%s has words and a remedy of its own', (code) => {
    const advice = words.lineProblem({ kind: 'unreachable', code, server });
    expect(advice).not.toEqual(general);
  });

  const refusal = words.lineProblem({ kind: 'refused', status: 499, reason: '' });

  test.each([403, 404, 408, 423, 480, 500, 503])('status %i has words and a remedy of its own', (status) => {
    expect(words.lineProblem({ kind: 'refused', status, reason: '' })).not.toEqual(refusal);
  });

  test('a wrong password is not taken for an unreachable server', () => {
    expect(words.lineProblem(lineProblems['credentials-rejected']).what).toBe(
      'The server rejects the user name or the password.',
    );
  });
});
