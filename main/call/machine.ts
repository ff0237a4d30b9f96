/** The life of one call, whatever number of legs ring for it: pure and total.
 *
 *   ringing ──▶ sending ──▶ sent ──▶ ended
 *      │  ◀────────┘ (not confirmed, refused)  │
 *      └──────────────────────────────▶ ended ◀┘      ended ──▶ ringing (a re-ring)
 *
 *  ringing   at least one leg rings here
 *  sending   a 302 is on its way and the server's ACK is awaited
 *  sent      the server took it; the leg is gone and cannot be aimed again
 *  answered  somebody has it (own phone, this app, a colleague), where a lamp tells so
 *  ended     nothing rings here; the card says how, then goes; a re-ring may still revive it
 *
 *  A late event changes nothing; only a command in the wrong state is an error. */
import { assertNever, err, ok, type Result } from '../model/result.ts';
import type { Call, CallState, Destination, EndReason, LegId, TransferNotice } from '../model/call.ts';
import type { StopReason } from '../model/invite.ts';

/** A 302 on its way. */
interface Redirecting {
  readonly leg: LegId;
  readonly purpose: 'send' | 'decline';
}

export interface OpenCall extends Call {
  readonly redirecting: Redirecting | null;
  /** Whether the card is on screen, unless the agent hid it. */
  readonly isShown: boolean;
  readonly isHiddenByAgent: boolean;
  /** A timer of an earlier generation changes nothing. */
  readonly generation: number;
}

export type CallEvent =
  | { readonly kind: 'leg-added'; readonly leg: LegId }
  | { readonly kind: 'leg-stopped'; readonly leg: LegId; readonly reason: StopReason }
  | { readonly kind: 'legs-lost'; readonly why: 'link' | 'slept' }
  | { readonly kind: 'acknowledged'; readonly leg: LegId }
  | { readonly kind: 'not-confirmed'; readonly leg: LegId }
  | { readonly kind: 'not-sent'; readonly leg: LegId }
  | { readonly kind: 'timer'; readonly generation: number };

export type CallCommand =
  | { readonly kind: 'send'; readonly destination: Destination }
  | { readonly kind: 'decline'; readonly destination: Destination }
  | { readonly kind: 'do-not-disturb' };

export type CallEffect =
  | { readonly kind: 'ring'; readonly leg: LegId }
  | { readonly kind: 'redirect'; readonly leg: LegId; readonly dial: string }
  | { readonly kind: 'reject'; readonly leg: LegId; readonly status: 480 | 486 }
  | { readonly kind: 'start-timer'; readonly generation: number; readonly delayMs: number }
  | { readonly kind: 'record' }
  | { readonly kind: 'forget' };

export interface Step {
  readonly call: OpenCall;
  readonly effects: readonly CallEffect[];
}

/** How long a card stays after its call ended here, milliseconds. What went wrong stays longer than what went well. */
export const CARD_STAYS_MS: Record<EndReason, number> = {
  'caller-hung-up': 3_000,
  'stopped-ringing': 3_000,
  declined: 0,
  'do-not-disturb': 0,
  'line-lost': 12_000,
  slept: 12_000,
  failed: 12_000,
  'sent-on': 0,
};
/** How long the card of a call that was sent on stays. */
export const SENT_STAYS_MS = 8_000;
/** A re-ring within this time goes on with the same call. */
export const RE_RING_MS = 10_000;

/** A call whose first leg has come in.
 *  @returns the ringing call, and the answer of its first leg as an effect */
export function openCall(call: Omit<Call, 'state' | 'legs' | 'tried'>, leg: LegId): Step {
  const open: OpenCall = {
    ...call,
    state: { kind: 'ringing', notice: null },
    legs: [leg],
    tried: [],
    redirecting: null,
    isShown: true,
    isHiddenByAgent: false,
    generation: 0,
  };
  return { call: open, effects: [{ kind: 'ring', leg }] };
}

/** What an event of the line or a timer does. Total: every state takes every event. */
export function onEvent(call: OpenCall, event: CallEvent, atEpochMs: number): Step {
  switch (event.kind) {
    case 'leg-added':
      return addLeg(call, event.leg);
    case 'leg-stopped':
      return stopLeg(call, event.leg, event.reason, atEpochMs);
    case 'legs-lost':
      return call.legs.length === 0 ? same(call) : end(call, event.why === 'slept' ? 'slept' : 'line-lost', atEpochMs);
    case 'acknowledged':
      return acknowledge(call, event.leg, atEpochMs);
    case 'not-confirmed':
    case 'not-sent':
      return giveBack(call, event.leg, event.kind === 'not-sent' ? 'refused' : 'not-confirmed');
    case 'timer':
      return event.generation === call.generation ? onTimer(call, atEpochMs) : same(call);
    default:
      return assertNever(event);
  }
}

/** The card goes, in whatever state the call is, and nothing is sent. */
export const hide = (call: OpenCall): Step => ({ call: { ...call, isHiddenByAgent: true }, effects: [] });

/** What a click does.
 *  @returns `not-ringing` where the call can no longer be aimed */
export function onCommand(call: OpenCall, command: CallCommand, atEpochMs: number): Result<Step, 'not-ringing'> {
  const [leg] = call.legs;
  if (call.state.kind !== 'ringing' || leg === undefined) return err('not-ringing');
  if (command.kind === 'do-not-disturb') {
    const ended = end(call, 'do-not-disturb', atEpochMs);
    return ok({ ...ended, effects: [...rejectAll(call.legs, 480), ...ended.effects] });
  }
  const { destination } = command;
  return ok({
    call: {
      ...call,
      state: { kind: 'sending', destination, sinceEpochMs: atEpochMs },
      redirecting: { leg, purpose: command.kind },
    },
    effects: [{ kind: 'redirect', leg, dial: destination.dial }],
  });
}

const same = (call: OpenCall): Step => ({ call, effects: [] });

const rejectAll = (legs: readonly LegId[], status: 480 | 486): CallEffect[] =>
  legs.map((leg) => ({ kind: 'reject', leg, status }));

function addLeg(call: OpenCall, leg: LegId): Step {
  if (call.legs.includes(leg)) return same(call);
  const isOver = call.state.kind === 'ended' || call.state.kind === 'sent';
  const state: CallState = isOver ? { kind: 'ringing', notice: null } : call.state;
  return {
    call: { ...call, state, legs: [...call.legs, leg], isShown: true, generation: call.generation + 1 },
    effects: [{ kind: 'ring', leg }],
  };
}

function stopLeg(call: OpenCall, leg: LegId, reason: StopReason, atEpochMs: number): Step {
  if (!call.legs.includes(leg)) return same(call);
  const rest = { ...call, legs: call.legs.filter((other) => other !== leg) };
  if (rest.legs.length === 0)
    return end(rest, reason === 'caller-hung-up' ? 'caller-hung-up' : 'stopped-ringing', atEpochMs);
  // The leg that carried the click is gone, another one still rings: the click did nothing.
  return call.redirecting?.leg === leg ? giveBack(rest, leg, 'refused') : same(rest);
}

function acknowledge(call: OpenCall, leg: LegId, atEpochMs: number): Step {
  const { redirecting } = call;
  const destination = destinationOf(call.state);
  // An ACK after "not confirmed" is still the proof that the server took it.
  if (redirecting?.leg !== leg || destination === null || call.state.kind === 'ended') return same(call);
  const others = call.legs.filter((other) => other !== leg);
  const tried = [...call.tried, destination.dial];
  if (redirecting.purpose === 'decline') {
    const ended = end({ ...call, tried }, 'declined', atEpochMs);
    return { ...ended, effects: [...rejectAll(others, 486), ...ended.effects] };
  }
  const generation = call.generation + 1;
  return {
    call: {
      ...call,
      state: { kind: 'sent', destination, outcome: 'not-told', sinceEpochMs: atEpochMs },
      legs: [],
      tried,
      redirecting: null,
      generation,
    },
    effects: [
      ...rejectAll(others, 486),
      { kind: 'record' },
      { kind: 'start-timer', generation, delayMs: SENT_STAYS_MS },
    ],
  };
}

/** The buttons come back, also on a card that was hidden in good faith. */
function giveBack(call: OpenCall, leg: LegId, kind: TransferNotice['kind']): Step {
  if (call.state.kind !== 'sending' || call.redirecting?.leg !== leg) return same(call);
  const notice: TransferNotice = { kind, destination: call.state.destination };
  // Kept while a late ACK may still come; a leg that is gone can bring none.
  const redirecting = kind === 'not-confirmed' ? call.redirecting : null;
  return {
    call: { ...call, state: { kind: 'ringing', notice }, redirecting, isHiddenByAgent: false },
    effects: [],
  };
}

function onTimer(call: OpenCall, atEpochMs: number): Step {
  if (call.state.kind === 'sent') return end(call, 'sent-on', atEpochMs);
  if (call.state.kind !== 'ended') return same(call);
  if (!call.isShown) return { call, effects: [{ kind: 'forget' }] };
  return cardGone({ ...call, isShown: false });
}

/** The card is gone; the call is kept until no re-ring can be meant for it. */
function cardGone(call: OpenCall): Step {
  const generation = call.generation + 1;
  return {
    call: { ...call, generation },
    effects: [{ kind: 'start-timer', generation, delayMs: RE_RING_MS }],
  };
}

function end(call: OpenCall, how: EndReason, atEpochMs: number): Step {
  const ended: OpenCall = {
    ...call,
    state: { kind: 'ended', how, destination: destinationOf(call.state), atEpochMs },
    legs: [],
    redirecting: null,
    isShown: CARD_STAYS_MS[how] > 0,
  };
  const next = ended.isShown
    ? {
        call: { ...ended, generation: call.generation + 1 },
        effects: [
          { kind: 'start-timer', generation: call.generation + 1, delayMs: CARD_STAYS_MS[how] },
        ] satisfies CallEffect[],
      }
    : cardGone(ended);
  return { call: next.call, effects: [{ kind: 'record' }, ...next.effects] };
}

function destinationOf(state: CallState): Destination | null {
  switch (state.kind) {
    case 'ringing':
      return state.notice?.kind === 'not-confirmed' ? state.notice.destination : null;
    case 'sending':
    case 'sent':
    case 'ended':
      return state.destination;
    case 'answered':
      return null;
    default:
      return assertNever(state);
  }
}
