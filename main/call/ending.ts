/** How a call ends here, and how long its card and its memory stay after that. */
import { RE_RING_MS } from './legs.ts';
import type { CallState, Destination, EndReason, Outcome } from '../model/call.ts';
import type { OpenCall, Step } from './machine-state.ts';

/** How long a card stays after its call ended here, milliseconds: what went wrong stays longest. */
const CARD_STAYS_MS: Record<EndReason, number> = {
  'caller-hung-up': 3_000,
  'stopped-ringing': 3_000,
  answered: 3_000,
  'answered-elsewhere': 3_000,
  declined: 0,
  'do-not-disturb': 0,
  'line-lost': 12_000,
  slept: 12_000,
  quit: 0,
  failed: 12_000,
  'caller-left': 8_000,
  'sent-back': 8_000,
  'sent-on': 0,
};

/** Ends a call, whatever it was doing. */
export function end(call: OpenCall, how: EndReason, atEpochMs: number): Step {
  const ended: OpenCall = {
    ...call,
    state: { kind: 'ended', how, destination: destinationOf(call), outcome: outcomeOf(call.state), atEpochMs },
    legs: [],
    redirecting: null,
    unconfirmed: null,
    takenLeg: isStillToldOf(call) ? call.takenLeg : null,
    taking: null,
    isPassedOn: isStillToldOf(call),
    isShown: CARD_STAYS_MS[how] > 0,
  };
  const next = ended.isShown ? wait(ended, CARD_STAYS_MS[how]) : cardGone(ended);
  return { call: next.call, effects: [{ kind: 'record' }, ...next.effects] };
}

/** The card is gone; the call is kept until no re-ring can be meant for it. */
export const cardGone = (call: OpenCall): Step => wait(call, RE_RING_MS);

/** Starts the call's one timer; the one before it, should it still run, is of an earlier generation. */
export function wait(call: OpenCall, delayMs: number): Step {
  const generation = call.generation + 1;
  return { call: { ...call, generation }, effects: [{ kind: 'start-timer', generation, delayMs }] };
}

/** Where it was being sent, or perhaps was. One who waits for a choice goes nowhere. */
function destinationOf({ state, redirecting, unconfirmed }: OpenCall): Destination | null {
  switch (state.kind) {
    case 'sent':
    case 'ended':
      return state.destination ?? unconfirmed?.destination ?? null;
    case 'taken':
      return state.step.kind === 'answering' || state.step.kind === 'passing' ? state.step.destination : null;
    case 'ringing':
    case 'sending':
    case 'answered':
      return redirecting?.destination ?? unconfirmed?.destination ?? null;
  }
}

const outcomeOf = (state: CallState): Outcome | null =>
  state.kind === 'sent' || state.kind === 'ended' ? state.outcome : null;

/** Whether he rang here again while his REFER was out: what becomes of that is still to be told. */
export const isStillToldOf = ({ state, isPassedOn }: OpenCall): boolean => state.kind !== 'taken' && isPassedOn;
