/** English words of what Ringside writes into the CRM beneath a note. */
import type { CallRecord } from '../model/record.ts';
import type { CrmWords, NotedCall } from '../switchboard/crm-words.ts';

/** @param time a moment as the company reads it, in this computer's time zone: `22 Nov 2026, 14:02` */
export const englishCrmWords = (time: (epochMs: number) => string): CrmWords => ({
  callLine: ({ number, startedEpochMs, how, sentTo }) => {
    const call = `Call from ${number ?? 'a withheld number'}, ${time(startedEpochMs)}.`;
    return how === null ? call : `${call} ${became(how, sentTo)}`;
  },
});

/** Day and time in English, in the time zone of this computer unless another is named. */
export const englishTime = (timeZone?: string): ((epochMs: number) => string) => {
  const format = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return (epochMs) => format.format(epochMs);
};

const WORDS: Record<Exclude<CallRecord['how'], 'sent-on' | 'declined'>, string> = {
  'caller-hung-up': 'Missed: the caller hung up.',
  'stopped-ringing': 'It stopped ringing at this desk; no more is known.',
  answered: 'Answered.',
  'answered-elsewhere': 'Answered by somebody else.',
  'do-not-disturb': 'Not taken: do not disturb.',
  'line-lost': 'The line was lost; no more is known.',
  slept: 'The computer slept; no more is known.',
  quit: 'No more is known.',
  failed: 'The call broke off.',
  'caller-left': 'The caller hung up before anybody had the call.',
  'sent-back': 'Sent back to the own phone.',
};

const OUTCOMES: Record<NonNullable<NotedCall['sentTo']>['outcome'], string> = {
  'not-told': '.',
  ringing: ', rang there.',
  answered: ', answered there.',
  'went-on': ', not answered there.',
  back: ', and came back.',
};

function became(how: CallRecord['how'], sentTo: NotedCall['sentTo']): string {
  const where = sentTo === null ? '' : [sentTo.name, sentTo.shown].filter((word) => word !== null).join(' · ');
  if (how === 'sent-on') return sentTo === null ? 'Sent on.' : `Sent on: ${where}${OUTCOMES[sentTo.outcome]}`;
  if (how === 'declined') return sentTo === null ? 'Declined.' : `Declined: ${where}.`;
  return WORDS[how];
}
