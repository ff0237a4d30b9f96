/** What has become of a call, in words. Nothing is said that the line did not tell. */
import type { CallStateView, CallView, DestinationView, TakenStepView } from '../../main/bridge/contract/call-views.ts';
import type { OutcomeView, OwnLineView } from '../i18n/sending-words.ts';
import type { CallerWords } from '../i18n/words.ts';
import { assertNever } from '../ui/assert-never.ts';
import type { Tone } from '../ui/tone.ts';

export interface Progress {
  readonly tone: Tone;
  readonly what: string;
  /** Stands after `what`. */
  readonly destination: DestinationView | null;
  readonly more: string;
  /** A second destination with the words before it: where a call was to go that ended first, or goes next. */
  readonly then: { readonly before: string; readonly destination: DestinationView } | null;
}

type State<K extends CallStateView['kind']> = Extract<CallStateView, { kind: K }>;

/** @returns null while the call rings and nothing has been done with it, and while somebody here has it: the timer says so */
export function progressOf(call: CallView, words: CallerWords): Progress | null {
  const { state } = call;
  switch (state.kind) {
    case 'ringing':
    case 'answered':
      return null;
    case 'sending':
      return { tone: 'neutral', what: words.sending, destination: state.destination, more: '', then: null };
    case 'sent':
      return {
        tone: outcomeTone(state.outcome),
        what: words.sentTo[state.outcome],
        destination: state.destination,
        more: afterSending(state, call.ownLine, words),
        then: null,
      };
    case 'taken':
      return takenProgress(state.step, words);
    case 'ended':
      return endProgress(state, words);
    default:
      return assertNever(state);
  }
}

/** Whether the own phone rings on is told where anything may still ring: a 302 that nobody has answered. Where it rings on, the caller
 *  is in no mailbox. */
function afterSending({ way, outcome }: State<'sent'>, ownLine: OwnLineView, words: CallerWords): string {
  const isWaiting = outcome === 'not-told' || outcome === 'ringing' || (outcome === 'went-on' && ownLine === 'ringing');
  const isOpen = way === 'redirect' && isWaiting;
  return isOpen ? words.ownPhone[ownLine] : words.afterSending[outcome];
}

function takenProgress(step: TakenStepView, words: CallerWords): Progress {
  const plain = { tone: 'neutral', destination: null, more: words.hearsSilence, then: null } as const;
  switch (step.kind) {
    case 'answering': {
      const { destination } = step;
      const then = destination && { before: words.thenTo, destination };
      return { ...plain, what: words.answering, more: '', then };
    }
    case 'passing': {
      const more = step.isRinging ? words.ringsThere : words.hearsSilence;
      return { ...plain, what: words.passingTo, destination: step.destination, more };
    }
    case 'choosing':
      return step.failed === null
        ? { ...plain, what: words.callerIsHere }
        : { ...plain, tone: 'bad', what: words.notPassed[step.failed.why], destination: step.failed.destination };
    case 'returning':
      return { ...plain, what: words.goingBack(step.attempt) };
    default:
      return assertNever(step);
  }
}

function endProgress({ how, destination, outcome }: State<'ended'>, words: CallerWords): Progress {
  const { what, more } = words.ended[how];
  if (how !== 'sent-on' || destination === null)
    return {
      tone: endTone(how),
      what,
      destination: null,
      more,
      then: destination && { before: words.onItsWayTo, destination },
    };
  // That it rang there is over; that it was answered, or went on, stays true.
  const isTold = outcome === 'answered' || outcome === 'went-on';
  return {
    tone: outcomeTone(outcome ?? 'not-told'),
    what: isTold ? words.sentTo[outcome] : words.sentOnTo,
    destination,
    more: isTold ? words.afterSending[outcome] : '',
    then: null,
  };
}

/** What became of the note that went with the call; empty where none did. */
export const noteText = ({ note }: CallView, words: CallerWords): string =>
  note === null || note.text === '' ? '' : words.noteDelivery[note.delivery];

const outcomeTone = (outcome: OutcomeView): Tone => (outcome === 'back' || outcome === 'went-on' ? 'warn' : 'good');

function endTone(how: Extract<CallStateView, { kind: 'ended' }>['how']): Tone {
  switch (how) {
    case 'caller-hung-up':
    case 'caller-left':
      return 'warn';
    case 'quit':
    case 'line-lost':
    case 'slept':
    case 'failed':
      return 'bad';
    case 'sent-on':
      return 'good';
    case 'stopped-ringing':
    case 'sent-back':
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
    case 'taken':
      return `${words.takenTimer} ${span(state.sinceEpochMs, nowEpochMs)}`;
    case 'answered':
      return `${words.answeredBy[state.by]} ${span(state.sinceEpochMs, nowEpochMs)}`;
    case 'ended':
      return state.how === 'answered' ? '' : `${words.rangFor} ${span(startedEpochMs, state.atEpochMs)}`;
    default:
      return assertNever(state);
  }
}
