import { describe, expect, test } from 'vitest';
import { plainLine } from '../../../main/desktop/menu-text.ts';
import { recentLabel, trayState, trayWords } from '../../../main/desktop/tray-state.ts';
import { englishWords } from '../../../main/desktop/words.ts';
import type { CallId, Outcome } from '../../../main/model/call.ts';
import type { LineProblem, LineStatus } from '../../../main/model/line.ts';
import type { CallRecord } from '../../../main/model/record.ts';

const words = englishWords('UTC');
const now = Date.UTC(2026, 10, 20, 14, 9, 0);
const server = 'wss://pbx.example.com:8089/ws';
const registered: LineStatus = { kind: 'registered', server, sinceEpochMs: now - 60_000, checkedEpochMs: now - 12_000 };
const lost = (agoMs: number, problem: LineProblem | null = null): LineStatus => ({
  kind: 'registering',
  server,
  problem,
  sinceEpochMs: now - agoMs,
  nextTryEpochMs: null,
});
const facts = (status: LineStatus, more = {}): Parameters<typeof trayState>[0] => ({
  status,
  phone: 'not-told',
  isRinging: false,
  isDoNotDisturb: false,
  nowEpochMs: now,
  ...more,
});

describe('the shape in the tray', () => {
  test.each([
    ['not set up', facts({ kind: 'not-set-up' }), 'offline'],
    ['asleep', facts({ kind: 'suspended', sinceEpochMs: now }), 'offline'],
    ['stopped', facts({ kind: 'stopped', sinceEpochMs: now }), 'offline'],
    ['lost for 10 s', facts(lost(10_000)), 'registering'],
    ['lost for longer than 10 s', facts(lost(10_001)), 'deaf'],
    ['deaf and not to be disturbed', facts(lost(60_000), { isDoNotDisturb: true }), 'deaf'],
    ['reachable', facts(registered), 'ready'],
    ['reachable, not to be disturbed', facts(registered, { isDoNotDisturb: true }), 'do-not-disturb'],
    ['ringing', facts(registered, { isRinging: true }), 'ringing'],
    ['reachable beside its phone', facts(registered, { phone: 'present' }), 'ready'],
    ['alone on a line that a phone shares', facts(registered, { phone: 'absent' }), 'phone-gone'],
    ['alone, not to be disturbed', facts(registered, { phone: 'absent', isDoNotDisturb: true }), 'phone-gone'],
    ['alone, and deaf as well', facts(lost(60_000), { phone: 'absent' }), 'deaf'],
  ])('%s', (_name, given, shape) => {
    expect(trayState(given)).toBe(shape);
  });
});

describe('the words in the tray', () => {
  test('say when the line was last checked', () => {
    expect(trayWords(facts(registered), words)).toBe('Reachable, checked 12 s ago');
    expect(trayWords(facts(registered, { nowEpochMs: now + 108_000 }), words)).toBe('Reachable, checked 2 min ago');
  });

  test('say both, do not disturb and reachable', () => {
    expect(trayWords(facts(registered, { isDoNotDisturb: true }), words)).toBe(
      'Do not disturb · Reachable, checked 12 s ago',
    );
  });

  test('say that the desk phone is gone before they say that the line works', () => {
    expect(trayWords(facts(registered, { phone: 'absent', isDoNotDisturb: true }), words)).toBe(
      'Do not disturb · The desk phone is not registered · Reachable, checked 12 s ago',
    );
  });

  test('tell a rejected password, a refusal and silence apart, and since when', () => {
    const problems: LineProblem[] = [
      { kind: 'credentials-rejected', status: 403, reason: 'Forbidden' },
      { kind: 'refused', status: 503, reason: 'Service Unavailable' },
      { kind: 'unreachable', code: 'ECONNREFUSED', server },
    ];
    expect(problems.map((problem) => trayWords(facts(lost(7 * 60_000, problem)), words))).toEqual([
      'Unreachable since 14:02: user or password rejected',
      'Unreachable since 14:02: the server refuses (503)',
      'Unreachable since 14:02: the server does not answer',
    ]);
  });

  test('do not speak of an alarm before there is one', () => {
    expect([trayWords(facts(lost(500)), words), trayWords(facts({ kind: 'not-set-up' }), words)]).toEqual([
      'Connecting…',
      'Not set up yet',
    ]);
  });
});

describe('a past call in the menu', () => {
  const record: CallRecord = {
    id: 'call-1' as CallId,
    callerKey: '+19062195047',
    ringsideCall: null,
    number: '+1 906 219 5047',
    name: 'John Doe',
    startedEpochMs: now,
    endedEpochMs: now + 5_000,
    how: 'sent-on',
    sentTo: { name: 'Anna Petrova', shown: '102', outcome: 'not-told' },
    client: null,
    assignee: null,
    route: { called: null, calledName: null, from: null },
    steps: [],
    note: null,
  };

  test('says when, who and where it was sent', () => {
    expect(recentLabel(record, words)).toBe('14:09 · John Doe · +1 906 219 5047 · sent to Anna Petrova · 102');
  });

  test('says what became of it there, as far as it was told', () => {
    const label = (outcome: Outcome): string =>
      recentLabel({ ...record, sentTo: { name: 'Anna Petrova', shown: '102', outcome } }, words);
    const outcomes = ['ringing', 'answered', 'went-on', 'back'] as const;
    expect(outcomes.map((outcome) => label(outcome).replace(/^.* · sent to Anna Petrova · /, ''))).toEqual([
      '102',
      '102, answered',
      '102, rang, then stopped',
      '102, came back',
    ]);
  });

  test('is called missed only when the caller hung up', () => {
    const label = (how: CallRecord['how']): string =>
      recentLabel({ ...record, how, sentTo: null, name: null, number: null }, words);
    const ends = [
      'caller-hung-up',
      'stopped-ringing',
      'answered',
      'answered-elsewhere',
      'sent-on',
      'caller-left',
      'sent-back',
      'quit',
    ] as const;
    expect(ends.map(label)).toEqual([
      '14:09 · Number withheld · missed',
      '14:09 · Number withheld · stopped ringing here',
      '14:09 · Number withheld · answered',
      '14:09 · Number withheld · answered by somebody else',
      '14:09 · Number withheld · sent on',
      '14:09 · Number withheld · hung up while held here',
      '14:09 · Number withheld · sent back to the desk phone',
      '14:09 · Number withheld · Ringside was ended meanwhile',
    ]);
  });

  test('says that the number was withheld', () => {
    expect(recentLabel({ ...record, name: null, number: null, how: 'declined', sentTo: null }, words)).toBe(
      '14:09 · Number withheld · declined',
    );
  });

  test('shows an ampersand, and neither line breaks nor turned writing of the caller’s', () => {
    expect(recentLabel({ ...record, name: 'Smith & Co\r\n\u202Egnp', how: 'declined', sentTo: null }, words)).toBe(
      '14:09 · Smith && Co gnp · +1 906 219 5047 · declined',
    );
  });

  test('is cut where a name is endless, and not inside a character', () => {
    const cut = plainLine('🙂'.repeat(400));
    expect(cut).toBe(`${'🙂'.repeat(99)}…`);
  });
});
