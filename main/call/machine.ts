/** The life of one call, whatever number of legs ring for it: pure and total.
 *
 *   ringing ──▶ sending ──▶ sent ──▶ ended        ended ──▶ answered ──▶ ended
 *    │ │  ◀────────┘ (not confirmed, refused)  │  sent ────────┘
 *    │ └──▶ taken ──▶ sent ──▶ taken (fetched) │
 *    └────────────────────────────────▶ ended ◀┘  whatever is over ──▶ ringing (a re-ring)
 *
 *  ringing   at least one leg rings here
 *  sending   a 302 is on its way and the server's ACK is awaited
 *  sent      the server took it; the leg is gone and cannot be aimed again: `sent-on.ts`
 *  taken     this app answered the caller, and passes him on: `taking.ts`
 *  answered  the own phone has it, where its lamp or the agent tells so: `answer.ts`
 *  ended     nothing rings here; the card says how, then goes; a lamp or a re-ring may still revive it
 *
 *  A late event changes nothing; only a command in the wrong state is an error. */
import { onAnswer } from './answer.ts';
import { cardGone, end } from './ending.ts';
import { onOutcome, onSentTimer, sentOn } from './sent-on.ts';
import { beginToTake, choose, onHungUp, onNotTaken, onTaken, onTakenTimer, ringsHere } from './taking.ts';
import { isRingingThere, onPassProgress, passOn } from './passing.ts';
import { assertNever, err, ok, type Result } from '../model/result.ts';
import type { Call, CallState, Destination, LegId, TransferNotice } from '../model/call.ts';
import type { CallCommand, CallEffect, CallEvent, OpenCall, Step } from './machine-state.ts';
import type { StopReason } from '../model/invite.ts';

export type { CallCommand, CallEffect, CallEvent, OpenCall, Step } from './machine-state.ts';

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
    takenLeg: null,
    taking: null,
    perhapsTaken: null,
    backFrom: null,
    isPassedOn: false,
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
      return loseLegs(call, event.why === 'slept' ? 'slept' : 'line-lost', atEpochMs);
    case 'acknowledged':
      return acknowledge(call, event.leg, atEpochMs);
    case 'not-confirmed':
    case 'not-sent':
      return giveBack(call, event.leg, event.kind === 'not-sent' ? 'refused' : 'not-confirmed');
    case 'timer':
      return event.generation === call.generation ? onTimer(call, atEpochMs) : same(call);
    case 'outcome':
      return onOutcome(call, event.outcome, atEpochMs);
    case 'taken':
      return onTaken(call, event.leg, atEpochMs);
    case 'not-taken':
      return onNotTaken(call, event.leg, event.why, atEpochMs);
    case 'pass-progress':
      return onPassProgress(call, event.leg, event.progress, atEpochMs);
    case 'hung-up':
      return onHungUp(call, event.leg, atEpochMs);
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
 *  @returns `not-ringing` where the call can no longer be aimed, `already-given` where its only leg carries an answer already: a 302 to
 *  another place, or a 200 */
export function onCommand(
  call: OpenCall,
  command: CallCommand,
  atEpochMs: number,
): Result<Step, 'not-ringing' | 'already-given'> {
  switch (command.kind) {
    case 'fetch': {
      const { state } = call;
      const isThere = state.kind === 'sent' || (state.kind === 'taken' && isRingingThere(state));
      if (!isThere) return err('not-ringing');
      const { leg, dial } = command;
      return ok(beginToTake(call, { leg, destination: null, from: state }, { kind: 'fetch', leg, dial }, atEpochMs));
    }
    case 'do-not-disturb': {
      if (call.state.kind !== 'ringing') return err('not-ringing');
      const ended = end(call, 'do-not-disturb', atEpochMs);
      return ok({ ...ended, effects: [...rejectAll(call.legs, 480), ...ended.effects] });
    }
    case 'send':
    case 'decline': {
      const passed = command.kind === 'send' ? passOn(call, command.destination, atEpochMs) : null;
      return passed === null ? answer(call, command, atEpochMs) : ok(passed);
    }
    default:
      return assertNever(command);
  }
}

/** Gives one leg its final answer: a 302, or a 200. */
function answer(
  call: OpenCall,
  command: CallCommand & { kind: 'send' | 'decline' },
  atEpochMs: number,
): Result<Step, 'not-ringing' | 'already-given'> {
  const { unconfirmed, perhapsTaken } = call;
  // A leg that has carried a final answer cannot carry another one.
  const leg = call.legs.find((one) => one !== unconfirmed?.leg && one !== perhapsTaken?.leg) ?? call.legs[0];
  if (call.state.kind !== 'ringing' || leg === undefined) return err('not-ringing');
  const { destination } = command;
  const isTake = command.kind === 'send' && command.way === 'take';
  const isGiven = leg === unconfirmed?.leg && (isTake || destination.dial !== unconfirmed.destination.dial);
  if (isGiven || leg === perhapsTaken?.leg) return err('already-given');
  if (isTake) return ok(beginToTake(call, { leg, destination, from: null }, { kind: 'take', leg }, atEpochMs));
  return ok({
    call: {
      ...call,
      state: { kind: 'sending', destination, sinceEpochMs: atEpochMs },
      redirecting: { leg, purpose: command.kind, destination },
    },
    effects: [{ kind: 'redirect', leg, dial: destination.dial }],
  });
}

/** Whether the caller is here: rings, was answered, or is being answered. */
const isHere = ({ legs, state }: OpenCall): boolean => legs.length > 0 || state.kind === 'taken';

const same = (call: OpenCall): Step => ({ call, effects: [] });

/** What was sent on stays where it is, also while it was being fetched back. */
function loseLegs(call: OpenCall, why: 'slept' | 'line-lost', atEpochMs: number): Step {
  const { taking, legs } = call;
  if (taking?.from?.kind === 'sent' && legs.length === 0) return onNotTaken(call, taking.leg, 'refused', atEpochMs);
  return isHere(call) ? end(call, why, atEpochMs) : same(call);
}

const rejectAll = (legs: readonly LegId[], status: 480 | 486): CallEffect[] =>
  legs.map((leg) => ({ kind: 'reject', leg, status }));

function addLeg(call: OpenCall, leg: LegId, atEpochMs: number): Step {
  if (call.legs.includes(leg)) return same(call);
  const legs = [...call.legs, leg];
  const effects = [{ kind: 'ring', leg } as const];
  if (call.state.kind === 'taken') {
    const { step } = call.state;
    return { call: step.kind === 'answering' ? { ...call, legs } : ringsHere({ ...call, legs }, atEpochMs), effects };
  }
  const more: OpenCall = { ...call, legs, isShown: true, generation: call.generation + 1 };
  if (call.state.kind === 'ringing' || call.state.kind === 'sending') return { call: more, effects };
  return {
    call: {
      ...more,
      state: { kind: 'ringing', notice: null },
      backFrom: sentTo(call.state) ?? call.backFrom,
      rangEpochMs: atEpochMs,
      stop: null,
      // To dismiss the card of a call that was over is not to hide the next one.
      isHiddenByAgent: false,
    },
    effects,
  };
}

/** Where a call that rings here again had been sent. */
function sentTo(state: CallState): Destination | null {
  if (state.kind === 'sent') return state.destination;
  return state.kind === 'ended' && state.how === 'sent-on' ? state.destination : null;
}

function stopLeg(call: OpenCall, leg: LegId, reason: StopReason, atEpochMs: number): Step {
  if (!call.legs.includes(leg)) return same(call);
  const legs = call.legs.filter((other) => other !== leg);
  const isFetched = (call.taking?.from ?? null) !== null;
  if (legs.length === 0 && call.takenLeg !== null && !call.isPassedOn)
    return choose({ ...call, legs }, null, atEpochMs);
  if (legs.length === 0 && !isFetched) {
    const stopped = { ...call, legs, stop: { reason, atEpochMs } };
    return end(stopped, reason === 'caller-hung-up' ? 'caller-hung-up' : 'stopped-ringing', atEpochMs);
  }
  const rest: OpenCall = {
    ...call,
    legs,
    unconfirmed: call.unconfirmed?.leg === leg ? null : call.unconfirmed,
    perhapsTaken: call.perhapsTaken?.leg === leg ? null : call.perhapsTaken,
  };
  // The leg that carried the click is gone, another one still rings: the click did nothing.
  if (call.taking?.leg === leg) return onNotTaken(rest, leg, 'refused', atEpochMs);
  return call.redirecting?.leg === leg ? giveBack(rest, leg, 'refused') : same(rest);
}

function acknowledge(call: OpenCall, leg: LegId, atEpochMs: number): Step {
  // An ACK after "not confirmed" is still the proof that the server took it, whatever was clicked since.
  const given = [call.redirecting, call.unconfirmed].find((one) => one?.leg === leg);
  if (!given || call.state.kind === 'ended') return same(call);
  const others = call.legs.filter((other) => other !== leg);
  if (given.purpose === 'decline') {
    const tried = [...call.tried, given.destination.dial];
    const ended = end({ ...call, redirecting: given, tried }, 'declined', atEpochMs);
    return { ...ended, effects: [...rejectAll(others, 486), ...ended.effects] };
  }
  // Another leg may have been answered meanwhile: should that come true, he is here after all.
  const sent = sentOn(
    { ...call, taking: null, perhapsTaken: call.taking ?? call.perhapsTaken },
    given.destination,
    'redirect',
    atEpochMs,
  );
  return { call: sent.call, effects: [...rejectAll(others, 486), ...sent.effects] };
}

/** The buttons come back, also on a card that was hidden in good faith. */
function giveBack(call: OpenCall, leg: LegId, kind: 'not-confirmed' | 'refused'): Step {
  if (call.state.kind !== 'sending' || call.redirecting?.leg !== leg) return same(call);
  const notice: TransferNotice = { kind, destination: call.state.destination };
  const unconfirmed = kind === 'not-confirmed' ? call.redirecting : call.unconfirmed;
  return {
    call: { ...call, state: { kind: 'ringing', notice }, redirecting: null, unconfirmed, isHiddenByAgent: false },
    effects: [],
  };
}

function onTimer(call: OpenCall, atEpochMs: number): Step {
  const { state } = call;
  if (state.kind === 'sent') return onSentTimer(call, state, atEpochMs);
  if (state.kind === 'taken') return onTakenTimer(call, state.step, atEpochMs);
  if (state.kind !== 'ended') return same(call);
  if (!call.isShown) return { call, effects: [{ kind: 'forget' }] };
  return cardGone({ ...call, isShown: false });
}
