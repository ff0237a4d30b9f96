/** British English: the outbox window. */
import { englishLine } from './line-en.ts';
import type { OutboxWords } from './outbox-words.ts';

/** @param timeZone IANA name; undefined: this computer's own */
export function englishOutbox(timeZone?: string): OutboxWords {
  const line = englishLine(timeZone);
  return {
    language: line.language,
    moment: (epochMs, nowEpochMs) => line.moment(epochMs, nowEpochMs),
    crmProblems: line.crmProblems,
    windowTitle: 'Ringside: waiting for the CRM',
    heading: 'Waiting for the CRM',
    listed: (count) => {
      if (count === 0) return 'Nothing waits.';
      return count === 1 ? '1 item' : `${count} items`;
    },
    empty: 'Everything that was written has reached the CRM.',
    loading: 'Reading…',
    notKept: {
      what: 'Nothing can be written to the disk.',
      remedy:
        'Until it can, nothing goes out, so that nothing is sent twice. Make sure that the disk is not full, and keep Ringside running.',
    },
    kinds: { comment: 'Note', lead: 'New lead', 'call-record': 'Call record' },
    nobody: 'number withheld',
    written: (moment) => `Written ${moment}`,
    states: {
      held: 'Held',
      waiting: 'Waiting',
      behind: 'Waiting',
      'in-flight': 'Being sent',
      'perhaps-sent': 'Perhaps sent',
      refused: 'Refused',
      sent: 'Sent',
    },
    heldFor: (seconds) =>
      seconds < 120
        ? `Goes out in ${seconds} s, or when the call has ended.`
        : `Goes out when the call has ended, in ${Math.ceil(seconds / 60)} min at the latest.`,
    behind: 'Waits for another one of the same client to go first.',
    nextTryIn: (seconds) =>
      seconds < 120 ? `Next try in ${seconds} s.` : `Next try in ${Math.ceil(seconds / 60)} min.`,
    tryingNow: 'Goes out as soon as the CRM can be asked.',
    inFlight: 'If no answer came, Ringside looks in the CRM before it sends it again.',
    perhapsSent:
      'It went out, no answer came, and the CRM does not let Ringside look for it. Please look there yourself: if it is missing, send it again; if it is there, discard it here.',
    refused: 'The CRM does not take it as it is.',
    sendNow: 'Send now',
    sendAgain: 'Send again',
    discard: 'Discard',
    discardAsk: 'Throw it away? It will not reach the CRM.',
    discardDo: 'Throw away',
    discardKeep: 'Keep',
    actionOn: (action, kind, about) => `${action}: ${kind}, ${about}`,
    refusals: {
      'unknown-item': 'It is not there any more.',
      'under-way': 'It is being sent at this moment.',
      'not-written': 'The disk could not be written: it stays here. Try again.',
      'refused-sender': 'Refused: this window may not do that.',
      'bad-arguments': 'Not understood: nothing was done.',
      'internal-error': 'Something went wrong inside Ringside. Nothing was done.',
    },
  };
}
