/** A call that was sent on: what is told of it there, how long its card stays, and how long it is followed without one. */
import { end, isStillToldOf, wait } from './ending.ts';
import type { Destination, Outcome, TransferWay } from '../model/call.ts';
import type { CallEffect, OpenCall, SentState, Step } from './machine-state.ts';

/** How long its card stays after it was sent, or after the last word of it. */
const SENT_STAYS_MS = 8_000;
/** How long it stays while it is told to ring there. */
const RINGS_THERE_STAYS_MS = 60_000;
/** How long it is followed: a colleague's phone rings a minute or two. */
const SENT_FOLLOWED_MS = 120_000;

/** What a final outcome says is never taken back; that it rings there is, where its lamp is lost. */
const IS_FINAL: Record<Outcome, boolean> = {
  'not-told': false,
  ringing: false,
  answered: true,
  'went-on': true,
  back: true,
};

/** The server has it: it goes to `destination`, and nothing of it is here any more. */
export function sentOn(call: OpenCall, destination: Destination, way: TransferWay, atEpochMs: number): Step {
  const state: SentState = {
    kind: 'sent',
    destination,
    way,
    outcome: 'not-told',
    sinceEpochMs: atEpochMs,
    outcomeEpochMs: null,
    notice: null,
  };
  const sent: OpenCall = {
    ...call,
    state,
    legs: [],
    tried: [...call.tried, destination.dial],
    redirecting: null,
    unconfirmed: null,
    takenLeg: isStillToldOf(call) ? call.takenLeg : null,
    isPassedOn: isStillToldOf(call),
  };
  const next = wait(sent, cardStaysMs(state, atEpochMs));
  return { call: next.call, effects: [{ kind: 'record' }, ...next.effects] };
}

/** What the target's lamp tells, while it is followed. */
export function onOutcome(call: OpenCall, outcome: Outcome, atEpochMs: number): Step {
  const { state } = call;
  const isSent = state.kind === 'sent' || (state.kind === 'ended' && state.how === 'sent-on');
  if (!isSent || state.outcome === outcome || (state.outcome !== null && IS_FINAL[state.outcome])) {
    return { call, effects: [] };
  }
  const isNews = IS_FINAL[outcome] && (!call.isShown || call.isHiddenByAgent);
  const effects: CallEffect[] = [{ kind: 'record' }, ...(isNews ? [{ kind: 'notify' } as const] : [])];
  if (state.kind === 'ended') return { call: { ...call, state: { ...state, outcome } }, effects };
  const told: SentState = { ...state, outcome, outcomeEpochMs: outcome === 'not-told' ? null : atEpochMs };
  if (!call.isShown) return { call: { ...call, state: told }, effects };
  const next = wait({ ...call, state: told }, cardStaysMs(told, atEpochMs));
  return { call: next.call, effects: [...effects, ...next.effects] };
}

/** First its card goes, then it is followed no more. It ended here when it was sent. */
export function onSentTimer(call: OpenCall, state: SentState, atEpochMs: number): Step {
  const leftMs = state.sinceEpochMs + SENT_FOLLOWED_MS - atEpochMs;
  return call.isShown && leftMs > 0
    ? wait({ ...call, isShown: false }, leftMs)
    : end(call, 'sent-on', state.sinceEpochMs);
}

/** It could not be fetched back: it is where it was, and its card says so. */
export function notFetched(call: OpenCall, from: SentState, atEpochMs: number): Step {
  const notice = { kind: 'not-fetched', destination: from.destination } as const;
  return wait({ ...call, state: { ...from, notice } }, cardStaysMs(from, atEpochMs));
}

/** From now on. */
function cardStaysMs({ outcome, sinceEpochMs }: SentState, atEpochMs: number): number {
  const staysMs = outcome === 'ringing' ? RINGS_THERE_STAYS_MS : SENT_STAYS_MS;
  return Math.max(0, Math.min(staysMs, sinceEpochMs + SENT_FOLLOWED_MS - atEpochMs));
}
