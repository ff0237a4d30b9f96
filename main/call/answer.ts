/** A call that somebody has: told by the own line's lamp, or by the agent who says "I have it". */
import { end } from './ending.ts';
import type { OwnLine } from '../model/line.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { CallEvent, OpenCall, Step } from './machine-state.ts';

type AnswerEvent = CallEvent & { kind: 'own-line' | 'picked-up' | 'not-picked-up' | 'answered-elsewhere' };

/** What the lamp, and what it proves, does to a call. Total: every state takes every event. */
export function onAnswer(call: OpenCall, event: AnswerEvent, atEpochMs: number): Step {
  const { state } = call;
  switch (event.kind) {
    case 'own-line':
      return followOwnLine(call, event.state, atEpochMs);
    case 'picked-up':
      return state.kind === 'ended' && (state.how === 'stopped-ringing' || state.how === 'answered-elsewhere')
        ? answered({ ...call, isOnOwnLine: true }, 'lamp', true, event.atEpochMs)
        : same(call);
    case 'not-picked-up':
      return state.kind === 'answered' && state.toldBy === 'lamp'
        ? end(call, 'stopped-ringing', call.stop?.atEpochMs ?? atEpochMs)
        : same(call);
    case 'answered-elsewhere':
      // Its card goes when it was to go: who has it is a word more, no new end.
      return state.kind === 'ended' && state.how === 'stopped-ringing'
        ? { call: { ...call, state: { ...state, how: 'answered-elsewhere' } }, effects: [{ kind: 'record' }] }
        : same(call);
  }
}

/** "I have it": the agent's own word, of a call that stopped ringing here or was sent on, while its card is there.
 *  @param ownLine what the lamp says now; where it says that the own phone is in no call, its end will not be told */
export function haveIt(call: OpenCall, ownLine: OwnLine, atEpochMs: number): Result<Step, 'not-stopped'> {
  const { state } = call;
  const hasStopped = state.kind === 'sent' || (state.kind === 'ended' && state.how === 'stopped-ringing');
  if (!hasStopped || !call.isShown || call.isHiddenByAgent) return err('not-stopped');
  const isOnOwnLine = ownLine === 'in-call' || ownLine === 'not-told';
  const sinceEpochMs = call.stop?.atEpochMs ?? atEpochMs;
  return ok(answered({ ...call, isOnOwnLine }, 'agent', ownLine === 'in-call', sinceEpochMs));
}

/** The card goes, in whatever state the call is, and nothing is sent. Where nobody will tell a call's end, this is it. */
export function hide(call: OpenCall): Step {
  const hidden = { ...call, isHiddenByAgent: true };
  const { state } = call;
  if (state.kind !== 'answered' || state.isEndTold) return same(hidden);
  return end(hidden, 'answered', state.sinceEpochMs);
}

const same = (call: OpenCall): Step => ({ call, effects: [] });

function answered(call: OpenCall, toldBy: 'lamp' | 'agent', isEndTold: boolean, sinceEpochMs: number): Step {
  return {
    call: {
      ...call,
      state: { kind: 'answered', by: 'own-phone', toldBy, isEndTold, sinceEpochMs },
      isShown: true,
      // The timer of the end that it was taken for.
      generation: call.generation + 1,
    },
    effects: [{ kind: 'record' }],
  };
}

function followOwnLine(call: OpenCall, ownLine: OwnLine, atEpochMs: number): Step {
  const { state } = call;
  if (state.kind !== 'answered') return same(call);
  if (ownLine === 'idle') return call.isOnOwnLine ? end(call, 'answered', atEpochMs) : same(call);
  const isOnOwnLine = call.isOnOwnLine || ownLine === 'in-call';
  const isEndTold = isOnOwnLine && ownLine !== 'not-told';
  return same({ ...call, isOnOwnLine, state: { ...state, isEndTold } });
}
