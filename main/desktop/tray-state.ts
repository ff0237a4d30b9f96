/** What the tray shows: its shape and its words, decided from the line's state. Pure. */
import { DEAF_AFTER_MS, type LineProblem, type LineStatus, type PhoneBinding } from '../model/line.ts';
import type { CallRecord } from '../model/record.ts';
import { assertNever } from '../model/result.ts';
import { menuText } from './menu-text.ts';
import type { DesktopWords } from './words.ts';

/** Each has a shape of its own, so that colour is never needed to tell them apart. */
export type TrayState = 'offline' | 'registering' | 'ready' | 'do-not-disturb' | 'ringing' | 'phone-gone' | 'deaf';
export const trayStates: readonly TrayState[] = [
  'offline',
  'registering',
  'ready',
  'do-not-disturb',
  'ringing',
  'phone-gone',
  'deaf',
];

export interface TrayFacts {
  readonly status: LineStatus;
  readonly phone: PhoneBinding;
  readonly isRinging: boolean;
  readonly isDoNotDisturb: boolean;
  readonly nowEpochMs: number;
}

/** The shape to show. Deafness outranks all but a call that rings now, and a phone that is gone all but these; do not
 *  disturb is said only of a line that works. */
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
      if (facts.phone === 'absent') return 'phone-gone';
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
      const said = facts.phone === 'absent' ? words.phoneGoneAnd(reachable) : reachable;
      return facts.isDoNotDisturb ? words.doNotDisturbAnd(said) : said;
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
    case 'displaced':
      return words.displaced;
    case 'unreachable':
      return words.noAnswer;
    default:
      return assertNever(problem);
  }
}

/** A past call in one menu line: "14:02 · John Doe · +1 906 219 5047 · sent to Anna Petrova · 102, answered". */
export function recentLabel(record: CallRecord, words: DesktopWords): string {
  const who = known(record.name, record.number);
  const { how, sentTo } = record;
  const what =
    how === 'sent-on' && sentTo !== null
      ? words.sentTo(known(sentTo.name, sentTo.shown).join(' · '), sentTo.outcome)
      : words.ended[how];
  return menuText(
    [words.clock(record.startedEpochMs), ...(who.length === 0 ? [words.withheld] : who), what].join(' · '),
  );
}

const known = (...parts: readonly (string | null)[]): string[] => parts.filter((part) => part !== null);
