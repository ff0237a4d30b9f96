/** A caller whom this app answers, to pass him on: pure. He hears silence, so he is never left with nobody.
 *
 *   answering ──▶ passing ──▶ (sent)
 *       │           │  ▲
 *       │           ▼  │ (a choice)
 *       └───────▶ choosing ──▶ returning ──▶ (ended: sent-back)
 *                   8 s          │  ▲ again after 2 s, until it is done or he hangs up
 *                                └──┘
 *  answering  the 200, or the INVITE that fetches him back, is out
 *  passing    the REFER is out, and perhaps it rings there: `passing.ts`
 *  choosing   he could not be passed on, or was fetched back: the agent says where to
 *  returning  he goes to the own extension; also from `passing`, where he may have hung up while it rang there
 *
 *  From the last three he may ring here again, on another leg: then the call rings, whatever is told of the REFER later. */
import { end, wait } from './ending.ts';
import { notFetched, sentOn } from './sent-on.ts';
import type { Destination, LegId, TakenStep } from '../model/call.ts';
import type { CallEffect, OpenCall, Step, Taking } from './machine-state.ts';

/** How long a caller waits for a choice before he goes back to the own extension. */
const CHOICE_MS = 8_000;

const same = (call: OpenCall): Step => ({ call, effects: [] });

/** Answers a ringing leg, or fetches back what was sent on. */
export function beginToTake(call: OpenCall, taking: Taking, effect: CallEffect, atEpochMs: number): Step {
  return {
    call: {
      ...call,
      state: {
        kind: 'taken',
        step: { kind: 'answering', destination: taking.destination },
        sinceEpochMs: hereSince(call, atEpochMs),
      },
      taking,
      isShown: true,
      isHiddenByAgent: taking.from === null && call.isHiddenByAgent,
      // The timer of a sent call's card.
      generation: call.generation + 1,
    },
    effects: [effect],
  };
}

/** He is here: whatever the call was thought to be, somebody must have him. */
export function onTaken(call: OpenCall, leg: LegId, atEpochMs: number): Step {
  const taking = [call.taking, call.perhapsTaken].find((one) => one?.leg === leg);
  if (!taking) return same(call);
  const others = call.legs.filter((other) => other !== leg);
  const here: OpenCall = {
    ...call,
    legs: [],
    redirecting: null,
    unconfirmed: null,
    taking: null,
    perhapsTaken: null,
    takenLeg: leg,
    isShown: true,
  };
  const next = taking.destination === null ? choose(here, null, atEpochMs) : pass(here, taking.destination, atEpochMs);
  const rejected = others.map((other): CallEffect => ({ kind: 'reject', leg: other, status: 486 }));
  return { call: next.call, effects: [...rejected, ...next.effects] };
}

/** He is not here: the call is what it was before the click. */
export function onNotTaken(call: OpenCall, leg: LegId, why: 'not-confirmed' | 'refused', atEpochMs: number): Step {
  const { taking } = call;
  if (taking?.leg !== leg) return same(call);
  const perhapsTaken = why === 'not-confirmed' ? taking : call.perhapsTaken;
  const back: OpenCall = { ...call, taking: null, perhapsTaken, isShown: true, isHiddenByAgent: false };
  if (call.state.kind !== 'taken') return same({ ...call, taking: null, perhapsTaken });
  // What was fetched may ring here again meanwhile.
  const from = call.legs.length === 0 ? taking.from : null;
  if (from?.kind === 'sent') return notFetched(back, from, atEpochMs);
  if (from?.kind === 'taken') {
    if (call.takenLeg === null) return leftOrSent(back, from, atEpochMs);
    return call.isPassedOn ? same({ ...back, state: from }) : choose(back, null, atEpochMs);
  }
  const notice = taking.destination === null ? null : ({ kind: why, destination: taking.destination } as const);
  return same({ ...back, state: { kind: 'ringing', notice } });
}

/** He has hung up; or the server has taken him from us before it said so, and he rings here again. */
export function onHungUp(call: OpenCall, leg: LegId, atEpochMs: number): Step {
  const { takenLeg, taking, perhapsTaken, state } = call;
  if (![takenLeg, taking?.leg, perhapsTaken?.leg].includes(leg)) return same(call);
  const legs = call.legs.filter((other) => other !== leg);
  const rest: OpenCall = {
    ...call,
    legs,
    takenLeg: takenLeg === leg ? null : takenLeg,
    isPassedOn: takenLeg !== leg && call.isPassedOn,
    taking: taking?.leg === leg ? null : taking,
    perhapsTaken: perhapsTaken?.leg === leg ? null : perhapsTaken,
  };
  // What is still on its way will say where he is.
  const isOver = state.kind === 'sent' || state.kind === 'ended' || state.kind === 'answered';
  if (isOver || rest.taking !== null || rest.takenLeg !== null) return same(rest);
  if (legs.length === 0) return leftOrSent(rest, state, atEpochMs);
  return same(state.kind === 'taken' ? ringsHere(rest, atEpochMs) : rest);
}

/** While it rings where he was passed to, the server has him: that his leg here is over does not tell that he hung up. */
function leftOrSent(call: OpenCall, was: OpenCall['state'], atEpochMs: number): Step {
  return was.kind === 'taken' && was.step.kind === 'passing' && was.step.isRinging
    ? sentOn(call, was.step.destination, 'take', atEpochMs)
    : end(call, 'caller-left', atEpochMs);
}

/** Nobody was chosen, or the own extension is to be tried again. */
export function onTakenTimer(call: OpenCall, step: TakenStep, atEpochMs: number): Step {
  if (step.kind === 'choosing') return giveBack(call, 1, atEpochMs);
  return step.kind === 'returning' && !call.isPassedOn ? giveBack(call, step.attempt, atEpochMs) : same(call);
}

/** REFER to where the agent says. */
export function pass(call: OpenCall, destination: Destination, atEpochMs: number): Step {
  return refer(call, { kind: 'passing', destination, isRinging: false }, atEpochMs, { dial: destination.dial });
}

/** The agent says where to; not for long. */
export function choose(call: OpenCall, failure: (TakenStep & { kind: 'choosing' })['failed'], atEpochMs: number): Step {
  const sinceEpochMs = hereSince(call, atEpochMs);
  const choosing: TakenStep = { kind: 'choosing', failed: failure, untilEpochMs: atEpochMs + CHOICE_MS };
  return wait(
    {
      ...call,
      state: { kind: 'taken', step: choosing, sinceEpochMs },
      redirecting: null,
      unconfirmed: null,
      isPassedOn: false,
      isShown: true,
      // Somebody waits: a card that was hidden in good faith is needed again.
      isHiddenByAgent: false,
    },
    CHOICE_MS,
  );
}

/** It was sent to a group of this very desk, or comes back to it, and this app rings as well. */
export function ringsHere(call: OpenCall, atEpochMs: number): OpenCall {
  const destination = passedTo(call.state);
  const tried = destination === null || call.tried.includes(destination.dial) ? [] : [destination.dial];
  return {
    ...call,
    state: { kind: 'ringing', notice: destination && { kind: 'came-back', destination } },
    tried: [...call.tried, ...tried],
    backFrom: destination ?? call.backFrom,
    rangEpochMs: atEpochMs,
    stop: null,
    isShown: true,
    isHiddenByAgent: false,
    generation: call.generation + 1,
  };
}

/** Where a caller is on his way to, or could not be passed on to. */
function passedTo(state: OpenCall['state']): Destination | null {
  if (state.kind !== 'taken') return null;
  if (state.step.kind === 'passing') return state.step.destination;
  return state.step.kind === 'choosing' ? (state.step.failed?.destination ?? null) : null;
}

/** REFER to the own extension. */
export function giveBack(call: OpenCall, attempt: number, atEpochMs: number): Step {
  return refer(call, { kind: 'returning', attempt }, atEpochMs, 'own-extension');
}

/** Since when he has been here. */
const hereSince = ({ state }: OpenCall, atEpochMs: number): number =>
  state.kind === 'taken' ? state.sinceEpochMs : atEpochMs;

function refer(call: OpenCall, step: TakenStep, atEpochMs: number, to: (CallEffect & { kind: 'pass' })['to']): Step {
  const { takenLeg: leg } = call;
  if (leg === null) return same(call);
  const sinceEpochMs = hereSince(call, atEpochMs);
  return {
    call: { ...call, state: { kind: 'taken', step, sinceEpochMs }, isPassedOn: true, generation: call.generation + 1 },
    effects: [{ kind: 'pass', leg, to }],
  };
}
