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
import { RE_RING_MS } from './legs.ts';
import { assertNever, err, ok, type Result } from '../model/result.ts';
import type { Call, CallState, Destination, EndReason, LegId, TransferNotice } from '../model/call.ts';
import type { CallCommand, CallEffect, CallEvent, OpenCall, Step } from './machine-state.ts';
import type { StopReason } from '../model/invite.ts';

export type { CallCommand, CallEffect, CallEvent, OpenCall, Step } from './machine-state.ts';

/** How long a card stays after its call ended here, milliseconds: what went wrong stays longest. */
const CARD_STAYS_MS: Record<EndReason, number> = {
  'caller-hung-up': 3_000,
  'stopped-ringing': 3_000,
  declined: 0,
  'do-not-disturb': 0,
  'line-lost': 12_000,
  slept: 12_000,
  quit: 0,
  failed: 12_000,
  'sent-on': 0,
};
/** How long the card of a call that was sent on stays. */
export const SENT_STAYS_MS = 8_000;

/** A call whose first leg has come in.
 *  @returns the ringing call, and the answer of its first leg as an effect */
export function openCall(call: Omit<Call, 'state' | 'legs' | 'tried'>, leg: LegId): Step {
  const open: OpenCall = {
    ...call,
    state: { kind: 'ringing', notice: null },
    legs: [leg],
    tried: [],
    redirecting: null,
    unconfirmed: null,
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
      return event.generation === call.generation ? onTimer(call) : same(call);
    default:
      return assertNever(event);
  }
}

/** The card goes, in whatever state the call is, and nothing is sent. */
export const hide = (call: OpenCall): Step => ({ call: { ...call, isHiddenByAgent: true }, effects: [] });

/** What a click does.
 *  @returns `not-ringing` where the call can no longer be aimed, `already-given` where its only leg carried a 302 to another place */
export function onCommand(
  call: OpenCall,
  command: CallCommand,
  atEpochMs: number,
): Result<Step, 'not-ringing' | 'already-given'> {
  // A leg that has carried a 302 cannot carry another one.
  const leg = call.legs.find((one) => one !== call.unconfirmed?.leg) ?? call.legs[0];
  if (call.state.kind !== 'ringing' || leg === undefined) return err('not-ringing');
  if (command.kind === 'do-not-disturb') {
    const ended = end(call, 'do-not-disturb', atEpochMs);
    return ok({ ...ended, effects: [...rejectAll(call.legs, 480), ...ended.effects] });
  }
  const { destination } = command;
  const given = call.unconfirmed;
  if (leg === given?.leg && destination.dial !== given.destination.dial) return err('already-given');
  return ok({
    call: {
      ...call,
      state: { kind: 'sending', destination, sinceEpochMs: atEpochMs },
      redirecting: { leg, purpose: command.kind, destination },
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
  // To dismiss the card of a call that was over is not to hide the next one.
  const isHiddenByAgent = call.isHiddenByAgent && !isOver;
  const legs = [...call.legs, leg];
  return {
    call: { ...call, state, legs, isShown: true, isHiddenByAgent, generation: call.generation + 1 },
    effects: [{ kind: 'ring', leg }],
  };
}

function stopLeg(call: OpenCall, leg: LegId, reason: StopReason, atEpochMs: number): Step {
  if (!call.legs.includes(leg)) return same(call);
  const legs = call.legs.filter((other) => other !== leg);
  if (legs.length === 0) {
    return end({ ...call, legs }, reason === 'caller-hung-up' ? 'caller-hung-up' : 'stopped-ringing', atEpochMs);
  }
  const rest = { ...call, legs, unconfirmed: call.unconfirmed?.leg === leg ? null : call.unconfirmed };
  // The leg that carried the click is gone, another one still rings: the click did nothing.
  return call.redirecting?.leg === leg ? giveBack(rest, leg, 'refused') : same(rest);
}

function acknowledge(call: OpenCall, leg: LegId, atEpochMs: number): Step {
  // An ACK after "not confirmed" is still the proof that the server took it, whatever was clicked since.
  const taken = [call.redirecting, call.unconfirmed].find((one) => one?.leg === leg);
  if (!taken || call.state.kind === 'ended') return same(call);
  const { destination, purpose } = taken;
  const others = call.legs.filter((other) => other !== leg);
  const tried = [...call.tried, destination.dial];
  if (purpose === 'decline') {
    const ended = end({ ...call, redirecting: taken, tried }, 'declined', atEpochMs);
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
      unconfirmed: null,
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
  const unconfirmed = kind === 'not-confirmed' ? call.redirecting : call.unconfirmed;
  return {
    call: { ...call, state: { kind: 'ringing', notice }, redirecting: null, unconfirmed, isHiddenByAgent: false },
    effects: [],
  };
}

function onTimer(call: OpenCall): Step {
  // It ended here when it was sent, not when its card goes.
  if (call.state.kind === 'sent') return end(call, 'sent-on', call.state.sinceEpochMs);
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
    state: { kind: 'ended', how, destination: destinationOf(call), atEpochMs },
    legs: [],
    redirecting: null,
    unconfirmed: null,
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

/** Where it was being sent, or perhaps was. */
function destinationOf({ state, redirecting, unconfirmed }: OpenCall): Destination | null {
  const known = state.kind === 'sent' || state.kind === 'ended' ? state.destination : null;
  return known ?? redirecting?.destination ?? unconfirmed?.destination ?? null;
}
