/** What has become of a call, in words. Nothing is said that the line did not tell. */
import type { CallStateView, CallView, DestinationView } from '../../main/bridge/contract/call-views.ts';
import type { CallerWords } from '../i18n/words.ts';
import { assertNever } from '../ui/assert-never.ts';
import type { Tone } from '../ui/tone.ts';

export interface Progress {
  readonly tone: Tone;
  readonly what: string;
  /** Stands after `what`. */
  readonly destination: DestinationView | null;
  readonly more: string;
  /** Before a second destination, where a call ended after it had been sent. */
  readonly sentTo: DestinationView | null;
}

/** @returns null while the call rings and nothing has been done with it, and while somebody here has it: the timer says so */
export function progressOf(state: CallStateView, words: CallerWords): Progress | null {
  switch (state.kind) {
    case 'ringing':
      return null;
    case 'sending':
      return { tone: 'neutral', what: words.sending, destination: state.destination, more: '', sentTo: null };
    case 'sent':
      return {
        tone: state.outcome === 'back' || state.outcome === 'went-on' ? 'warn' : 'good',
        what: words.sentTo[state.outcome],
        destination: state.destination,
        more: words.afterSending[state.outcome],
        sentTo: null,
      };
    case 'answered':
      return null;
    case 'ended': {
      const { what, more } = words.ended[state.how];
      const isSentOn = state.how === 'sent-on';
      return {
        tone: endTone(state.how),
        what: isSentOn && state.destination !== null ? words.sentOnTo : what,
        destination: isSentOn ? state.destination : null,
        more,
        sentTo: isSentOn ? null : state.destination,
      };
    }
    default:
      return assertNever(state);
  }
}

function endTone(how: Extract<CallStateView, { kind: 'ended' }>['how']): Tone {
  switch (how) {
    case 'caller-hung-up':
      return 'warn';
    case 'quit':
    case 'line-lost':
    case 'slept':
    case 'failed':
      return 'bad';
    case 'sent-on':
      return 'good';
    case 'stopped-ringing':
    case 'answered':
    case 'answered-elsewhere':
    case 'declined':
    case 'do-not-disturb':
      return 'neutral';
    default:
      return assertNever(how);
  }
}

/** The running time at the card's corner: "ringing 0:04". A call that is over shows how long it rang, and nothing where it
 *  was answered here: that time is not told.
 *  @param nowEpochMs main's clock */
export function timerText(call: CallView, words: CallerWords, nowEpochMs: number): string {
  const { state, startedEpochMs } = call;
  const span = (fromEpochMs: number, untilEpochMs: number): string => words.timer((untilEpochMs - fromEpochMs) / 1000);
  switch (state.kind) {
    case 'ringing':
      return `${words.ringing} ${span(startedEpochMs, nowEpochMs)}`;
    case 'sending':
      return `${words.sendingTimer} ${span(state.sinceEpochMs, nowEpochMs)}`;
    case 'sent':
      return `${words.sentTimer} ${span(state.sinceEpochMs, nowEpochMs)}`;
    case 'answered':
      return `${words.answeredBy[state.by]} ${span(state.sinceEpochMs, nowEpochMs)}`;
    case 'ended':
      return state.how === 'answered' ? '' : `${words.rangFor} ${span(startedEpochMs, state.atEpochMs)}`;
    default:
      return assertNever(state);
  }
}
