/** British English: the history window. */
import type { HistoryCallView } from '../../main/bridge/contract/history-views.ts';
import type { HistoryWords } from './history-words.ts';

const language = 'en-GB';

type Ended = HistoryCallView['how'];
type SentTo = NonNullable<HistoryCallView['sentTo']>;

const ended: Readonly<Record<Ended, string>> = {
  'caller-hung-up': 'Missed',
  'caller-left': 'Hung up while held here',
  'stopped-ringing': 'Stopped ringing here',
  answered: 'Answered',
  'answered-elsewhere': 'Answered by somebody else',
  declined: 'Declined',
  'do-not-disturb': 'Turned away: do not disturb',
  'line-lost': 'Line lost while ringing',
  slept: 'This computer slept',
  quit: 'Ringside was ended meanwhile',
  failed: 'Broken off',
  'sent-back': 'Sent back to the desk phone',
  'sent-on': 'Sent on',
};

const outcomes: Readonly<Record<SentTo['outcome'], string>> = {
  'not-told': '',
  ringing: ' · rang there',
  answered: ' · answered',
  'went-on': ' · rang, then stopped',
  back: ' · came back',
};

const plural = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${new Intl.NumberFormat(language).format(count)} ${many}`;

/** @param timeZone IANA name; undefined: this computer's own */
export function englishHistory(timeZone?: string): HistoryWords {
  const zone = timeZone === undefined ? {} : { timeZone };
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(language, { ...options, ...zone });
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  const exact = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const day = format({ weekday: 'short', day: 'numeric', month: 'long' });
  const dayOfYear = format({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });
  const date = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const year = format({ year: 'numeric' });
  // Sweden writes dates as ISO 8601 does.
  const iso = new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone });
  const dayKey = (epochMs: number): string => iso.format(epochMs);
  return {
    language,
    windowTitle: 'Ringside: calls',
    heading: 'Calls',
    search: 'Name, number or its last digits',
    keys: 'The arrow keys walk the list, Enter opens a call, / goes to the search.',
    filterLegend: 'Show',
    filters: {
      all: 'All',
      missed: 'Missed',
      answered: 'Answered',
      'sent-on': 'Sent on',
      'stopped-ringing': 'Stopped ringing',
      other: 'Other',
    },
    today: 'Today',
    yesterday: 'Yesterday',
    day: (epochMs, nowEpochMs) =>
      (year.format(epochMs) === year.format(nowEpochMs) ? day : dayOfYear).format(epochMs).replace(',', ''),
    dayKey,
    clock: (epochMs) => clock.format(epochMs),
    exactClock: (epochMs) => exact.format(epochMs),
    moment: (epochMs, nowEpochMs) =>
      dayKey(epochMs) === dayKey(nowEpochMs)
        ? clock.format(epochMs)
        : `${date.format(epochMs)}, ${clock.format(epochMs)}`,
    withheld: 'Number withheld',
    became: ({ how, sentTo }) =>
      how === 'sent-on' && sentTo !== null
        ? `Sent to ${sentTo.name ?? sentTo.shown}${outcomes[sentTo.outcome]}`
        : sentTo?.outcome === 'back' && how !== 'sent-back'
          ? `${ended[how]} · had come back from ${sentTo.name ?? sentTo.shown}`
          : ended[how],
    step: {
      rang: 'Rang here',
      sent: 'Sent on',
      taken: 'Taken here',
      'rang-there': 'Rang there',
      'answered-there': 'Answered there',
      'went-on': 'Stopped ringing there',
      'came-back': 'Came back',
      answered: 'Answered',
      ended: 'Ended',
    },
    sentToStep: (to) => `Sent to ${to}`,
    loading: 'Looking…',
    listed: (count, hasMore) =>
      hasMore ? `The newest ${plural(count, 'call', 'calls')}` : plural(count, 'call', 'calls'),
    none: 'No calls yet. The next one that rings will be here.',
    noneOf: {
      missed: 'No missed calls.',
      answered: 'No answered calls.',
      'sent-on': 'No calls that were sent on.',
      'stopped-ringing': 'No calls that just stopped ringing.',
      other: 'No other calls.',
    },
    noneFor: (query) => `No call found for “${query}”.`,
    notReadable: 'The history cannot be read.',
    notReadableRemedy: 'Calls are shown all the same. Make sure that the disk is not full, then start Ringside again.',
    notHere: (since) => `Calls while Ringside was off are not here; it has been running since ${since}.`,
    kept: (calls, days, since) =>
      `${plural(calls, 'call', 'calls')}${since === null ? '' : ` since ${since}`}, kept for ${plural(days, 'day', 'days')}.`,
    route: 'Came through',
    called: 'Called',
    forwardedFrom: 'From',
    responsible: 'Responsible',
    number: 'Number',
    what: 'What became of it',
    times: 'Times',
    note: 'Note',
    close: 'Close',
    openCard: 'Open in CRM',
    copyNumber: 'Copy number',
    copied: 'The number is in the clipboard.',
    callBack: 'Call back',
    dialling: 'Handed to the program that dials.',
    addNote: 'Add note',
    noteLabel: 'Note for the CRM',
    noteHint: 'Goes to the client’s timeline.',
    noteSave: 'Send to the CRM',
    noteSaved: 'The note is on its way to the CRM.',
    cancel: 'Cancel',
    forget: 'Forget this caller…',
    forgetQuestion: (who) => `Forget ${who}?`,
    forgetWhat: (calls, unsent) =>
      `Goes for good: ${plural(calls, 'call', 'calls')}${unsent === 0 ? '' : `, ${plural(unsent, 'entry', 'entries')} not yet sent to the CRM`}.`,
    forgetHint: 'Kept answers of the CRM and traces in the log go too. What stands in the CRM stays there.',
    forgetNow: 'Forget',
    forgot: (calls) => `Forgotten: ${plural(calls, 'call', 'calls')}.`,
    exportAll: 'Export as CSV…',
    exporting: (written) => `Writing: ${plural(written, 'call', 'calls')}…`,
    stopExport: 'Stop',
    exported: (written, file) => `${plural(written, 'call', 'calls')} written to ${file}`,
    exportFailed: (code) =>
      `The file could not be written (${code}). Make sure that the folder may be written to and the disk is not full.`,
    refusals: {
      'unknown-call': 'This call is no longer in the history.',
      'no-card': 'The CRM has no page for this client, or it could not be opened.',
      'no-number': 'The number was withheld.',
      'not-copied': 'The clipboard did not take the number.',
      'not-opened': 'No program took the number. Check “Call back” in the settings.',
      'no-client': 'No client is known for this call: there is no timeline to write to.',
      'not-forgotten': 'Not all of it could be removed. Please try again.',
      'already-running': 'An export is running already.',
      'refused-sender': 'Refused: this window may not ask that.',
      'bad-arguments': 'Not understood: nothing was done.',
      'internal-error': 'Something went wrong inside Ringside.',
    },
    problem: (code) => (code === 'no-database' ? '' : code),
  };
}
