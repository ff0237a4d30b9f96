/** The words of tray and notifications; a language is one object of this shape. */
import type { EndReason, Outcome } from '../model/call.ts';

export interface DesktopWords {
  readonly notSetUp: string;
  readonly suspended: string;
  readonly stopped: string;
  /** @param problem why the last try failed, null when none has failed yet */
  connecting(problem: string | null): string;
  /** @param since a clock time */
  unreachableSince(since: string, problem: string | null): string;
  /** @param ageSec whole seconds since a request of ours was last answered */
  reachable(ageSec: number): string;
  doNotDisturbAnd(reachable: string): string;
  phoneGoneAnd(reachable: string): string;
  readonly credentialsRejected: string;
  /** @param status SIP status code */
  refused(status: number): string;
  readonly displaced: string;
  readonly noAnswer: string;

  readonly noCalls: string;
  readonly withheld: string;
  readonly ended: Readonly<Record<EndReason, string>>;
  /** @param outcome as far as it was told */
  sentTo(destination: string, outcome: Outcome): string;
  readonly doNotDisturb: string;
  readonly calls: string;
  /** @param count at least 1 */
  callsMissed(count: number): string;
  /** @param count at least 1 */
  missed(count: number): string;
  /** @param count of what has not reached the CRM, at least 1 */
  waitingForCrm(count: number): string;
  readonly exportTitle: string;
  readonly exportKind: string;
  readonly exportName: string;
  readonly colleagues: string;
  readonly status: string;
  readonly settings: string;
  readonly quit: string;

  readonly deafTitle: string;
  deafBody(since: string, problem: string | null): string;
  readonly phoneGoneTitle: string;
  readonly phoneGoneBody: string;
  readonly backTitle: string;
  /** @param from @param until clock times */
  backBody(from: string, until: string): string;
  readonly shortcutRefusedTitle: string;
  /** @param shortcut as shown: "Ctrl ⇧ F9" */
  shortcutTaken(shortcut: string): string;
  shortcutUnusable(shortcut: string): string;

  /** What became of a call that was sent on. @param destination a name, or a number where none is known */
  outcomeTitle(destination: string, outcome: Outcome): string;
  readonly strandedTitle: Readonly<Record<'sent-back' | 'gone', string>>;
  readonly strandedBody: Readonly<Record<'sent-back' | 'gone', string>>;
  readonly noteTitle: string;
  /** @param destination whose companion it was for @param caller of the call that it was about */
  noteBody(destination: string, caller: string): string;

  /** Hours and minutes on this computer's clock. */
  clock(epochMs: number): string;
}

/** British English.
 *  @param timeZone IANA name; undefined: this computer's own */
export function englishWords(timeZone?: string): DesktopWords {
  const clockFormat = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const after: Record<Outcome, string> = {
    'not-told': '',
    ringing: '',
    answered: ', answered',
    'went-on': ', rang, then stopped',
    back: ', came back',
  };
  const titles: Record<Outcome, (destination: string) => string> = {
    'not-told': (destination) => `Sent to ${destination}`,
    ringing: (destination) => `Rings at ${destination}`,
    answered: (destination) => `${destination} answered`,
    'went-on': (destination) => `Rang at ${destination}, then stopped: voicemail or hang-up`,
    back: (destination) => `Not taken at ${destination}: rings here again`,
  };
  const because = (problem: string | null): string => (problem === null ? '' : `: ${problem}`);
  return {
    notSetUp: 'Not set up yet',
    suspended: 'Offline: this computer sleeps or has no network',
    stopped: 'Offline',
    connecting: (problem) => (problem === null ? 'Connecting…' : `Connecting again${because(problem)}`),
    unreachableSince: (since, problem) => `Unreachable since ${since}${because(problem)}`,
    reachable: (ageSec) => `Reachable, checked ${age(ageSec)} ago`,
    phoneGoneAnd: (reachable) => `The desk phone is not registered · ${reachable}`,
    doNotDisturbAnd: (reachable) => `Do not disturb · ${reachable}`,
    credentialsRejected: 'user or password rejected',
    refused: (status) => `the server refuses (${status})`,
    displaced: 'the desk phone has taken its place',
    noAnswer: 'the server does not answer',

    noCalls: 'No calls yet',
    withheld: 'Number withheld',
    ended: {
      'caller-hung-up': 'missed',
      'stopped-ringing': 'stopped ringing here',
      answered: 'answered',
      'answered-elsewhere': 'answered by somebody else',
      declined: 'declined',
      'do-not-disturb': 'turned away, do not disturb',
      'line-lost': 'line lost while ringing',
      quit: 'Ringside was ended meanwhile',
      slept: 'this computer slept',
      failed: 'broken off',
      'sent-on': 'sent on',
      'caller-left': 'hung up while held here',
      'sent-back': 'sent back to the desk phone',
    },
    sentTo: (destination, outcome) => `sent to ${destination}${after[outcome]}`,
    doNotDisturb: 'Do not disturb',
    calls: 'Calls…',
    callsMissed: (count) => `Calls… (${count} missed)`,
    missed: (count) => (count === 1 ? '1 missed call' : `${count} missed calls`),
    waitingForCrm: (count) => `Waiting for the CRM (${count})…`,
    exportTitle: 'Export calls',
    exportKind: 'CSV',
    exportName: 'ringside-calls.csv',
    colleagues: 'Colleagues…',
    status: 'Status…',
    settings: 'Settings…',
    quit: 'Quit Ringside',

    deafTitle: 'Calls do not reach this computer',
    deafBody: (since, problem) => `Unreachable since ${since}${because(problem)}. The desk phone may still ring.`,
    phoneGoneTitle: 'Only Ringside is registered on this line',
    phoneGoneBody:
      'The desk phone was thrown out, or is off: calls ring here alone. Administrator: allow 2 contacts or more (max_contacts), and keep those that are there (remove_existing=no); see docs/pbx.',
    backTitle: 'Reachable again',
    backBody: (from, until) =>
      from === until ? `Unreachable for a moment at ${from}.` : `You were unreachable ${from}–${until}.`,
    shortcutRefusedTitle: 'A shortcut does not work',
    shortcutTaken: (shortcut) => `Another program uses ${shortcut}. Another one can be chosen in the settings.`,
    shortcutUnusable: (shortcut) => `${shortcut} cannot be used here. Another one can be chosen in the settings.`,

    outcomeTitle: (destination, outcome) => titles[outcome](destination),
    strandedTitle: {
      'sent-back': 'A caller held here was sent back to the desk phone',
      gone: 'A caller is no longer held here',
    },
    strandedBody: {
      'sent-back': 'Ringside had answered, and lost the line or was ended before somebody had the call.',
      gone: 'Ringside had answered, and lost the line or was ended. The caller has hung up, or somebody has the call: not told which.',
    },
    noteTitle: 'The note may not have arrived',
    noteBody: (destination, caller) => `It was for ${destination}, about ${caller}. The call itself was sent on.`,

    clock: (epochMs) => clockFormat.format(epochMs),
  };
}

function age(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h`;
}
