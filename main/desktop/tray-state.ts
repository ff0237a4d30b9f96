/** What the tray shows: its shape and its words, decided from the line's state. Pure. */
import { DEAF_AFTER_MS, type LineProblem, type LineStatus } from '../model/line.ts';
import type { CallRecord } from '../model/record.ts';
import { assertNever } from '../model/result.ts';
import { menuText } from './menu-text.ts';
import type { DesktopWords } from './words.ts';

/** Each has a shape of its own, so that colour is never needed to tell them apart. */
export type TrayState = 'offline' | 'registering' | 'ready' | 'do-not-disturb' | 'ringing' | 'deaf';
export const trayStates: readonly TrayState[] = [
  'offline',
  'registering',
  'ready',
  'do-not-disturb',
  'ringing',
  'deaf',
];

export interface TrayFacts {
  readonly status: LineStatus;
  readonly isRinging: boolean;
  readonly isDoNotDisturb: boolean;
  readonly nowEpochMs: number;
}

/** The shape to show. Deafness outranks all but a call that rings now; do not disturb is said only of a line that works. */
export function trayState(facts: TrayFacts): TrayState {
  if (facts.isRinging) return 'ringing';
  switch (facts.status.kind) {
    case 'not-set-up':
    case 'suspended':
    case 'stopped':
      return 'offline';
    case 'registering':
      return facts.nowEpochMs - facts.status.sinceEpochMs > DEAF_AFTER_MS ? 'deaf' : 'registering';
    case 'registered':
      return facts.isDoNotDisturb ? 'do-not-disturb' : 'ready';
    default:
      return assertNever(facts.status);
  }
}

/** The state in words: "Reachable, checked 12 s ago". Plain text, not yet escaped for a menu. */
export function trayWords(facts: TrayFacts, words: DesktopWords): string {
  const { status, nowEpochMs } = facts;
  switch (status.kind) {
    case 'not-set-up':
      return words.notSetUp;
    case 'suspended':
      return words.suspended;
    case 'stopped':
      return words.stopped;
    case 'registering': {
      const problem = status.problem === null ? null : problemWords(status.problem, words);
      if (trayState({ ...facts, isRinging: false }) === 'deaf')
        return words.unreachableSince(words.clock(status.sinceEpochMs), problem);
      return words.connecting(problem);
    }
    case 'registered': {
      const ageSec = Math.max(0, Math.round((nowEpochMs - status.checkedEpochMs) / 1000));
      const reachable = words.reachable(ageSec);
      return facts.isDoNotDisturb ? words.doNotDisturbAnd(reachable) : reachable;
    }
    default:
      return assertNever(status);
  }
}

/** Why the line does not work, as half a sentence. */
export function problemWords(problem: LineProblem, words: DesktopWords): string {
  switch (problem.kind) {
    case 'credentials-rejected':
      return words.credentialsRejected;
    case 'refused':
      return words.refused(problem.status);
    case 'unreachable':
      return words.noAnswer;
    default:
      return assertNever(problem);
  }
}

/** A past call in one menu line: "14:02 · John Doe · +1 906 219 5047 · sent to Anna Petrova · ext. 102". */
export function recentLabel(record: CallRecord, words: DesktopWords): string {
  const who = [record.name, record.number].filter((part) => part !== null);
  const what =
    record.how === 'sent-on' && record.sentTo !== null ? words.sentTo(record.sentTo) : words.ended[record.how];
  return menuText(
    [words.clock(record.startedEpochMs), ...(who.length === 0 ? [words.withheld] : who), what].join(' · '),
  );
}
