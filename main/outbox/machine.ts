/** The life of one item on its way to the CRM, as a total pure function.
 *
 *  ```
 *  held ─▶ waiting ─due─▶ recording ─written─▶ sending ──▶ noting(sent | refused | waiting) ─written─▶ resting
 *                            ▲                    │ doubtful, or failed after a doubt
 *                            │ not there, settled ▼
 *                            └─── looking ◀──▶ in-doubt ◀── in flight when it was loaded
 *                                    └──▶ noting(sent | perhaps-sent)
 *  perhaps-sent ─a person says so─▶ looking-again ──▶ noting(sent) | recording | in-doubt | perhaps-sent
 *  ```
 *  On disk stands `in-flight` from before the request goes out until its result is known: whoever loads that looks first. After a doubt
 *  every further try looks first too, at once before it sends: a portal's "not there" may be good for some minutes only. */
import type { CrmError } from '../model/crm.ts';
import type { OutboxState, ReadBack, SendResult } from '../model/outbox.ts';
import { inSight, isBlind, isFinal, isPortalWide, nextTryEpochMs } from './backoff.ts';
import type { OutboxLimits } from './ports.ts';

type Resting = Exclude<OutboxState, { kind: 'in-flight' }>;

/** Since when a request may be at work in the portal, and how often it was sent. */
interface Flight {
  readonly tries: number;
  readonly sinceEpochMs: number;
  /** An earlier try may have come through. */
  readonly isRepeat: boolean;
}

interface Doubt extends Flight {
  /** How often its mark was looked for. */
  readonly looks: number;
  readonly error: CrmError | null;
}

/** When it was asked what the portal has: an answer tells of no later moment. */
interface Look {
  readonly askedEpochMs: number;
}

export type Phase =
  | { readonly kind: 'resting'; readonly state: Resting }
  /** `in-flight` is being written; the request has not gone out. */
  | ({ readonly kind: 'recording' } & Flight)
  | ({ readonly kind: 'sending' } & Flight)
  | ({ readonly kind: 'in-doubt'; readonly lookAtEpochMs: number } & Doubt)
  | ({ readonly kind: 'looking' } & Doubt & Look)
  /** A person wants it sent, though it may be there. */
  | ({ readonly kind: 'looking-again'; readonly state: Extract<OutboxState, { kind: 'perhaps-sent' }> } & Look)
  /** The result is being written. */
  | { readonly kind: 'noting'; readonly state: Resting };

export type PhaseEvent =
  /** Its time has come, and nothing is before it. */
  | { readonly kind: 'due' }
  /** What was to be written is on disk. */
  | { readonly kind: 'written' }
  | { readonly kind: 'send-result'; readonly result: SendResult }
  | { readonly kind: 'look-result'; readonly result: ReadBack }
  | { readonly kind: 'release' }
  | { readonly kind: 'send-now' }
  /** What it needs of another item will never be there. */
  | { readonly kind: 'impossible'; readonly error: CrmError }
  /** The portal answered somebody after it had not. */
  | { readonly kind: 'portal-answers' };

export type PhaseEffect = 'write' | 'send' | 'look';

export interface Moment {
  readonly nowEpochMs: number;
  readonly random01: number;
  readonly limits: OutboxLimits;
}

export interface Step {
  readonly phase: Phase;
  readonly effects: readonly PhaseEffect[];
}

/** The phase of a row that was loaded. One in flight counts from now: when the process died is not known, only that it was before. One that
 *  was held has nobody left who could release it.
 *  @param nowEpochMs of the loading */
export function loadedPhase(state: OutboxState, nowEpochMs: number): Phase {
  if (state.kind === 'held') {
    return { kind: 'resting', state: { kind: 'waiting', tries: 0, nextTryEpochMs: nowEpochMs, error: null } };
  }
  if (state.kind !== 'in-flight') return { kind: 'resting', state };
  const flight = { tries: state.tries, sinceEpochMs: nowEpochMs, isRepeat: true };
  return { kind: 'in-doubt', ...flight, lookAtEpochMs: nowEpochMs, looks: 0, error: null };
}

/** What the disk and the windows are told of a phase. */
export function stateOfPhase(phase: Phase): OutboxState {
  if (phase.kind === 'resting' || phase.kind === 'noting' || phase.kind === 'looking-again') return phase.state;
  return { kind: 'in-flight', tries: phase.tries, sinceEpochMs: phase.sinceEpochMs };
}

/** Whether something is being done with it at this moment. */
export const isUnderWay = ({ kind }: Phase): boolean => kind !== 'resting' && kind !== 'in-doubt';

/** Whether the portal surely does not have it, and is not about to get it. */
export const isUnsent = (phase: Phase): boolean =>
  phase.kind === 'resting' && ['held', 'waiting', 'refused'].includes(phase.state.kind);

/** One step. A late event changes nothing. */
export function step(phase: Phase, event: PhaseEvent, at: Moment): Step {
  switch (phase.kind) {
    case 'resting':
      return stepResting(phase, event, at);
    case 'recording':
      // It goes out now: a slow disk does not count as the portal's time.
      return event.kind === 'written'
        ? { phase: { ...phase, kind: 'sending', sinceEpochMs: at.nowEpochMs }, effects: ['send'] }
        : stay(phase);
    case 'sending':
      return event.kind === 'send-result' ? afterSend(phase, event.result, at) : stay(phase);
    case 'in-doubt':
      return stepInDoubt(phase, event, at);
    case 'looking':
      return event.kind === 'look-result' ? afterLook(phase, event.result, at) : stay(phase);
    case 'looking-again':
      return event.kind === 'look-result' ? afterLookAgain(phase, event.result, at) : stay(phase);
    case 'noting':
      return event.kind === 'written' ? { phase: { kind: 'resting', state: phase.state }, effects: [] } : stay(phase);
  }
}

const stay = (phase: Phase): Step => ({ phase, effects: [] });
const rest = (state: Resting): Step => ({ phase: { kind: 'resting', state }, effects: ['write'] });
const refuse = (error: CrmError, { nowEpochMs }: Moment): Step =>
  rest({ kind: 'refused', error, atEpochMs: nowEpochMs });
const note = (state: Resting): Step => ({ phase: { kind: 'noting', state }, effects: ['write'] });

function stepResting(phase: Extract<Phase, { kind: 'resting' }>, event: PhaseEvent, at: Moment): Step {
  const { state } = phase;
  const { nowEpochMs } = at;
  const waitNow = rest({ kind: 'waiting', tries: 0, nextTryEpochMs: nowEpochMs, error: null });
  switch (state.kind) {
    case 'held':
      if (event.kind === 'release' || event.kind === 'send-now') return waitNow;
      if (event.kind === 'impossible') return refuse(event.error, at);
      return event.kind === 'due' ? record(0, nowEpochMs) : stay(phase);
    case 'waiting':
      if (event.kind === 'due') return record(state.tries, nowEpochMs);
      if (event.kind === 'impossible') return refuse(event.error, at);
      if (event.kind === 'portal-answers' && (state.error === null || !isPortalWide(state.error))) return stay(phase);
      if (event.kind !== 'send-now' && event.kind !== 'portal-answers') return stay(phase);
      // Not written: whoever loads it asks sooner or later all the same.
      return stay({ kind: 'resting', state: { ...state, nextTryEpochMs: nowEpochMs } });
    case 'refused':
      return event.kind === 'send-now' ? waitNow : stay(phase);
    case 'perhaps-sent':
      return event.kind === 'send-now'
        ? { phase: { kind: 'looking-again', state, askedEpochMs: nowEpochMs }, effects: ['look'] }
        : stay(phase);
    case 'sent':
      return stay(phase);
  }
}

function record(triesBefore: number, sinceEpochMs: number, isRepeat = false): Step {
  return { phase: { kind: 'recording', tries: triesBefore + 1, sinceEpochMs, isRepeat }, effects: ['write'] };
}

function stepInDoubt(phase: Extract<Phase, { kind: 'in-doubt' }>, event: PhaseEvent, at: Moment): Step {
  const { tries, sinceEpochMs, isRepeat, looks, error } = phase;
  switch (event.kind) {
    case 'due': {
      const doubt = { tries, sinceEpochMs, isRepeat, looks: looks + 1, error };
      return { phase: { kind: 'looking', ...doubt, askedEpochMs: at.nowEpochMs }, effects: ['look'] };
    }
    case 'send-now':
    case 'portal-answers':
      return stay({ ...phase, lookAtEpochMs: Math.min(phase.lookAtEpochMs, at.nowEpochMs) });
    case 'impossible':
      return note({ kind: 'perhaps-sent', error: event.error, sinceEpochMs });
    case 'written':
    case 'send-result':
    case 'look-result':
    case 'release':
      return stay(phase);
  }
}

function afterSend({ tries, isRepeat }: Flight, result: SendResult, at: Moment): Step {
  // It may have waited for its turn: that it set out late, even just now, cannot be told from here.
  const flight = { tries, sinceEpochMs: at.nowEpochMs, isRepeat: true };
  const doubt = (error: CrmError | null, lookAtEpochMs: number): Step =>
    stay({ ...flight, kind: 'in-doubt', looks: 0, error, lookAtEpochMs });
  if (result.kind === 'sent') return note(sentNow(result.createdId, at));
  if (result.kind === 'aborted') return doubt(null, at.nowEpochMs);
  const { error } = result;
  if (result.isDoubtful) return doubt(error, nextTryEpochMs(1, error, at, at.limits));
  if (isFinal(error, tries)) return note({ kind: 'refused', error, atEpochMs: at.nowEpochMs });
  const againEpochMs = nextTryEpochMs(tries, error, at, at.limits);
  return isRepeat ? doubt(error, againEpochMs) : note({ kind: 'waiting', tries, error, nextTryEpochMs: againEpochMs });
}

function afterLook({ askedEpochMs, ...phase }: Doubt & Look, result: ReadBack, at: Moment): Step {
  const { tries, error } = phase;
  const { nowEpochMs, limits } = at;
  // Where the clock was set back meanwhile, it counts from now.
  const sinceEpochMs = Math.min(phase.sinceEpochMs, nowEpochMs);
  const lookAgain = (lookAtEpochMs: number, why: CrmError | null): Step =>
    stay({ ...phase, kind: 'in-doubt', sinceEpochMs, error: why, lookAtEpochMs });
  switch (result.kind) {
    case 'there':
      return note(sentNow(result.createdId, at));
    case 'not-there': {
      const settledEpochMs = Math.max(sinceEpochMs + limits.settleMs, inSight(error?.retryAtEpochMs ?? 0, nowEpochMs));
      return Math.min(askedEpochMs, nowEpochMs) < settledEpochMs
        ? lookAgain(settledEpochMs, error)
        : record(tries, nowEpochMs, true);
    }
    case 'cannot-tell':
      return note({ kind: 'perhaps-sent', error: result.error ?? error, sinceEpochMs });
    case 'failed':
      if (isBlind(result.error, phase.looks)) return note({ kind: 'perhaps-sent', error: result.error, sinceEpochMs });
      return lookAgain(nextTryEpochMs(phase.looks, result.error, at, limits), result.error);
    case 'aborted':
      return lookAgain(nowEpochMs, error);
  }
}

function afterLookAgain(phase: Extract<Phase, { kind: 'looking-again' }>, result: ReadBack, at: Moment): Step {
  const { state, askedEpochMs } = phase;
  const { nowEpochMs, limits } = at;
  switch (result.kind) {
    case 'there':
      return note(sentNow(result.createdId, at));
    case 'not-there': {
      const sinceEpochMs = Math.min(state.sinceEpochMs, nowEpochMs);
      const lookAtEpochMs = sinceEpochMs + limits.settleMs;
      if (askedEpochMs >= lookAtEpochMs) return record(0, nowEpochMs, true);
      const doubt = { tries: 0, sinceEpochMs, isRepeat: true, looks: 1, error: state.error };
      return { phase: { ...doubt, kind: 'in-doubt', lookAtEpochMs }, effects: ['write'] };
    }
    case 'cannot-tell':
      // The words beside the button say that it may then be there twice.
      return record(0, nowEpochMs, true);
    case 'failed':
      return stay({ kind: 'resting', state: { ...state, error: result.error } });
    case 'aborted':
      return stay({ kind: 'resting', state });
  }
}

const sentNow = (createdId: string | null, { nowEpochMs }: Moment): Resting => ({
  kind: 'sent',
  atEpochMs: nowEpochMs,
  createdId,
});
