/** The life of one call, whatever number of legs ring for it: pure and total.
 *
 *   ringing ──▶ sending ──▶ sent ──▶ ended        ended ──▶ answered ──▶ ended
 *      │  ◀────────┘ (not confirmed, refused)  │  sent ────────┘
 *      └──────────────────────────────▶ ended ◀┘  whatever is over ──▶ ringing (a re-ring)
 *
 *  ringing   at least one leg rings here
 *  sending   a 302 is on its way and the server's ACK is awaited
 *  sent      the server took it; the leg is gone and cannot be aimed again
 *  answered  the own phone has it, where its lamp or the agent tells so: `answer.ts`
 *  ended     nothing rings here; the card says how, then goes; a lamp or a re-ring may still revive it
 *
 *  A late event changes nothing; only a command in the wrong state is an error. */
import { onAnswer } from './answer.ts';
import { cardGone, end, wait } from './ending.ts';
import { assertNever, err, ok, type Result } from '../model/result.ts';
import type { Call, CallState, LegId, TransferNotice } from '../model/call.ts';
import type { CallCommand, CallEffect, CallEvent, OpenCall, Step } from './machine-state.ts';
import type { StopReason } from '../model/invite.ts';

export type { CallCommand, CallEffect, CallEvent, OpenCall, Step } from './machine-state.ts';

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
    rangEpochMs: call.startedEpochMs,
    stop: null,
    isOnOwnLine: false,
  };
  return { call: open, effects: [{ kind: 'ring', leg }] };
}

/** What an event of the line or a timer does. Total: every state takes every event. */
export function onEvent(call: OpenCall, event: CallEvent, atEpochMs: number): Step {
  switch (event.kind) {
    case 'leg-added':
      return addLeg(call, event.leg, atEpochMs);
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
    case 'own-line':
    case 'picked-up':
    case 'not-picked-up':
    case 'answered-elsewhere':
      return onAnswer(call, event, atEpochMs);
    default:
      return assertNever(event);
  }
}

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

function addLeg(call: OpenCall, leg: LegId, atEpochMs: number): Step {
  if (call.legs.includes(leg)) return same(call);
  const more: OpenCall = { ...call, legs: [...call.legs, leg], isShown: true, generation: call.generation + 1 };
  const isOver = call.state.kind !== 'ringing' && call.state.kind !== 'sending';
  const state: CallState = { kind: 'ringing', notice: null };
  return {
    // To dismiss the card of a call that was over is not to hide the next one.
    call: isOver ? { ...more, state, rangEpochMs: atEpochMs, stop: null, isHiddenByAgent: false } : more,
    effects: [{ kind: 'ring', leg }],
  };
}

function stopLeg(call: OpenCall, leg: LegId, reason: StopReason, atEpochMs: number): Step {
  if (!call.legs.includes(leg)) return same(call);
  const legs = call.legs.filter((other) => other !== leg);
  if (legs.length === 0) {
    const stopped = { ...call, legs, stop: { reason, atEpochMs } };
    return end(stopped, reason === 'caller-hung-up' ? 'caller-hung-up' : 'stopped-ringing', atEpochMs);
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
  const sent = wait(
    {
      ...call,
      state: { kind: 'sent', destination, outcome: 'not-told', sinceEpochMs: atEpochMs },
      legs: [],
      tried,
      redirecting: null,
      unconfirmed: null,
    },
    SENT_STAYS_MS,
  );
  return { call: sent.call, effects: [...rejectAll(others, 486), { kind: 'record' }, ...sent.effects] };
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
