/** How a call ends here, and how long its card and its memory stay after that. */
import { RE_RING_MS } from './legs.ts';
import type { Destination, EndReason } from '../model/call.ts';
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
  'sent-on': 0,
};
/** How long a call that was sent on is kept: a colleague's phone rings a minute or two before the call comes back. */
const SENT_KEPT_MS = 120_000;

/** Ends a call, whatever it was doing. */
export function end(call: OpenCall, how: EndReason, atEpochMs: number): Step {
  const ended: OpenCall = {
    ...call,
    state: { kind: 'ended', how, destination: destinationOf(call), atEpochMs },
    legs: [],
    redirecting: null,
    unconfirmed: null,
    isShown: CARD_STAYS_MS[how] > 0,
  };
  const next = ended.isShown ? wait(ended, CARD_STAYS_MS[how]) : cardGone(ended);
  return { call: next.call, effects: [{ kind: 'record' }, ...next.effects] };
}

/** The card is gone; the call is kept until no re-ring can be meant for it. */
export function cardGone(call: OpenCall): Step {
  const isSentOn = call.state.kind === 'ended' && call.state.how === 'sent-on';
  return wait(call, isSentOn ? SENT_KEPT_MS : RE_RING_MS);
}

/** Starts the call's one timer; the one before it, should it still run, is of an earlier generation. */
export function wait(call: OpenCall, delayMs: number): Step {
  const generation = call.generation + 1;
  return { call: { ...call, generation }, effects: [{ kind: 'start-timer', generation, delayMs }] };
}

/** Where it was being sent, or perhaps was. */
function destinationOf({ state, redirecting, unconfirmed }: OpenCall): Destination | null {
  const known = state.kind === 'sent' || state.kind === 'ended' ? state.destination : null;
  return known ?? redirecting?.destination ?? unconfirmed?.destination ?? null;
}
